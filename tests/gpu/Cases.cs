using RankCollapse.Models;
using RankCollapse.Models.Attention;
using RankCollapse.Models.Norms;
using RankCollapse.Models.Stacks;
using RankCollapse.Randomness;
using RankCollapse.Theory.Masks;
using TorchSharp;
using static TorchSharp.torch;

namespace GpuChecks;

/// <summary>What is compared: each case makes its numbers from a seed, moves them to a device, and returns outputs and gradients.</summary>
internal static class Cases
{
    private const int Batch = 4, Tokens = 24, Width = 32;

    public static IEnumerable<(string Name, Func<Device, ScalarType, Tensor[]> Compute)> All =>
    [
        ("attention, all pairs", OfModule(() => new SelfAttention(new AttentionDesign { Width = Width, Heads = 4 }))),
        ("attention, causal", OfModule(() => new SelfAttention(new AttentionDesign { Width = Width, Heads = 4, Mask = AttentionMask.Causal }))),
        ("attention, mixing alone", OfModule(() => new SelfAttention(new AttentionDesign { Width = Width, Values = ValueMap.Identity, HasOutputMap = false }))),
        ("norm, sphere", OfModule(() => new SphereNorm(1))),
        ("norm, root mean square", OfModule(() => new RmsNorm(Width))),
        ("norm, layer", OfModule(() => nn.LayerNorm(Width))),
        ("batch norm of the theory", OfModule(() => new Flattened(new UncentredBatchNorm()))),
        ("batch norm", OfModule(() => new Flattened(nn.BatchNorm1d(Width)))),
        ("MLP", OfModule(() => new FeedForward(Width, 4 * Width))),
        ("stack, pre-norm with MLP", OfModule(() => Stack(NormPosition.Pre, hasGate: false))),
        ("stack, post-norm, gate, learned skip", OfModule(() => Stack(NormPosition.Post, hasGate: true))),
        ("convolution and pooling", Convolution),
        ("embedding and cross-entropy", Classification),
        ("singular values", (device, type) => WithGradient(Numbers("svd", device, type, Tokens, Width), x => linalg.svdvals(x))),
        ("eigenvalues, symmetric", (device, type) => WithGradient(Numbers("eigh", device, type, Width, Width), x => linalg.eigvalsh(x + x.T))),
        ("matrix product, complex", (device, type) => WithGradient(Numbers("complex", device, type, Width, Width), x => complex(x, x.T).matmul(complex(x.T, x)).abs())),
        ("Fourier transform", (device, type) => WithGradient(Numbers("fft", device, type, Batch, Tokens), x => fft.rfft(x).abs())),
        ("cumulative sum and sort", (device, type) => WithGradient(Numbers("sort", device, type, Batch, Tokens), x => x.cumsum(1).sort(1).Item1)),
        ("five steps of AdamW", Steps),
    ];

    private static SequenceStack Stack(NormPosition position, bool hasGate) => new(new BlockDesign
    {
        Mixer = () => new SelfAttention(new AttentionDesign { Width = Width, Heads = 2 }),
        NormPosition = position,
        Norm = () => nn.LayerNorm(Width),
        Mlp = () => new FeedForward(Width, 2 * Width),
        Gate = hasGate ? () => nn.Linear(Width, Width) : null,
        LearnsSkip = hasGate,
    }, layers: 3);

    private static Tensor Numbers(string name, Device device, ScalarType type, params long[] shape) =>
        zeros(shape, dtype: float64).FillNormal(1, new RandomSource(1).Stream(name)).to(type, device);

    /// <summary>The output on a batch of sequences, and the gradients of its weighted sum by input and parameters.</summary>
    private static Func<Device, ScalarType, Tensor[]> OfModule(Func<nn.Module<Tensor, Tensor>> make) => (device, type) =>
    {
        var module = Initialisation.Scaled(make(), 1, new RandomSource(2).Stream("weights")).to(type).to(device);
        var input = Numbers("input", device, type, Batch, Tokens, Width).requires_grad_();
        var output = module.call(input);
        (output * Numbers("weighting", device, type, output.shape)).sum().backward();
        return [output, input.grad!, .. module.parameters().Select(p => p.grad!)];
    };

    private static Tensor[] WithGradient(Tensor input, Func<Tensor, Tensor> function)
    {
        input.requires_grad_();
        var output = function(input);
        output.square().sum().backward();
        return [output, input.grad!];
    }

    private static Tensor[] Convolution(Device device, ScalarType type)
    {
        var module = Initialisation.Scaled(nn.Sequential(nn.Conv2d(3, 8, 3, padding: 1), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 4, 3)), 1, new RandomSource(3).Stream("weights"));
        module = module.to(type).to(device);
        var input = Numbers("image", device, type, Batch, 3, 16, 16).requires_grad_();
        var output = module.call(input);
        output.square().sum().backward();
        return [output, input.grad!, .. module.parameters().Select(p => p.grad!)];
    }

    private static Tensor[] Classification(Device device, ScalarType type)
    {
        var table = Numbers("table", device, type, 50, 10).requires_grad_();
        var ids = arange(0, 40).remainder(50).to(device);
        var loss = nn.functional.cross_entropy(nn.functional.embedding(ids, table), ids.remainder(10));
        loss.backward();
        return [loss, table.grad!];
    }

    private static Tensor[] Steps(Device device, ScalarType type)
    {
        var module = Initialisation.Scaled(new FeedForward(Width, Width), 1, new RandomSource(4).Stream("weights")).to(type).to(device);
        var optimiser = optim.AdamW(module.parameters(), 1e-2, weight_decay: 0.1);
        var input = Numbers("input", device, type, Batch, Width);
        for (var step = 0; step < 5; step++)
        {
            optimiser.zero_grad();
            (module.call(input) - input.flip(1)).square().mean().backward();
            optimiser.step();
        }
        return [.. module.parameters()];
    }
}

/// <summary>Batch norms take [samples, features]: batch and tokens become one axis.</summary>
internal sealed class Flattened : nn.Module<Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor> inner;

    public Flattened(nn.Module<Tensor, Tensor> inner) : base(nameof(Flattened))
    {
        this.inner = inner;
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => inner.call(input.flatten(0, 1));
}
