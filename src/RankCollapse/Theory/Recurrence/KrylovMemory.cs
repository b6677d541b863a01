using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Randomness;

namespace RankCollapse.Theory.Recurrence;

/// <summary>
/// A dense recurrence x_k = Ax_{k−1} + b·u_k remembers through its Krylov matrix [b, Ab, …, A^{L−1}b]. A symmetric A has real eigenvalues, so Theorem R
/// holds for it when ‖A‖ ≤ 1: the matrix is Q·diag(Qᵀb)·V. A matrix of independent normal entries has its eigenvalues in the disk.
/// </summary>
/// <source paper="orvieto2024" item="dense recurrences">Derived here.</source>
public static class KrylovMemory
{
    /// <summary>[b, Ab, …, A^{L−1}b], shape [state, length].</summary>
    /// <param name="a">A, shape [state, state], finite.</param>
    /// <param name="b">b, shape [state].</param>
    /// <param name="length">L, at least 1.</param>
    /// <exception cref="ArgumentException">Sizes that do not fit together.</exception>
    public static Matrix<double> Of(Matrix<double> a, Vector<double> b, int length)
    {
        Guard.Square(a, nameof(a));
        ArgumentNullException.ThrowIfNull(b);
        Guard.AtLeast(length, 1, nameof(length), "It is the number of tokens.");
        if (b.Count != a.RowCount) throw new ArgumentException($"A had shape [{a.RowCount}, {a.RowCount}] and b {b.Count} entries; b must have {a.RowCount}.", nameof(b));
        var krylov = Matrix<double>.Build.Dense(a.RowCount, length);
        for (var m = 0; m < length; m++, b = a * b) krylov.SetColumn(m, b);
        return krylov;
    }

    /// <summary>κ₂ of the Krylov matrix; +∞ when its smallest singular value is below rounding.</summary>
    /// <param name="a">A, shape [state, state].</param>
    /// <param name="b">b, shape [state].</param>
    /// <param name="length">L, at most the size of the state for a finite number.</param>
    public static double ConditionNumber(Matrix<double> a, Vector<double> b, int length)
    {
        var krylov = Of(a, b, length);
        return length > krylov.RowCount ? double.PositiveInfinity : ThinSvd.Condition(new ThinSvd(krylov).Values, krylov.RowCount);
    }

    /// <summary>Independent normal entries of variance 1/n: eigenvalues fill the disk as n grows.</summary>
    /// <param name="size">n, at least 1.</param>
    /// <param name="random">The entries.</param>
    public static Matrix<double> Glorot(int size, RandomStream random) =>
        random.NormalMatrix(Guard.AtLeast(size, 1, nameof(size), "It is the size of the state."), size) / Math.Sqrt(size);

    /// <summary>The symmetric part of a Glorot matrix, scaled to spectral norm 1.</summary>
    /// <param name="size">n, at least 1.</param>
    /// <param name="random">The entries.</param>
    public static Matrix<double> Symmetric(int size, RandomStream random)
    {
        var a = Glorot(size, random);
        a = (a + a.Transpose()) / 2;
        return a / a.Evd(Symmetricity.Symmetric).EigenValues.Max(value => Math.Abs(value.Real));
    }
}
