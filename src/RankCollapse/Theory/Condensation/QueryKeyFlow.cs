using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Theory.Differential;

namespace RankCollapse.Theory.Condensation;

/// <summary>
/// Stage two to leading order: dW_Q/dt = F·W_K, dW_K/dt = Fᵀ·W_Q, solved. With F = UΣVᵀ the rows uᵢᵀW_Q and vᵢᵀW_K follow cosh and sinh of
/// σᵢt, so that both matrices turn towards the largest singular value. Immutable.
/// </summary>
/// <source paper="chen2025" item="Proposition 3 and Theorem 3">The closed form is derived here.</source>
public sealed class QueryKeyFlow
{
    private readonly Matrix<double> left, right;

    /// <summary>The flow of a signal.</summary>
    /// <param name="signal">F, shape [width, width], finite.</param>
    /// <exception cref="ArgumentException">Not square, or an entry that is not finite.</exception>
    public QueryKeyFlow(Matrix<double> signal)
    {
        Guard.Square(signal, nameof(signal));
        Signal = signal;
        var svd = signal.Svd();
        (left, right, Rates) = (svd.U, svd.VT.Transpose(), [.. svd.S]);
    }

    /// <summary>F.</summary>
    public Matrix<double> Signal { get; }

    /// <summary>σᵢ in falling order: growth rates, and at W_Q = W_K = 0 the Hessian's eigenvalues are ±σᵢ, each as often as the width.</summary>
    public IReadOnlyList<double> Rates { get; }

    /// <summary>u₁, what the queries read. Shape [width].</summary>
    public Vector<double> QueryDirection => left.Column(0);

    /// <summary>v₁, what the keys read. Shape [width].</summary>
    public Vector<double> KeyDirection => right.Column(0);

    /// <summary>How many singular values tie with the largest, to a relative tolerance: the rank of the limit.</summary>
    /// <param name="tolerance">In [0, 1]; 1e-9 for exact signals.</param>
    /// <returns>At least 1.</returns>
    /// <source paper="chen2025" item="Theorem 3">Rank one exactly when the largest singular value is simple.</source>
    public int Multiplicity(double tolerance = 1e-9) =>
        Rates.Count(rate => rate >= Rates[0] * (1 - Guard.Within(tolerance, 0, 1, nameof(tolerance), "It is a share of the largest.")));

    /// <summary>σ₁ − σ₂: σ₂/σ₁ of W_Q falls like e^(−(σ₁ − σ₂)t). A second singular value of 0 gives σ₁, as null modes stay.</summary>
    public double Gap => Rates.Count > 1 ? Rates[0] - Rates[1] : Rates[0];

    /// <summary>W_Q and W_K at a time, in closed form.</summary>
    /// <param name="query">W_Q(0), shape [width, width].</param>
    /// <param name="key">W_K(0), shape [width, width].</param>
    /// <param name="time">t, at least 0, below 700/σ₁.</param>
    /// <returns>Both matrices.</returns>
    /// <exception cref="ArgumentException">Another shape, or a time outside the range.</exception>
    public (Matrix<double> Query, Matrix<double> Key) At(Matrix<double> query, Matrix<double> key, double time)
    {
        var (q, k) = Modes(query, key);
        Guard.Within(time * Rates[0], 0, 700, nameof(time), "In units of 1/σ₁; beyond, the matrices overflow. Use Limit.");
        Matrix<double> cosh = Scaled(Math.Cosh), sinh = Scaled(Math.Sinh);
        return (left * ((cosh * q) + (sinh * k)), right * ((cosh * k) + (sinh * q)));
        Matrix<double> Scaled(Func<double, double> f) => Matrix<double>.Build.DiagonalOfDiagonalArray([.. Rates.Select(rate => f(rate * time))]);
    }

    /// <summary>The same by integrating the equation.</summary>
    /// <param name="query">W_Q(0).</param>
    /// <param name="key">W_K(0).</param>
    /// <param name="time">t, above 0.</param>
    /// <returns>Both matrices.</returns>
    public (Matrix<double> Query, Matrix<double> Key) AtReference(Matrix<double> query, Matrix<double> key, double time)
    {
        var (d, size) = (Signal.RowCount, Signal.RowCount * Signal.RowCount);
        Matrix<double> Of(ReadOnlySpan<double> flat) => Matrix<double>.Build.DenseOfRowMajor(d, d, flat.ToArray());
        var end = new DormandPrince((_, y, dy) =>
        {
            (Signal * Of(y[size..])).ToRowMajorArray().CopyTo(dy);
            Signal.TransposeThisAndMultiply(Of(y[..size])).ToRowMajorArray().CopyTo(dy[size..]);
        }, OdeAccuracy.Fine).Solve([.. query.ToRowMajorArray(), .. key.ToRowMajorArray()], time).End;
        return (Of(end.AsSpan()[..size]), Of(end.AsSpan()[size..]));
    }

