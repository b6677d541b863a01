using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What an optimiser remembers of a parameter from step to step.</summary>
public abstract class OptimizerState
{
    private protected OptimizerState(Parameter parameter) => this.parameter = parameter;

    /// <summary>The parameter.</summary>
    private protected readonly Parameter parameter;

    /// <summary>Writes what is remembered.</summary>
    /// <param name="writer">Where to.</param>
    public abstract void SaveStateDict(BinaryWriter writer);

    /// <summary>Reads what is remembered, in place of what was.</summary>
    /// <param name="reader">Where from.</param>
    public abstract void LoadStateDict(BinaryReader reader);

    /// <summary>Copies what is remembered, in place of what was.</summary>
    /// <param name="source">Where from.</param>
    public abstract void LoadStateDict(OptimizerState source);

    /// <summary>Whether as much as the same is remembered.</summary>
    /// <param name="other">What to compare with.</param>
    public abstract bool ApproximatelyEquals(OptimizerState other);

    /// <summary>Remembers nothing: the state before the first step.</summary>
    /// <param name="options">How the parameter is treated.</param>
    public virtual void Initialize(OptimizerOptions options)
    {
    }

    /// <summary>Moves what is remembered.</summary>
    /// <param name="device">Where to.</param>
    public virtual void to(Device device)
    {
    }

    /// <summary>Frees what is remembered.</summary>
    internal abstract void Free();
}
