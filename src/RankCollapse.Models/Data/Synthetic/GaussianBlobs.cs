using RankCollapse.Randomness;

namespace RankCollapse.Models.Data;

/// <summary>
/// Classes of equal size, each a standard normal cloud about its own centre; any two centres lie the same distance apart.
/// The centre of class c is separation/√2 times the c-th unit vector, so for two classes the smallest possible share of
/// errors is Φ(−separation/2).
/// </summary>
public sealed record GaussianBlobs
{
    /// <summary>Number of classes, at least 2.</summary>
    public required int Classes { get; init => field = Require.AtLeast(value, 2, "One class cannot be told apart from another."); }

    /// <summary>Numbers per vector, at least the number of classes.</summary>
    public required int Dimension { get; init => field = Require.AtLeast(value, 2, "Use at least as many dimensions as classes."); }

    /// <summary>Distance between two centres in standard deviations of a cloud, at least 0; 4 is easy.</summary>
    public required double Separation { get; init => field = Require.NotNegative(value, "It is a distance; 4 separates well."); }

    /// <summary>Draws samples; sample i has class i modulo the number of classes and does not depend on how many are drawn.</summary>
    /// <param name="count">Number of samples, at least 1.</param>
    /// <param name="random">Where the clouds come from; <c>random.AtStep(step)</c> gives a fresh set for every step.</param>
    /// <returns>Vectors of shape [count, 1, dimension] with one label each.</returns>
    /// <exception cref="ArgumentException">Fewer dimensions than classes.</exception>
    public VectorTask Draw(int count, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Require.AtLeast(count, 1, "It is the number of samples.", nameof(count));
        if (Dimension < Classes)
        {
            throw new ArgumentException(
                $"Dimension was {Dimension} and Classes was {Classes}; equally distant centres on the axes need at least "
                + $"as many dimensions as classes. Use Dimension = {Classes} or more.");
        }

        var vectors = new double[count * Dimension];
        var labels = new int[count];
        for (var i = 0; i < count; i++)
        {
            labels[i] = i % Classes;
            var sample = vectors.AsSpan(i * Dimension, Dimension);
            random.Sample(i).FillNormal(sample);
            sample[labels[i]] += Separation / Math.Sqrt(2);
        }

        return new VectorTask(new VectorTaskShape(1, Dimension, Classes), vectors, labels);
    }
}
