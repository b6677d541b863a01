using static TorchSharp.torch;

namespace RankCollapse.Models.BatchNorm;

/// <summary>The bound r = (Tr M)² / Tr M² of the soft rank as something to differentiate, M = H·Hᵀ/N.</summary>
/// <source paper="daneshmand2020" item="lower bound r(H) and the loss of the pre-training">The released code has 1/r in figure 6 and r^(−1/2) in figure 4; this is 1/r. It is scale free, and the same from samples or features as rows.</source>
public static class RankSurrogate
{
    /// <summary>1/r = Tr M² / (Tr M)², with its graph: what pre-training minimises.</summary>
    /// <param name="h">A representation, shape [samples, features], not all zero.</param>
    /// <returns>One number in [1/min(samples, features), 1]; no number where all entries are zero.</returns>
    /// <exception cref="ArgumentException">Not two axes.</exception>
    public static Tensor Loss(Tensor h)
    {
        if (h.dim() != 2)
            throw new ArgumentException($"The representation has the shape [{string.Join(", ", h.shape)}]; it must be [samples, features]. Use FeatureMaps for convolutions.", nameof(h));
        using var scope = NewDisposeScope();
        // The smaller of the two Gram matrices: both have the same trace and the same norm.
        var gram = h.size(0) <= h.size(1) ? h.matmul(h.t()) : h.t().matmul(h);
        return (gram.square().sum() / gram.trace().square()).MoveToOuterDisposeScope();
    }

    /// <summary>r, in double precision and without graph.</summary>
    /// <param name="h">A representation, shape [samples, features], not all zero.</param>
    /// <returns>From 1 to min(samples, features); <see cref="double.NaN"/> where all entries are zero or one is not finite.</returns>
    /// <exception cref="ArgumentException">Not two axes.</exception>
    public static double SoftBound(Tensor h)
    {
        using var free = no_grad();
        using var scope = NewDisposeScope();
        var real = h.to(float64);
        // Vanishing nets have entries near 1e-30, whose fourth powers are 0 without this.
        return 1 / Loss(real / real.abs().max()).item<double>();
    }
}
