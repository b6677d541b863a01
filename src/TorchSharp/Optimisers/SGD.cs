using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Steps against the gradient, with or without momentum. No step leaves a temporary.</summary>
public partial class SGD : OptimizerHelper, optim.IMomentum
{
    private readonly Options defaults;

    /// <summary>An optimiser of one group.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="momentum">Share of the last step that is repeated.</param>
    /// <param name="dampening">How much less of a gradient enters the momentum.</param>
    /// <param name="weight_decay">Multiple of the parameters that is added to their gradients.</param>
    /// <param name="nesterov">Whether the gradient is followed as well as the momentum.</param>
    /// <param name="maximize">Whether to step along the gradient instead.</param>
    public SGD(IEnumerable<Parameter> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
        : this([new ParamGroup(parameters, new Options())], lr, momentum, dampening, weight_decay, nesterov, maximize)
    {
    }

    /// <summary>An optimiser of several groups.</summary>
    /// <inheritdoc cref="SGD(IEnumerable{Parameter}, double, double, double, double, bool, bool)"/>
    public SGD(IEnumerable<ParamGroup> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
    {
        if (nesterov && (momentum <= 0 || dampening != 0)) throw new ArgumentException("Nesterov's momentum needs a momentum above 0 and no dampening.", nameof(nesterov));
        defaults = new Options { LearningRate = lr, InitialLearningRate = lr, momentum = momentum, dampening = dampening, weight_decay = weight_decay, nesterov = nesterov, maximize = maximize };
        foreach (var group in parameters) add_param_group(group);
    }

    /// <summary>Share of the last step that is repeated.</summary>
    public double Momentum
    {
        get => ((ParamGroup)First).Momentum;
        set => Groups.ForEach(g => ((ParamGroup)g).Momentum = value);
    }

    private protected override OptimizerOptions Defaults => defaults;

    private protected override OptimizerState NewState(Parameter parameter) => new State(parameter);

    private protected override void Update(Parameter parameter, Tensor gradient, OptimizerOptions options, OptimizerState state)
    {
        var own = (Options)options;
        var (rate, momentum, decay, sign) = (own.LearningRate ?? 0, own.momentum ?? 0, own.weight_decay ?? 0, own.maximize == true ? -1.0 : 1.0);
        if (momentum != 0)
        {
            var buffer = ((State)state).Move(gradient, momentum, 1 - (own.dampening ?? 0), decay, sign);
            if (own.nesterov == true) Descend(parameter, gradient, rate, decay, sign);
            Aten.add__Tensor.Do(parameter, buffer, own.nesterov == true ? -rate * momentum : -rate);
        }
        else Descend(parameter, gradient, rate, decay, sign);
    }

    /// <summary>p − rate (±g + decay p), without a tensor for the bracket.</summary>
    private static void Descend(Parameter parameter, Tensor gradient, double rate, double decay, double sign)
    {
        if (decay != 0) Aten.mul__Scalar.Do(parameter, 1 - rate * decay);
        Aten.add__Tensor.Do(parameter, gradient, -rate * sign);
    }
}
