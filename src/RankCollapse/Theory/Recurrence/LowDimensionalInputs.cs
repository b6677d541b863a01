using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using Complex = System.Numerics.Complex;

namespace RankCollapse.Theory.Recurrence;

/// <summary>
/// Sequences of a P-dimensional space, u_rev = Ψα: N ≥ P modes store them for almost all eigenvalues, however long they are. Not for all
/// distinct eigenvalues: a node may be a zero of what Ψ spans. Immutable.
/// </summary>
/// <source paper="orvieto2024" item="width at least the dimension of the inputs">Proof derived here: det(V·Ψ) is a polynomial in the nodes that is not zero.</source>
public sealed class LowDimensionalInputs
{
    private readonly Matrix<double> basis;

    /// <summary>The space that a basis spans.</summary>
    /// <param name="basis">Ψ, shape [length, dimension], row m for lag m (the newest token first), of full column rank.</param>
    /// <exception cref="ArgumentException">Columns that depend on one another.</exception>
    public LowDimensionalInputs(Matrix<double> basis)
    {
        Guard.Finite(basis, nameof(basis), "[length, dimension]");
        if (Ranks.Numerical(basis) is var rank && rank < basis.ColumnCount)
            throw new ArgumentException($"The basis had {basis.ColumnCount} columns and rank {rank}; columns must be independent. Leave out {basis.ColumnCount - rank}.", nameof(basis));
        this.basis = basis;
    }

    /// <summary>L.</summary>
    public int Length => basis.RowCount;

    /// <summary>P.</summary>
    public int Dimension => basis.ColumnCount;

    /// <summary>Slow sequences: Ψ_mp = cos(π(m + ½)p/L), p = 0, …, P − 1.</summary>
    /// <param name="length">L, at least 1.</param>
    /// <param name="dimension">P, in [1, L].</param>
    public static LowDimensionalInputs Cosines(int length, int dimension)
    {
        Guard.AtLeast(dimension, 1, nameof(dimension), "It is the number of cosines.");
        Guard.AtLeast(length, dimension, nameof(length), "There are no more independent cosines than tokens.");
        return new LowDimensionalInputs(Matrix<double>.Build.Dense(length, dimension, (m, p) => Math.Cos(Math.PI * (m + 0.5) * p / length)));
    }

    /// <summary>Sequences that are zero outside known lags: Ψ has the columns of the identity at these lags.</summary>
    /// <param name="length">L, at least 1.</param>
    /// <param name="lags">The support S, distinct, from 0 (newest) to L − 1.</param>
    /// <remarks>Distinct positive real nodes always suffice: a generalised Vandermonde matrix is totally positive (remembered, verified).</remarks>
    public static LowDimensionalInputs KnownSupport(int length, params ReadOnlySpan<int> lags)
    {
        var all = lags.ToArray();
        if (all.Length == 0 || all.Distinct().Count() < all.Length || all.Any(lag => lag < 0 || lag >= length))
            throw new ArgumentException($"The lags were [{string.Join(", ", all)}]; they must be distinct, at least 1 of them, in [0, {length - 1}].", nameof(lags));
        return new LowDimensionalInputs(Matrix<double>.Build.Dense(length, all.Length, (m, p) => m == all[p] ? 1 : 0));
    }

    /// <summary>The sequence of coefficients, oldest token first.</summary>
    /// <param name="coefficients">α, shape [dimension].</param>
    public double[] Sequence(ReadOnlySpan<double> coefficients)
    {
        if (coefficients.Length != Dimension)
            throw new ArgumentException($"There were {coefficients.Length} coefficients for {Dimension} columns; give one for each.", nameof(coefficients));
        return [.. (basis * Vector<double>.Build.DenseOfArray(coefficients.ToArray())).Reverse()];
    }

    /// <summary>V·Ψ, complex, shape [modes, dimension].</summary>
    /// <param name="bank">The eigenvalues; input weights are 1.</param>
    public Matrix<Complex> Encoding(NodeBank bank) => new VandermondeEncoding(bank, Length).Matrix * basis.Map(value => new Complex(value, 0), Zeros.Include);

    /// <summary>Singular values of the complex V·Ψ, falling, shape [min(modes, dimension)].</summary>
    /// <param name="bank">The eigenvalues.</param>
    public double[] ComplexSingularValues(NodeBank bank) => [.. Encoding(bank).Svd(computeVectors: false).S.Select(value => value.Real).OrderDescending()];

    /// <summary>Rank of the complex V·Ψ, by a threshold relative to the largest singular value; 0 for a zero matrix.</summary>
    /// <param name="bank">The eigenvalues.</param>
    /// <param name="relativeTolerance">In (0, 1).</param>
    public int Rank(NodeBank bank, double relativeTolerance = 1e-12)
    {
        var values = ComplexSingularValues(bank);
        return values[0] <= 1e-14 * basis.L2Norm() ? 0 : values.Count(value => value > relativeTolerance * values[0]);
    }

    /// <summary>κ₂ of the complex V·Ψ; +∞ when N &lt; P or the smallest singular value is below rounding.</summary>
    /// <param name="bank">The eigenvalues.</param>
    public double ConditionNumber(NodeBank bank) => bank.Modes < Dimension ? double.PositiveInfinity : ThinSvd.Condition(ComplexSingularValues(bank), bank.Modes);

    /// <summary>α of least squares from a state, using that it is real: [Re; Im] of V·Ψ.</summary>
    /// <param name="bank">The eigenvalues.</param>
    /// <param name="state">x_L, shape [modes].</param>
    /// <returns>Shape [dimension].</returns>
    public double[] Decode(NodeBank bank, ReadOnlySpan<Complex> state)
    {
        var encoding = new VandermondeEncoding(bank, Length);
        return new ThinSvd(encoding.Stacked * basis).Solve(encoding.StackedState(state)).ToArray();
    }
}
