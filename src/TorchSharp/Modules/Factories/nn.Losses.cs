using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Squared differences.</summary>
        /// <param name="reduction">Mean or sum over all elements, or none.</param>
        public static MSELoss MSELoss(Reduction reduction = Reduction.Mean) => new(reduction: reduction);

        /// <summary>Absolute differences.</summary>
        /// <param name="reduction">Mean or sum over all elements, or none.</param>
        public static L1Loss L1Loss(Reduction reduction = Reduction.Mean) => new(reduction: reduction);

        /// <summary>Squared differences near 0, absolute ones beyond.</summary>
        /// <param name="reduction">Mean or sum over all elements, or none.</param>
        /// <param name="beta">Where squared differences turn into absolute ones.</param>
        public static SmoothL1Loss SmoothL1Loss(Reduction reduction = Reduction.Mean, double beta = 1) => new(reduction: reduction, beta: beta);

        /// <summary>Half the squared differences near 0, δ times absolute ones beyond.</summary>
        /// <param name="delta">Where squared differences turn into absolute ones.</param>
        /// <param name="reduction">Mean or sum over all elements, or none.</param>
        public static HuberLoss HuberLoss(double delta = 1, Reduction reduction = Reduction.Mean) => new(delta: delta, reduction: reduction);

        /// <summary>Minus the logarithm of the softmax at the right class.</summary>
        /// <param name="weight">Factors.</param>
        /// <param name="ignore_index">A class number that does not count.</param>
        /// <param name="reduction">Mean or sum over all elements, or none.</param>
        public static CrossEntropyLoss CrossEntropyLoss(Tensor? weight = null, long? ignore_index = null, Reduction reduction = Reduction.Mean) => new(weight: weight, ignore_index: ignore_index, reduction: reduction);

        /// <summary>Minus the logarithmic probability of the right class.</summary>
        /// <param name="weight">Factors.</param>
        /// <param name="reduction">Mean or sum over all elements, or none.</param>
        public static NLLLoss NLLLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean) => new(weight: weight, reduction: reduction);

        /// <summary>Minus the logarithmic probability of yes or no.</summary>
        /// <param name="weight">Factors.</param>
        /// <param name="reduction">Mean or sum over all elements, or none.</param>
        public static BCELoss BCELoss(Tensor? weight = null, Reduction reduction = Reduction.Mean) => new(weight: weight, reduction: reduction);

        /// <summary>Minus the logarithmic probability of yes or no, from scores.</summary>
        /// <param name="weight">Factors.</param>
        /// <param name="reduction">Mean or sum over all elements, or none.</param>
        /// <param name="pos_weights">Factors of yes, for each class.</param>
        public static BCEWithLogitsLoss BCEWithLogitsLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null) => new(weight: weight, reduction: reduction, pos_weights: pos_weights);

        /// <summary>Target times the difference of the logarithms of target and input.</summary>
        /// <param name="log_target">Whether the target holds logarithms.</param>
        /// <param name="reduction">Mean or sum over all elements, or none.</param>
        public static KLDivLoss KLDivLoss(bool log_target = true, Reduction reduction = Reduction.Mean) => new(log_target: log_target, reduction: reduction);
    }
}
