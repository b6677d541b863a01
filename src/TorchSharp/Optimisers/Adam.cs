using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Steps by the mean of gradients over the root of the mean of their squares; weight decay enters the gradients.</summary>
public partial class Adam : OptimizerHelper, optim.IBetas
{
    private readonly Options defaults;

    /// <summary>An optimiser of one group.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="beta1">Decay rate of the mean of gradients.</param>
    /// <param name="beta2">Decay rate of the mean of their squares.</param>
    /// <param name="eps">Added to the root of the mean square.</param>
    /// <param name="weight_decay">Multiple of the parameters that is added to their gradients.</param>
    /// <param name="amsgrad">Whether to divide by the largest mean square so far.</param>
    /// <param name="maximize">Whether to step along the gradient instead.</param>
    public Adam(IEnumerable<Parameter> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
        : this([new ParamGroup(parameters, new Options())], lr, beta1, beta2, eps, weight_decay, amsgrad, maximize)
    {
    }

    /// <summary>An optimiser of several groups.</summary>
    /// <inheritdoc cref="Adam(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
    public Adam(IEnumerable<ParamGroup> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
    {
        defaults = new Options { LearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay, amsgrad = amsgrad, maximize = maximize };
        foreach (var group in parameters) add_param_group(group);
    }

    /// <summary>Decay rates of the means of gradients and of their squares.</summary>
    public (double, double) Betas
    {
        get => ((ParamGroup)First).Betas;
        set => Groups.ForEach(g => ((ParamGroup)g).Betas = value);
    }

    private protected override OptimizerOptions Defaults => defaults;

    private protected override OptimizerState NewState(Parameter parameter) => new State(parameter);

    private protected override void Update(Parameter parameter, Tensor gradient, OptimizerOptions options, OptimizerState state)
    {
        var (own, moments) = ((Options)options, (State)state);
        moments.step++;
        new AdamStep
        {
            Rate = own.LearningRate ?? 0, Beta1 = own.beta1 ?? 0, Beta2 = own.beta2 ?? 0, Epsilon = own.eps ?? 0, Decay = own.weight_decay ?? 0,
            IsDecoupled = false, Maximizes = own.maximize == true, Step = moments.step,
        }.Apply(parameter, gradient, moments.exp_avg!, moments.exp_avg_sq!, moments.max_exp_avg_sq);
    }
}
