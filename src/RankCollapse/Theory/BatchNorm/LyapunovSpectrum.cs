using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Randomness;

namespace RankCollapse.Theory.BatchNorm;

/// <summary>
/// Measured Lyapunov exponents of the product of layers, by orthogonalising a frame in every layer: for networks with batch normalization
/// each layer includes the scaling of its rows. Immutable.
/// </summary>
/// <remarks>
/// The frame Q follows the same maps as H but is orthogonalised, so that directions far below rounding of H are still measured. Under batch
/// normalization about 2·√d exponents are 0 and all others negative: so many directions survive.
/// </remarks>
/// <source paper="benettin1980" item="method of computing all Lyapunov exponents"/>
public sealed class LyapunovSpectrum
{
    private const int Blocks = 20;

    private LyapunovSpectrum(double[] values, double[] errors) => (Values, StandardErrors) = (values, errors);

    /// <summary>Exponents in nats per layer, falling up to sampling error.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>Standard error of each, from 20 blocks of layers.</summary>
    public IReadOnlyList<double> StandardErrors { get; }

    /// <summary>How many exponents are above a limit: for batch normalization the number of surviving directions.</summary>
    /// <param name="limit">In nats per layer; the exponents of survivors are 0 up to a few standard errors.</param>
    /// <returns>From 0 to d.</returns>
    public int CountAbove(double limit) => Values.Count(value => value > limit);

    /// <summary>Measures one long chain from the identity.</summary>
    /// <param name="chain">The network: batch normalization or none.</param>
    /// <param name="burnIn">Layers left out, at least 0.</param>
    /// <param name="layers">Layers measured, at least 20.</param>
    /// <param name="random">The stream of the chain.</param>
    /// <returns>d exponents. Without normalisation those of A = W (variance 1) or 1 + γ·W.</returns>
    /// <exception cref="ArgumentException">Normalisation within a sample, which is no product of layers acting on features.</exception>
    /// <exception cref="InvalidOperationException">A zero row.</exception>
    public static LyapunovSpectrum Measure(RepresentationChain chain, int burnIn, int layers, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(chain);
        ArgumentNullException.ThrowIfNull(random);
        Guard.AtLeast(burnIn, 0, nameof(burnIn), "Give layers.");
        Guard.AtLeast(layers, Blocks, nameof(layers), "Standard errors need 20 blocks.");
        if (chain.Normalization == Normalization.PerSample)
            throw new ArgumentException("The chain was normalized within samples; that acts on the other side of H. Use Normalization.None, whose directions are the same.", nameof(chain));

        var d = chain.Width;
        var h = Matrix<double>.Build.DenseIdentity(d).ToRowMajorArray();
        var frame = (double[])h.Clone();
        var (next, sums) = (new double[d * d], new double[Blocks, d]);
        var weights = random.Stream("weights");
        for (var layer = 0; layer < burnIn + layers; layer++)
        {
            var a = chain.Layer.Mixing(chain.Law.Draw(weights, layer, d)).ToRowMajorArray();
            if (chain.Normalization == Normalization.BatchNorm)
            {
                Multiply(a, h, next, d);
                ScaleRows(a, next, d);
                (h, next) = (next, h);
            }

            Multiply(a, frame, next, d);
            (frame, next) = (next, frame);
            var block = layer < burnIn ? -1 : (int)((layer - burnIn) * (long)Blocks / layers);
            Orthogonalize(frame, d, (k, length) =>
            {
                if (block >= 0) sums[block, k] += Math.Log(length);
            });
        }

        return Summary(sums, d, layers);
    }

    private static LyapunovSpectrum Summary(double[,] sums, int d, int layers)
    {
        var (values, errors) = (new double[d], new double[d]);
        for (var k = 0; k < d; k++)
        {
            double[] rates = [.. Enumerable.Range(0, Blocks).Select(b => sums[b, k] * Blocks / layers)];
            values[k] = rates.Average();
            errors[k] = Math.Sqrt(rates.Sum(rate => Math.Pow(rate - values[k], 2)) / (Blocks * (Blocks - 1)));
        }

        return new LyapunovSpectrum(values, errors);
    }

    private static void Multiply(double[] a, double[] x, double[] result, int d)
    {
        Array.Clear(result);
        for (var i = 0; i < d; i++)
        {
            var row = result.AsSpan(i * d, d);
            for (var k = 0; k < d; k++)
            {
                var from = x.AsSpan(k * d, d);
                var factor = a[(i * d) + k];
                for (var j = 0; j < d; j++) row[j] += factor * from[j];
            }
        }
    }

    /// <summary>Rows of the next H get unit length in the mean, and the rows of A the same factors.</summary>
    private static void ScaleRows(double[] a, double[] h, int d)
    {
        for (var i = 0; i < d; i++)
        {
            var row = h.AsSpan(i * d, d);
            var length = ScaledNorm.Of(row);
            if (length == 0)
                throw new InvalidOperationException("A row of H became zero; batch normalization divides by its length. Use another weight law or more features.");
            for (var j = 0; j < d; j++) row[j] *= Math.Sqrt(d) / length;
            foreach (ref var entry in a.AsSpan(i * d, d)) entry *= Math.Sqrt(d) / length;
        }
    }

    /// <summary>Gram and Schmidt on columns, in the modified order; once is enough for frames that were orthogonal a layer ago.</summary>
    private static void Orthogonalize(double[] q, int d, Action<int, double> found)
    {
        for (var k = 0; k < d; k++)
        {
            var length = 0.0;
            for (var i = 0; i < d; i++) length += q[(i * d) + k] * q[(i * d) + k];
            length = Math.Sqrt(length);
            found(k, length);
            for (var i = 0; i < d; i++) q[(i * d) + k] /= length;
            for (var other = k + 1; other < d; other++)
            {
                var along = 0.0;
                for (var i = 0; i < d; i++) along += q[(i * d) + k] * q[(i * d) + other];
                for (var i = 0; i < d; i++) q[(i * d) + other] -= along * q[(i * d) + k];
            }
        }
    }
}
