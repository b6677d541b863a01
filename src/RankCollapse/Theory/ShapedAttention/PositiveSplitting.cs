using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Randomness;

namespace RankCollapse.Theory.ShapedAttention;

/// <summary>
/// A step that cannot leave the cone of covariances, whatever its size: attention with a random score matrix, then the exponential of
/// a symmetric Gaussian matrix. Weak order 1. Immutable.
/// </summary>
/// <remarks>Without scores the law of log det V is exact at any step. Softmax saturates, which tames explosions: do not use it for
/// stopping times. For attention without an MLP.</remarks>
/// <source paper="noci2023" item="covariance SDE of shaped attention">The splitting is derived here.</source>
public sealed class PositiveSplitting
{
    private readonly double branch, temperature;

    /// <summary>A stepper for shaped attention.</summary>
    /// <param name="branchStrength">γ in [0, 1].</param>
    /// <param name="temperature">τ₀ above 0; positive infinity switches the scores off.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter outside its range.</exception>
    public PositiveSplitting(double branchStrength, double temperature)
    {
        LinearVariance = CovarianceSde.ShapedAttention(branchStrength, temperature).LinearVariance;
        (branch, this.temperature) = (branchStrength, temperature);
    }

    /// <summary>ς².</summary>
    public double LinearVariance { get; }

    /// <summary>One step with given normals.</summary>
    /// <param name="covariance">V, shape [tokens, tokens], positive definite.</param>
    /// <param name="step">dt, above 0.</param>
    /// <param name="scores">Independent standard normals, shape [tokens, tokens], for the scores.</param>
    /// <param name="linear">The same for the linear noise.</param>
    /// <returns>V after the step, positive definite.</returns>
    /// <exception cref="ArgumentException">V is not positive definite, or another shape.</exception>
    public Matrix<double> Step(Matrix<double> covariance, double step, Matrix<double> scores, Matrix<double> linear)
    {
        Guard.Positive(step, nameof(step), "It is the time of one step.");
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(linear);
        var factor = TokenCovariance.Factor(covariance);
        var tokens = covariance.RowCount;
        if (double.IsFinite(temperature))
        {
            var attention = AttentionVariant.Shaped.Matrix(factor * scores * factor.Transpose(), Math.Sqrt(step) / temperature);
            var square = branch * branch;
            var mixed = attention * factor;
            factor = TokenCovariance.Factor(((1 - square) * covariance) + (square * mixed.TransposeAndMultiply(mixed)));
        }

        var symmetric = (linear + linear.Transpose()) * Math.Sqrt(LinearVariance * step / 2);
        var eigen = symmetric.Evd(Symmetricity.Symmetric);
        var shrink = LinearVariance * (tokens + 1) * step / 2;
        var half = factor * eigen.EigenVectors
            * Matrix<double>.Build.DenseOfDiagonalVector(eigen.EigenValues.Real().Map(x => Math.Exp((x - shrink) / 2)));
        return half.TransposeAndMultiply(half);
    }

    /// <summary>Paths of equal steps.</summary>
    /// <param name="start">V₀, shape [tokens, tokens], positive definite.</param>
    /// <param name="plan">Times and paths; ceiling and floor are not looked at, for no path leaves the cone or is stopped.</param>
    /// <param name="random">Random numbers; path k uses stream k.</param>
    /// <returns>All paths at the final time.</returns>
    /// <exception cref="ArgumentException">V₀ is not positive definite, or a path came within rounding of a singular one.</exception>
    public CovarianceEnsemble Simulate(Matrix<double> start, PathPlan plan, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(random);
        var tokens = start.RowCount;
        var pairs = CovarianceSde.Pairs(tokens);
        double[][] entries = [.. pairs.Select(_ => new double[plan.Paths])];
        var stopped = new double[plan.Paths];
        Array.Fill(stopped, double.PositiveInfinity);
        Parallel.For(0, plan.Paths, new ParallelOptions { MaxDegreeOfParallelism = plan.Threads }, path =>
        {
            var (v, draws) = (start, random.Stream(path));
            for (var k = 0; k < plan.Steps; k++)
                v = Step(v, plan.TrueStep, draws.NormalMatrix(tokens, tokens), draws.NormalMatrix(tokens, tokens));
            for (var pair = 0; pair < pairs.Length; pair++) entries[pair][path] = v[pairs[pair].Row, pairs[pair].Column];
        });
        return new CovarianceEnsemble(tokens, [plan.Until], [entries], stopped, new bool[plan.Paths], 0);
    }
}
