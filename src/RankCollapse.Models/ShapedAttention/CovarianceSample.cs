using RankCollapse.Theory.Stochastic;
using static TorchSharp.torch;

namespace RankCollapse.Models.ShapedAttention;

/// <summary>Token covariances of many paths or networks at one time, read from a tensor.</summary>
public sealed class CovarianceSample
{
    private readonly double[] entries;

    internal CovarianceSample(Tensor covariances, int stopped)
    {
        using var scope = NewDisposeScope();
        (Samples, Tokens, Stopped) = ((int)covariances.size(0), (int)covariances.size(1), stopped);
        entries = covariances.detach().to(float64).cpu().contiguous().data<double>().ToArray();
    }

    /// <summary>Number of paths or networks.</summary>
    public int Samples { get; }

    /// <summary>m.</summary>
    public int Tokens { get; }

    /// <summary>Paths that were stopped: an entry passed the ceiling or was not finite, or a step left the positive definite matrices.</summary>
    public int Stopped { get; }

    /// <summary>The correlation of two tokens.</summary>
    /// <param name="first">First token, from 0.</param>
    /// <param name="second">Second token, from 0.</param>
    /// <returns>One value for each sample; those without a correlation are dropped and counted.</returns>
    public EmpiricalLaw Correlation(int first, int second)
    {
        double[] all = [.. Enumerable.Range(0, Samples).Select(s => Entry(s, first, second) / Math.Sqrt(Entry(s, first, first) * Entry(s, second, second)))];
        double[] finite = [.. all.Where(double.IsFinite)];
        return new EmpiricalLaw(finite, all.Length - finite.Length);
    }

    /// <summary>An entry of V.</summary>
    /// <param name="row">First token, from 0.</param>
    /// <param name="column">Second token, from 0.</param>
    /// <returns>One value for each sample; what is not finite counts as +∞.</returns>
    public EmpiricalLaw Entry(int row, int column) =>
        new(Enumerable.Range(0, Samples).Select(s => Entry(s, row, column) is var v && double.IsFinite(v) ? v : double.PositiveInfinity));

    private double Entry(int sample, int row, int column) => entries[(((sample * Tokens) + row) * Tokens) + column];
}
