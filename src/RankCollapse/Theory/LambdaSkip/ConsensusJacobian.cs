using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using Complex = System.Numerics.Complex;

namespace RankCollapse.Theory.LambdaSkip;

/// <summary>
/// Whether collapse to a direction is stable: the derivative of a layer with LN at tokens that all agree, restricted to what tells tokens
/// apart. Collapse attracts when its spectral radius is below 1 and repels when it is above.
/// </summary>
/// <remarks>
/// <para>The derivative on all tangent directions also contains the motions that move all tokens alike. Without a gate every direction
/// is a consensus, so these have multipliers of 1, and the radius of the whole derivative never falls below 1 although collapse
/// attracts. Hence the quotient by common motions, which a row-stochastic M keeps invariant.</para>
/// <para>For mixing that depends on the tokens and is row-stochastic its derivative drops out: at agreeing tokens a change of the weights
/// changes nothing.</para>
/// </remarks>
/// <source paper="joseph2025" item="gating">Derived here. The paper leaves the theory of gates open.</source>
public static class ConsensusJacobian
{
    /// <summary>The derivative of the layer at N equal tokens, by the product rule.</summary>
    /// <param name="layer">LN with rows of length ρ, row-stochastic mixing; a gate or none.</param>
    /// <param name="direction">v, shape [width], width at least 2; every token is ρ·v/‖v‖.</param>
    /// <param name="tokens">N, at least 2.</param>
    /// <returns>Shape [tokens·width, tokens·width] in the coordinates of the tokens, row by row, projected across the tokens on
    /// both sides, so that directions along a token give zeros.</returns>
    /// <exception cref="ArgumentException">No LN, mixing that is not row-stochastic, or a direction that does not fit.</exception>
    public static Matrix<double> Of(LambdaSkipLayer layer, Vector<double> direction, int tokens)
    {
        var (y, length) = Consensus(layer, direction, tokens);
        var d = y.ColumnCount;
        var before = layer.Branch(y) + (layer.SkipStrength * y);
        var mixing = layer.Mixing.MixingMatrix(y);
        var value = layer.Value ?? Matrix<double>.Build.DenseIdentity(d);
        var (mixed, gate) = (layer.Mixed(y).Row(0), layer.Gate?.Of(y).Row(0) ?? Vector<double>.Build.Dense(d, 1));
        // Row vectors: a change δ of token j gives M_ij·(δ·C_V)∘g in token i, and in token i itself (mixed)∘g′∘(δ·W_Z) + λ·δ.
        var through = value * Matrix<double>.Build.DenseOfDiagonalVector(gate);
        var own = layer.SkipStrength * Matrix<double>.Build.DenseIdentity(d);
        if (layer.Gate is { } z)
            own += z.WeightsUnsafe * Matrix<double>.Build.DenseOfDiagonalVector(mixed.PointwiseMultiply(z.Slope(y).Row(0)));
        var (across, after) = (Across(y.Row(0)), Across(before.Row(0)) * (length / before.Row(0).L2Norm()));
        var (spread, alone) = ((across * through * after).Transpose(), (across * own * after).Transpose());
        return mixing.KroneckerProduct(spread) + Matrix<double>.Build.DenseIdentity(tokens).KroneckerProduct(alone);
    }

    /// <summary>The same by central differences of the layer, to about 1e-9.</summary>
    /// <param name="layer">As for <see cref="Of"/>.</param>
    /// <param name="direction">As for <see cref="Of"/>.</param>
    /// <param name="tokens">As for <see cref="Of"/>.</param>
    /// <returns>Shape as <see cref="Of"/>.</returns>
    /// <exception cref="ArgumentException">As for <see cref="Of"/>.</exception>
    public static Matrix<double> OfReference(LambdaSkipLayer layer, Vector<double> direction, int tokens)
    {
        var (y, length) = Consensus(layer, direction, tokens);
        var (d, step) = (y.ColumnCount, 1e-5 * length);
        var across = Across(y.Row(0));
        var jacobian = Matrix<double>.Build.Dense(tokens * d, tokens * d);
        for (var column = 0; column < tokens * d; column++)
        {
            Matrix<double> Moved(double by)
            {
                var moved = y.Clone();
                moved.SetRow(column / d, y.Row(0) + (by * across.Row(column % d)));
                return layer.Next(moved);
            }

            var difference = (Moved(step) - Moved(-step)) / (2 * step);
            jacobian.SetColumn(column, difference.ToRowMajorArray());
        }

        return jacobian;
    }

    /// <summary>Spectral radius on differences of tokens: below 1 collapse to this direction attracts.</summary>
    /// <param name="layer">As for <see cref="Of"/>.</param>
    /// <param name="direction">v, kept by the layer up to its length and sign within 1e-9.</param>
    /// <param name="tokens">N, at least 2.</param>
    /// <returns>At least 0.</returns>
    /// <exception cref="ArgumentException">As for <see cref="Of"/>, or the layer turns the direction.</exception>
    public static double TransverseRadius(LambdaSkipLayer layer, Vector<double> direction, int tokens)
    {
        var centring = Matrix<double>.Build.DenseIdentity(tokens) - (1.0 / tokens);
        var (y, _) = Consensus(layer, direction, tokens);
        var next = layer.Next(y);
        var turned = Math.Min((next - y).FrobeniusNorm(), (next + y).FrobeniusNorm()) / y.FrobeniusNorm();
        if (turned > 1e-9)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"The layer turned the direction by {turned:G3}; a stability test needs one that it keeps, within 1e-9. ")
                + "Iterate the layer on one token first.", nameof(direction));
        }

        var centred = centring.KroneckerProduct(Matrix<double>.Build.DenseIdentity(direction.Count));
        return Radius(centred * Of(layer, direction, tokens) * centred);
    }

    /// <summary>Spectral radius of a square matrix.</summary>
    /// <param name="matrix">Square, finite.</param>
    /// <returns>The largest modulus of an eigenvalue.</returns>
    /// <exception cref="ArgumentException">Not square, or an entry is not finite.</exception>
    public static double Radius(Matrix<double> matrix)
    {
        Guard.Square(matrix, nameof(matrix));
        return matrix.Evd().EigenValues.Max(Complex.Abs);
    }

    private static Matrix<double> Across(Vector<double> v) =>
        Matrix<double>.Build.DenseIdentity(v.Count) - (v.OuterProduct(v) / v.DotProduct(v));

    private static (Matrix<double> Tokens, double Length) Consensus(LambdaSkipLayer layer, Vector<double> direction, int tokens)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(direction);
        Guard.AtLeast(tokens, 2, nameof(tokens), "One token agrees with itself.");
        if (layer.RowLength is not { } length || !layer.Mixing.IsRowStochastic)
        {
            throw new ArgumentException(
                $"The layer had mixing “{layer.Mixing.Name}” and {(layer.RowLength is null ? "no LN" : "LN")}; it must have row-stochastic mixing and LN. "
                + "For other mixing compare runs instead.", nameof(layer));
        }

        if (direction.Count < 2 || !(direction.L2Norm() > 0))
            throw new ArgumentException("The direction must have at least 2 entries and not be zero. On a line there are only two directions.", nameof(direction));
        var row = direction * (length / direction.L2Norm());
        return (Matrix<double>.Build.Dense(tokens, direction.Count, (_, j) => row[j]), length);
    }
}
