using MathNet.Numerics;
namespace RankCollapse.Theory.Condensation;

/// <summary>What a margin q = y·f costs.</summary>
public enum MarginLoss
{
    /// <summary>e^(−q).</summary>
    Exponential,

    /// <summary>ln(1 + e^(−q)).</summary>
    Logistic,
}

/// <summary>What stands between the attention and the read-out.</summary>
public enum Nonlinearity
{
    /// <summary>Hyperbolic tangent, as in the paper.</summary>
    Tanh,

    /// <summary>The identity, as in the theory of stage two.</summary>
    Linear,
}

/// <summary>Values and derivatives of a <see cref="MarginLoss"/>.</summary>
public static class MarginLossExtensions
{
    /// <summary>The loss of a margin.</summary>
    /// <param name="loss">Which.</param>
    /// <param name="margin">q.</param>
    /// <returns>At least 0.</returns>
    public static double Of(this MarginLoss loss, double margin) => loss == MarginLoss.Exponential
        ? Math.Exp(-margin)
        : margin > 0 ? SpecialFunctions.Log1p(Math.Exp(-margin)) : SpecialFunctions.Log1p(Math.Exp(margin)) - margin;

    /// <summary>−ℓ′(q): the weight of a sample in the gradient; at 0 it is 1 for the exponential and ½ for the logistic loss.</summary>
    /// <param name="loss">Which.</param>
    /// <param name="margin">q.</param>
    /// <returns>Above 0.</returns>
    public static double Pull(this MarginLoss loss, double margin) =>
        loss == MarginLoss.Exponential ? Math.Exp(-margin) : 1 / (1 + Math.Exp(margin));
}
