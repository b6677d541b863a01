using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Randomness;

namespace RankCollapse.Theory.BatchNorm;

/// <summary>Where chains begin: a representation per chain, drawn from the chain's own stream. Immutable.</summary>
public sealed class ChainStart
{
    private readonly Func<RandomStream, Matrix<double>> draw;

    private ChainStart(string name, Func<RandomStream, Matrix<double>> draw) => (Name, this.draw) = (name, draw);

    /// <summary>What the start is.</summary>
    public string Name { get; }

    /// <summary>Normal entries: n samples of d features, rank min(d, n).</summary>
    /// <param name="width">d, at least 1.</param>
    /// <param name="samples">n, at least 1.</param>
    /// <returns>Another draw for each chain.</returns>
    public static ChainStart Gaussian(int width, int samples)
    {
        Guard.AtLeast(width, 1, nameof(width), "Give the number of features.");
        Guard.AtLeast(samples, 1, nameof(samples), "Give the number of samples.");
        return new ChainStart($"Gaussian, {samples} samples", random => random.NormalMatrix(width, samples));
    }

    /// <summary>M = I, as in the released code.</summary>
    /// <param name="width">d, at least 1.</param>
    /// <returns>The same for each chain.</returns>
    public static ChainStart Identity(int width) => Of(Matrix<double>.Build.DenseIdentity(Guard.AtLeast(width, 1, nameof(width), "Give the number of features.")));

    /// <summary>All entries 1, plus small noise: eigenvalues 2, 3, … of size noise².</summary>
    /// <param name="width">d, at least 1.</param>
    /// <param name="noise">Deviation of the noise, above 0.</param>
    /// <returns>Another draw for each chain.</returns>
    /// <source paper="daneshmand2020" item="escape experiment">From the released code; noise 1e-5 there.</source>
    public static ChainStart NearRankOne(int width, double noise)
    {
        Guard.AtLeast(width, 2, nameof(width), "Give at least 2 features.");
        Guard.Positive(noise, nameof(noise), "1e-5 is that of the experiment.");
        return new ChainStart(
            FormattableString.Invariant($"rank one and noise {noise}"), random => random.NormalMatrix(width, width, noise) + 1);
    }

    /// <summary>A given representation.</summary>
    /// <param name="h">H, shape [features, samples], finite entries.</param>
    /// <returns>The same for each chain.</returns>
    /// <exception cref="ArgumentException">An entry is not finite.</exception>
    public static ChainStart Of(Matrix<double> h)
    {
        Guard.Finite(h, nameof(h), "[features, samples]");
        var copy = h.Clone();
        return new ChainStart("given", _ => copy);
    }

    /// <summary>The name.</summary>
    /// <returns>What the start is.</returns>
    public override string ToString() => Name;

    /// <summary>The start of one chain with at most as many columns as rows, which changes neither M nor any later M.</summary>
    internal Matrix<double> Draw(RandomStream random, int width)
    {
        var h = draw(random.Stream("start"));
        if (h.RowCount != width)
        {
            throw new ArgumentException(
                $"The start had {h.RowCount} features and the chain {width}; both must be the same. Features are rows, samples columns.");
        }

        // H = L·Q with orthonormal rows of Q: M is that of L, times a constant that normalisation takes out.
        return h.ColumnCount > width ? h.Transpose().QR(MathNet.Numerics.LinearAlgebra.Factorization.QRMethod.Thin).R.Transpose() : h;
    }
}
