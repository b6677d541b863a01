using TorchSharp.Modules;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Parameters taken together: their gradients' norm, and all of them as one vector.</summary>
        public static partial class utils
        {
            /// <summary>Scales all gradients by one factor where the norm of all of them together is too large.</summary>
            /// <param name="tensors">The parameters; those without a gradient do not count.</param>
            /// <param name="max_norm">The largest norm.</param>
            /// <param name="norm_type">Which norm: 2 for the root of the sum of squares, infinity for the largest element.</param>
            /// <returns>The norm as it was.</returns>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2)
            {
                using var off = WithoutGradients.Open();
                var gradients = Gradients(tensors);
                try
                {
                    if (gradients.Count == 0) return 0;
                    var norms = new Tensor[gradients.Count];
                    for (var i = 0; i < norms.Length; i++) norms[i] = Aten.linalg_vector_norm.Call(gradients[i], norm_type);
                    using var all = Aten.stack.Call(norms, 0);
                    foreach (var norm in norms) norm.Dispose();
                    using var total = Aten.linalg_vector_norm.Call(all, norm_type);
                    var before = total.ToScalar().ToDouble();
                    // The summand keeps a norm of zero from being divided by.
                    var factor = max_norm / (before + 1e-6);
                    if (factor < 1)
                    {
                        foreach (var gradient in gradients) Aten.mul__Scalar.Do(gradient, factor);
                    }
                    return before;
                }
                finally
                {
                    foreach (var gradient in gradients) gradient.Dispose();
                }
            }

            /// <summary>Cuts every element of every gradient off at a bound.</summary>
            /// <param name="tensors">The parameters.</param>
            /// <param name="clip_value">The bound, on both sides.</param>
            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                using var off = WithoutGradients.Open();
                Scalar lower = -clip_value, upper = clip_value;
                foreach (var gradient in Gradients(tensors))
                {
                    using (gradient) Aten.clamp_.Do(gradient, lower, upper);
                }
            }

            /// <summary>All parameters one after another in one vector, through which gradients flow.</summary>
            /// <param name="tensors">The parameters.</param>
            public static Tensor parameters_to_vector(IEnumerable<Parameter> tensors)
            {
                long[] flat = [-1];
                Tensor[] vectors = [.. tensors.Select(t => Aten.reshape.Call(t, flat))];
                var result = Aten.cat.Call(vectors, 0);
                foreach (var vector in vectors) vector.Dispose();
                return result;
            }

            /// <summary>Copies a vector into parameters, one after another.</summary>
            /// <param name="vec">As many elements as the parameters have together.</param>
            /// <param name="tensors">The parameters.</param>
            /// <exception cref="ArgumentException">The vector has another length.</exception>
            public static void vector_to_parameters(Tensor vec, IEnumerable<Parameter> tensors)
            {
                Parameter[] parameters = [.. tensors];
                if (vec.numel() != parameters.Sum(p => p.numel()))
                    throw new ArgumentException($"The parameters have {parameters.Sum(p => p.numel())} elements together, and the vector {vec.numel()}.", nameof(vec));
                using var off = WithoutGradients.Open();
                long start = 0;
                foreach (var parameter in parameters)
                {
                    using var part = Aten.narrow.Call(vec, 0, start, parameter.numel());
                    using var shaped = Aten.reshape.Call(part, parameter.shape);
                    parameter.copy_(shaped);
                    start += parameter.numel();
                }
            }

            private static List<Tensor> Gradients(IEnumerable<Parameter> parameters)
            {
                var gradients = new List<Tensor>();
                foreach (var parameter in parameters)
                {
                    if (Gradient.TryGet(parameter, out var gradient)) gradients.Add(gradient);
                }
                return gradients;
            }
        }
    }
}
