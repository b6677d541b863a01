using RankCollapse.Theory.Differential;

namespace RankCollapse.Theory.Condensation;

/// <summary>Weights along a gradient flow, at every time between its ends. Immutable.</summary>
public sealed class WeightPath
{
    private readonly OdeSolution solution;
    private readonly int width;

    internal WeightPath(OdeSolution solution, int width) => (this.solution, this.width) = (solution, width);

    /// <summary>Last time.</summary>
    public double Until => solution.Until;

    /// <summary>The ends of the integrator's steps.</summary>
    public IReadOnlyList<double> Times => solution.Times;

    /// <summary>Weights at the last time.</summary>
    public OneLayerWeights End => new(width, solution.End);

    /// <summary>Weights at a time.</summary>
    /// <param name="time">From 0 to the last time.</param>
    /// <returns>Weights, of fourth order between the steps.</returns>
    public OneLayerWeights At(double time) => new(width, solution.At(time));

    /// <summary>The first time at which a function of the weights is no longer negative.</summary>
    /// <param name="function">Negative at the start.</param>
    /// <returns>The time; +∞ where it stays negative.</returns>
    public double FirstTimeNotNegative(Func<OneLayerWeights, double> function) => solution.FirstTimeNotNegative(y => function(new(width, y)));
}
