using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.Masks;

/// <summary>
/// Single-head softmax attention under a mask, without skip path, normalisation or feed-forward part: X ← A(X)·X·W_V.
/// Immutable.
/// </summary>
/// <example><code>
/// var run = new MaskedAttention(AttentionMask.Causal(8)).Run(tokens, layers: 40, AttentionWeights.Identity(4));
/// </code></example>
/// <source paper="wu2024" item="eq. 2">Batch and head axes are absent: one sequence, one head, square value weights.</source>
public sealed class MaskedAttention
{
    /// <summary>Attention that respects a mask.</summary>
    /// <param name="mask">The mask, the same in all layers.</param>
    public MaskedAttention(AttentionMask mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        Mask = mask;
    }

    /// <summary>The mask.</summary>
    public AttentionMask Mask { get; }

    /// <summary>The attention matrix A(X): softmax of the scores over the allowed tokens of each row, zero elsewhere.</summary>
    /// <param name="x">Tokens, shape [tokens, width], finite entries.</param>
    /// <param name="weights">Weights of as many columns.</param>
    /// <returns>Shape [tokens, tokens], rows sum to 1.</returns>
    /// <exception cref="ArgumentException">Shapes do not fit, or an entry is not finite.</exception>
    public Matrix<double> AttentionMatrix(Matrix<double> x, AttentionWeights weights)
    {
        Check(x, weights);
        var scores = (x * weights.QueryUnsafe).TransposeAndMultiply(x * weights.KeyUnsafe) / weights.Temperature;
        var n = Mask.Tokens;
        var attention = Matrix<double>.Build.Dense(n, n);
        for (var i = 0; i < n; i++)
        {
            var largest = double.NegativeInfinity;
            for (var j = 0; j < n; j++)
            {
                if (Mask[i, j]) largest = Math.Max(largest, scores.At(i, j));
            }

            var sum = 0.0;
            for (var j = 0; j < n; j++)
            {
                if (!Mask[i, j]) continue;
                attention.At(i, j, Math.Exp(scores.At(i, j) - largest));
                sum += attention.At(i, j);
            }

            for (var j = 0; j < n; j++) attention.At(i, j, attention.At(i, j) / sum);
        }

        return attention;
    }

    /// <summary>One layer as it is printed, A(X)·X·W_V. Residuals below about 1e-16·‖X‖ drown in rounding.</summary>
    /// <param name="x">Tokens, shape [tokens, width], finite entries.</param>
    /// <param name="weights">Weights of as many columns.</param>
    /// <returns>Tokens of the next layer, shape [tokens, width].</returns>
    /// <exception cref="ArgumentException">Shapes do not fit, or an entry is not finite.</exception>
    public Matrix<double> LayerReference(Matrix<double> x, AttentionWeights weights) =>
        AttentionMatrix(x, weights) * x * weights.ValueUnsafe;

    /// <summary>One layer on tokens kept as mean and centred part, so that the residual keeps its relative accuracy.</summary>
    /// <param name="x">Tokens, shape [tokens, width].</param>
    /// <param name="weights">Weights of as many columns.</param>
    /// <returns>Tokens of the next layer.</returns>
    /// <exception cref="ArgumentException">Shapes do not fit.</exception>
    public CentredTokens Layer(CentredTokens x, AttentionWeights weights)
    {
        ArgumentNullException.ThrowIfNull(x);
        Check(x.CentredUnsafe, weights);
        return CentredLayer.Next(Mask, x, weights).Tokens;
    }

    /// <summary>Runs layers that all have the same weights.</summary>
    /// <param name="start">Tokens before the first layer, shape [tokens, width], finite entries.</param>
    /// <param name="layers">Number of layers, at least 0.</param>
    /// <param name="weights">The weights of every layer.</param>
    /// <param name="cancel">Looked at before every layer.</param>
    /// <returns>All residuals, states and attention matrices; the latter take 8·tokens²·layers bytes.</returns>
    /// <exception cref="ArgumentException">Shapes do not fit, an entry is not finite, or fewer than 0 layers.</exception>
    public AttentionRun Run(Matrix<double> start, int layers, AttentionWeights weights, CancellationToken cancel = default) =>
        Run(start, layers, _ => weights, cancel);

    /// <summary>Runs layers whose weights may differ.</summary>
    /// <param name="start">Tokens before the first layer, shape [tokens, width], finite entries.</param>
    /// <param name="layers">Number of layers, at least 0.</param>
    /// <param name="weights">The weights of layer 0, 1, …</param>
    /// <param name="cancel">Looked at before every layer.</param>
    /// <returns>All residuals, states and attention matrices; the latter take 8·tokens²·layers bytes.</returns>
    /// <exception cref="ArgumentException">Shapes do not fit, an entry is not finite, or fewer than 0 layers.</exception>
    public AttentionRun Run(
        Matrix<double> start, int layers, Func<int, AttentionWeights> weights, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(weights);
        Guard.AtLeast(layers, 0, nameof(layers), "Give the depth; 0 only measures the start.");
        var states = new List<CentredTokens>(layers + 1) { CentredTokens.From(start) };
        var attention = new List<Matrix<double>>(layers);
        var used = new List<AttentionWeights>(layers);
        for (var layer = 0; layer < layers; layer++)
        {
            cancel.ThrowIfCancellationRequested();
            used.Add(weights(layer));
            Check(states[layer].CentredUnsafe, used[layer]);
            var (next, matrix) = CentredLayer.Next(Mask, states[layer], used[layer]);
            states.Add(next);
            attention.Add(matrix);
        }

        return new AttentionRun(Mask, states, attention, used);
    }

    /// <summary>One layer and its attention matrix, for stacks that put more around attention.</summary>
    internal (CentredTokens Tokens, Matrix<double> Attention) Run(CentredTokens x, AttentionWeights weights)
    {
        Check(x.CentredUnsafe, weights);
        return CentredLayer.Next(Mask, x, weights);
    }

    private void Check(Matrix<double> x, AttentionWeights weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        weights.RequireWidth(x);
        if (x.RowCount == Mask.Tokens) return;
        throw new ArgumentException(
            $"There were {x.RowCount} tokens; the {Mask.Name} mask is for {Mask.Tokens}. Build the mask for the sequence length.", nameof(x));
    }
}
