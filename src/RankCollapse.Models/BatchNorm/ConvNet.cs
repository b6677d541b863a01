using RankCollapse.Models.Stacks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RankCollapse.Models.BatchNorm;

/// <summary>Convolutions of 3 × 3 without biases, each followed by batch norm over batch, height and width, and an activation; no read-out.</summary>
/// <source paper="daneshmand2020" item="VGG-19 with partial BN, released model">A stack of equal layers in its place, without pooling: for looking at ranks at initialisation.</source>
public sealed class ConvNet : nn.Module<Tensor, Tensor>
{
    private readonly ModuleList<Conv2d> maps;
    private readonly nn.Module<Tensor, Tensor>? norm;

    /// <summary>A network with PyTorch's usual initial weights; see <see cref="DeepNetWeights"/> for seeded ones.</summary>
    /// <param name="design">Its choices.</param>
    public ConvNet(ConvNetDesign design) : base(nameof(ConvNet))
    {
        ArgumentNullException.ThrowIfNull(design);
        Design = design;
        maps = new ModuleList<Conv2d>([.. Enumerable.Range(0, design.Depth).Select(k => nn.Conv2d(k == 0 ? design.Inputs : design.Channels, design.Channels, 3L, padding: 1L, bias: false))]);
        norm = design.Statistics.ToNorm();
        RegisterComponents();
    }

    /// <summary>Its choices.</summary>
    public ConvNetDesign Design { get; }

    /// <summary>The feature maps after the last layer.</summary>
    /// <param name="input">Images, shape [batch, input channels, height, width].</param>
    /// <returns>Shape [batch, channels, height, width].</returns>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var h = input;
        foreach (var map in maps) h = Layer(map, h);
        return h.MoveToOuterDisposeScope();
    }

    /// <summary>The feature maps after every layer, without graph.</summary>
    /// <param name="input">Images, shape [batch, input channels, height, width].</param>
    /// <param name="read">What is read of each, given shape [batch, channels, height, width]; from layer 1 to the depth.</param>
    /// <returns>One value per layer.</returns>
    public IReadOnlyList<T> EachLayer<T>(Tensor input, Func<Tensor, T> read)
    {
        using var free = no_grad();
        using var scope = NewDisposeScope();
        var (h, found) = (input, new List<T>());
        foreach (var map in maps)
        {
            h = Layer(map, h);
            found.Add(read(h));
        }
        return found;
    }

    private Tensor Layer(Conv2d map, Tensor input)
    {
        var mapped = map.call(input);
        if (norm is not null) mapped = FeatureMaps.FromChannels(norm.call(FeatureMaps.Channels(mapped)), mapped.shape);
        return Design.Activation.Apply(mapped);
    }
}
