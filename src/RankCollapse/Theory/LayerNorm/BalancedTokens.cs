using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.LayerNorm;

/// <summary>
/// Tokens in no open hemisphere that stay where they are for ever under complete attention with W_Q = W_K = W_V = I: why the
/// collapse theorem needs its hypothesis on the start.
/// </summary>
/// <source paper="wu2024" item="theorem 2, hypothesis (∗)">Counterexamples derived here.</source>
public static class BalancedTokens
{
    /// <summary>The corners of a regular simplex: width + 1 tokens of length 1, all cosines −1/width, of full rank.</summary>
    /// <param name="width">d, at least 1.</param>
    /// <returns>Shape [width + 1, width]; rows sum to 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A width below 1.</exception>
    public static Matrix<double> Simplex(int width)
    {
        Guard.AtLeast(width, 1, nameof(width), "On a line the simplex is the pair ±1.");
        // Row i stands on the first i axes: what is left of its length goes to axis i, and all later rows share −1/width with it.
        var corners = Matrix<double>.Build.Dense(width + 1, width);
        for (var axis = 0; axis < width; axis++)
        {
            var used = corners.Row(axis);
            var height = Math.Sqrt(Math.Max(0, 1 - used.DotProduct(used)));
            corners[axis, axis] = height;
            var share = ((-1.0 / width) - used.DotProduct(used)) / height;
            for (var later = axis + 1; later <= width; later++) corners[later, axis] = share;
        }

        return corners;
    }

    /// <summary>Pairs of opposite tokens ±v: rank as many as there are directions, mean zero.</summary>
    /// <param name="directions">One direction per row, shape [pairs, width], of length 1.</param>
    /// <returns>Shape [2·pairs, width]: first the directions, then their opposites.</returns>
    /// <exception cref="ArgumentException">An entry is not finite, or a row has length zero.</exception>
    public static Matrix<double> Antipodal(Matrix<double> directions)
    {
        var unit = SphereProjection.OfReference(directions);
        return unit.Stack(-unit);
    }
}
