using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.LayerNorm;

/// <summary>
/// LayerNorm in its simplest form: every token is divided by its own length. No centring, no gain, no bias, no epsilon; the
/// tokens come out with length 1, not √width.
/// </summary>
/// <source paper="wu2024" item="eq. 3, LN(X) = D·X with D = diag(1/‖X_i‖)">As printed. The LayerNorm of trained models also
/// subtracts the mean of the features and has a gain and a bias.</source>
public static class SphereProjection
{
    /// <summary>Divides each row by its length.</summary>
    /// <param name="x">Tokens, shape [tokens, width], finite entries, no row of zeros.</param>
    /// <returns>Shape [tokens, width], rows of length 1.</returns>
    /// <exception cref="ArgumentException">An entry is not finite, or a row has length zero.</exception>
    public static Matrix<double> OfReference(Matrix<double> x)
    {
        Guard.Finite(x, nameof(x));
        var lengths = x.RowNorms(2);
        for (var i = 0; i < lengths.Count; i++) RequireLength(lengths[i], i);
        return x.NormalizeRows(2);
    }

    /// <summary>The same on tokens kept as mean and centred part: the residual keeps its relative accuracy after collapse.</summary>
    /// <remarks>
    /// With m the mean and x = m + r, the distance of x/‖x‖ from m/‖m‖ is r/‖x‖ − (m/‖m‖)·(2m·r + r·r)/(‖x‖(‖x‖ + ‖m‖)), in
    /// which nothing of the size of m is subtracted from anything of that size.
    /// </remarks>
    /// <param name="x">Tokens, shape [tokens, width], none of them zero.</param>
    /// <returns>Tokens of length 1.</returns>
    /// <exception cref="ArgumentException">A token has length zero.</exception>
    /// <source paper="wu2024" item="eq. 3">The split is ours.</source>
    public static CentredTokens Of(CentredTokens x)
    {
        ArgumentNullException.ThrowIfNull(x);
        var mean = x.Mean;
        var length = ScaledNorm.Of(mean);
        var direction = new double[x.Width];
        for (var j = 0; j < direction.Length && length > 0; j++) direction[j] = mean[j] / length;
        var rest = x.Centred;
        for (var i = 0; i < rest.RowCount; i++)
        {
            double along = 0, square = 0, total = 0;
            for (var j = 0; j < direction.Length; j++)
            {
                var r = rest.At(i, j);
                along += direction[j] * r;
                square += r * r;
                total += (mean[j] + r) * (mean[j] + r);
            }

            var own = RequireLength(Math.Sqrt(total), i);
            var shortening = ((2 * length * along) + square) / (own * (own + length));
            for (var j = 0; j < direction.Length; j++) rest.At(i, j, (rest.At(i, j) / own) - (direction[j] * shortening));
        }

        // Equal tokens must give an exact zero, hence a row as the shift before the mean is taken.
        var first = rest.Row(0).ToArray();
        var correction = CentredTokens.CentreInPlace(rest, first);
        return new CentredTokens([.. direction.Select((d, j) => d + first[j] + correction[j])], rest);
    }

    private static double RequireLength(double length, int token) => length > 0
        ? length
        : throw new ArgumentException(
            $"Token {token} had length 0; it has no direction to project to. Move the start a little: such a token is an exact cancellation.");
}
