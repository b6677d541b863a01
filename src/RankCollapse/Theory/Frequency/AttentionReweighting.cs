using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.Frequency;

/// <summary>
/// Attention with its high-frequency part and its DC columns re-amplified, for one head: Â = J + (1 + ω₁)(A − J) + ω₂·A_DC, where A_DC keeps the columns of
/// the DC tokens. Immutable.
/// </summary>
/// <remarks>
/// ω = 0 leaves A as it is. The formula as it is quoted has (ω₂ + 1)·A_DC, which at ω = 0 counts those columns twice: <see cref="Literal"/>. Without DC tokens
/// H·Â·X = (1 + ω₁)·H·A·X, and every eigenvalue but the leading 1 is multiplied by 1 + ω₁; with them rows sum to 1 + ω₂·(DC mass).
/// </remarks>
/// <source paper="lee2025" item="eq. 12">The formula is seen in a summary, its description in the text; for ω₂ = 0 it is AttnScale of Wang et al. 2022. The identities are derived here.</source>
public sealed record AttentionReweighting
{
    /// <summary>ω₁, finite; 0 changes nothing, −1 leaves the mean alone.</summary>
    public double HighPass { get; init => field = Finite(value, nameof(HighPass)); }

    /// <summary>ω₂, finite; 0 changes nothing.</summary>
    public double DcColumns { get; init => field = Finite(value, nameof(DcColumns)); }

    /// <summary>Â.</summary>
    /// <param name="attention">A, row-stochastic, shape [tokens, tokens].</param>
    /// <param name="dcTokens">Numbers of the DC tokens; none for AttnScale.</param>
    /// <returns>Shape [tokens, tokens].</returns>
    /// <exception cref="ArgumentException">Not row-stochastic, or an unknown token.</exception>
    public Matrix<double> Matrix(Matrix<double> attention, params IReadOnlyList<int> dcTokens) => Build(attention, dcTokens, DcColumns);

    /// <summary>The formula as quoted, J + (1 + ω₁)(A − J) + (1 + ω₂)·A_DC: at ω = 0 it is not A.</summary>
    /// <param name="attention">A, row-stochastic, shape [tokens, tokens].</param>
    /// <param name="dcTokens">Numbers of the DC tokens.</param>
    /// <returns>Shape [tokens, tokens].</returns>
    /// <exception cref="ArgumentException">Not row-stochastic, or an unknown token.</exception>
    public Matrix<double> Literal(Matrix<double> attention, params IReadOnlyList<int> dcTokens) => Build(attention, dcTokens, 1 + DcColumns);

    /// <summary>Â·V without forming Â: (1 + ω₁)·AV − ω₁·V̄ + ω₂·A_{:,DC}·V_DC, for kernels that never store A.</summary>
    /// <param name="mixed">A·V, shape [tokens, width].</param>
    /// <param name="values">V, shape [tokens, width].</param>
    /// <param name="dcShare">A_{:,DC}·V_DC, shape [tokens, width]: a second pass over the few DC keys.</param>
    /// <returns>Shape [tokens, width].</returns>
    /// <exception cref="ArgumentException">Shapes differ, or an entry is not finite.</exception>
    public Matrix<double> Output(Matrix<double> mixed, Matrix<double> values, Matrix<double> dcShare)
    {
        Guard.Finite(mixed, nameof(mixed));
        Guard.Finite(dcShare, nameof(dcShare));
        var mean = CentredTokens.From(values).Mean.ToArray();
        if (mixed.RowCount != values.RowCount || dcShare.RowCount != values.RowCount || mixed.ColumnCount != values.ColumnCount || dcShare.ColumnCount != values.ColumnCount)
            throw new ArgumentException($"AV was [{mixed.RowCount}, {mixed.ColumnCount}], V [{values.RowCount}, {values.ColumnCount}] and the DC share [{dcShare.RowCount}, {dcShare.ColumnCount}]; they must agree.", nameof(mixed));
        return Matrix<double>.Build.Dense(mixed.RowCount, mixed.ColumnCount, (i, j) =>
            ((1 + HighPass) * mixed.At(i, j)) - (HighPass * mean[j]) + (DcColumns * dcShare.At(i, j)));
    }

    /// <summary>Y + s ∘ DC[Y] + t ∘ HC[Y], channel by channel: FeatScale, the other re-amplification of Wang et al. 2022.</summary>
    /// <param name="y">Attention output, shape [tokens, width], finite.</param>
    /// <param name="low">s, shape [width].</param>
    /// <param name="high">t, shape [width].</param>
    /// <returns>Shape [tokens, width].</returns>
    /// <exception cref="ArgumentException">Shapes do not fit, or an entry is not finite.</exception>
    /// <source paper="wang2022" item="FeatScale">As in its official code; zero is the usual start.</source>
    public static Matrix<double> FeatScale(Matrix<double> y, ReadOnlySpan<double> low, ReadOnlySpan<double> high)
    {
        Guard.Finite(low, nameof(low));
        Guard.Finite(high, nameof(high));
        var split = CentredTokens.From(y);
        if (low.Length != y.ColumnCount || high.Length != y.ColumnCount)
            throw new ArgumentException($"There were {low.Length} and {high.Length} gains for a width of {y.ColumnCount}; give one of each per channel.", nameof(low));
        var (s, t, mean) = (low.ToArray(), high.ToArray(), split.Mean.ToArray());
        return Matrix<double>.Build.Dense(y.RowCount, y.ColumnCount, (i, j) => ((1 + s[j]) * mean[j]) + ((1 + t[j]) * split.CentredUnsafe.At(i, j)));
    }

    private Matrix<double> Build(Matrix<double> attention, IReadOnlyList<int> dcTokens, double onDc)
    {
        Guard.RowStochastic(attention, nameof(attention));
        ArgumentNullException.ThrowIfNull(dcTokens);
        var n = attention.RowCount;
        if (dcTokens.Any(k => k < 0 || k >= n)) throw new ArgumentException($"DC tokens were [{string.Join(", ", dcTokens)}]; they must be from 0 to {n - 1}.", nameof(dcTokens));
        var uniform = 1.0 / n;
        var isDc = new bool[n];
        foreach (var k in dcTokens) isDc[k] = true;
        return Matrix<double>.Build.Dense(n, n, (i, j) =>
            uniform + ((1 + HighPass) * (attention.At(i, j) - uniform)) + (isDc[j] ? onDc * attention.At(i, j) : 0));
    }

    private static double Finite(double value, string name) => double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, $"{name} was {value}; it must be finite. 0 changes nothing.");
}