    /// <summary>Limits of W_Q/‖W_Q‖ and W_K/‖W_K‖: Σ uᵢ(qᵢ + kᵢ) over the largest singular values, normalised; of their multiplicity as rank.</summary>
    /// <param name="query">W_Q(0).</param>
    /// <param name="key">W_K(0).</param>
    /// <returns>Two matrices of Frobenius norm 1.</returns>
    /// <exception cref="ArgumentException">qᵢ = −kᵢ for all leading modes: they shrink, and the next ones win.</exception>
    /// <source paper="chen2025" item="Theorem 3">The limit itself is derived here.</source>
    public (Matrix<double> Query, Matrix<double> Key) Limit(Matrix<double> query, Matrix<double> key)
    {
        var (q, k) = Modes(query, key);
        var leading = Multiplicity();
        var sum = (q + k).SubMatrix(0, leading, 0, q.ColumnCount);
        if (sum.FrobeniusNorm() <= 1e-14 * (q.FrobeniusNorm() + k.FrobeniusNorm()))
            throw new ArgumentException("The leading modes had q₁ = −k₁, so they shrink and the next mode wins; this start has measure zero. Move it a little, or take the signal without its first mode.", nameof(query));
        Matrix<double> Along(Matrix<double> basis) => basis.SubMatrix(0, basis.RowCount, 0, leading) * sum / sum.FrobeniusNorm();
        return (Along(left), Along(right));
    }

    /// <summary>When ‖W_Q·W_Kᵀ‖ reaches a threshold, from the closed form.</summary>
    /// <param name="query">W_Q(0).</param>
    /// <param name="key">W_K(0).</param>
    /// <param name="threshold">Above the value at 0.</param>
    /// <returns>A time; logarithmic in the scale of the start.</returns>
    /// <exception cref="ArgumentException">The threshold is not above the value at 0, or the signal is zero.</exception>
    public double ActivationTime(Matrix<double> query, Matrix<double> key, double threshold)
    {
        double Norm(double t)
        {
            var (q, k) = At(query, key, t);
            return q.TransposeAndMultiply(k).FrobeniusNorm();
        }

        Guard.Positive(Rates[0], nameof(threshold), "The signal was 0, so attention never moves.");
        Guard.Within(threshold, Norm(0), 1e100, nameof(threshold), "It must be above the product at the start.");
        var (low, high) = (0.0, 1 / Rates[0]);
        while (Norm(high) < threshold) (low, high) = (high, high + (1 / Rates[0]));
        for (var halving = 0; halving < 60; halving++)
        {
            var middle = (low + high) / 2;
            if (Norm(middle) < threshold) low = middle;
            else high = middle;
        }

        return high;
    }

    /// <summary>ln(4·threshold/‖q₁ + k₁‖²)/(2σ₁): the same when the leading mode alone counts.</summary>
    /// <param name="query">W_Q(0).</param>
    /// <param name="key">W_K(0).</param>
    /// <param name="threshold">Above 0.</param>
    /// <returns>A time.</returns>
    public double ActivationEstimate(Matrix<double> query, Matrix<double> key, double threshold)
    {
        var (q, k) = Modes(query, key);
        var sum = q.Row(0) + k.Row(0);
        return Math.Log(4 * threshold / (sum * sum)) / (2 * Rates[0]);
    }

    private (Matrix<double> Query, Matrix<double> Key) Modes(Matrix<double> query, Matrix<double> key)
    {
        Guard.Finite(query, nameof(query), "[width, width]");
        Guard.Finite(key, nameof(key), "[width, width]");
        if (query.RowCount != Signal.RowCount || key.RowCount != Signal.RowCount || query.ColumnCount != key.ColumnCount)
        {
            throw new ArgumentException(
                $"W_Q had shape [{query.RowCount}, {query.ColumnCount}] and W_K [{key.RowCount}, {key.ColumnCount}]; both need {Signal.RowCount} rows and as many columns. Use weights of the width of the signal.", nameof(query));
        }

        return (left.TransposeThisAndMultiply(query), right.TransposeThisAndMultiply(key));
    }
}
