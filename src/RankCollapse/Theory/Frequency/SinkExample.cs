using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Theory.Masks;

namespace RankCollapse.Theory.Frequency;

/// <summary>
/// Three tokens, the third an attention sink, for which dropping a token raises the high-frequency norm of the attention output: Eq. 4 of
/// the paper, ‖HC[SA(M·X)]‖ ≤ ‖HC[SA(X)]‖, fails. Immutable.
/// </summary>
/// <remarks>X has the rows (1, 0, 1), (−1, 0, 1), (0, 1, 1); scores are X·M·Xᵀ with M₁₁ = <see cref="OwnScore"/>, M₃₂ = <see cref="SinkScore"/>; values are the first
/// column. All look at the sink, so all get the same; without it each looks at itself. Dropping a sink takes smoothing away.
/// The inequality fails at every sink score from 0 on, by 5 % there and by a factor of 8000 at 12: the third value is 0 and dilutes whatever looks at it.</remarks>
/// <source paper="lee2025" item="eq. 4, proposition 3.1">The counterexample is derived here.</source>
public sealed record SinkExample
{
    private static readonly Matrix<double> Features = Matrix<double>.Build.DenseOfArray(new double[,] { { 1, 0, 1 }, { -1, 0, 1 }, { 0, 1, 1 } });

    /// <summary>M₁₁, how strongly the first two tokens look at themselves; at least 0.</summary>
    public double OwnScore { get; init => field = Guard.Within(value, 0, 300, nameof(OwnScore), "3 is enough."); } = 3;

    /// <summary>M₃₂, how strongly everybody looks at the third token; in [0, 300].</summary>
    public double SinkScore { get; init => field = Guard.Within(value, 0, 300, nameof(SinkScore), "0 is no sink; 12 is a strong one."); } = 12;

    /// <summary>The tokens, shape [3, 3].</summary>
    public static Matrix<double> Tokens => Features.Clone();

    /// <summary>The attention of all three tokens.</summary>
    public Matrix<double> FullAttention => AttentionOf([0, 1, 2]);

    /// <summary>The attention of the two that are left.</summary>
    public Matrix<double> PrunedAttention => AttentionOf([0, 1]);

    /// <summary>‖HC[SA(X)]‖_F.</summary>
    public double FullNorm => TokenResidual.Absolute(FullAttention * Values([0, 1, 2]));

    /// <summary>‖HC[SA(X)]‖_F without the third token.</summary>
    public double PrunedNorm => NormKeeping(0, 1);

    /// <summary>Pruned over full: above 1 where Eq. 4 fails.</summary>
    public double Ratio => PrunedNorm / FullNorm;

    /// <summary>‖HC[SA(M·X)]‖_F for M that picks some of the tokens: the map of kept sets against sink scores.</summary>
    /// <param name="kept">Distinct token numbers, 0 to 2.</param>
    /// <returns>At least 0.</returns>
    /// <exception cref="ArgumentException">No token, an unknown or a repeated one.</exception>
    public double NormKeeping(params int[] kept)
    {
        ArgumentNullException.ThrowIfNull(kept);
        if (kept.Length == 0 || kept.Any(k => k is < 0 or > 2) || kept.Distinct().Count() != kept.Length)
            throw new ArgumentException($"The kept tokens were [{string.Join(", ", kept)}]; they must be distinct numbers from 0 to 2, at least one.", nameof(kept));
        return TokenResidual.Absolute(AttentionOf(kept) * Values(kept));
    }

    private Matrix<double> AttentionOf(int[] kept)
    {
        var form = Matrix<double>.Build.Dense(3, 3);
        (form[0, 0], form[2, 1]) = (OwnScore, SinkScore);
        var tokens = Rows(kept);
        return RowSoftmax.Of(tokens * form * tokens.Transpose());
    }

    private static Matrix<double> Values(int[] kept) => Rows(kept).SubMatrix(0, kept.Length, 0, 1);

    private static Matrix<double> Rows(int[] kept) => Matrix<double>.Build.Dense(kept.Length, 3, (i, j) => Features[kept[i], j]);
}
