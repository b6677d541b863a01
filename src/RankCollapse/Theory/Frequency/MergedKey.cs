using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.Frequency;

/// <summary>
/// What happens to the unnormalised attention weight of m tokens that are merged into their mean: e^(q·k̄) ≤ (1/m)·Σ e^(q·k_i) ≤ Σ e^(q·k_i), the first by
/// Jensen. A DC token gets at least a factor m too little weight. Immutable.
/// </summary>
/// <remarks>It takes keys to be linear in the tokens; a LayerNorm before them breaks that.</remarks>
/// <source paper="lee2025" item="Jensen's inequality as motivation of ω₂">Adding ln m to the score is the proportional attention of ToMe; that it is exact when the merged keys coincide is derived here.</source>
public sealed class MergedKey
{
    private readonly double[] scores;

    /// <summary>Keys as one query sees them.</summary>
    /// <param name="query">q, shape [key width], scaled.</param>
    /// <param name="keys">k_1, …, k_m, shape [m, key width], finite.</param>
    /// <exception cref="ArgumentException">Shapes do not fit, or an entry is not finite.</exception>
    public MergedKey(ReadOnlySpan<double> query, Matrix<double> keys)
    {
        Guard.Finite(query, nameof(query));
        Guard.Finite(keys, nameof(keys), "[merged, key width]");
        if (keys.ColumnCount != query.Length)
            throw new ArgumentException($"The query had {query.Length} numbers and the keys {keys.ColumnCount}; they must agree. Take both from one head.", nameof(keys));
        scores = [.. keys * Vector<double>.Build.Dense(query.ToArray())];
    }

    /// <summary>m, how many keys are merged.</summary>
    public int Count => scores.Length;

    /// <summary>ln Σ e^(q·k_i): the log-weight that the tokens had together.</summary>
    public double LogTotal
    {
        get
        {
            var most = scores.Max();
            return most + Math.Log(scores.Sum(s => Math.Exp(s - most)));
        }
    }

    /// <summary>ln of the mean weight, ln((1/m)·Σ e^(q·k_i)).</summary>
    public double LogMean => LogTotal - Math.Log(Count);

    /// <summary>q·k̄: the log-weight of the merged token.</summary>
    public double LogMerged => scores.Average();

    /// <summary>q·k̄ + ln m: with the count put back, still at most <see cref="LogTotal"/>, and equal when the keys coincide.</summary>
    public double LogCorrected => LogMerged + Math.Log(Count);

    /// <summary>ln of what Jensen's inequality loses, LogMean − LogMerged, at least 0; to leading order half the variance of the scores.</summary>
    public double Gap => LogMean - LogMerged;
}
