using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.BatchNorm;

/// <summary>Exact expectations over one layer with fair signs as weights, by enumeration. Immutable.</summary>
/// <remarks>
/// Row i of A enters M₊ only through itself, and rows are independent. With P_i = E[a·aᵀ/(aᵀ·M·a)] over the 2^d values of row i,
/// E‖M₊‖_F² = d + Σ_(i≠j) Tr(M·P_i·M·P_j): 2^d terms for each row instead of the 2^(d²) matrices, all of which the reference visits.
/// </remarks>
/// <source paper="daneshmand2020" item="one-layer drift">Derived here; no sampling error.</source>
public sealed class RademacherLayer
{
    private const int MostFeatures = 16, MostFeaturesOfReference = 4;
    private readonly Matrix<double> m;

    /// <summary>A layer from a given state.</summary>
    /// <param name="state">M, at most 16 features.</param>
    /// <exception cref="ArgumentException">More than 16 features.</exception>
    public RademacherLayer(CorrelationMatrix state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Width > MostFeatures)
        {
            throw new ArgumentException(
                $"M had {state.Width} features; at most {MostFeatures} can be enumerated, 2^d rows each. Use RepresentationChain to sample.", nameof(state));
        }

        m = state.ToMatrix();
    }

    /// <summary>E‖M₊‖_F² after one layer, exactly.</summary>
    /// <param name="strength">γ, above 0; positive infinity for the plain layer.</param>
    /// <returns>In [d, d²].</returns>
    /// <exception cref="ArgumentOutOfRangeException">γ is not above 0.</exception>
    /// <exception cref="InvalidOperationException">Some signs give a zero row.</exception>
    public double ExpectedSquaredNorm(double strength)
    {
        var layer = new BatchNormLayer(strength);
        var d = m.RowCount;
        Matrix<double>[] weighted = [.. Enumerable.Range(0, d).Select(i => m * RowMean(layer, i))];
        var sum = (double)d;
        for (var i = 0; i < d; i++)
        {
            for (var j = 0; j < i; j++) sum += 2 * weighted[i].PointwiseMultiply(weighted[j].Transpose()).Enumerate().Sum();
        }

        return sum;
    }

    /// <summary>The same over all 2^(d²) weight matrices.</summary>
    /// <param name="strength">γ, above 0; positive infinity for the plain layer.</param>
    /// <returns>In [d, d²].</returns>
    /// <exception cref="InvalidOperationException">More than 4 features.</exception>
    public double ExpectedSquaredNormReference(double strength)
    {
        var layer = new BatchNormLayer(strength);
        var d = m.RowCount;
        if (d > MostFeaturesOfReference)
        {
            throw new InvalidOperationException(
                $"M had {d} features; the reference visits 2^(d²) matrices and stops at {MostFeaturesOfReference}. Use ExpectedSquaredNorm.");
        }

        var count = 1 << (d * d);
        var sum = 0.0;
        for (var bits = 0; bits < count; bits++)
        {
            var signs = bits;
            var weights = Matrix<double>.Build.Dense(d, d, (i, j) => Sign(signs, (i * d) + j));
            sum += layer.NextCorrelation(m, weights).Enumerate().Sum(entry => entry * entry);
        }

        return sum / count;
    }

    /// <summary>The drift read off the exact expectation: (E‖M₊‖² − ‖M‖²)/γ² extrapolated to γ = 0 from γ = h and 2h.</summary>
    /// <param name="step">h, small; 0.01 leaves an error of order h⁴.</param>
    /// <returns>(4·q(h) − q(2h))/3, to be compared with <see cref="CorrelationMatrix.Drift"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">h is not above 0.</exception>
    public double ExtrapolatedDrift(double step = 0.01)
    {
        Guard.Positive(step, nameof(step), "0.01 is usual; below 1e-4 rounding takes over.");
        var before = m.Enumerate().Sum(entry => entry * entry);
        double Quotient(double strength) => (ExpectedSquaredNorm(strength) - before) / (strength * strength);
        return ((4 * Quotient(step)) - Quotient(2 * step)) / 3;
    }

    private static double Sign(int bits, int at) => ((bits >> at) & 1) == 0 ? 1 : -1;

    /// <summary>P_i, the mean of a·aᵀ/(aᵀ·M·a) over the signs of row i.</summary>
    private Matrix<double> RowMean(BatchNormLayer layer, int i)
    {
        var d = m.RowCount;
        var mean = Matrix<double>.Build.Dense(d, d);
        var row = Vector<double>.Build.Dense(d);
        for (var bits = 0; bits < 1 << d; bits++)
        {
            for (var k = 0; k < d; k++)
                row[k] = layer.IsPlain ? Sign(bits, k) : (layer.Strength * Sign(bits, k)) + (k == i ? 1 : 0);
            var square = row * m * row;
            if (!(square > 1e-14))
            {
                throw new InvalidOperationException(
                    "Some signs gave a zero row, which cannot be normalized; with fair signs this happens at γ = ∞ and γ = 1. Use another γ.");
            }

            mean += row.OuterProduct(row) / (square * (1 << d));
        }

        return mean;
    }
}
