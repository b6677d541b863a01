using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.LambdaSkip;

/// <summary>
/// Bound A, for any mixing matrix: adding E to λ·Y turns each row by at most arcsin of ‖e_i‖/(|λ|ρ), so that mu falls by at most the
/// length of the chords. The skip strength that it asks for is linear in depth.
/// </summary>
/// <remarks>LN(λ·y) is y up to the sign of λ. Rows must have length ρ before the layer, which LN gives them after the first.</remarks>
/// <source paper="joseph2025" item="none">Derived here; it needs neither a threshold on the input nor condition (7).</source>
public static class ChordFloor
{
    /// <summary>χ(s) = 2·sin(arcsin(s)/2) for s ≤ 1 and 2 above: the longest chord by which a unit vector can move.</summary>
    /// <param name="turn">s = ‖e‖/(|λ|ρ), at least 0.</param>
    /// <returns>In [0, √2] for s ≤ 1, 2 for larger s.</returns>
    /// <exception cref="ArgumentOutOfRangeException">s is negative or not a number.</exception>
    public static double Chord(double turn)
    {
        Guard.Within(turn, 0, double.PositiveInfinity, nameof(turn), "It is a ratio of lengths.");
        return turn <= 1 ? 2 * Math.Sin(Math.Asin(turn) / 2) : 2;
    }

    /// <summary>mu(Y) − ρ·(Σ_i χ(s_i)²)^½, a lower bound of mu after the layer.</summary>
    /// <param name="tokens">Y, shape [tokens, width], rows of one length ρ within 1e-9.</param>
    /// <param name="branch">E = M·Y·C_V, shape [tokens, width].</param>
    /// <param name="skipStrength">λ, finite and not 0.</param>
    /// <returns>A length; below 0 where the bound says nothing.</returns>
    /// <exception cref="ArgumentException">Shapes differ, rows have different lengths, or λ is 0.</exception>
    public static double AfterLayer(Matrix<double> tokens, Matrix<double> branch, double skipStrength)
    {
        Guard.Finite(branch, nameof(branch));
        var length = RowLength(tokens);
        Strength(skipStrength);
        if (branch.RowCount != tokens.RowCount || branch.ColumnCount != tokens.ColumnCount)
        {
            throw new ArgumentException(
                $"The branch had shape [{branch.RowCount}, {branch.ColumnCount}] and the tokens [{tokens.RowCount}, {tokens.ColumnCount}]; "
                + "both must be [tokens, width].", nameof(branch));
        }

        var squares = branch.RowNorms(2).Sum(norm => Math.Pow(Chord(norm / (Math.Abs(skipStrength) * length)), 2));
        return TokenResidual.Absolute(tokens) - (length * Math.Sqrt(squares));
    }

    /// <summary>mu₀ − 2K·sup‖E‖_F/|λ|, a lower bound of mu after K layers.</summary>
    /// <param name="startResidual">mu₀, at least 0.</param>
    /// <param name="branchNorm">sup‖E‖_F over the layers, at least 0; ‖C_V‖₂·ρ·√N for row-stochastic mixing.</param>
    /// <param name="skipStrength">λ, finite and not 0.</param>
    /// <param name="layers">K, at least 0.</param>
    /// <returns>A length; below 0 where the bound says nothing.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public static double AfterLayers(double startResidual, double branchNorm, double skipStrength, int layers)
    {
        Guard.Within(startResidual, 0, double.MaxValue, nameof(startResidual), "It is a length.");
        Guard.Within(branchNorm, 0, double.MaxValue, nameof(branchNorm), "It is a norm.");
        Guard.AtLeast(layers, 0, nameof(layers), "Give the depth.");
        return startResidual - (2 * layers * branchNorm / Math.Abs(Strength(skipStrength)));
    }

    /// <summary>The least |λ| at which <see cref="AfterLayers"/> leaves a share of mu₀: linear in K.</summary>
    /// <param name="startResidual">mu₀, above 0.</param>
    /// <param name="branchNorm">sup‖E‖_F over the layers, at least 0.</param>
    /// <param name="share">Of mu₀, in [0, 1).</param>
    /// <param name="layers">K, at least 0.</param>
    /// <returns>2K·sup‖E‖_F/((1 − share)·mu₀).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public static double LeastSkip(double startResidual, double branchNorm, double share, int layers)
    {
        Guard.Positive(startResidual, nameof(startResidual), "Collapsed tokens cannot be kept apart.");
        Guard.Within(branchNorm, 0, double.MaxValue, nameof(branchNorm), "It is a norm.");
        Guard.Within(share, 0, Math.BitDecrement(1), nameof(share), "A bound never leaves all of mu.");
        Guard.AtLeast(layers, 0, nameof(layers), "Give the depth.");
        return 2 * layers * branchNorm / ((1 - share) * startResidual);
    }

    private static double RowLength(Matrix<double> tokens)
    {
        Guard.Finite(tokens, nameof(tokens));
        var lengths = tokens.RowNorms(2);
        var (least, most) = (lengths.Minimum(), lengths.Maximum());
        if (least > 0 && most - least <= 1e-9 * most) return most;
        throw new ArgumentException(FormattableString.Invariant(
            $"Rows had lengths from {least:R} to {most:R}; the bound needs rows of one length above 0. Normalise the tokens first."), nameof(tokens));
    }

    private static double Strength(double skipStrength) => skipStrength != 0 && double.IsFinite(skipStrength)
        ? skipStrength
        : throw new ArgumentOutOfRangeException(nameof(skipStrength), FormattableString.Invariant(
            $"skipStrength was {skipStrength:R}; it must be finite and not 0. Without a skip path there is no floor."));
}
