using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Randomness;

namespace RankCollapse.Theory.ShapedAttention;

/// <summary>
/// Mean and covariance of one layer of a network, measured: what the drift and the diffusion of the limit predict. Immutable.
/// </summary>
/// <remarks>
/// The mean is taken over value weights in closed form, and over scores in pairs ±Y, without which noise of order √n would hide it.
/// Both are multiplied by the width.
/// </remarks>
public sealed class OneStep
{
    private OneStep(Matrix<double> drift, Matrix<double> driftError, Matrix<double> diffusion, Matrix<double> diffusionError) =>
        (Drift, DriftError, Diffusion, DiffusionError) = (drift, driftError, diffusion, diffusionError);

    /// <summary>n·E[V′ − V], shape [tokens, tokens].</summary>
    public Matrix<double> Drift { get; }

    /// <summary>Its standard errors.</summary>
    public Matrix<double> DriftError { get; }

    /// <summary>n·Cov(V′) over the pairs of <see cref="CovarianceSde.Pairs"/>.</summary>
    public Matrix<double> Diffusion { get; }

    /// <summary>Its standard errors.</summary>
    public Matrix<double> DiffusionError { get; }

    /// <summary>Draws layers.</summary>
    /// <param name="chain">Attention layers without an MLP.</param>
    /// <param name="covariance">V, shape [tokens, tokens], positive definite.</param>
    /// <param name="samples">At least 2.</param>
    /// <param name="random">Random numbers.</param>
    /// <returns>Estimates with their errors.</returns>
    /// <exception cref="ArgumentException">A chain with an MLP, or V not positive definite.</exception>
    public static OneStep Measure(ShapedChain chain, Matrix<double> covariance, int samples, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(chain);
        ArgumentNullException.ThrowIfNull(random);
        Guard.AtLeast(samples, 2, nameof(samples), "A standard error needs at least 2.");
        if (chain.Variant is null || chain.Activation is not null)
            throw new ArgumentException("The chain had no attention, or an MLP; one step is measured for attention alone. Use a ShapedChain without activation.", nameof(chain));
        var (drift, driftError) = MeasureDrift(chain, covariance, samples, random.Stream("scores"));
        var (diffusion, diffusionError) = MeasureDiffusion(chain, covariance, samples, random.Stream("layers"));
        return new OneStep(drift, driftError, diffusion, diffusionError);
    }

    /// <summary>The largest distance from the prediction in standard errors, over all entries of both.</summary>
    /// <param name="drift">b(V), shape [tokens, tokens].</param>
    /// <param name="diffusion">Σ(V), in the order of <see cref="CovarianceSde.Pairs"/>.</param>
    /// <returns>At least 0; an entry that is predicted and measured without error counts 0.</returns>
    public double LargestDeviation(Matrix<double> drift, Matrix<double> diffusion) => Math.Max(
        Deviations(drift, Drift, DriftError).Max(), Deviations(diffusion, Diffusion, DiffusionError).Max());

    private static IEnumerable<double> Deviations(Matrix<double> predicted, Matrix<double> measured, Matrix<double> error) =>
        from i in Enumerable.Range(0, predicted.RowCount)
        from j in Enumerable.Range(0, predicted.ColumnCount)
        let distance = Math.Abs(predicted[i, j] - measured[i, j])
        // Where nothing is random both are 0 up to rounding.
        select distance <= 1e-9 ? 0 : distance / error[i, j];

    private static (Matrix<double> Mean, Matrix<double> Error) MeasureDrift(ShapedChain chain, Matrix<double> v, int samples, RandomStream random)
    {
        var m = v.RowCount;
        var factor = TokenCovariance.Factor(v);
        var (sum, squares) = (Matrix<double>.Build.Dense(m, m), Matrix<double>.Build.Dense(m, m));
        for (var k = 0; k < samples; k++)
        {
            var scores = ShapedChain.Scores(factor, chain.Draw(m, random));
            var change = ((chain.MeanGivenScores(factor, scores) + chain.MeanGivenScores(factor, -scores)) / 2) - v;
            sum += change;
            squares += change.PointwiseMultiply(change);
        }

        var mean = sum / samples;
        var variance = ((squares / samples) - mean.PointwiseMultiply(mean)).PointwiseMaximum(0);
        return (chain.Width * mean, chain.Width * variance.PointwiseSqrt() / Math.Sqrt(samples - 1));
    }

    private static (Matrix<double> Covariance, Matrix<double> Error) MeasureDiffusion(ShapedChain chain, Matrix<double> v, int samples, RandomStream random)
    {
        var layers = chain.Simulate(v, new DepthPlan { Layers = 1, Samples = samples }, random);
        var pairs = CovarianceSde.Pairs(v.RowCount);
        double[][] columns = [.. pairs.Select(pair => Centred(Enumerable.Range(0, samples).Select(k => layers.At(k, pair.Row, pair.Column))))];
        var (covariance, error) = (Matrix<double>.Build.Dense(pairs.Length, pairs.Length), Matrix<double>.Build.Dense(pairs.Length, pairs.Length));
        for (var a = 0; a < pairs.Length; a++)
        {
            for (var b = 0; b < pairs.Length; b++)
            {
                double[] products = [.. columns[a].Zip(columns[b], (x, y) => chain.Width * x * y)];
                var mean = products.Average();
                covariance[a, b] = mean;
                error[a, b] = Math.Sqrt(products.Sum(p => (p - mean) * (p - mean)) / (samples - 1) / samples);
            }
        }

        return (covariance, error);
    }

    private static double[] Centred(IEnumerable<double> values)
    {
        double[] all = [.. values];
        var mean = all.Average();
        return [.. all.Select(x => x - mean)];
    }
}
