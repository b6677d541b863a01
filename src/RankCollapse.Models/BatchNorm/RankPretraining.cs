using RankCollapse.Models.Data;
using static TorchSharp.torch;

namespace RankCollapse.Models.BatchNorm;

/// <summary>
/// Raises the rank of a network without batch norm before it sees a label: stage by stage, going deeper, gradient steps on all layers so far
/// to minimise 1/r of the pre-activations of the stage's layer, on one fixed batch.
/// </summary>
/// <source paper="daneshmand2020" item="progressive pre-training, figure 6, released code">There a stage every 4 layers; the reduced run has one every 2. Minimising 1/r of the last layer alone failed at depth 20 there: its gradient has one direction.</source>
public sealed record RankPretraining
{
    /// <summary>Layers from one stage to the next, at least 1.</summary>
    public int StageEvery { get; init => field = Require.AtLeast(value, 1, "The paper has 4."); } = 2;

    /// <summary>Gradient steps in each stage, at least 1.</summary>
    public int StepsPerStage { get; init => field = Require.AtLeast(value, 1, "The paper has 5, then 75 more."); } = 40;

    /// <summary>Step size, at least 0.</summary>
    public double StepSize { get; init => field = Require.NotNegative(value, "The paper has 0.1."); } = 0.1;

    /// <summary>Pre-trains a network in place; no label is used.</summary>
    /// <param name="net">The network, initialised.</param>
    /// <param name="batch">Samples, shape [batch, …]; the caller keeps them.</param>
    /// <param name="progress">Is told after each stage.</param>
    /// <param name="cancellation">Ends the pre-training after a step.</param>
    /// <returns>One entry for each stage, from the first.</returns>
    /// <exception cref="ArgumentException">The network has fewer layers than one stage needs.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IReadOnlyList<PretrainingStage> Run(DeepNet net, Tensor batch, IProgress<PretrainingStage>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(net);
        if (net.Design.Depth < StageEvery)
            throw new ArgumentException($"The network has {net.Design.Depth} hidden layers and a stage comes every {StageEvery}; that is no stage. Lower StageEvery.", nameof(net));
        var stages = new List<PretrainingStage>();
        for (var layer = StageEvery; layer <= net.Design.Depth; layer += StageEvery)
        {
            stages.Add(Stage(net, batch, layer, cancellation));
            progress?.Report(stages[^1]);
        }
        return stages;
    }

    private PretrainingStage Stage(DeepNet net, Tensor batch, int layer, CancellationToken cancellation)
    {
        using var optimiser = optim.SGD(net.Maps.Take(layer).SelectMany(map => map.parameters()), StepSize);
        var before = SoftBound(net, batch, layer);
        for (var step = 0; step < StepsPerStage; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            optimiser.zero_grad();
            RankSurrogate.Loss(net.PreActivation(batch, layer)).backward();
            optimiser.step();
        }
        optimiser.zero_grad();
        return new PretrainingStage(layer, before, SoftBound(net, batch, layer));
    }

    private static double SoftBound(DeepNet net, Tensor batch, int layer)
    {
        using var free = no_grad();
        using var scope = NewDisposeScope();
        return RankSurrogate.SoftBound(net.PreActivation(batch, layer));
    }
}
