using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.BatchNorm;

/// <summary>
/// One linear layer with batch normalization, H ← BN(H + γ·W·H), and its closed form for M = H·Hᵀ/N. At γ = ∞ it is the plain layer
/// H ← BN(W·H). Immutable.
/// </summary>
/// <remarks>
/// With A = 1 + γ·W (or W) and K = A·M·Aᵀ the next M is diag(K)^(−1/2)·K·diag(K)^(−1/2): M alone is a Markov chain, and the number of samples
/// enters only by the rank of M.
/// </remarks>
/// <source paper="daneshmand2020" item="the residual network with batch normalization">The closed form is that of the released code; derived here.</source>
public sealed class BatchNormLayer
{
    /// <summary>A layer.</summary>
    /// <param name="strength">γ, above 0; positive infinity for the plain layer. Small means γ²·d far below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">γ is not above 0.</exception>
    public BatchNormLayer(double strength) => Strength = CheckStrength(strength);

    /// <summary>γ, dimensionless; positive infinity for the plain layer.</summary>
    public double Strength { get; }

    /// <summary>True at γ = ∞: no identity branch.</summary>
    public bool IsPlain => double.IsPositiveInfinity(Strength);

    /// <summary>A: 1 + γ·W, or W for the plain layer.</summary>
    /// <param name="weights">W, shape [d, d], finite entries.</param>
    /// <returns>A new matrix, shape [d, d].</returns>
    /// <exception cref="ArgumentException">W is not square or not finite.</exception>
    public Matrix<double> Mixing(Matrix<double> weights)
    {
        Guard.Square(weights, nameof(weights));
        return IsPlain ? weights.Clone() : (Strength * weights) + Matrix<double>.Build.DenseIdentity(weights.RowCount);
    }

    /// <summary>The next representation.</summary>
    /// <param name="h">H, shape [d, samples], finite entries.</param>
    /// <param name="weights">W, shape [d, d], finite entries.</param>
    /// <returns>BN(A·H), shape [d, samples]: rows of squared length N.</returns>
    /// <exception cref="ArgumentException">Shapes do not fit, an entry is not finite, or a row of A·H is zero.</exception>
    public Matrix<double> Next(Matrix<double> h, Matrix<double> weights)
    {
        Fit(h, weights);
        return BatchNormalization.WithoutMean(Mixing(weights) * h);
    }

    /// <summary>The next M from M alone.</summary>
    /// <param name="m">M, shape [d, d], symmetric and positive semidefinite (not verified).</param>
    /// <param name="weights">W, shape [d, d], finite entries.</param>
    /// <returns>Shape [d, d], unit diagonal.</returns>
    /// <exception cref="ArgumentException">Shapes do not fit, or a diagonal entry of K is not above 0: a zero row.</exception>
    public Matrix<double> NextCorrelation(Matrix<double> m, Matrix<double> weights)
    {
        Guard.Square(m, nameof(m));
        Fit(m, weights);
        var mixing = Mixing(weights);
        var k = mixing * m.TransposeAndMultiply(mixing);
        var diagonal = k.Diagonal();
        for (var i = 0; i < diagonal.Count; i++)
        {
            if (diagonal[i] > 0) continue;
            throw new ArgumentException(
                FormattableString.Invariant($"Row {i} of A·H had squared length {diagonal[i]}; batch normalization divides by its root. ")
                + "Draw other weights: signs and a plain layer of few features can give zero rows.", nameof(weights));
        }

        return Matrix<double>.Build.Dense(
            m.RowCount, m.RowCount, (i, j) => i == j ? 1 : k.At(i, j) / Math.Sqrt(diagonal[i] * diagonal[j]));
    }

    /// <summary>One line.</summary>
    /// <returns>Kind and strength.</returns>
    public override string ToString() => IsPlain ? "plain layer" : FormattableString.Invariant($"residual layer, γ = {Strength}");

    internal static double CheckStrength(double strength)
    {
        if (strength > 0) return strength;
        throw new ArgumentOutOfRangeException(
            nameof(strength), FormattableString.Invariant($"strength was {strength}; it must be above 0. Use double.PositiveInfinity for the plain layer W·H."));
    }

    private static void Fit(Matrix<double> h, Matrix<double> weights)
    {
        Guard.Finite(h, nameof(h), "[features, samples]");
        Guard.Square(weights, nameof(weights));
        if (h.RowCount == weights.RowCount) return;
        throw new ArgumentException(
            $"H had {h.RowCount} features and W shape [{weights.RowCount}, {weights.ColumnCount}]; W must be square of that size. "
            + "Features are rows here, samples columns.", nameof(weights));
    }
}
