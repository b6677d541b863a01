using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using Complex = System.Numerics.Complex;

namespace RankCollapse.Theory.Recurrence;

/// <summary>The five initial spectra of S4D.</summary>
public enum DiagonalPoles
{
    /// <summary>S4D-Lin: a_n = −½ + iπn.</summary>
    Linear,

    /// <summary>S4D-Inv: a_n = −½ + i(N/π)(N/(2n+1) − 1).</summary>
    Inverse,

    /// <summary>S4D-Quad: a_n = −½ + (i/π)(1+2n)².</summary>
    Quadratic,

    /// <summary>S4D-Real: a_n = −(n+1).</summary>
    Real,

    /// <summary>S4D-LegS: eigenvalues of the normal part A + PPᵀ of HiPPO-LegS, upper half plane.</summary>
    LegS,
}

/// <summary>The poles themselves.</summary>
public static class DiagonalPolesExtensions
{
    /// <summary>One of each conjugate pair of a system of N states: n = 0, …, N/2 − 1.</summary>
    /// <param name="poles">Which spectrum.</param>
    /// <param name="states">N, even, at least 2.</param>
    /// <returns>N/2 numbers in the left half plane; for <see cref="DiagonalPoles.LegS"/> by rising imaginary part.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An odd number of states, or none.</exception>
    /// <source paper="orvieto2024" item="S4D initialisations">From S4D, arXiv 2206.11893. The LRU paper prints n+1 for 2n+1 in S4D-Inv.</source>
    public static Complex[] Values(this DiagonalPoles poles, int states)
    {
        if (states < 2 || states % 2 != 0)
            throw new ArgumentOutOfRangeException(nameof(states), $"states was {states}; it must be even and at least 2, as conjugate pairs are stored once.");
        Complex[] Each(Func<int, Complex> of) => [.. Enumerable.Range(0, states / 2).Select(of)];
        return poles switch
        {
            DiagonalPoles.Linear => Each(n => new Complex(-0.5, Math.PI * n)),
            DiagonalPoles.Inverse => Each(n => new Complex(-0.5, states / Math.PI * ((states / ((2.0 * n) + 1)) - 1))),
            DiagonalPoles.Quadratic => Each(n => new Complex(-0.5, Math.Pow(1 + (2 * n), 2) / Math.PI)),
            DiagonalPoles.Real => Each(n => new Complex(-(n + 1), 0)),
            DiagonalPoles.LegS => OfLegS(states),
            _ => throw new ArgumentOutOfRangeException(nameof(poles), $"{poles} is no spectrum. Use one of: {string.Join(", ", Enum.GetNames<DiagonalPoles>())}."),
        };
    }

    /// <summary>HiPPO-LegS: A_nk = −√((2n+1)(2k+1)) below the diagonal, −(n+1) on it, 0 above; B_n = √(2n+1), P_n = √(n+½).</summary>
    /// <param name="states">N, at least 1.</param>
    /// <returns>A, shape [N, N]; B and P, shape [N]. A + PPᵀ = −½·1 + a skew-symmetric matrix.</returns>
    public static (Matrix<double> A, Vector<double> B, Vector<double> P) HiPPOLegS(int states)
    {
        Guard.AtLeast(states, 1, nameof(states), "It is the size of the state.");
        var a = Matrix<double>.Build.Dense(states, states, (n, k) => n > k ? -Math.Sqrt(((2 * n) + 1.0) * ((2 * k) + 1)) : n == k ? -(n + 1) : 0);
        return (a, Vector<double>.Build.Dense(states, n => Math.Sqrt((2 * n) + 1)), Vector<double>.Build.Dense(states, n => Math.Sqrt(n + 0.5)));
    }

    /// <summary>The skew part S has eigenvalues ±iw, and −S² is symmetric with each w² twice: no complex decomposition is needed.</summary>
    private static Complex[] OfLegS(int states)
    {
        var (a, _, p) = HiPPOLegS(states);
        var normal = a + p.OuterProduct(p);
        var skew = (normal - normal.Transpose()) / 2;
        var squares = (-(skew * skew)).Evd(Symmetricity.Symmetric).EigenValues.Select(e => e.Real).Order().ToArray();
        return [.. Enumerable.Range(0, states / 2).Select(n => new Complex(-0.5, Math.Sqrt(Math.Max(0, (squares[2 * n] + squares[(2 * n) + 1]) / 2))))];
    }
}
