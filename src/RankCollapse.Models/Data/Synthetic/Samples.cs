using RankCollapse.Randomness;

namespace RankCollapse.Models.Data;

/// <summary>Where each sample of a generator takes its numbers from.</summary>
internal static class Samples
{
    /// <summary>
    /// The stream of one sample: it depends on the generator's stream and on that stream's step, so that a fresh batch per
    /// training step is drawn with <c>random.AtStep(step)</c>, and not on how many samples are drawn or were drawn before.
    /// </summary>
    public static RandomStream Sample(this RandomStream random, int index) => random.Stream(random.StepIndex).Stream(index);
}
