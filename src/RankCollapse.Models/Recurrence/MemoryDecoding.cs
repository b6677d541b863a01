using System.Numerics;
using RankCollapse.Models.Data;
using RankCollapse.Models.Stacks;
using RankCollapse.Models.Training;
using RankCollapse.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace RankCollapse.Models.Recurrence;

/// <summary>An MLP learns to read a whole sequence of white noise, uniform on [−1, 1], off the last state of fixed modes.</summary>
/// <remarks>States are computed in double precision, each coordinate divided by its exact standard deviation, and rounded to single precision; coordinates
/// that are always 0, such as imaginary parts of real modes, are left out. Each step has fresh sequences.</remarks>
/// <source paper="orvieto2024" item="reconstruction from the last state">A reduced run of our own; the paper's sizes were not read.</source>
public sealed record MemoryDecoding
{
    /// <summary>Length of a sequence (L), at least 1; default 24.</summary>
    public int Length { get; init => field = Require.AtLeast(value, 1, "It is the length of the sequences."); } = 24;

    /// <summary>Hidden units, at least 1; default 256.</summary>
    public int Units { get; init => field = Require.AtLeast(value, 1, "256 suffices for 24 tokens."); } = 256;

    /// <summary>Gradient steps, at least 1; default 1500.</summary>
    public int Steps { get; init => field = Require.AtLeast(value, 1, "1500 suffice for 24 tokens."); } = 1500;

    /// <summary>Sequences per step, at least 1; default 256.</summary>
    public int BatchSize { get; init => field = Require.AtLeast(value, 1, "256 is usual here."); } = 256;

    /// <summary>Adam's step size, at least 0; default 1e-3.</summary>
    public double StepSize { get; init => field = Require.NotNegative(value, "1e-3 is usual."); } = 1e-3;

    /// <summary>Fresh sequences on which the error is measured, at least 1; default 4000.</summary>
    public int TestCount { get; init => field = Require.AtLeast(value, 1, "The standard error falls with its root."); } = 4000;

    /// <summary>Trains a decoder for one set of modes.</summary>
    /// <param name="eigenvalues">λ of the modes, moduli at most 1.</param>
    /// <param name="random">Initial weights and sequences; the batch of step s is a function of s.</param>
    /// <param name="progress">Is told ten times a second.</param>
    /// <param name="cancellation">Ends the training after a step.</param>
    /// <returns>Its errors.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public MemoryDecodingRun Run(IReadOnlyList<Complex> eigenvalues, RandomStream random, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(random);
        using var scope = NewDisposeScope();
        var write = StandardisedStates(eigenvalues);
        using var decoder = Initialisation.Usual(new MlpDecoder((int)write.size(1), Units, Length), random.Stream("weights")).to(Devices.Default);
        using var optimiser = optim.Adam(decoder.parameters(), StepSize);
        Tensor Sequences(int count, RandomStream from) => zeros([count, Length], float64).FillUniform(-1, 1, from).to(Devices.Default);
        Tensor Read(Tensor inputs) => decoder.call(inputs.matmul(write).to(float32));
        var log = new Trainer(decoder, optimiser, step =>
        {
            var inputs = Sequences(BatchSize, random.Stream("sequences").AtStep(step));
            return nn.functional.mse_loss(Read(inputs), inputs.to(float32));
        }).Run(Steps, progress, cancellation);
        using var free = no_grad();
        var test = Sequences(TestCount, random.Stream("test"));
        double[] errors = [.. ((Read(test) - test).square().to(float64).mean([0]) * 3).cpu().data<double>()];
        return new MemoryDecodingRun { ErrorByLag = [.. errors.Reverse()], Log = log };
    }

    /// <summary>The linear map from a sequence, oldest token first, to its last state, each coordinate of variance 1. Shape [length, coordinates].</summary>
    private Tensor StandardisedStates(IReadOnlyList<Complex> eigenvalues)
    {
        Shapes.Positive(eigenvalues.Count, nameof(eigenvalues), "Give at least one mode.");
        foreach (var z in eigenvalues.Where(z => !(Complex.Abs(z) <= 1 + 1e-12)))
            throw new ArgumentException($"An eigenvalue was {z}, of modulus {Complex.Abs(z)}; it must be at most 1. Scale the modes down.", nameof(eigenvalues));
        var columns = eigenvalues.SelectMany(z => new Func<Complex, double>[] { w => w.Real, w => w.Imaginary }
            .Select(part => Enumerable.Range(0, Length).Select(t => part(Complex.FromPolarCoordinates(Math.Pow(Complex.Abs(z), Length - 1 - t), z.Phase * (Length - 1 - t)))).ToArray()));
        double[][] kept = [.. columns.Select(column => (Column: column, Deviation: Math.Sqrt(column.Sum(w => w * w) / 3)))
            .Where(c => c.Deviation > 1e-12).Select(c => c.Column.Select(w => w / c.Deviation).ToArray())];
        return tensor([.. kept.SelectMany(column => column)], [kept.Length, Length], dtype: float64).T.contiguous().to(Devices.Default);
    }
}

/// <summary>What a decoder of the last state learned.</summary>
public sealed record MemoryDecodingRun
{
    /// <summary>Mean square error over the variance of the input at each lag, from the newest token on: 0 is perfect, 1 is guessing the mean.</summary>
    public required IReadOnlyList<double> ErrorByLag { get; init; }

    /// <summary>Losses of the training.</summary>
    public required TrainingLog Log { get; init; }

    /// <summary>The mean over all lags.</summary>
    public double Error => ErrorByLag.Average();
}
