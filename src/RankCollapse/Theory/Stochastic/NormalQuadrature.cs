using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.Stochastic;

/// <summary>Means over standard normal variables by Gauss-Hermite quadrature: exact for polynomials up to degree 2N − 1. Immutable.</summary>
public sealed class NormalQuadrature
{
    /// <summary>A rule.</summary>
    /// <param name="nodes">N, in [1, 150]; outer weights underflow beyond.</param>
    /// <exception cref="ArgumentOutOfRangeException">Outside the range.</exception>
    public NormalQuadrature(int nodes)
    {
        Guard.Within(nodes, 1, 150, nameof(nodes), "60 are enough for smooth functions.");
        // Golub and Welsch: eigenvalues of the Jacobi matrix are the nodes, squares of first components the weights.
        var jacobi = Matrix<double>.Build.Dense(nodes, nodes, (i, j) => Math.Abs(i - j) == 1 ? Math.Sqrt(Math.Max(i, j)) : 0);
        var eigen = jacobi.Evd(Symmetricity.Symmetric);
        Points = [.. eigen.EigenValues.Real().Zip(eigen.EigenVectors.Row(0), (x, v) => (x, v * v))];
    }

    /// <summary>Nodes and weights; the weights sum to 1.</summary>
    public IReadOnlyList<(double Node, double Weight)> Points { get; }

    /// <summary>E f(g₁, g₂) of two standard normals of correlation ρ.</summary>
    /// <param name="correlation">ρ in [−1, 1].</param>
    /// <param name="function">Smooth.</param>
    /// <returns>The mean.</returns>
    /// <exception cref="ArgumentOutOfRangeException">ρ outside [−1, 1].</exception>
    public double Mean(double correlation, Func<double, double, double> function)
    {
        Guard.Within(correlation, -1, 1, nameof(correlation), "It is a correlation.");
        ArgumentNullException.ThrowIfNull(function);
        var rest = Math.Sqrt((1 - correlation) * (1 + correlation));
        var sum = 0.0;
        foreach (var (x, outer) in Points)
        {
            foreach (var (y, inner) in Points) sum += outer * inner * function(x, (correlation * x) + (rest * y));
        }

        return sum;
    }
}
