using RankCollapse.Models.Stacks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RankCollapse.Models.BatchNorm;

/// <summary>A deep fully connected network, h ← φ(BN(W·h + b)) layer by layer and a linear map to the classes, whose representations can be read at every depth.</summary>
/// <remarks>Here samples are rows, [samples, features]; the theory has them as columns. The soft rank, its bound and the numerical rank are the same for both.</remarks>
/// <source paper="daneshmand2020" item="networks of the training experiments, released code">Norm before activation; without running averages, so that a batch is always normalised by its own statistics.</source>
public sealed class DeepNet : nn.Module<Tensor, Tensor>
{
    private readonly ModuleList<Linear> maps;
    private readonly Linear output;
    private readonly nn.Module<Tensor, Tensor>? norm;

    /// <summary>A network with PyTorch's usual initial weights; see <see cref="DeepNetWeights"/> for seeded ones.</summary>
    /// <param name="design">Its choices.</param>
    public DeepNet(DeepNetDesign design) : base(nameof(DeepNet))
    {
        ArgumentNullException.ThrowIfNull(design);
        Design = design;
        maps = new ModuleList<Linear>([.. Enumerable.Range(0, design.Depth).Select(k => nn.Linear(k == 0 ? design.Inputs : design.Width, design.Width, design.HasBias))]);
        output = nn.Linear(design.Width, design.Classes, design.HasBias);
        norm = design.Statistics.ToNorm();
        RegisterComponents();
    }

    /// <summary>Its choices.</summary>
    public DeepNetDesign Design { get; }

    /// <summary>The linear maps of the hidden layers, from the inputs on.</summary>
    public IReadOnlyList<Linear> Maps => [.. maps];

    /// <summary>The linear map from the last hidden layer to the classes.</summary>
    public Linear Output => output;

    /// <summary>Scores the classes.</summary>
    /// <param name="input">Samples, shape [batch, …]; what follows the first axis is flattened and must be as many numbers as the design has inputs.</param>
    /// <returns>Logits, shape [batch, classes].</returns>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return output.call(Hidden(input)).MoveToOuterDisposeScope();
    }

    /// <summary>The representation that the classes are read from: the last hidden layer.</summary>
    /// <param name="input">Samples, shape [batch, …].</param>
    /// <returns>Shape [batch, width]; the caller disposes it.</returns>
    public Tensor Hidden(Tensor input) => After(input, Design.Depth);

    /// <summary>The representation after some hidden layers, activation included.</summary>
    /// <param name="input">Samples, shape [batch, …].</param>
    /// <param name="layers">From 0, which gives the flattened input, to the depth.</param>
    /// <returns>Shape [batch, width]; the caller disposes it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    public Tensor After(Tensor input, int layers)
    {
        if (layers < 0 || layers > Design.Depth)
            throw new ArgumentOutOfRangeException(nameof(layers), $"layers was {layers}; the network has {Design.Depth} hidden layers. Give 0 for the input up to {Design.Depth}.");
        using var scope = NewDisposeScope();
        var h = input.flatten(1);
        for (var k = 0; k < layers; k++) h = Activate(maps[k].call(h));
        return h.MoveToOuterDisposeScope();
    }

    /// <summary>What a hidden layer's linear map gives, before norm and activation.</summary>
    /// <param name="input">Samples, shape [batch, …].</param>
    /// <param name="layer">From 1 to the depth.</param>
    /// <returns>Shape [batch, width]; the caller disposes it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    public Tensor PreActivation(Tensor input, int layer)
    {
        if (layer < 1 || layer > Design.Depth)
            throw new ArgumentOutOfRangeException(nameof(layer), $"layer was {layer}; hidden layers are numbered from 1 to {Design.Depth}. Use After(input, 0) for the input.");
        using var scope = NewDisposeScope();
        return maps[layer - 1].call(After(input, layer - 1)).MoveToOuterDisposeScope();
    }

    /// <summary>The representations after every hidden layer, without graph.</summary>
    /// <param name="input">Samples, shape [batch, …].</param>
    /// <param name="read">What is read of each, given shape [batch, width]; from layer 1 to the depth.</param>
    /// <returns>One value per hidden layer.</returns>
    public IReadOnlyList<T> EachLayer<T>(Tensor input, Func<Tensor, T> read)
    {
        using var free = no_grad();
        using var scope = NewDisposeScope();
        var (h, found) = (input.flatten(1), new List<T>());
        foreach (var map in maps)
        {
            h = Activate(map.call(h));
            found.Add(read(h));
        }
        return found;
    }

    private Tensor Activate(Tensor mapped) => Design.Activation.Apply(norm is null ? mapped : norm.call(mapped));
}
