using RankCollapse.Models.Stacks;
using RankCollapse.Randomness;
using RankCollapse.Theory.Masks;
using TorchSharp;
using static TorchSharp.torch;

namespace RankCollapse.Models.Attention;

/// <summary>What of a transformer block is left.</summary>
public enum TransformerParts
{
    /// <summary>Attention alone.</summary>
    Attention,

    /// <summary>Attention, then an MLP, without skip paths.</summary>
    AttentionAndMlp,

    /// <summary>Attention with a skip path.</summary>
    AttentionAndSkip,

    /// <summary>Attention, then LayerNorm.</summary>
    AttentionAndNorm,

    /// <summary>Attention with a skip path, then LayerNorm.</summary>
    AttentionSkipAndNorm,

    /// <summary>Everything: attention and MLP, each with a skip path and LayerNorm after it.</summary>
    Full,
}

/// <summary>
/// A BERT-like encoder at initialisation, at a size that a laptop runs, with its parts taken out one by one. Immutable choices;
/// <see cref="Stack"/> makes the layers and <see cref="Embed"/> the tokens.
/// </summary>
/// <remarks>Normal weights of deviation 0.02·√(768/width), so that a weight matrix has BERT's gain 0.02·√768 = 0.554 at any width; biases
/// zero; LayerNorm with centring; double precision, for collapse passes the rounding of single precision in a few layers.</remarks>
/// <source paper="wu2024" item="experiments at initialisation, figures 2, 6, 7, 8 and 9">BERT-base there; ours is reduced, with random tokens.</source>
public sealed record ReducedTransformer
{
    /// <summary>d, coordinates of a token; at least 1, a multiple of the heads.</summary>
    public int Width { get; init; } = 96;

    /// <summary>Heads per layer, at least 1.</summary>
    public int Heads { get; init; } = 4;

    /// <summary>Number of layers, at least 1.</summary>
    public int Layers { get; init; } = 12;

    /// <summary>Chance with which a number is dropped, from attention weights, branches and embeddings alike; in [0, 1). BERT trains with 0.1.</summary>
    public double Dropout { get; init; }

    /// <summary>√d_QK, what scores are divided by; √(width/heads) when left out.</summary>
    public double? Temperature { get; init; }

    /// <summary>Which parts a layer has.</summary>
    public TransformerParts Parts { get; init; } = TransformerParts.Full;

    /// <summary>Who may look at whom, by the number of tokens; everybody at everybody when left out.</summary>
    public Func<int, AttentionMask>? Mask { get; init; }

    /// <summary>Standard deviation of all weights.</summary>
    public double WeightDeviation => 0.02 * Math.Sqrt(768.0 / Width);

    /// <summary>The layers, in double precision, in training mode exactly when <see cref="Dropout"/> is above 0.</summary>
    /// <param name="random">Where the weights come from.</param>
    /// <returns>A stack; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">The heads do not share the width evenly, or a number is outside its range.</exception>
    public SequenceStack Stack(RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var norms = Parts is TransformerParts.AttentionAndNorm or TransformerParts.AttentionSkipAndNorm or TransformerParts.Full;
        var skips = Parts is TransformerParts.AttentionAndSkip or TransformerParts.AttentionSkipAndNorm or TransformerParts.Full;
        var attention = new AttentionDesign { Width = Width, Heads = Heads, Mask = Mask, Temperature = Temperature, Dropout = Dropout };
        var stack = new SequenceStack(
            new BlockDesign
            {
                Mixer = () => new SelfAttention(attention),
                NormPosition = norms ? NormPosition.Post : NormPosition.None,
                Norm = () => nn.LayerNorm(Width),
                SkipStrength = skips ? 1 : 0, MlpSkipStrength = skips ? 1 : 0, Dropout = Dropout,
                Mlp = Parts is TransformerParts.Full or TransformerParts.AttentionAndMlp ? () => new FeedForward(Width, 4 * Width) : null,
            },
            Layers);
        Initialisation.Gaussian(stack, WeightDeviation, random);
        stack.to(float64);
        if (Dropout > 0) stack.train();
        else stack.eval();
        return stack;
    }

    /// <summary>
    /// Embeddings of random sequences after LayerNorm: word by a Zipf-distributed number, plus position, plus one vector that all tokens
    /// share. All three are normal of deviation <see cref="WeightDeviation"/>.
    /// </summary>
    /// <remarks>The shared vector, BERT's token type, is a third of the variance: cosines between tokens are near 1/3 because of it alone.</remarks>
    /// <param name="sequences">At least 1.</param>
    /// <param name="tokens">At least 1.</param>
    /// <param name="random">Where words and embeddings come from.</param>
    /// <param name="shared">What the shared vector is multiplied by: 1 as in BERT and ALBERT, 0 as in GPT-2 and T5.</param>
    /// <returns>Shape [sequences, tokens, width], double precision, with dropout when it is above 0; the caller disposes it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number below 1.</exception>
    public Tensor Embed(int sequences, int tokens, RandomStream random, double shared = 1)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfLessThan(sequences, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(tokens, 1);
        using var scope = NewDisposeScope();
        Tensor Table(string name, long rows) => zeros(rows, Width, dtype: float64).FillNormal(WeightDeviation, random.Stream(name));
        var words = ZipfWords(sequences * tokens, random.Stream("words"));
        var sum = Table("word", Vocabulary).index_select(0, tensor(words)).view(sequences, tokens, Width)
            + Table("position", tokens) + (shared * Table("type", 1));
        var normalised = nn.functional.layer_norm(sum, [Width]);
        if (Dropout > 0) normalised = nn.functional.dropout(normalised, Dropout, training: true);
        return normalised.to(Devices.Default).MoveToOuterDisposeScope();
    }

    private const int Vocabulary = 1000;

    /// <summary>Word k, from 1, with probability in proportion to 1/k, by inversion.</summary>
    private static long[] ZipfWords(int count, RandomStream random)
    {
        var cumulative = new double[Vocabulary];
        for (var k = 0; k < Vocabulary; k++) cumulative[k] = (k > 0 ? cumulative[k - 1] : 0) + (1.0 / (k + 1));
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var at = Array.BinarySearch(cumulative, random.NextUniform() * cumulative[^1]);
            return (long)Math.Min(at < 0 ? ~at : at, Vocabulary - 1);
        })];
    }
}
