using System.Numerics;
using RankCollapse.Models.Data;
using RankCollapse.Models.Stacks;
using RankCollapse.Models.Training;
using RankCollapse.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace RankCollapse.Models.Recurrence;

/// <summary>
/// A non-linear system is imitated by fixed or learned linear modes and one MLP: modes store the forcing, the MLP reads state and time and says
/// where the system is, at every step. Adam on the squared error of standardised targets.
/// </summary>
/// <source paper="orvieto2024" item="ODE experiment">A reduced run of our own; system and sizes of the paper are not confirmed.</source>
public sealed record ForcedResponse
{
    /// <summary>Training sequences, at least 1; default 500.</summary>
    public int TrainingCount { get; init => field = Require.AtLeast(value, 1, "500 are few enough to see a gap to the test set."); } = 500;

    /// <summary>Test sequences, at least 1; default 100.</summary>
    public int TestCount { get; init => field = Require.AtLeast(value, 1, "100 give two digits."); } = 100;

    /// <summary>Hidden units, at least 1; default 256.</summary>
    public int Units { get; init => field = Require.AtLeast(value, 1, "256 is usual here."); } = 256;

    /// <summary>Gradient steps, at least 1; default 1500.</summary>
    public int Steps { get; init => field = Require.AtLeast(value, 1, "1500 in the full run."); } = 1500;

    /// <summary>Sequences per step, at least 1; default 16.</summary>
    public int BatchSize { get; init => field = Require.AtLeast(value, 1, "16 is usual here."); } = 16;

    /// <summary>Adam's step size, at least 0; default 2e-3.</summary>
    public double StepSize { get; init => field = Require.NotNegative(value, "2e-3 is usual here."); } = 2e-3;

    /// <summary>Whether decay and phase of the modes are learned as well, as log ν and θ; default false.</summary>
    public bool LearnsModes { get; init; }

    /// <summary>The system.</summary>
    public ForcedLotkaVolterra System { get; init; } = new();

    /// <summary>Trains modes and MLP.</summary>
    /// <param name="eigenvalues">λ of the modes at the start, moduli in (0, 1).</param>
    /// <param name="data">Where the forcing comes from: the same for runs that are compared.</param>
    /// <param name="random">Initial weights and the order of the sequences; step s is a function of s.</param>
    /// <param name="progress">Is told ten times a second.</param>
    /// <param name="cancellation">Ends the training after a step.</param>
    /// <returns>Its error and its answers on the test set.</returns>
    /// <exception cref="ArgumentException">A modulus that is not in (0, 1).</exception>
    public ForcedResponseRun Run(
        IReadOnlyList<Complex> eigenvalues, RandomStream data, RandomStream random, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(random);
        using var scope = NewDisposeScope();
        var (training, test) = (System.Draw(TrainingCount, data.Stream("training")), System.Draw(TestCount, data.Stream("test")));
        var (inputs, targets) = Tensors(training);
        var (mean, deviation) = (targets.mean([0, 1]), targets.std([0, 1]));
        targets = (targets - mean) / deviation;
        using var model = new ModesAndMlp(eigenvalues, Units, training.Shape.TargetWidth, LearnsModes);
        Initialisation.Usual(model.Decoder, random.Stream("weights"));
        model.to(Devices.Default);
        // Modes that are not learned give the same features at every step.
        var features = LearnsModes ? null : model.Features(inputs);
        using var optimiser = optim.Adam(model.parameters().Where(p => p.requires_grad), StepSize);
        var batches = new EpochBatches(TrainingCount, BatchSize, random.Stream("order"));
        var log = new Trainer(model, optimiser, step =>
        {
            var chosen = tensor(batches[step].Select(i => (long)i).ToArray()).to(Devices.Default);
            var read = features is null ? model.Features(inputs.index_select(0, chosen)) : features.index_select(0, chosen);
            return nn.functional.mse_loss(model.Decoder.call(read), targets.index_select(0, chosen));
        }).Run(Steps, progress, cancellation);
        using var free = no_grad();
        var (testInputs, testTargets) = Tensors(test);
        var answers = (model.call(testInputs) * deviation) + mean;
        return new ForcedResponseRun
        {
            Log = log,
            Test = test,
            Answers = [.. answers.to(float64).cpu().contiguous().data<double>()],
            Error = ((answers - testTargets).square().mean([0, 1]) / testTargets.var([0, 1])).mean().to(float64).item<double>(),
        };
    }

    private static (Tensor Inputs, Tensor Targets) Tensors(SignalTask task) => (
        tensor(task.Inputs.ToArray(), [task.Count, task.Shape.Positions, task.Shape.InputWidth], dtype: float64).to(float32).to(Devices.Default),
        tensor(task.Targets.ToArray(), [task.Count, task.Shape.Positions, task.Shape.TargetWidth], dtype: float64).to(float32).to(Devices.Default));
}

/// <summary>What modes and MLP learned of a system.</summary>
public sealed record ForcedResponseRun
{
    /// <summary>Mean square error over variance on the test set, mean over the coordinates: 1 is guessing the mean.</summary>
    public required double Error { get; init; }

    /// <summary>The test sequences.</summary>
    public required SignalTask Test { get; init; }

    /// <summary>The network's answers, shape [test sequences, steps, coordinates], in the unit of the targets.</summary>
    public required IReadOnlyList<double> Answers { get; init; }

    /// <summary>Losses of the training.</summary>
    public required TrainingLog Log { get; init; }

    /// <summary>One coordinate of one test sequence, step by step.</summary>
    /// <param name="sequence">From 0.</param>
    /// <param name="coordinate">From 0.</param>
    public (double[] Truth, double[] Answer) Course(int sequence, int coordinate)
    {
        var (steps, width) = (Test.Shape.Positions, Test.Shape.TargetWidth);
        Require.Index(coordinate, width, "coordinate");
        var truth = Test.TargetsOf(sequence);
        var (real, answer) = (new double[steps], new double[steps]);
        for (var k = 0; k < steps; k++)
        {
            real[k] = truth[(k * width) + coordinate];
            answer[k] = Answers[(((sequence * steps) + k) * width) + coordinate];
        }

        return (real, answer);
    }
}
