using System.Globalization;

namespace RankCollapse.Models.Training;

/// <summary>Says when a quarter, half, three quarters and the whole of a training are done: the same four lines on any machine, without times.</summary>
/// <remarks>For notebooks, whose outputs are kept; a person at a terminal is told more by <see cref="TrainingProgress"/> itself.</remarks>
/// <param name="name">What is trained.</param>
/// <param name="say">Is given each line once, in order, on the thread that trains.</param>
public sealed class QuarterProgress(string name, Action<string> say) : IProgress<TrainingProgress>
{
    private int said;

    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        for (; said < 4 && 4 * value.Step >= (said + 1) * value.Steps; said++)
            say(string.Create(CultureInfo.InvariantCulture, $"{name}: {25 * (said + 1)} % of {value.Steps} steps"));
    }
}
