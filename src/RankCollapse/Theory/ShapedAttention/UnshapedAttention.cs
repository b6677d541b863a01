using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.ShapedAttention;

/// <summary>What happens to the covariance where attention is not shaped: uniform attention, with skip paths of several kinds.</summary>
/// <source paper="noci2023" item="unshaped attention">Uniform attention derived here; the depth-scaled residual is due to Noci et al.,
/// arXiv 2206.03126, as remembered.</source>
public static class UnshapedAttention
{
    /// <summary>E[V] after layers of uniform attention (τ → ∞, not re-centred) behind a skip path, exactly and at every width.</summary>
    /// <param name="start">V₀, shape [tokens, tokens], symmetric.</param>
    /// <param name="branchStrength">γ in [0, 1], λ² = 1 − γ².</param>
    /// <param name="layers">ℓ, at least 0.</param>
    /// <returns>λ^(2ℓ)·V₀ + (1 − λ^(2ℓ))·(mean of V₀)·1·1ᵀ: tends to rank one, at once when γ = 1.</returns>
    /// <exception cref="ArgumentException">A parameter outside its range.</exception>
    public static Matrix<double> UniformMean(Matrix<double> start, double branchStrength, int layers)
    {
        TokenCovariance.RequireSymmetric(start);
        Guard.Within(branchStrength, 0, 1, nameof(branchStrength), "The skip path has the strength √(1 − γ²).");
        Guard.AtLeast(layers, 0, nameof(layers), "Give the depth.");
        var kept = Math.Pow(1 - (branchStrength * branchStrength), layers);
        var mean = start.RowSums().Average() / start.RowCount;
        return Matrix<double>.Build.Dense(start.RowCount, start.RowCount, (i, j) => (kept * start.At(i, j)) + ((1 - kept) * mean));
    }

    /// <summary>Covariance after L blocks of uniform attention and a linear MLP whose branches are scaled by a₁/√L and a₂/√L.</summary>
    /// <param name="start">C₀, shape [tokens, tokens], symmetric.</param>
    /// <param name="attention">a₁, finite.</param>
    /// <param name="perceptron">a₂, finite.</param>
    /// <param name="blocks">L, at least 1.</param>
    /// <returns>C after L blocks C ← (1 + a₂²/L)·(C + a₁²/L·mean C).</returns>
    /// <exception cref="ArgumentException">A parameter outside its range.</exception>
    public static Matrix<double> DepthScaled(Matrix<double> start, double attention, double perceptron, int blocks)
    {
        Guard.AtLeast(blocks, 1, nameof(blocks), "Give the depth, by which the branches are scaled.");
        return Blocks(start, attention / Math.Sqrt(blocks), perceptron / Math.Sqrt(blocks), blocks);
    }

    /// <summary>The same blocks with branch strengths that do not depend on the depth.</summary>
    /// <param name="start">C₀, shape [tokens, tokens], symmetric.</param>
    /// <param name="attention">Strength of the attention branch, finite.</param>
    /// <param name="perceptron">Strength of the MLP branch, finite.</param>
    /// <param name="blocks">At least 1.</param>
    /// <returns>C after so many blocks; its correlations tend to 1 with depth.</returns>
    /// <exception cref="ArgumentException">A parameter outside its range.</exception>
    public static Matrix<double> Blocks(Matrix<double> start, double attention, double perceptron, int blocks)
    {
        TokenCovariance.RequireSymmetric(start);
        Guard.Within(attention, -double.MaxValue, double.MaxValue, nameof(attention), "It multiplies the attention branch.");
        Guard.Within(perceptron, -double.MaxValue, double.MaxValue, nameof(perceptron), "It multiplies the MLP branch.");
        Guard.AtLeast(blocks, 1, nameof(blocks), "Give the depth.");
        var covariance = start;
        for (var block = 0; block < blocks; block++)
        {
            var mean = covariance.RowSums().Average() / covariance.RowCount;
            covariance = (1 + (perceptron * perceptron)) * (covariance + (attention * attention * mean));
        }

        return covariance;
    }

    /// <summary>The limit L → ∞ of <see cref="DepthScaled"/>: exp(a₂²)·(C₀ + (exp(a₁²) − 1)·mean C₀).</summary>
    /// <param name="start">C₀, shape [tokens, tokens], symmetric.</param>
    /// <param name="attention">a₁, finite.</param>
    /// <param name="perceptron">a₂, finite.</param>
    /// <returns>Shape [tokens, tokens]; its correlations are below 1 when those of C₀ are.</returns>
    /// <exception cref="ArgumentException">Not symmetric.</exception>
    public static Matrix<double> DepthScaledLimit(Matrix<double> start, double attention, double perceptron)
    {
        TokenCovariance.RequireSymmetric(start);
        var mean = start.RowSums().Average() / start.RowCount;
        return Math.Exp(perceptron * perceptron) * (start + (Math.Exp(attention * attention) - 1) * mean);
    }

    /// <summary>1 − ρ after one infinitely wide layer of a plain ReLU network, without loss of digits near ρ = 1.</summary>
    /// <param name="distance">1 − ρ in [0, 2].</param>
    /// <returns>In [0, 1]; about (1 − ρ) − (2√2/3π)·(1 − ρ)^(3/2), so that ℓ²·(1 − ρ) tends to 9π²/2.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Outside [0, 2].</exception>
    public static double PlainReluDistance(double distance)
    {
        Guard.Within(distance, 0, 2, nameof(distance), "It is 1 minus a correlation.");
        var angle = 2 * Math.Asin(Math.Sqrt(distance / 2));
        // sin φ − φ·cos φ loses all digits for small angles; four terms of its series are exact to rounding below 0.05.
        var square = angle * angle;
        var bend = angle < 0.05
            ? angle * square * ((1.0 / 3) - (square * ((1.0 / 30) - (square * ((1.0 / 840) - (square / 45360))))))
            : Math.Sin(angle) - (angle * Math.Cos(angle));
        return distance - (bend / Math.PI);
    }
}
