using static TorchSharp.torch;

namespace RankCollapse.Models.Stacks;

/// <summary>A function that is applied to each number.</summary>
public enum Activation
{
    /// <summary>None: the identity.</summary>
    Linear,

    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>x times the normal distribution function at x.</summary>
    Gelu,

    /// <summary>x times the logistic function at x.</summary>
    Silu,

    /// <summary>Hyperbolic tangent.</summary>
    Tanh,
}

/// <summary>Applying an <see cref="Activation"/>.</summary>
public static class ActivationExtensions
{
    /// <summary>Applies the function to each number.</summary>
    /// <param name="activation">Which function.</param>
    /// <param name="input">Any shape.</param>
    /// <returns>The same shape; for <see cref="Activation.Linear"/> the input itself.</returns>
    public static Tensor Apply(this Activation activation, Tensor input) => activation switch
    {
        Activation.Linear => input,
        Activation.Relu => input.relu(),
        Activation.Gelu => input.gelu(),
        Activation.Silu => input.silu(),
        Activation.Tanh => input.tanh(),
        _ => throw new ArgumentOutOfRangeException(nameof(activation), $"{activation} is no activation. Use one of: {string.Join(", ", Enum.GetNames<Activation>())}."),
    };
}
