using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Squared differences.</summary>
            /// <param name="input">What was computed.</param>
            /// <param name="target">What it should be.</param>
            /// <param name="reduction">Mean or sum over all elements, or none.</param>
            public static Tensor mse_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                Aten.mse_loss.Call(input, target, (long)reduction);

            /// <summary>Absolute differences.</summary>
            /// <param name="input">What was computed.</param>
            /// <param name="target">What it should be.</param>
            /// <param name="reduction">Mean or sum over all elements, or none.</param>
            public static Tensor l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                Aten.l1_loss.Call(input, target, (long)reduction);

            /// <summary>Squared differences near 0, over 2β, and absolute ones beyond β, less β/2.</summary>
            /// <param name="input">What was computed.</param>
            /// <param name="target">What it should be.</param>
            /// <param name="reduction">Mean or sum over all elements, or none.</param>
            /// <param name="beta">Where one turns into the other.</param>
            public static Tensor smooth_l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean, double beta = 1) =>
                Aten.smooth_l1_loss.Call(input, target, (long)reduction, beta);

            /// <summary>Half the squared differences up to δ, and δ times absolute ones beyond, less δ²/2.</summary>
            /// <param name="input">What was computed.</param>
            /// <param name="target">What it should be.</param>
            /// <param name="delta">Where one turns into the other.</param>
            /// <param name="reduction">Mean or sum over all elements, or none.</param>
            public static Tensor huber_loss(Tensor input, Tensor target, double delta = 1, Reduction reduction = Reduction.Mean) =>
                Aten.huber_loss.Call(input, target, (long)reduction, delta);

            /// <summary>Minus the logarithm of the softmax at the right class.</summary>
            /// <param name="input">Scores, [batch, classes, …].</param>
            /// <param name="target">Class numbers, [batch, …], or probabilities of the shape of the scores.</param>
            /// <param name="weight">Factors of the classes.</param>
            /// <param name="ignore_index">A class number that does not count.</param>
            /// <param name="reduction">Mean or sum over all elements, or none.</param>
            /// <param name="label_smoothing">Share of the target that is spread over all classes.</param>
            public static Tensor cross_entropy(Tensor input, Tensor target, Tensor? weight = null, long ignore_index = -100, Reduction reduction = Reduction.Mean, double label_smoothing = 0) =>
                Aten.cross_entropy_loss.Call(input, target, weight, (long)reduction, ignore_index, label_smoothing);

            /// <summary>Minus the logarithmic probability of the right class.</summary>
            /// <param name="input">Logarithmic probabilities, [batch, classes, …].</param>
            /// <param name="target">Class numbers, [batch, …].</param>
            /// <param name="weight">Factors of the classes.</param>
            /// <param name="reduction">Mean or sum over all elements, or none.</param>
            public static Tensor nll_loss(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                Aten.nll_loss_nd.Call(input, target, weight, (long)reduction);

            /// <summary>Minus the logarithmic probability of yes or no.</summary>
            /// <param name="input">Probabilities of yes.</param>
            /// <param name="target">1 for yes, 0 for no, or between.</param>
            /// <param name="weight">Factors of the elements.</param>
            /// <param name="reduction">Mean or sum over all elements, or none.</param>
            public static Tensor binary_cross_entropy(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                Aten.binary_cross_entropy.Call(input, target, weight, (long)reduction);

            /// <summary>Minus the logarithmic probability of yes or no, from scores.</summary>
            /// <param name="input">Scores: log odds of yes.</param>
            /// <param name="target">1 for yes, 0 for no, or between.</param>
            /// <param name="weight">Factors of the elements.</param>
            /// <param name="reduction">Mean or sum over all elements, or none.</param>
            /// <param name="pos_weights">Factors of yes, for each class.</param>
            public static Tensor binary_cross_entropy_with_logits(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null) =>
                Aten.binary_cross_entropy_with_logits.Call(input, target, weight, pos_weights, (long)reduction);

            /// <summary>Target times the difference of the logarithms of target and input.</summary>
            /// <param name="input">Logarithmic probabilities.</param>
            /// <param name="target">Probabilities or their logarithms.</param>
            /// <param name="log_target">Whether the target holds logarithms.</param>
            /// <param name="reduction">Mean or sum over all elements, or none.</param>
            public static Tensor kl_div(Tensor input, Tensor target, bool log_target = true, Reduction reduction = Reduction.Mean) =>
                Aten.kl_div.Call(input, target, (long)reduction, log_target);
        }
    }
}
