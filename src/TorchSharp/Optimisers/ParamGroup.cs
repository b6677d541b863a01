using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Parameters that an optimiser treats alike.</summary>
public class ParamGroup : optim.ILearningRateController
{
    /// <summary>No parameters yet.</summary>
    public ParamGroup()
    {
    }

    /// <summary>Whether a scheduler has noted the initial learning rate; a second one starts from the same.</summary>
    internal bool IsScheduled { get; set; }

    /// <summary>The parameters.</summary>
    public IEnumerable<Parameter> Parameters { get; set; } = [];

    /// <summary>How they are treated.</summary>
    public OptimizerOptions Options { get; set; } = new();

    /// <summary>The learning rate of the next step.</summary>
    public double LearningRate
    {
        get => Options.LearningRate ?? 0;
        set => Options.LearningRate = value;
    }

    /// <summary>The learning rate from which schedulers start.</summary>
    public double InitialLearningRate
    {
        get => Options.InitialLearningRate;
        set => Options.InitialLearningRate = value;
    }
}

/// <summary>Parameters that an optimiser treats alike, with options of its kind.</summary>
/// <typeparam name="TOptions">The options.</typeparam>
public class ParamGroup<TOptions> : ParamGroup where TOptions : OptimizerOptions
{
    /// <summary>No parameters yet.</summary>
    public ParamGroup()
    {
    }

    /// <summary>A group.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="options">How they are treated; what is not set is as the optimiser says.</param>
    public ParamGroup(IEnumerable<Parameter> parameters, TOptions? options = null)
    {
        Parameters = parameters;
        if (options is not null) base.Options = options;
    }

    /// <summary>How they are treated.</summary>
    public new TOptions Options
    {
        get => (TOptions)base.Options;
        set => base.Options = value;
    }
}
