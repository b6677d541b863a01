using RankCollapse.Randomness;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RankCollapse.Models.Attention;

/// <summary>
/// A network of attention layers with skip path and LayerNorm, whose paths can be run alone: one head in each of some layers, all
/// other layers left out, no skip path inside.
/// </summary>
/// <remarks>Layer: x ← LN(x + Σ_h P_h(x)·x·W_h + b). Inside a path every kept layer is x ← LN'(P_h(x)·x·W_h + b) with LN' without gain
/// and bias; the outputs of several paths are summed, normalised by LN' and read by the classifier that was trained with the whole.</remarks>
/// <source paper="dong2021" item="path evaluation, official code">As there, except that attention on a path is computed from the path's own tokens.</source>
public sealed class PathNetwork : nn.Module<Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor> embedding;
    private readonly ModuleList<SplitAttention> layers;
    private readonly ModuleList<LayerNorm> norms;
    private readonly Linear classifier;

    /// <summary>A network with PyTorch's usual initial weights.</summary>
    /// <param name="embedding">From the task's input to [batch, tokens, width].</param>
    /// <param name="shape">Width, heads, layers and classes.</param>
    /// <exception cref="ArgumentException">The heads do not share the width evenly, or a number is below 1.</exception>
    public PathNetwork(nn.Module<Tensor, Tensor> embedding, PathNetworkShape shape) : base(nameof(PathNetwork))
    {
        ArgumentNullException.ThrowIfNull(embedding);
        if (shape.Heads < 1 || shape.Layers < 1 || shape.Classes < 1 || shape.Width < 1 || shape.Width % shape.Heads != 0)
        {
            throw new ArgumentException(
                $"The shape was {shape}; all four must be at least 1, and the width a multiple of the heads. Use e.g. width 48 for 2 heads.", nameof(shape));
        }

        Shape = shape;
        this.embedding = embedding;
        layers = new ModuleList<SplitAttention>([.. Enumerable.Range(0, shape.Layers).Select(_ => new SplitAttention(shape.Width, shape.Heads))]);
        norms = new ModuleList<LayerNorm>([.. Enumerable.Range(0, shape.Layers).Select(_ => nn.LayerNorm(shape.Width))]);
        classifier = nn.Linear(shape.Width, shape.Classes);
        RegisterComponents();
    }

    /// <summary>Its sizes.</summary>
    public PathNetworkShape Shape { get; }

    /// <summary>The whole network.</summary>
    /// <param name="input">What the embedding takes.</param>
    /// <returns>Scores, shape [batch, tokens, classes].</returns>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = embedding.call(input);
        for (var layer = 0; layer < Shape.Layers; layer++) x = norms[layer].call(x + layers[layer].call(x));
        return classifier.call(x).MoveToOuterDisposeScope();
    }

    /// <summary>Several random paths of one length, summed.</summary>
    /// <param name="input">What the embedding takes.</param>
    /// <param name="length">Layers that a path keeps, from 0 to all.</param>
    /// <param name="paths">How many paths are summed, at least 1.</param>
    /// <param name="random">Draws layers and heads.</param>
    /// <returns>Scores, shape [batch, tokens, classes]; without graph.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public Tensor Paths(Tensor input, int length, int paths, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfLessThan(paths, 1);
        if (length < 0 || length > Shape.Layers)
            throw new ArgumentOutOfRangeException(nameof(length), $"length was {length}; it must be in [0, {Shape.Layers}], the layers of the network.");
        using var free = no_grad();
        using var scope = NewDisposeScope();
        var start = embedding.call(input);
        var sum = zeros_like(start);
        for (var path = 0; path < paths; path++)
        {
            var x = start;
            foreach (var layer in Kept(length, random)) x = Normalised(layers[layer].Head(x, random.NextInteger(Shape.Heads)));
            sum += x;
        }

        return classifier.call(Normalised(sum)).MoveToOuterDisposeScope();
    }

    /// <summary>How much of each layer's sum comes in by the skip path: size of the input over size of input and attention output together.</summary>
    /// <param name="input">What the embedding takes.</param>
    /// <returns>For each layer the mean over the batch, in [0, 1]; sizes are largest column sum times largest row sum.</returns>
    /// <source paper="dong2021" item="official code, statistic alpha">The product without the root, as there.</source>
    public IReadOnlyList<double> SkipShares(Tensor input)
    {
        using var free = no_grad();
        using var scope = NewDisposeScope();
        static Tensor Size(Tensor x) => x.abs().sum(1).amax(1) * x.abs().sum(2).amax(1);
        var shares = new List<double>(Shape.Layers);
        var x = embedding.call(input);
        for (var layer = 0; layer < Shape.Layers; layer++)
        {
            var attended = layers[layer].call(x);
            var size = Size(x);
            shares.Add((size / (size + Size(attended))).to(float64).mean().item<double>());
            x = norms[layer].call(x + attended);
        }

        return shares;
    }

    private Tensor Normalised(Tensor x) => nn.functional.layer_norm(x, [Shape.Width]);

    /// <summary>A random set of layers, in order.</summary>
    private IEnumerable<int> Kept(int length, RandomStream random)
    {
        var all = Enumerable.Range(0, Shape.Layers).ToArray();
        for (var i = 0; i < length; i++)
        {
            var other = i + random.NextInteger(all.Length - i);
            (all[i], all[other]) = (all[other], all[i]);
        }

        return all.Take(length).Order();
    }
}

/// <summary>The sizes of a <see cref="PathNetwork"/>.</summary>
/// <param name="Width">Coordinates of a token, a multiple of the heads.</param>
/// <param name="Heads">Heads per layer.</param>
/// <param name="Layers">Number of layers.</param>
/// <param name="Classes">Scores per token.</param>
public readonly record struct PathNetworkShape(int Width, int Heads, int Layers, int Classes);
