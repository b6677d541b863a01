using RankCollapse.Models.Stacks;
using static TorchSharp.torch;

namespace RankCollapse.Models.BatchNorm;

/// <summary>
/// Weights that make a network without batch norm spread its representations, layer by layer, from one batch and without training: with H = UΣVᵀ,
/// W = ‖Σ^(1/2)‖_F⁻¹ · V′ Σ^(−1/2) Uᵀ, so that singular values become their square roots up to a common scale. V′ is any orthogonal matrix.
/// </summary>
/// <remarks>One such map halves log(σ_1/σ_n), so without activation r never falls. With ReLU between the maps nothing is proved.</remarks>
/// <source paper="daneshmand2021" item="initialisation by iterative orthogonalisation">V′ is described as sliced from V, which is orthogonal only after a decomposition: here it is the Q of the slice's QR.</source>
public static class IterativeOrthogonalisation
{
    private const double Negligible = 1e-10;

    /// <summary>Sets the weights of all hidden layers but the first, and their biases to 0, in place.</summary>
    /// <param name="net">A network without batch norm.</param>
    /// <param name="batch">Samples, shape [batch, …]; at least as many as the network is wide.</param>
    /// <returns>The bound r of the representation after each hidden layer, on this batch.</returns>
    /// <exception cref="ArgumentException">Fewer samples than the network is wide, or a network with batch norm.</exception>
    public static IReadOnlyList<double> Apply(DeepNet net, Tensor batch)
    {
        ArgumentNullException.ThrowIfNull(net);
        if (net.Design.Statistics != BatchStatistics.None)
            throw new ArgumentException($"The network normalises over the batch ({net.Design.Statistics}); this initialisation is in place of that. Use BatchStatistics.None.", nameof(net));
        using var free = no_grad();
        using var scope = NewDisposeScope();
        var (h, found) = (net.After(batch, 1), new List<double>());
        found.Add(RankSurrogate.SoftBound(h));
        foreach (var map in net.Maps.Skip(1))
        {
            map.weight.copy_(Weights(h));
            map.bias?.mul_(0);
            h = net.Design.Activation.Apply(map.call(h));
            found.Add(RankSurrogate.SoftBound(h));
        }
        return found;
    }

    /// <summary>The weights for one layer.</summary>
    /// <param name="h">Its input, shape [samples, features], at least as many samples as features, finite, not all zero.</param>
    /// <returns>W, shape [features, features], double precision, for <c>h · Wᵀ</c>. Directions below 1e-10 of the largest are left out instead of amplified.</returns>
    /// <exception cref="ArgumentException">Fewer samples than features, or nothing to decompose.</exception>
    public static Tensor Weights(Tensor h)
    {
        if (h.dim() != 2 || h.size(0) < h.size(1))
            throw new ArgumentException($"The representation has the shape [{string.Join(", ", h.shape)}]; it must be [samples, features] with at least as many samples as features. Give a larger batch, or a narrower network.", nameof(h));
        using var free = no_grad();
        using var scope = NewDisposeScope();
        var real = h.to(float64);
        var size = real.abs().max().item<double>();
        if (!(size > 0) || !double.IsFinite(size))
            throw new ArgumentException($"The largest entry of the representation was {size}; it must be finite and above 0. Use weights that do not vanish or explode.", nameof(h));
        // Rows are samples here: real = V Σ Uᵀ.
        var (v, sigma, u) = linalg.svd(real / size, fullMatrices: false);
        var slice = linalg.qr(v.narrow(0, 0, h.size(1))).Q;
        var kept = sigma > Negligible * sigma[0].item<double>();
        var inverseRoots = sigma.masked_fill(kept.logical_not(), 1).rsqrt().masked_fill(kept.logical_not(), 0);
        var scale = 1 / sigma.sum().sqrt() / size;
        return (scale * slice.matmul(inverseRoots.unsqueeze(1) * u)).MoveToOuterDisposeScope();
    }
}
