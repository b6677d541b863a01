using System.Runtime.Intrinsics;
using MathNet.Numerics.LinearAlgebra;

namespace RankCollapse.Theory.ShapedAttention;

/// <summary>Everything that the path kernel reads, and where it writes: shared by all threads, each path written by one of them.</summary>
internal sealed class PathJob
{
    /// <summary>Paths in a vector of doubles.</summary>
    public const int Lanes = 8;

    /// <summary>Groups of eight paths that a thread takes at a time.</summary>
    public const int GroupsPerBlock = 64;

    private readonly double[][][] entries;
    private readonly double[] stopped;
    private readonly bool[] exploded;
    private int leftTheCone;

    public PathJob(CovarianceSde sde, Matrix<double> start, PathPlan plan, ulong key)
    {
        (Sde, Start, Plan, Key) = (sde, start, plan, key);
        Recorded = plan.RecordedSteps();
        var pairs = start.RowCount * (start.RowCount + 1) / 2;
        entries = [.. Recorded.Select(_ => Enumerable.Range(0, pairs).Select(_ => new double[plan.Paths]).ToArray())];
        stopped = new double[plan.Paths];
        Array.Fill(stopped, double.PositiveInfinity);
        exploded = new bool[plan.Paths];
    }

    public CovarianceSde Sde { get; }

    public Matrix<double> Start { get; }

    public PathPlan Plan { get; }

    public ulong Key { get; }

    /// <summary>Steps after which all paths are kept.</summary>
    public int[] Recorded { get; }

    /// <summary>Whether each path has a step of its own.</summary>
    public bool Adaptive { get; init; }

    public int Groups => (Plan.Paths + Lanes - 1) / Lanes;

    /// <summary>Keeps one entry of eight paths.</summary>
    public void Keep(int record, int pair, int firstPath, Vector512<double> values)
    {
        var target = entries[record][pair].AsSpan(firstPath);
        if (target.Length >= Lanes)
        {
            values.CopyTo(target);
            return;
        }

        for (var lane = 0; lane < target.Length; lane++) target[lane] = values[lane];
    }

    /// <summary>Notes that lanes were stopped, each at its time.</summary>
    public void Stop(int firstPath, Vector512<double> times, ulong lanes, ulong explodedLanes)
    {
        for (var lane = 0; lane < Lanes && firstPath + lane < Plan.Paths; lane++)
        {
            if ((lanes >> lane & 1) == 0) continue;
            stopped[firstPath + lane] = times[lane];
            exploded[firstPath + lane] = (explodedLanes >> lane & 1) != 0;
        }
    }

    /// <summary>Counts paths whose covariance was not positive definite.</summary>
    public void LeftTheCone(int firstPath, ulong lanes)
    {
        var present = Math.Min(Lanes, Plan.Paths - firstPath);
        Interlocked.Add(ref leftTheCone, System.Numerics.BitOperations.PopCount(lanes & ((1UL << present) - 1)));
    }

    public CovarianceEnsemble Ensemble() =>
        new(Start.RowCount, [.. Recorded.Select(k => k * Plan.TrueStep)], entries, stopped, exploded, leftTheCone);
}
