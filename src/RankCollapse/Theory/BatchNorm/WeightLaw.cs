using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Randomness;

namespace RankCollapse.Theory.BatchNorm;

/// <summary>The law of one weight: independent entries, symmetric about 0, variance 1. Immutable.</summary>
/// <remarks>
/// The weights of a layer are drawn in blocks of 64 rows, each from a stream of its own, so that several threads can draw one matrix
/// and get what one thread gets.
/// </remarks>
/// <source paper="daneshmand2020" item="initialisation">
/// The variance is 1 and not 1/width, because batch normalization takes the scale out. The paper's formal conditions (as remembered, not
/// checked) also ask for bounded support; the normal law has none, and the results here do not need it.
/// </source>
public sealed class WeightLaw
{
    internal const int RowsOfBlock = 64;
    private readonly Action<RandomStream, Span<double>> fill;

    private WeightLaw(string name, Action<RandomStream, Span<double>> fill) => (Name, this.fill) = (name, fill);

    /// <summary>Normal entries.</summary>
    public static WeightLaw Gaussian { get; } = new("Gaussian", PolarNormals.Fill);

    /// <summary>Entries uniform on [−√3, √3).</summary>
    public static WeightLaw Uniform { get; } = new("uniform", (random, output) =>
    {
        random.FillUniform(output);
        for (var i = 0; i < output.Length; i++) output[i] = Math.Sqrt(3) * ((2 * output[i]) - 1);
    });

    /// <summary>Fair signs.</summary>
    /// <remarks>A plain layer of few features may be singular and give a zero row: a run counts the chains that end so.</remarks>
    public static WeightLaw Rademacher { get; } = new("Rademacher", (random, output) => random.FillRademacher(output));

    /// <summary>The three laws.</summary>
    public static IReadOnlyList<WeightLaw> All { get; } = [Gaussian, Uniform, Rademacher];

    /// <summary>Name of the law.</summary>
    public string Name { get; }

    /// <summary>The same law moved to another mean, its deviation still 1: outside of the theorem's hypotheses.</summary>
    /// <param name="mean">Mean of every entry, finite, in units of the deviation.</param>
    /// <returns>A law whose entries have the given mean.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The mean is not finite.</exception>
    public WeightLaw WithMean(double mean)
    {
        Measures.Guard.Within(mean, -1e6, 1e6, nameof(mean), "It is in units of the deviation; 1 is far from symmetric.");
        return new WeightLaw(FormattableString.Invariant($"{Name} of mean {mean}"), (random, output) =>
        {
            fill(random, output);
            for (var i = 0; i < output.Length; i++) output[i] += mean;
        });
    }

    /// <summary>The weights of one layer.</summary>
    /// <param name="random">The stream of the chain; its position does not matter.</param>
    /// <param name="layer">Number of the layer, at least 0.</param>
    /// <param name="width">Features, at least 1.</param>
    /// <returns>W, shape [width, width]; the same whenever stream and layer are the same.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The layer is negative or the width below 1.</exception>
    public Matrix<double> Draw(RandomStream random, int layer, int width)
    {
        ArgumentNullException.ThrowIfNull(random);
        Measures.Guard.AtLeast(width, 1, nameof(width), "Give the number of features.");
        var entries = new double[checked(width * width)];
        for (var row = 0; row < width; row += RowsOfBlock)
        {
            var rows = Math.Min(RowsOfBlock, width - row);
            FillRows(random, layer, row / RowsOfBlock, entries.AsSpan(row * width, rows * width));
        }

        return Matrix<double>.Build.DenseOfRowMajor(width, width, entries);
    }

    /// <summary>The name.</summary>
    /// <returns>Name of the law.</returns>
    public override string ToString() => Name;

    /// <summary>One block of up to 64 rows of the weights of a layer, row by row.</summary>
    internal void FillRows(RandomStream random, int layer, int block, Span<double> output) =>
        fill(random.Stream(block).AtStep(layer), output);
}
