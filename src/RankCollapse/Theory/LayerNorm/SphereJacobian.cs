using MathNet.Numerics.LinearAlgebra;
using Complex = System.Numerics.Complex;

namespace RankCollapse.Theory.LayerNorm;

/// <summary>
/// The derivative of a normalised layer on the product of spheres: how a small turn of each token turns every token after it.
/// </summary>
/// <remarks>
/// <para>Each token has width − 1 tangent directions: a Householder basis of the plane across it, which for a token along an axis
/// is the other axes. Token i occupies the rows and columns i·(width − 1), ….</para>
/// <para>An equilibrium attracts when all multipliers, the eigenvalues, are below 1 in modulus, and repels in some direction when
/// one is above 1. At modulus 1 the derivative does not decide.</para>
/// </remarks>
/// <source paper="wu2024" item="section 4.2, stability">The paper only says "stable in certain directions"; derived here.</source>
public static class SphereJacobian
{
    /// <summary>The derivative at X, by the product rule through softmax, values and projection.</summary>
    /// <param name="map">The layer.</param>
    /// <param name="x">Tokens of length 1, shape [tokens, width].</param>
    /// <returns>Shape [tokens·(width − 1), tokens·(width − 1)], column = direction that is turned.</returns>
    /// <exception cref="ArgumentException">Another shape, a token that is not of length 1 within 1e-9, or width 1.</exception>
    public static Matrix<double> Of(NormalisedMap map, Matrix<double> x)
    {
        Check(map, x);
        var (n, d) = (map.Tokens, map.Width);
        var attention = map.Mixing(x);
        var before = map.BeforeProjection(x);
        var after = SphereProjection.OfReference(before);
        var (from, to) = (Bases(x), Bases(after));
        var values = x * map.ValueUnsafe;
        var jacobian = Matrix<double>.Build.Dense(n * (d - 1), n * (d - 1));
        for (var j = 0; j < n; j++)
        {
            for (var b = 0; b < d - 1; b++)
            {
                var turn = from[j].Column(b);
                var moved = attention.Column(j).OuterProduct(turn * map.ValueUnsafe);
                if (!map.MixingIsFixed) moved += AttentionChange(map, x, attention, j, turn) * values;
                for (var i = 0; i < n; i++)
                {
                    var along = to[i].TransposeThisAndMultiply(moved.Row(i)) / before.Row(i).L2Norm();
                    for (var a = 0; a < d - 1; a++) jacobian.At((i * (d - 1)) + a, (j * (d - 1)) + b, along[a]);
                }
            }
        }

        return jacobian;
    }

    /// <summary>The same by central differences along great circles, to about 1e-9.</summary>
    /// <param name="map">The layer.</param>
    /// <param name="x">Tokens of length 1, shape [tokens, width].</param>
    /// <returns>Shape as <see cref="Of"/>.</returns>
    /// <exception cref="ArgumentException">As for <see cref="Of"/>.</exception>
    public static Matrix<double> OfReference(NormalisedMap map, Matrix<double> x)
    {
        Check(map, x);
        var (n, d) = (map.Tokens, map.Width);
        const double angle = 1e-5;
        var (from, to) = (Bases(x), Bases(map.Next(x)));
        var jacobian = Matrix<double>.Build.Dense(n * (d - 1), n * (d - 1));
        for (var column = 0; column < n * (d - 1); column++)
        {
            var j = column / (d - 1);
            Matrix<double> Turned(double by)
            {
                var turned = x.Clone();
                turned.SetRow(j, (x.Row(j) * Math.Cos(by)) + (from[j].Column(column % (d - 1)) * Math.Sin(by)));
                return map.Next(turned);
            }

            var difference = (Turned(angle) - Turned(-angle)) / (2 * angle);
            for (var i = 0; i < n; i++)
                jacobian.SetSubMatrix(i * (d - 1), d - 1, column, 1, to[i].TransposeThisAndMultiply(difference.Row(i)).ToColumnMatrix());
        }

        return jacobian;
    }

    /// <summary>The multipliers at an equilibrium, by falling modulus.</summary>
    /// <remarks>Defective multipliers come with an error of about 1e-16^(1/q), q the size of their Jordan block. For the Jordan
    /// equilibria use <see cref="JordanMultipliers"/>, which is exact.</remarks>
    /// <param name="map">The layer.</param>
    /// <param name="equilibrium">Tokens, shape [tokens, width], with an equilibrium error of at most 1e-9.</param>
    /// <returns>Tokens·(width − 1) complex numbers.</returns>
    /// <exception cref="ArgumentException">As for <see cref="Of"/>, or not an equilibrium.</exception>
    public static Complex[] Multipliers(NormalisedMap map, Matrix<double> equilibrium)
    {
        Check(map, equilibrium);
        var error = map.EquilibriumError(equilibrium);
        if (error > 1e-9)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"One layer moved the tokens by {error:G3}; multipliers belong to an equilibrium, which moves by at most 1e-9. ")
                + "Iterate or solve for the equilibrium first.", nameof(equilibrium));
        }

        return [.. Of(map, equilibrium).Evd().EigenValues.OrderByDescending(Complex.Abs)];
    }

    /// <summary>dA when token j is turned: the derivative of a row of softmax is A_ik(ds_ik − Σ_l A_il ds_il).</summary>
    private static Matrix<double> AttentionChange(NormalisedMap map, Matrix<double> x, Matrix<double> attention, int j, Vector<double> turn)
    {
        var weights = map.Weights!;
        var keys = x * weights.KeyUnsafe;
        var queries = x * weights.QueryUnsafe;
        var scores = Matrix<double>.Build.Dense(map.Tokens, map.Tokens);
        scores.SetRow(j, keys * (turn * weights.QueryUnsafe));
        scores.SetColumn(j, scores.Column(j) + (queries * (turn * weights.KeyUnsafe)));
        scores /= weights.Temperature;
        var mean = attention.PointwiseMultiply(scores).RowSums();
        return Matrix<double>.Build.Dense(map.Tokens, map.Tokens, (i, k) => attention.At(i, k) * (scores.At(i, k) - mean[i]));
    }

    /// <summary>For each row x an orthonormal basis of the plane across it, as columns: a Householder reflection less its x.</summary>
    private static Matrix<double>[] Bases(Matrix<double> x) => [.. x.EnumerateRows().Select(row =>
    {
        var lead = row.AbsoluteMaximumIndex();
        var mirror = row / row.L2Norm();
        mirror[lead] += Math.CopySign(1, mirror[lead]);
        var reflection = Matrix<double>.Build.DenseIdentity(row.Count) - (mirror.OuterProduct(mirror) * (2 / mirror.DotProduct(mirror)));
        return reflection.RemoveColumn(lead);
    })];

    private static void Check(NormalisedMap map, Matrix<double> x)
    {
        ArgumentNullException.ThrowIfNull(map);
        map.Mixing(x);
        if (map.Width < 2)
            throw new ArgumentException("The width was 1; directions can be turned from width 2 on. On a line there are only two directions.", nameof(map));
        var lengths = x.RowNorms(2);
        for (var i = 0; i < lengths.Count; i++)
        {
            if (Math.Abs(lengths[i] - 1) > 1e-9)
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"Token {i} had length {lengths[i]:R}; tokens must have length 1. Apply SphereProjection first."), nameof(x));
            }
        }
    }
}
