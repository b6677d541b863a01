using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.BatchNorm;

/// <summary>How far n samples are from orthogonal, V = ‖HᵀH/‖H‖_F² − I/n‖_F, and what is proved about its decay.</summary>
/// <remarks>V² = 1/r − 1/n (derived here), so that the gap and the bound r of the soft rank are one number seen from two sides.</remarks>
/// <source paper="daneshmand2021" item="orthogonality gap"/>
public static class OrthogonalityGap
{
    /// <summary>V of a representation, scale invariant.</summary>
    /// <param name="h">H, shape [features, samples], finite entries, not all zero.</param>
    /// <returns>In [0, √(1 − 1/n)]: 0 for orthogonal samples of equal length, the largest value for rank one.</returns>
    /// <exception cref="ArgumentException">An entry is not finite, or all are zero.</exception>
    /// <source paper="daneshmand2021" item="definition of V">The paper writes 1/‖I_n‖_F² for 1/n.</source>
    public static double Of(Matrix<double> h)
    {
        var shares = Shares(h);
        var mean = 1.0 / h.ColumnCount;
        return Math.Sqrt(shares.Sum(share => (share - mean) * (share - mean)));
    }

    /// <summary>The Lyapunov function 1/n − σ_n², H scaled to Frobenius norm 1.</summary>
    /// <param name="h">H, shape [features, samples], finite entries, not all zero.</param>
    /// <returns>In [0, 1/n].</returns>
    /// <exception cref="ArgumentException">An entry is not finite, or all are zero.</exception>
    /// <source paper="daneshmand2021" item="Lyapunov function"/>
    public static double Lyapunov(Matrix<double> h) => (1.0 / h.ColumnCount) - Shares(h)[^1];

    /// <summary>The bound 2n·V̂ of V.</summary>
    /// <param name="samples">n, at least 1.</param>
    /// <param name="lyapunov">V̂, at least 0.</param>
    /// <returns>At least V.</returns>
    /// <source paper="daneshmand2021" item="lemma on V and the Lyapunov function"/>
    public static double FromLyapunov(int samples, double lyapunov) =>
        2 * Guard.AtLeast(samples, 1, nameof(samples), "Give the size of the batch.") * CheckLyapunov(lyapunov);

    /// <summary>The best such bound, √(n(n − 1))·V̂: equality when all eigenvalues but the largest are σ_n².</summary>
    /// <param name="samples">n, at least 1.</param>
    /// <param name="lyapunov">V̂, at least 0.</param>
    /// <returns>At least V, at most <see cref="FromLyapunov"/>.</returns>
    /// <source paper="daneshmand2021" item="lemma on V and the Lyapunov function">Derived here.</source>
    public static double FromLyapunovSharp(int samples, double lyapunov) =>
        Math.Sqrt((double)Guard.AtLeast(samples, 1, nameof(samples), "Give the size of the batch.") * (samples - 1)) * CheckLyapunov(lyapunov);

    /// <summary>Σ_i (σ_i − n^(−1/2))², H scaled to Frobenius norm 1: bounds the squared Wasserstein distance of the next pre-activation from a Gaussian.</summary>
    /// <param name="h">H, shape [features, samples], finite entries, not all zero.</param>
    /// <returns>In [0, 2 − 2/√n]; its mean is at most 2n·E V.</returns>
    /// <exception cref="ArgumentException">An entry is not finite, or all are zero.</exception>
    /// <source paper="daneshmand2021" item="distance from Gaussian pre-activations">The computable side, by coupling.</source>
    public static double CouplingDistance(Matrix<double> h)
    {
        var orthogonal = 1 / Math.Sqrt(h.ColumnCount);
        return Shares(h).Sum(share => Math.Pow(Math.Sqrt(share) - orthogonal, 2));
    }

    /// <summary>Eigenvalues of HᵀH/‖H‖_F², n of them, falling, with sum 1; zeros where H has fewer features than samples.</summary>
    /// <param name="h">H, shape [features, samples], finite entries, not all zero.</param>
    /// <returns>Length n.</returns>
    /// <exception cref="ArgumentException">An entry is not finite, or all are zero.</exception>
    public static double[] Shares(Matrix<double> h)
    {
        ArgumentNullException.ThrowIfNull(h);
        var values = Ranks.SingularValues(h);
        var total = values.Sum(value => value * value);
        if (total == 0)
            throw new ArgumentException("H was zero; the gap is measured in units of its size. Look for a layer that multiplies by 0.", nameof(h));
        var shares = new double[h.ColumnCount];
        for (var i = 0; i < values.Length; i++) shares[i] = values[i] * values[i] / total;
        return shares;
    }

    private static double CheckLyapunov(double lyapunov) =>
        Guard.Within(lyapunov, 0, 1, nameof(lyapunov), "It is 1/n minus the smallest eigenvalue.");
}
