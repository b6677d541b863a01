using RankCollapse.Models.Data;
using RankCollapse.Models.Stacks;
using RankCollapse.Models.Training;
using RankCollapse.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace RankCollapse.Models.Attention;

/// <summary>How a <see cref="CircleWalker"/> learns one step along the circle: Adam on the summed squared error of a batch.</summary>
/// <source paper="dong2021" item="circle experiment, official code">There 70 epochs of batches of 30, which are 1190 steps, of size 1e-5.</source>
public sealed record CircleTraining
{
    /// <summary>Gradient steps, at least 1.</summary>
    public required int Steps { get; init => field = Require.AtLeast(value, 1, "The paper's code has 1190."); }

    /// <summary>Step size, at least 0.</summary>
    public required double StepSize { get; init => field = Require.NotNegative(value, "The paper's code has 1e-5; 1e-3 learns the step."); }

    /// <summary>Pairs per step, at least 1.</summary>
    public int BatchSize { get; init => field = Require.AtLeast(value, 1, "The paper's code has 30."); } = 30;

    /// <summary>The circle.</summary>
    public CircleTask Circle { get; init; } = new();

    /// <summary>What a walker loses that always answers with the centre of the circle, for one batch.</summary>
    public double LossAtTheCentre => 2 * BatchSize * Circle.Radius * Circle.Radius;

    /// <summary>Gives a walker PyTorch's usual initial weights and trains it in place.</summary>
    /// <param name="walker">Any of the variants.</param>
    /// <param name="random">Initial weights and batches; the batch of step s is a function of s.</param>
    /// <returns>Losses, each summed over a batch.</returns>
    public TrainingLog Run(CircleWalker walker, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Initialisation.Usual(walker, random.Stream("weights")).to(Devices.Default);
        var pairs = Circle.Pairs();
        using var optimiser = optim.Adam(walker.parameters(), StepSize);
        return new Trainer(walker, optimiser, step =>
        {
            var (input, target) = pairs.Batch(IndexBatches.Distinct(BatchSize, pairs.Count, random.Stream("order").AtStep(step)));
            return nn.functional.mse_loss(walker.call(input), target, nn.Reduction.Sum);
        }).Run(Steps);
    }

    /// <summary>Applies a walker again and again to one pair of the circle.</summary>
    /// <param name="walker">A trained walker.</param>
    /// <param name="steps">At least 0.</param>
    /// <returns>Both tokens before step 0, 1, … and after the last; it ends early where a coordinate is no longer finite.</returns>
    public IReadOnlyList<((double X, double Y) First, (double X, double Y) Second)> Walk(CircleWalker walker, int steps)
    {
        Require.AtLeast(steps, 0, "0 shows the start.", nameof(steps));
        using var free = no_grad();
        using var scope = NewDisposeScope();
        var place = Circle.Pairs().Batch([0]).Inputs;
        var places = new List<((double, double), (double, double))>(steps + 1);
        for (var step = 0; ; step++)
        {
            var at = place[0].ToMatrix();
            if (!at.Enumerate().All(double.IsFinite)) return places;
            places.Add(((at[0, 0], at[0, 1]), (at[1, 0], at[1, 1])));
            if (step == steps) return places;
            place = walker.call(place);
        }
    }
}
