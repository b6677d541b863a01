namespace RankCollapse.Models.Recurrence;

/// <summary>How a continuous system ẋ = Ax + Bu becomes a recurrence at step size Δ.</summary>
public enum Discretisation
{
    /// <summary>The input is held over a step: Ā = e^(ΔA), B̄ = A⁻¹(e^(ΔA) − 1)B, exact for such inputs.</summary>
    ZeroOrderHold,

    /// <summary>The trapezoidal rule: Ā = (1 + ΔA/2)/(1 − ΔA/2), B̄ = Δ/(1 − ΔA/2)·B.</summary>
    Bilinear,

    /// <summary>Ā = e^(ΔA), B̄ = ΔB.</summary>
    EulerInput,
}

/// <summary>Applying a <see cref="Discretisation"/> to a diagonal system.</summary>
public static class DiscretisationExtensions
{
    /// <summary>log Ā and B̄/B of each pole, from ΔA and Δ.</summary>
    /// <param name="rule">Which rule.</param>
    /// <param name="scaledPoles">ΔA, not zero; any shape.</param>
    /// <param name="steps">Δ, of a shape that can be broadcast with it.</param>
    /// <returns>Logarithms, so that Ā^ℓ is the exponential of ℓ times them without a loop; and input factors.</returns>
    public static (ComplexPair DecayLog, ComplexPair Input) Discretise(this Discretisation rule, ComplexPair scaledPoles, TorchSharp.torch.Tensor steps)
    {
        switch (rule)
        {
            case Discretisation.ZeroOrderHold:
                return (scaledPoles, scaledPoles.ExponentialLessOne() / scaledPoles * steps);
            case Discretisation.EulerInput:
                return (scaledPoles, new ComplexPair(steps.expand_as(scaledPoles.Real), TorchSharp.torch.zeros_like(scaledPoles.Real)));
            case Discretisation.Bilinear:
                var denominator = new ComplexPair(1 - (scaledPoles.Real / 2), -(scaledPoles.Imaginary / 2));
                var numerator = new ComplexPair(1 + (scaledPoles.Real / 2), scaledPoles.Imaginary / 2);
                var one = new ComplexPair(TorchSharp.torch.ones_like(scaledPoles.Real), TorchSharp.torch.zeros_like(scaledPoles.Real));
                return ((numerator / denominator).Logarithm(), one / denominator * steps);
            default:
                throw new ArgumentOutOfRangeException(nameof(rule), $"{rule} is no discretisation. Use one of: {string.Join(", ", Enum.GetNames<Discretisation>())}.");
        }
    }
}
