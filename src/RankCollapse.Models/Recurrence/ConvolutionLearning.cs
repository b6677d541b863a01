using RankCollapse.Models.Data;
using RankCollapse.Models.Stacks;
using RankCollapse.Models.Training;
using RankCollapse.Randomness;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RankCollapse.Models.Recurrence;

/// <summary>
/// A dense recurrent layer, linear or tanh, learns one convolution: inputs sin(0.05ak)·cos²(0.05ck), kernel h_k = 0.1·e^{−0.015k}·cos²(0.04k),
/// Glorot weights, Adam on the mean square error of all steps, all sequences in each step.
/// </summary>
/// <source paper="orvieto2024" item="linear against tanh on a convolution">From the LRU paper, arXiv 2303.06349; a, c uniform on [0.5, 4.5] is our own choice.</source>
public sealed record ConvolutionLearning
{
    /// <summary>Coordinates of the state (N), at least 1; 100 in the paper.</summary>
    public int Width { get; init => field = Require.AtLeast(value, 1, "The paper has 100."); } = 32;

    /// <summary>Length of a sequence, at least 1; default 100.</summary>
    public int Length { get; init => field = Require.AtLeast(value, 1, "The paper has 100."); } = 100;

    /// <summary>Sequences, at least 1; default 32.</summary>
    public int Count { get; init => field = Require.AtLeast(value, 1, "The paper has 32."); } = 32;

    /// <summary>Gradient steps, at least 1; default 150.</summary>
    public int Steps { get; init => field = Require.AtLeast(value, 1, "150 in the reduced run."); } = 150;

    /// <summary>Adam's step size, at least 0; default 1e-3.</summary>
    public double StepSize { get; init => field = Require.NotNegative(value, "1e-3 is usual."); } = 1e-3;

    /// <summary>Inputs and what the convolution makes of them.</summary>
    /// <param name="random">Where a and c come from.</param>
    /// <returns>Shapes [count, length, 1].</returns>
    public SignalTask Draw(RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var (inputs, targets) = (new double[Count * Length], new double[Count * Length]);
        for (var i = 0; i < Count; i++)
        {
            var stream = random.Sample(i);
            var (a, c) = (0.5 + (4 * stream.NextUniform()), 0.5 + (4 * stream.NextUniform()));
            var u = inputs.AsSpan(i * Length, Length);
            var y = targets.AsSpan(i * Length, Length);
            for (var k = 0; k < Length; k++) u[k] = Math.Sin(0.05 * a * k) * Math.Pow(Math.Cos(0.05 * c * k), 2);
            for (var k = 0; k < Length; k++)
            {
                for (var lag = 0; lag <= k; lag++) y[k] += Kernel(lag) * u[k - lag];
            }
        }

        return new SignalTask(new SignalTaskShape(Length, 1, 1), inputs, targets);
    }

    /// <summary>h_k = 0.1·e^{−0.015k}·cos²(0.04k).</summary>
    /// <param name="lag">k, at least 0.</param>
    public static double Kernel(int lag) => 0.1 * Math.Exp(-0.015 * lag) * Math.Pow(Math.Cos(0.04 * lag), 2);

    /// <summary>Trains a layer.</summary>
    /// <param name="activation">Linear or tanh.</param>
    /// <param name="data">Where the sequences come from: the same for runs that are compared.</param>
    /// <param name="random">Initial weights.</param>
    /// <param name="progress">Is told ten times a second.</param>
    /// <param name="cancellation">Ends the training after a step.</param>
    /// <returns>Losses, mean squares; the last is that after all steps.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public TrainingLog Run(
        Activation activation, RandomStream data, RandomStream random, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(random);
        using var scope = NewDisposeScope();
        var task = Draw(data);
        Tensor Signals(ReadOnlySpan<double> of) => tensor(of.ToArray(), [Count, Length, 1], dtype: float64).to(float32).to(Devices.Default);
        var (inputs, targets) = (Signals(task.Inputs), Signals(task.Targets));
        using var layer = new RecurrentLayer(Width, activation);
        Initialisation.Xavier(layer, random.Stream("weights")).to(Devices.Default);
        using var optimiser = optim.Adam(layer.parameters(), StepSize);
        return new Trainer(layer, optimiser, _ => nn.functional.mse_loss(layer.call(inputs), targets)).Run(Steps + 1, progress, cancellation);
    }
}

/// <summary>h_k = φ(W·h_{k−1} + B·u_k + b), y_k = C·h_k + d: an Elman layer with a linear reading.</summary>
public sealed class RecurrentLayer : nn.Module<Tensor, Tensor>
{
    private readonly Linear step;
    private readonly Linear input;
    private readonly Linear output;
    private readonly Activation activation;

    /// <summary>A layer from one number to one number.</summary>
    /// <param name="width">Coordinates of the state, at least 1.</param>
    /// <param name="activation">φ.</param>
    public RecurrentLayer(int width, Activation activation) : base(nameof(RecurrentLayer))
    {
        Shapes.Positive(width, nameof(width), "It is the size of the state.");
        this.activation = activation;
        (step, input, output) = (nn.Linear(width, width, false), nn.Linear(1, width), nn.Linear(width, 1));
        RegisterComponents();
    }

    /// <summary>Runs it from the zero state.</summary>
    /// <param name="signal">Shape [batch, steps, 1].</param>
    /// <returns>The same shape.</returns>
    /// <exception cref="ArgumentException">Another shape.</exception>
    public override Tensor forward(Tensor signal)
    {
        Shapes.Have(signal, nameof(signal), "[batch, steps, 1]", -1, -1, 1);
        using var scope = NewDisposeScope();
        var (drives, states, weight) = (input.call(signal).unbind(1), new List<Tensor>(), step.weight!.T);
        // One operation for W·h + B·u: a hundred steps of small matrices spend their time between operations.
        foreach (var drive in drives)
            states.Add(activation.Apply(states.Count == 0 ? drive : drive.addmm(states[^1], weight)));
        return output.call(stack(states, 1)).MoveToOuterDisposeScope();
    }
}
