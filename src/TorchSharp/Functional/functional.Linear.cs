using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>x Wᵀ + b.</summary>
            /// <param name="input">[…, in].</param>
            /// <param name="weights">[out, in].</param>
            /// <param name="bias">[out].</param>
            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) => Aten.linear.Call(input, weights, bias);

            /// <summary>Zeros elements with a probability and scales the rest so that the mean stays.</summary>
            /// <param name="input">Any shape.</param>
            /// <param name="p">The probability.</param>
            /// <param name="training">False to change nothing.</param>
            /// <param name="inplace">Whether to overwrite <paramref name="input"/>.</param>
            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                inplace ? Aten.dropout_.InPlace(input, p, training) : Aten.dropout.Call(input, p, training);

            /// <summary>Class numbers as rows with a single one.</summary>
            /// <param name="x">Whole numbers from 0.</param>
            /// <param name="num_classes">Length of the new last axis; -1 takes the largest class.</param>
            public static Tensor one_hot(Tensor x, long num_classes = -1) => Aten.one_hot.Call(x, num_classes);

            /// <summary>Divides vectors along an axis by their p-norms.</summary>
            /// <param name="input">Any shape.</param>
            /// <param name="p">Of the norm.</param>
            /// <param name="dim">The axis.</param>
            /// <param name="eps">Norms below it are taken to be it.</param>
            public static Tensor normalize(Tensor input, double p = 2, long dim = 1, double eps = 1e-12)
            {
                long[] axes = [dim];
                Scalar order = p;
                using var norm = Aten.norm_ScalarOpt_dim.Call(input, order, axes, true);
                using var bounded = Aten.clamp_min.Call(norm, eps);
                return Aten.div_Tensor.Call(input, bounded);
            }

            /// <summary>Cosines of the angles between vectors along an axis.</summary>
            /// <param name="x1">Any shape.</param>
            /// <param name="x2">A shape that broadcasts with it.</param>
            /// <param name="dim">The axis.</param>
            /// <param name="eps">A lower bound of the norms.</param>
            public static Tensor cosine_similarity(Tensor x1, Tensor x2, long dim = 1, double eps = 1e-8) => Aten.cosine_similarity.Call(x1, x2, dim, eps);

            /// <summary>softmax(Q Kᵀ / √width) V: rows of V averaged by how well keys match queries.</summary>
            /// <param name="query">[…, queries, width].</param>
            /// <param name="key">[…, keys, width].</param>
            /// <param name="value">[…, keys, width of values].</param>
            /// <param name="attn_mask">Truth values that say which pairs count, or numbers that are added to the scores; broadcasts to […, queries, keys].</param>
            /// <param name="p">Probability with which a weight is dropped.</param>
            /// <param name="is_casual">Whether each query sees only keys up to its own position.</param>
            /// <exception cref="ArgumentException">Both a mask and causality were asked for.</exception>
            public static Tensor scaled_dot_product_attention(Tensor query, Tensor key, Tensor value, Tensor? attn_mask = null, double p = 0, bool is_casual = false)
            {
                if (attn_mask is not null && is_casual) throw new ArgumentException("attn_mask and is_casual exclude each other: put causality into the mask.", nameof(attn_mask));
                // Composed, for libtorch 1.13 has no such operator; the queries are scaled because they are smaller than the scores.
                using var scaled = Aten.mul_Scalar.Call(query, 1 / Math.Sqrt(query.size(-1)));
                using var transposed = Aten.transpose_int.Call(key, -2, -1);
                using var scores = Aten.matmul.Call(scaled, transposed);
                using var masked = is_casual ? MaskFuture(scores) : attn_mask is null ? null : Mask(scores, attn_mask);
                using var weights = Aten.softmax_int.Call(masked ?? scores, -1);
                using var kept = p > 0 ? Aten.dropout.Call(weights, p, true) : null;
                return Aten.matmul.Call(kept ?? weights, value);
            }

            private static Tensor MaskFuture(Tensor scores)
            {
                long[] size = [scores.size(-2), scores.size(-1)];
                using var all = Aten.ones.Call(size, ScalarType.Bool, Arg.None, scores.device);
                using var future = Aten.triu.Call(all, 1);
                return Aten.masked_fill_Scalar.Call(scores, future, double.NegativeInfinity);
            }

            private static Tensor Mask(Tensor scores, Tensor mask)
            {
                if (mask.dtype != ScalarType.Bool) return Aten.add_Tensor.Call(scores, mask);
                using var hidden = Aten.logical_not.Call(mask);
                return Aten.masked_fill_Scalar.Call(scores, hidden, double.NegativeInfinity);
            }
        }
    }
}
