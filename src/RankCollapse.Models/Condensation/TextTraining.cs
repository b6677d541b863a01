using RankCollapse.Models.Attention;
using RankCollapse.Models.Data;
using RankCollapse.Models.Stacks;
using RankCollapse.Models.Training;
using RankCollapse.Randomness;
using RankCollapse.Theory.Masks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RankCollapse.Models.Condensation;

/// <summary>
/// A small language model of two layers, trained to predict the byte after a window, its matrices recorded: one head, residuals after both
/// sublayers, GeLU, no norm, no bias. The defaults are the reduced size.
/// </summary>
/// <remarks>All matrices of the layers begin with deviation width^(−γ). The paper says nothing of the other parts: here embeddings of words and positions have variance 1/width, and the read-out PyTorch's usual weights; all are trained.</remarks>
/// <source paper="chen2025" item="Fig. 3">Width 64, hidden 800, context 2048, vocabulary 31 999, batch 500, WikiText; any text will do for the question asked here.</source>
public sealed record TextTraining
{
    /// <summary>d.</summary>
    public int Width { get; init; } = 32;

    /// <summary>Neurons of the MLPs.</summary>
    public int Hidden { get; init; } = 128;

    /// <summary>Bytes per window.</summary>
    public int Context { get; init; } = 32;

    /// <summary>Windows per step.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>Steps.</summary>
    public int Steps { get; init; } = 150;

    /// <summary>γ: matrices of the layers begin with standard deviation width^(−γ).</summary>
    public double Exponent { get; init; } = 1.2;

    /// <summary>Adam's epsilon.</summary>
    public double Epsilon { get; init; } = 1e-5;

    /// <summary>Learning rate.</summary>
    public WarmUpCosine Rate { get; init; } = new() { Start = 4e-5, Peak = 2e-3, WarmUp = 50, HalfPeriod = 10_000 };

    /// <summary>Steps from one record to the next; changes are over one record.</summary>
    public int RecordEvery { get; init => field = Require.AtLeast(value, 1, "Use 10."); } = 10;

    /// <summary>Seed of weights and windows.</summary>
    public ulong Seed { get; init; }

    /// <summary>Trains on a text.</summary>
    /// <param name="text">The text; characters beyond ASCII are written in ASCII.</param>
    /// <param name="progress">Is told ten times a second.</param>
    /// <param name="cancellation">Ends the training after a step.</param>
    /// <returns>The recorded curves, and the probe with its matrices, named such as query 1 and second 2.</returns>
    public (ProbeLog Log, WeightProbe Probe) Run(TextCorpus text, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        const int Vocabulary = 128;
        var random = new RandomSource(Seed);
        var windows = TokenText.Of(text.InAscii().Text, ByteTokeniser.Ascii);
        var (stack, words, positions, readout) = Made(random.Stream("weights"), Vocabulary);
        var all = nn.ModuleDict(("stack", stack), ("words", words), ("positions", positions), ("readout", readout));
        all.to(Devices.Default);
        var probe = new WeightProbe(Matrices(stack), changeOver: 1);
        using var optimiser = optim.AdamW(all.parameters(), Rate.Start, eps: Epsilon);
        var places = arange(Context, device: Devices.Default);
        Tensor Loss(long step)
        {
            var (tokens, targets) = windows.Windows(Context, BatchSize, random.Stream("windows").AtStep(step)).Batch([.. Enumerable.Range(0, BatchSize)]);
            var last = stack.call(words.call(tokens) + positions.call(places)).select(1, Context - 1);
            var loss = nn.functional.cross_entropy(readout.call(last), targets.select(1, Context - 1));
            if (step % RecordEvery == 0) probe.Record((int)step, loss.detach().item<float>());
            return loss;
        }

        new Trainer(all, optimiser, Loss) { LearningRate = Rate.At, GradientClip = 1 }.Run(Steps, progress, cancellation);
        using (WrappedTensorDisposeScope(() => Loss(Steps)))
        {
            return (probe.ToLog(), probe);
        }
    }

    private (SequenceStack Stack, Embedding Words, Embedding Positions, Linear Readout) Made(RandomStream random, int vocabulary)
    {
        var design = new BlockDesign
        {
            Mixer = () => new SelfAttention(new AttentionDesign { Width = Width, HasOutputMap = false, HasBias = false, Mask = AttentionMask.Causal }),
            NormPosition = NormPosition.None,
            Mlp = () => new FeedForward(Width, Hidden, hasBias: false),
        };
        var stack = Initialisation.Gaussian(new SequenceStack(design, layers: 2), Math.Pow(Width, -Exponent), random.Stream("layers"));
        var words = Initialisation.Gaussian(nn.Embedding(vocabulary, Width), 1 / Math.Sqrt(Width), random.Stream("words"));
        var positions = Initialisation.Gaussian(nn.Embedding(Context, Width), 1 / Math.Sqrt(Width), random.Stream("positions"));
        var readout = nn.Linear(Width, vocabulary, hasBias: false);
        readout.weight.FillUniform(-1 / Math.Sqrt(Width), 1 / Math.Sqrt(Width), random.Stream("readout"));
        return (stack, words, positions, readout);
    }

    /// <summary>A linear map keeps its matrix as [outputs, inputs]; rows here are inputs.</summary>
    private static List<(string Name, Func<Tensor> Weights)> Matrices(SequenceStack stack)
    {
        var found = stack.named_parameters().ToDictionary(p => p.name, p => p.parameter);
        (string Name, string Path)[] places = [("query", "mixer.query"), ("key", "mixer.key"), ("value", "mixer.value"), ("first", "mlp.up"), ("second", "mlp.down")];
        return [.. from layer in new[] { 0, 1 }
                   from place in places
                   let weight = found[$"blocks.{layer}.{place.Path}.weight"]
                   select ($"{place.Name} {layer + 1}", (Func<Tensor>)(() => weight.T))];
    }
}
