using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Theory.Stochastic;

namespace RankCollapse.Theory.ShapedAttention;

/// <summary>
/// Covariances of many independent paths or networks at several times, with what went wrong: exploded ones are carried as +∞ where a
/// norm is asked for and are dropped and counted where a correlation is. Immutable.
/// </summary>
public sealed class CovarianceEnsemble
{
    // For each recorded time one array for each pair of the upper triangle, a number per path.
    private readonly double[][][] entries;
    private readonly double[] stopped;
    private readonly bool[] exploded;

    internal CovarianceEnsemble(int tokens, double[] times, double[][][] entries, double[] stopped, bool[] exploded, int leftTheCone)
    {
        (Tokens, Times, this.entries, this.stopped, this.exploded) = (tokens, times, entries, stopped, exploded);
        Exploded = exploded.Count(flag => flag);
        Vanished = stopped.Count(double.IsFinite) - Exploded;
        LeftTheCone = leftTheCone;
    }

    /// <summary>m.</summary>
    public int Tokens { get; }

    /// <summary>Number of paths.</summary>
    public int Paths => stopped.Length;

    /// <summary>Recorded times in rising order; of a network, layers/width.</summary>
    public IReadOnlyList<double> Times { get; }

    /// <summary>Paths in which an entry passed the ceiling or was not finite.</summary>
    public int Exploded { get; }

    /// <summary>Paths of which all entries fell below the floor.</summary>
    public int Vanished { get; }

    /// <summary>Share of paths that were not stopped before the final time.</summary>
    public double Survival => 1 - ((Exploded + Vanished) / (double)Paths);

    /// <summary>Paths that were not positive definite after some step: an artefact of the step, which a smaller one removes.</summary>
    public int LeftTheCone { get; }

    /// <summary>An entry of V at the final time; +∞ where the path exploded.</summary>
    /// <param name="row">First token, from 0.</param>
    /// <param name="column">Second token, from 0.</param>
    /// <returns>One value per path.</returns>
    public EmpiricalLaw Entry(int row, int column) => Entry(row, column, Times.Count - 1);

    /// <summary>An entry of V at a recorded time; +∞ where the path had exploded.</summary>
    /// <param name="row">First token, from 0.</param>
    /// <param name="column">Second token, from 0.</param>
    /// <param name="time">Number of the recorded time, from 0.</param>
    /// <returns>One value per path.</returns>
    public EmpiricalLaw Entry(int row, int column, int time)
    {
        var values = Values(row, column, time);
        return new EmpiricalLaw(values.Select((v, p) => HasExploded(p, time) ? double.PositiveInfinity : v));
    }

    /// <summary>The correlation of two tokens at the final time; exploded paths are dropped and counted.</summary>
    /// <param name="first">A token, from 0.</param>
    /// <param name="second">Another token.</param>
    /// <returns>One value per path that has one.</returns>
    public EmpiricalLaw Correlation(int first, int second) => Correlation(first, second, Times.Count - 1);

    /// <summary>The correlation of two tokens at a recorded time; paths that had exploded, or vanished to 0, are dropped and counted.</summary>
    /// <param name="first">A token, from 0.</param>
    /// <param name="second">Another token.</param>
    /// <param name="time">Number of the recorded time, from 0.</param>
    /// <returns>One value per path that has one.</returns>
    public EmpiricalLaw Correlation(int first, int second, int time)
    {
        var (a, b, c) = (Values(first, first, time), Values(second, second, time), Values(first, second, time));
        double[] kept = [.. Enumerable.Range(0, Paths).Where(p => !HasExploded(p, time) && a[p] > 0 && b[p] > 0)
            .Select(p => c[p] / Math.Sqrt(a[p]) / Math.Sqrt(b[p]))];
        return new EmpiricalLaw(kept, Paths - kept.Length);
    }

    /// <summary>Any number of a covariance, at a recorded time; exploded paths are dropped and counted, and so is a NaN.</summary>
    /// <param name="time">Number of the recorded time, from 0.</param>
    /// <param name="number">Of V, shape [tokens, tokens].</param>
    /// <returns>One value per path that has one.</returns>
    public EmpiricalLaw Of(int time, Func<Matrix<double>, double> number)
    {
        ArgumentNullException.ThrowIfNull(number);
        double[] kept = [.. Enumerable.Range(0, Paths).Where(p => !HasExploded(p, time)).Select(p => number(Path(p, time))).Where(v => !double.IsNaN(v))];
        return new EmpiricalLaw(kept, Paths - kept.Length);
    }

    /// <summary>When paths were stopped, by the ceiling or by the floor; those that never were are cut off at the final time.</summary>
    public EmpiricalLaw StoppingTimes => new(stopped.Select(t => Math.Min(t, Times[^1])));

    /// <summary>V of one path at a recorded time; where it was stopped, V at that step.</summary>
    /// <param name="path">From 0.</param>
    /// <param name="time">Number of the recorded time, from 0.</param>
    /// <returns>Shape [tokens, tokens].</returns>
    public Matrix<double> Path(int path, int time) =>
        Matrix<double>.Build.Dense(Tokens, Tokens, (i, j) => Values(i, j, time)[path]);

    /// <summary>One entry of one path at the final time, without a list around it.</summary>
    internal double At(int path, int row, int column) => entries[^1][Pair(Tokens, row, column)][path];

    /// <summary>One line.</summary>
    /// <returns>Paths, and what went wrong.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"{Paths} paths of {Tokens} tokens to t = {Times[^1]}: {Exploded} exploded, {Vanished} vanished, {LeftTheCone} left the cone");

    /// <summary>Position of a pair in the upper triangle.</summary>
    internal static int Pair(int tokens, int row, int column)
    {
        var (i, j) = (Math.Min(row, column), Math.Max(row, column));
        return (i * tokens) - (i * (i - 1) / 2) + (j - i);
    }

    private bool HasExploded(int path, int time) => exploded[path] && stopped[path] <= Times[time] * (1 + 1e-12);

    private double[] Values(int row, int column, int time)
    {
        if (row < 0 || row >= Tokens || column < 0 || column >= Tokens)
            throw new ArgumentOutOfRangeException(nameof(row), $"The entry was [{row}, {column}]; tokens are counted from 0 to {Tokens - 1}. Ask for an entry of V.");
        if (time < 0 || time >= Times.Count)
            throw new ArgumentOutOfRangeException(nameof(time), $"time was number {time}; recorded are 0 to {Times.Count - 1}. List the time in Record.");
        return entries[time][Pair(Tokens, row, column)];
    }
}
