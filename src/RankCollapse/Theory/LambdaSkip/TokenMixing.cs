using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.LambdaSkip;

/// <summary>
/// The form that attention and state space layers share: outputs are O = M(Y)·Y·C_V with a matrix M of shape [tokens, tokens] that
/// may depend on the tokens. One subclass per architecture makes M from its parameters. Immutable.
/// </summary>
/// <example><code>
/// TokenMixing mixing = new QuadraticSelectiveMixing(decay: 0.9, weights);
/// var m = mixing.MixingMatrix(tokens);
/// </code></example>
/// <source paper="joseph2025" item="eq. 1, O = M·V">As reported in reviews of the paper; the proofs and the appendix were not at hand,
/// so that the matrices of the appendix may be written differently there.</source>
public abstract class TokenMixing
{
    /// <summary>What a label says, e.g. "causal softmax attention".</summary>
    public abstract string Name { get; }

    /// <summary>Whether M is the same for all tokens, so that layers without normalisation are linear.</summary>
    public virtual bool IsFixed => false;

    /// <summary>Whether M has rows of non-negative numbers with sum 1, as attention has.</summary>
    public virtual bool IsRowStochastic => false;

    /// <summary>M(Y).</summary>
    /// <param name="tokens">Y, shape [tokens, width], finite entries.</param>
    /// <returns>Shape [tokens, tokens]; entry [i, j] is the weight of token j in output i.</returns>
    /// <exception cref="ArgumentException">A shape does not fit the parameters, or an entry is not finite.</exception>
    public Matrix<double> MixingMatrix(Matrix<double> tokens)
    {
        Guard.Finite(tokens, nameof(tokens));
        return Compute(tokens);
    }

    /// <summary>The same M for all tokens.</summary>
    /// <param name="matrix">M, square, finite.</param>
    /// <param name="name">What a label says.</param>
    /// <returns>The mixing.</returns>
    /// <exception cref="ArgumentException">Not square, or an entry is not finite.</exception>
    public static TokenMixing Fixed(Matrix<double> matrix, string name = "fixed matrix")
    {
        Guard.Square(matrix, nameof(matrix));
        return new FixedMixing(matrix.Clone(), name);
    }

    /// <summary>Every token is replaced by the mean of all: softmax attention with W_Q = 0.</summary>
    /// <param name="tokens">N, at least 1.</param>
    /// <returns>The mixing with all entries 1/N.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1 token.</exception>
    public static TokenMixing Uniform(int tokens)
    {
        Guard.AtLeast(tokens, 1, nameof(tokens), "Give the sequence length.");
        return new FixedMixing(Matrix<double>.Build.Dense(tokens, tokens, 1.0 / tokens), "uniform attention");
    }

    /// <summary>The matrix for tokens that are known to be finite.</summary>
    protected abstract Matrix<double> Compute(Matrix<double> tokens);

    /// <summary>Refuses tokens of another width than the parameters are for.</summary>
    private protected static void RequireWidth(Matrix<double> tokens, int width)
    {
        if (tokens.ColumnCount == width) return;
        throw new ArgumentException(
            $"The tokens had width {tokens.ColumnCount}; the parameters need width {width}. Rows are tokens, columns are features.",
            nameof(tokens));
    }

    private sealed class FixedMixing(Matrix<double> matrix, string name) : TokenMixing
    {
        private readonly bool stochastic = matrix.Enumerate().All(value => value >= 0)
            && matrix.RowSums().All(sum => Math.Abs(sum - 1) <= 1e-9);

        public override string Name => name;

        public override bool IsFixed => true;

        public override bool IsRowStochastic => stochastic;

        protected override Matrix<double> Compute(Matrix<double> tokens) => tokens.RowCount == matrix.RowCount
            ? matrix.Clone()
            : throw new ArgumentException(
                $"There were {tokens.RowCount} tokens; this matrix mixes {matrix.RowCount}. Build it for the sequence length.", nameof(tokens));
    }
}
