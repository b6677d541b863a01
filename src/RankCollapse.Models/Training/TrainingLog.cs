namespace RankCollapse.Models.Training;

/// <summary>What a training showed, step by step.</summary>
public sealed class TrainingLog
{
    private readonly List<double> losses = [];
    private readonly SortedDictionary<string, List<(long Step, double Value)>> metrics = [];

    /// <summary>Loss of each step, from step 0, before that step changed the weights.</summary>
    public IReadOnlyList<double> Losses => losses;

    /// <summary>The step whose loss was not finite, at which the training ended; null when there was none.</summary>
    public long? DivergedAt => losses.Count > 0 && !double.IsFinite(losses[^1]) ? losses.Count - 1 : null;

    /// <summary>Names of the metrics.</summary>
    public IEnumerable<string> Metrics => metrics.Keys;

    /// <summary>The values of a metric.</summary>
    /// <param name="metric">Its name.</param>
    /// <returns>Pairs of step and value, in the order of the steps.</returns>
    /// <exception cref="KeyNotFoundException">No such metric was recorded.</exception>
    public IReadOnlyList<(long Step, double Value)> this[string metric] => metrics.TryGetValue(metric, out var values)
        ? values
        : throw new KeyNotFoundException($"No metric '{metric}' was recorded. Recorded: {(metrics.Count == 0 ? "none" : string.Join(", ", metrics.Keys))}.");

    internal void Add(double loss) => losses.Add(loss);

    internal void Add(string metric, long step, double value)
    {
        if (!metrics.TryGetValue(metric, out var values)) metrics[metric] = values = [];
        values.Add((step, value));
    }

    internal void Write(BinaryWriter writer)
    {
        writer.Write(losses.Count);
        foreach (var loss in losses) writer.Write(loss);
        writer.Write(metrics.Count);
        foreach (var (name, values) in metrics)
        {
            writer.Write(name);
            writer.Write(values.Count);
            foreach (var (step, value) in values)
            {
                writer.Write(step);
                writer.Write(value);
            }
        }
    }

    internal static TrainingLog Read(BinaryReader reader)
    {
        var log = new TrainingLog();
        for (var left = reader.ReadInt32(); left > 0; left--) log.Add(reader.ReadDouble());
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var name = reader.ReadString();
            for (var values = reader.ReadInt32(); values > 0; values--) log.Add(name, reader.ReadInt64(), reader.ReadDouble());
        }
        return log;
    }
}
