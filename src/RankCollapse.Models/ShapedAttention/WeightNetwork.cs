using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Theory.Masks;
using RankCollapse.Theory.ShapedAttention;
using static TorchSharp.torch;

namespace RankCollapse.Models.ShapedAttention;

/// <summary>Shaped attention networks with real weights, many at once on tensors: what the chain without weights is compared with.</summary>
/// <source paper="noci2023" item="the network at initialisation">X ← λ·X + γ·A·X·W^V/√n, Y = X·W^K·(X·W^Q)ᵀ/n; then the MLP where there is one.</source>
public sealed class WeightNetwork
{
    private readonly ShapedChain pieces;

    /// <summary>The network that a chain stands for.</summary>
    /// <param name="pieces">Branch strength, width, keys, attention variant and MLP; one head.</param>
    /// <exception cref="ArgumentException">Several heads, or no attention.</exception>
    public WeightNetwork(ShapedChain pieces)
    {
        if (pieces.Variant is not { Heads: 1 })
            throw new ArgumentException($"The chain had {pieces.Variant?.Heads ?? 0} heads; the network with weights has one. Use AttentionVariant.Shaped.", nameof(pieces));
        this.pieces = pieces;
    }

    /// <summary>Draws networks and passes tokens through them.</summary>
    /// <param name="start">V₀, shape [tokens, tokens], positive definite.</param>
    /// <param name="plan">Layers and samples; its threads and recorded layers are not used.</param>
    /// <param name="generator">Where weights come from; it says on which device the networks are.</param>
    /// <param name="cancellation">Looked at once a layer.</param>
    /// <returns>X·Xᵀ/n after the last layer, for each network; computed in double precision.</returns>
    public CovarianceSample Simulate(Matrix<double> start, DepthPlan plan, Generator generator, CancellationToken cancellation = default)
    {
        using var free = no_grad();
        using var all = NewDisposeScope();
        // General tokens of this covariance: the network does not see rotations of the width.
        var first = zeros(start.RowCount, pieces.Width, dtype: float64, device: generator.device);
        first[.., ..start.RowCount] = Math.Sqrt(pieces.Width) * TokenCovariance.Factor(start).ToTensor(ScalarType.Float64, generator.device);
        var covariances = new List<Tensor>(plan.Samples);
        for (var sample = 0; sample < plan.Samples; sample++)
        {
            using var scope = NewDisposeScope();
            var x = first;
            for (var layer = 0; layer < plan.Layers; layer++)
            {
                cancellation.ThrowIfCancellationRequested();
                x = WrappedTensorDisposeScope(() => Layer(x, generator));
            }
            covariances.Add(scope.MoveToOuter(x.matmul(x.T) / pieces.Width));
        }
        var stacked = stack(covariances);
        return new CovarianceSample(stacked, plan.Samples - (int)stacked.isfinite().flatten(1).all(1).sum().item<long>());
    }

    private Tensor Layer(Tensor x, Generator generator)
    {
        var (n, variant) = (pieces.Width, pieces.Variant!);
        var scores = x.matmul(Weights(n, pieces.Keys, generator)).matmul(x.matmul(Weights(n, pieces.Keys, generator)).T) / n;
        var mixed = Attention(scores * variant.Amplitude(n, pieces.Keys), variant).matmul(x.matmul(Weights(n, n, generator)));
        var z = pieces.SkipStrength * x + pieces.BranchStrength / Math.Sqrt(n) * mixed;
        if (pieces.Activation is null) return z;
        var (positive, negative, gain) = pieces.Activation.AtWidth(n);
        var inner = z.matmul(Weights(n, n, generator)) / Math.Sqrt(n);
        var neurons = positive * inner.clamp_min(0) + negative * inner.clamp_max(0);
        return pieces.SkipStrength * z + pieces.BranchStrength * Math.Sqrt(gain / n) * neurons.matmul(Weights(n, n, generator));
    }

    private static Tensor Attention(Tensor scaled, AttentionVariant variant)
    {
        var m = scaled.size(0);
        var open = ones(m, m, dtype: float64, device: scaled.device);
        if (variant.Mask is { } mask) open = Open(mask, scaled.device);
        var attention = scaled.masked_fill(open == 0, double.NegativeInfinity).softmax(-1);
        if (variant.Identity) attention = attention + eye(m, dtype: float64, device: scaled.device);
        return variant.Centred ? attention - open / open.sum(1, keepdim: true) : attention;
    }

    private static Tensor Open(AttentionMask mask, Device device) =>
        Matrix<double>.Build.Dense(mask.Tokens, mask.Tokens, (i, j) => mask[i, j] ? 1 : 0).ToTensor(ScalarType.Float64, device);

    private static Tensor Weights(int rows, int columns, Generator generator) => randn(rows, columns, dtype: float64, device: generator.device, generator: generator);
}
