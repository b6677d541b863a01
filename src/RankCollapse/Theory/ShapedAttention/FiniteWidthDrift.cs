using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Theory.Stochastic;

namespace RankCollapse.Theory.ShapedAttention;

/// <summary>The mean step of two tokens at a finite width with infinitely many keys, by Gauss-Hermite quadrature: no sampling. Immutable.</summary>
/// <remarks>With n_k = ∞ the scores are exactly normal. Each softmax over two keys depends on one difference of scores, so the
/// expectation is a double integral.</remarks>
/// <source paper="noci2023" item="drift">Derived here: n·E[V′ − V] differs from b by O(1/n), for terms odd in the scores cancel.</source>
public sealed class FiniteWidthDrift
{
    private static readonly NormalQuadrature Rule = new(60);
    private readonly double branch, temperature;

    /// <summary>Shaped attention of two tokens.</summary>
    /// <param name="branchStrength">γ in [0, 1].</param>
    /// <param name="temperature">τ₀, finite and above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter outside its range.</exception>
    public FiniteWidthDrift(double branchStrength, double temperature)
    {
        branch = Guard.Within(branchStrength, 0, 1, nameof(branchStrength), "The skip path has the strength √(1 − γ²).");
        this.temperature = Guard.Positive(temperature, nameof(temperature), "It is the temperature in units of √(n·n_k).");
    }

    /// <summary>n·E[V′ − V | V] at width n.</summary>
    /// <param name="covariance">V, shape [2, 2], positive definite.</param>
    /// <param name="width">n, at least 1.</param>
    /// <returns>Shape [2, 2]; tends to the drift b(V), error O(1/n).</returns>
    /// <exception cref="ArgumentException">Not two tokens, or not positive definite.</exception>
    public Matrix<double> At(Matrix<double> covariance, int width)
    {
        var factor = TokenCovariance.Factor(covariance);
        Guard.AtLeast(width, 1, nameof(width), "Give the width of the network.");
        if (covariance.RowCount != 2)
            throw new ArgumentException($"The covariance had {covariance.RowCount} tokens; the quadrature is for 2. Use ShapedChain for more.", nameof(covariance));
        // The difference of a row's two scores is normal; rows a and b are correlated as V_ab, times the spread of the keys.
        var spread = Math.Sqrt(covariance[0, 0] + covariance[1, 1] - (2 * covariance[0, 1])) / (temperature * Math.Sqrt(width));
        var mean = Matrix<double>.Build.Dense(2, 2);
        foreach (var (x, outer) in Rule.Points)
        {
            foreach (var (y, inner) in Rule.Points)
            {
                var first = spread * factor[0, 0] * x;
                var second = spread * ((factor[1, 0] * x) + (factor[1, 1] * y));
                var (p, q) = (Math.Tanh(first / 2) / 2, Math.Tanh(second / 2) / 2);
                var attention = Matrix<double>.Build.DenseOfArray(new[,] { { 1 + p, -p }, { q, 1 - q } });
                mean += outer * inner * ((attention * covariance * attention.Transpose()) - covariance);
            }
        }

        return width * branch * branch * mean;
    }
}
