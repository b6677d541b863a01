using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.Masks;

/// <summary>How much a row-stochastic matrix is bound to shrink the range of the numbers it averages.</summary>
/// <source paper="dobrushin1956" item="coefficient of ergodicity"/>
public static class Dobrushin
{
    /// <summary>τ(P) = 1 − min over row pairs of Σ_k min(P_ik, P_jk).</summary>
    /// <remarks>osc(P·x) ≤ τ(P)·osc(x) for every x, and τ(P·Q) ≤ τ(P)·τ(Q). It is 0 exactly when all rows are equal.</remarks>
    /// <param name="p">Row-stochastic matrix, shape [tokens, tokens].</param>
    /// <returns>Dimensionless, in [0, 1].</returns>
    /// <exception cref="ArgumentException">Not square, a negative or non-finite entry, or a row that does not sum to 1.</exception>
    public static double Coefficient(Matrix<double> p)
    {
        Guard.RowStochastic(p, nameof(p));
        var rows = p.ToRowArrays();
        var smallest = 1.0;
        for (var i = 0; i < rows.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var common = 0.0;
                for (var k = 0; k < rows.Length; k++) common += Math.Min(rows[i][k], rows[j][k]);
                smallest = Math.Min(smallest, common);
            }
        }

        return Math.Max(0, 1 - smallest);
    }

    /// <summary>τ(P) by its definition, half the largest 1-norm distance of two rows.</summary>
    /// <param name="p">Row-stochastic matrix, shape [tokens, tokens].</param>
    /// <returns>The same number as <see cref="Coefficient"/>; keeps its digits when the rows are almost equal.</returns>
    /// <exception cref="ArgumentException">Not square, a negative or non-finite entry, or a row that does not sum to 1.</exception>
    public static double CoefficientReference(Matrix<double> p)
    {
        Guard.RowStochastic(p, nameof(p));
        var largest = 0.0;
        for (var i = 0; i < p.RowCount; i++)
        {
            for (var j = 0; j < i; j++) largest = Math.Max(largest, (p.Row(i) - p.Row(j)).L1Norm());
        }

        return largest / 2;
    }

    /// <summary>osc(x) = largest minus smallest entry.</summary>
    /// <param name="x">At least one finite number.</param>
    /// <returns>At least 0, in the unit of the numbers.</returns>
    /// <exception cref="ArgumentException">No numbers, or one that is not finite.</exception>
    public static double Oscillation(ReadOnlySpan<double> x)
    {
        Guard.Finite(x, nameof(x));
        var (least, most) = (x[0], x[0]);
        foreach (var value in x) (least, most) = (Math.Min(least, value), Math.Max(most, value));
        return most - least;
    }

    /// <summary>(Σ_j osc_j²)^½ over the columns of a token matrix.</summary>
    /// <param name="x">Tokens, shape [tokens, width], finite entries.</param>
    /// <returns>In the unit of the tokens, between 2·mu/√N and √2·mu.</returns>
    /// <exception cref="ArgumentException">An entry is not finite.</exception>
    public static double ColumnOscillation(Matrix<double> x)
    {
        Guard.Finite(x, nameof(x));
        return ScaledNorm.Of(x.ToColumnArrays().Select(column => Oscillation(column)).ToArray());
    }

    /// <summary>
    /// Bound of mu before every layer from the attention matrices that actually occurred: the product of τ over consecutive
    /// blocks in place of (1 − ε^r) per block.
    /// </summary>
    /// <remarks>
    /// Each coefficient is raised by the rounding of its matrix, blockLength · N · 2.2e-16, so that the bound stays one when
    /// attention rows differ by less than that: there it is honest but no longer sharp.
    /// </remarks>
    /// <param name="run">A run.</param>
    /// <param name="blockLength">Layers per block, at least 1; the radius of the mask is the natural choice.</param>
    /// <returns>Layers + 1 numbers, each at least the residual of that layer.</returns>
    /// <exception cref="ArgumentException">A block length below 1.</exception>
    /// <source paper="wu2024" item="theorem 1">Derived here; sharper than the theorem.</source>
    public static double[] ResidualBounds(AttentionRun run, int blockLength)
    {
        ArgumentNullException.ThrowIfNull(run);
        Guard.AtLeast(blockLength, 1, nameof(blockLength), "Use the radius of the mask.");
        var start = Math.Sqrt(run.Mask.Tokens) / 2 * ColumnOscillation(run.State(0).CentredUnsafe);
        var bounds = new double[run.Layers + 1];
        var rounding = blockLength * run.Mask.Tokens * Math.ScaleB(1, -52);
        var contraction = 1.0;
        for (var layer = 0; layer <= run.Layers; layer++)
        {
            if (layer > 0 && layer % blockLength == 0)
                contraction *= Math.Min(1, CoefficientReference(run.AttentionProduct(layer - blockLength, blockLength)) + rounding);
            bounds[layer] = run.ValueProductNorm(layer) * start * contraction;
        }

        return bounds;
    }
}
