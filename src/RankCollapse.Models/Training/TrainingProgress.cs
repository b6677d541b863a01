namespace RankCollapse.Models.Training;

/// <summary>How far a training is.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Steps">Steps in all.</param>
/// <param name="Loss">Loss of the last step.</param>
/// <param name="TimeLeft">What the remaining steps take at the pace so far.</param>
public sealed record TrainingProgress(long Step, long Steps, double Loss, TimeSpan TimeLeft)
{
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"step {Step} of {Steps}, loss {Loss:g4}, {TimeLeft.TotalSeconds:0} s left");
}
