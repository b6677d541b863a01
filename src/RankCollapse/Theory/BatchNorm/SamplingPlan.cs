using RankCollapse.Measures;

namespace RankCollapse.Theory.BatchNorm;

/// <summary>How a chain is sampled: burn-in, then one sample every few layers, in several chains at once.</summary>
/// <remarks>
/// Neighbouring layers are strongly correlated: the chain moves by O(γ²·√d) per layer, and more slowly near n = 2√d. Thinning saves the
/// eigenvalues of states that say nothing new.
/// </remarks>
public sealed record SamplingPlan
{
    private readonly int chains = 1, burnIn, samples = 1, every = 1;

    /// <summary>Independent chains, at least 1.</summary>
    public int Chains
    {
        get => chains;
        init => chains = Guard.AtLeast(value, 1, nameof(Chains), "Eight chains show whether they agree.");
    }

    /// <summary>Layers before the first sample, at least 0; 0 samples the start as well.</summary>
    public int BurnIn
    {
        get => burnIn;
        init => burnIn = Guard.AtLeast(value, 0, nameof(BurnIn), "Give layers; the bulk needs a few 1/(γ²·√d).");
    }

    /// <summary>Samples of each chain, at least 1.</summary>
    public int Samples
    {
        get => samples;
        init => samples = Guard.AtLeast(value, 1, nameof(Samples), "Give the number of samples.");
    }

    /// <summary>Layers from one sample to the next, at least 1.</summary>
    public int Every
    {
        get => every;
        init => every = Guard.AtLeast(value, 1, nameof(Every), "Use 1 to sample every layer.");
    }

    /// <summary>Layers in all: burn-in and the way from the first sample to the last.</summary>
    public int Layers => checked(burnIn + ((samples - 1) * every));

    /// <summary>Every layer from the start to a depth.</summary>
    /// <param name="layers">Depth, at least 0.</param>
    /// <param name="chains">At least 1.</param>
    /// <returns>Layers + 1 samples of each chain.</returns>
    public static SamplingPlan EveryLayer(int layers, int chains = 1) => new() { Chains = chains, Samples = layers + 1 };

    /// <summary>One line.</summary>
    /// <returns>Chains, burn-in, samples and thinning.</returns>
    public override string ToString() =>
        $"{chains} chains, {samples} samples every {every} layers after {burnIn}";
}
