using RankCollapse.Randomness;

namespace RankCollapse.Models.Data;

/// <summary>
/// Ten classes of vectors in [0, 1]: x = clip(P + noise · normal, 0, 1) about the prototype
/// P_j = ½ + ½ sin(0.37 (c + 1)(j + 1) + c) of class c. A stand-in for flattened small images.
/// </summary>
/// <source paper="batchnorm-markov" item="reduced run of pre-training">Derived for that run, not from the paper.</source>
public sealed record SinePrototypes
{
    /// <summary>Number of classes: 10.</summary>
    public const int Classes = 10;

    /// <summary>Numbers per vector, at least 1; default 64.</summary>
    public int Width { get; init => field = Require.AtLeast(value, 1, "64 is an 8 × 8 image."); } = 64;

    /// <summary>Standard deviation of the noise before clipping, at least 0; default 0.35.</summary>
    public double Noise { get; init => field = Require.NotNegative(value, "It is a standard deviation; 0.35 is usual."); } = 0.35;

    /// <summary>The centre of one class.</summary>
    /// <param name="label">From 0 to 9.</param>
    /// <returns>Shape [width], entries in [0, 1].</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double[] Prototype(int label)
    {
        Require.Index(label, Classes, "class");
        var prototype = new double[Width];
        for (var j = 0; j < Width; j++) prototype[j] = 0.5 + (0.5 * Math.Sin((0.37 * (label + 1) * (j + 1)) + label));
        return prototype;
    }

    /// <summary>Draws samples; sample i has class i modulo 10 and does not depend on how many are drawn.</summary>
    /// <param name="count">Number of samples, at least 1.</param>
    /// <param name="random">Where the noise comes from; <c>random.AtStep(step)</c> gives a fresh set for every step.</param>
    /// <returns>Vectors of shape [count, 1, width] with one label each.</returns>
    public VectorTask Draw(int count, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Require.AtLeast(count, 1, "It is the number of samples.", nameof(count));
        var prototypes = Enumerable.Range(0, Classes).Select(Prototype).ToArray();
        var vectors = new double[count * Width];
        var labels = new int[count];
        for (var i = 0; i < count; i++)
        {
            labels[i] = i % Classes;
            var sample = vectors.AsSpan(i * Width, Width);
            random.Sample(i).FillNormal(sample);
            for (var j = 0; j < Width; j++) sample[j] = Math.Clamp(prototypes[labels[i]][j] + (Noise * sample[j]), 0, 1);
        }

        return new VectorTask(new VectorTaskShape(1, Width, Classes), vectors, labels);
    }
}
