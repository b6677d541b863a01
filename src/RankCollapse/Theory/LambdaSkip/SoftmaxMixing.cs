using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Theory.Masks;

namespace RankCollapse.Theory.LambdaSkip;

/// <summary>
/// Softmax attention as a mixing matrix, M = softmax(Y·W_Q·W_Kᵀ·Yᵀ/√d_QK), complete or causal. Immutable.
/// </summary>
/// <source paper="joseph2025" item="softmax attention in the form O = M·V">As reported in reviews of the paper. Rows sum to 1, so
/// that ‖M‖_F is at most √N, the paper's C_M.</source>
public sealed class SoftmaxMixing : TokenMixing
{
    private readonly AttentionWeights weights;
    private readonly bool causal;

    private SoftmaxMixing(AttentionWeights weights, bool causal)
    {
        ArgumentNullException.ThrowIfNull(weights);
        (this.weights, this.causal) = (weights, causal);
    }

    /// <inheritdoc/>
    public override string Name => causal ? "causal softmax attention" : "softmax attention";

    /// <inheritdoc/>
    public override bool IsRowStochastic => true;

    /// <summary>Every token attends to every token.</summary>
    /// <param name="weights">W_Q, W_K, shape [width, key width], and the temperature √d_QK. The value weights are not used.</param>
    /// <returns>The mixing.</returns>
    public static SoftmaxMixing Complete(AttentionWeights weights) => new(weights, causal: false);

    /// <summary>A token attends to itself and all earlier ones.</summary>
    /// <param name="weights">W_Q, W_K, shape [width, key width], and the temperature √d_QK. The value weights are not used.</param>
    /// <returns>The mixing.</returns>
    public static SoftmaxMixing Causal(AttentionWeights weights) => new(weights, causal: true);

    /// <inheritdoc/>
    protected override Matrix<double> Compute(Matrix<double> tokens)
    {
        var mask = causal ? AttentionMask.Causal(tokens.RowCount) : AttentionMask.Complete(tokens.RowCount);
        return new MaskedAttention(mask).AttentionMatrix(tokens, weights);
    }
}
