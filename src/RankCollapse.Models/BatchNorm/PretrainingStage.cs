namespace RankCollapse.Models.BatchNorm;

/// <summary>What one stage of the rank pre-training did.</summary>
/// <param name="Layer">The layer whose pre-activations were spread, from 1.</param>
/// <param name="Before">Their bound r before the stage.</param>
/// <param name="After">Their bound r after it, on the same batch.</param>
public sealed record PretrainingStage(int Layer, double Before, double After)
{
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"layer {Layer}: r from {Before:0.00} to {After:0.00}");
}
