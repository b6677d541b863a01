using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Theory.Masks;

namespace RankCollapse.Theory.Foundations;

/// <summary>
/// One layer of single-head complete attention shrinks the residual to a constant times its third power. With R the residual,
/// E = R·W_QK·Rᵀ/T and s the largest range of a row of E, in the composite size ‖·‖_{1,∞}:
/// ‖res SA(X)‖ ≤ 2e^s·‖E‖₁·‖R‖·‖W_V‖ ≤ 4·‖W_QK‖₁·‖W_V‖/T·‖R‖³, the last one whenever s ≤ ln 2. Immutable.
/// </summary>
/// <remarks>
/// Softmax ignores what is common to a row of scores, so P_ij ∝ r_j·exp(E_ij) with r the weights that all rows share; without E all
/// rows agree. The residual on the left is the distance from the common row rᵀ·R·W_V, hence at least the smallest distance from
/// any common row, which is what the paper's residual is.
/// </remarks>
/// <source paper="dong2021" item="main theorem, one layer">The constant 4 as we remember it; this form and its condition are derived here.</source>
public sealed class CubicBound
{
    /// <summary>The bound for tokens and weights.</summary>
    /// <param name="tokens">X, shape [tokens, width], finite entries, at least 2 rows.</param>
    /// <param name="weights">W_Q, W_K, W_V and the temperature T.</param>
    /// <exception cref="ArgumentException">Shapes do not fit, an entry is not finite, or a single token.</exception>
    public CubicBound(Matrix<double> tokens, AttentionWeights weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        weights.RequireWidth(tokens);
        Guard.AtLeast(tokens.RowCount, 2, nameof(tokens), "A single token agrees with itself.");
        var centred = CentredTokens.From(tokens);
        var r = centred.CentredUnsafe;
        var product = weights.QueryUnsafe.TransposeAndMultiply(weights.KeyUnsafe);
        var pair = r * product.TransposeAndMultiply(r) / weights.Temperature;
        var valueSize = CompositeNorm.Of(weights.ValueUnsafe);
        ScoreRange = pair.EnumerateRows().Max(row => row.Maximum() - row.Minimum());
        Residual = CompositeNorm.Of(r);
        Sharp = 2 * Math.Exp(ScoreRange) * pair.L1Norm() * Residual * valueSize;
        Constant = 4 * product.L1Norm() * valueSize / weights.Temperature;
        var mean = Vector<double>.Build.DenseOfArray(centred.Mean.ToArray());
        var common = r * weights.KeyUnsafe * (mean * weights.QueryUnsafe) / weights.Temperature;
        NextResidual = CompositeNorm.Of(AcrossCommonRow(r, pair, common) * weights.ValueUnsafe);
    }

    /// <summary>s, the largest range of a row of E; dimensionless.</summary>
    public double ScoreRange { get; }

    /// <summary>Whether s ≤ ln 2, so that <see cref="Cubic"/> is proved.</summary>
    public bool CubicApplies => ScoreRange <= Math.Log(2);

    /// <summary>‖R‖_{1,∞} before the layer, R the tokens minus their mean.</summary>
    public double Residual { get; }

    /// <summary>‖res SA(X)‖_{1,∞} after the layer, measured from the common row.</summary>
    public double NextResidual { get; }

    /// <summary>2e^s·‖E‖₁·‖R‖·‖W_V‖, always an upper bound of <see cref="NextResidual"/>.</summary>
    public double Sharp { get; }

    /// <summary>4·‖W_QK‖₁·‖W_V‖_{1,∞}/T, the constant of the cubic law.</summary>
    public double Constant { get; }

    /// <summary><see cref="Constant"/>·‖R‖³.</summary>
    public double Cubic => Constant * Residual * Residual * Residual;

    /// <summary>The bound after L layers and H heads, (4βH/T)^((3^L − 1)/2)·‖res‖^(3^L), as its natural logarithm.</summary>
    /// <remarks>It says something only while 4βH/T·‖res‖² is below 1.</remarks>
    /// <param name="constant">4βH/T, with β ≥ ‖W_QK‖₁·‖W_h‖_{1,∞} for all heads; above 0.</param>
    /// <param name="residual">‖res(X)‖_{1,∞} before the first layer, above 0.</param>
    /// <param name="layers">L, from 0 to 30.</param>
    /// <returns>ln of the bound; −∞ is never reached.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    /// <source paper="dong2021" item="main theorem">Reconstructed from memory.</source>
    public static double LogAfter(double constant, double residual, int layers)
    {
        Guard.Positive(constant, nameof(constant), "It is 4βH over the temperature.");
        Guard.Positive(residual, nameof(residual), "Tokens that agree stay so.");
        Guard.Within(layers, 0, 30, nameof(layers), "3 to the power of the depth must stay a number.");
        var power = Math.Pow(3, layers);
        return ((power - 1) / 2 * Math.Log(constant)) + (power * Math.Log(residual));
    }

    /// <summary>(P − 1·rᵀ)·R from e^E − 1, in which nothing cancels: P_ij − r_j = r_j(e_ij − m_i)/(1 + m_i), m_i = Σ_k r_k·e_ik.</summary>
    private static Matrix<double> AcrossCommonRow(Matrix<double> r, Matrix<double> pair, Vector<double> common)
    {
        var shared = (common - common.Maximum()).PointwiseExp();
        shared /= shared.Sum();
        var excess = pair.Map(Exponentials.MinusOne, Zeros.Include);
        var mean = excess * shared;
        return Matrix<double>.Build.Dense(
            r.RowCount, r.RowCount, (i, j) => shared[j] * (excess.At(i, j) - mean[i]) / (1 + mean[i])) * r;
    }
}
