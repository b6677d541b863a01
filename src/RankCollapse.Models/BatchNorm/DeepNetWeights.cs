using RankCollapse.Randomness;
using static TorchSharp.torch;

namespace RankCollapse.Models.BatchNorm;

/// <summary>The initial weights of the training experiments, symmetric and broken, from seeded streams. Each parameter has a stream of its own, by its name.</summary>
public static class DeepNetWeights
{
    /// <summary>What PyTorch gives a linear map or convolution: weights and biases even in ±1/√fan-in, so weights have variance 1/(3·fan-in).</summary>
    /// <param name="net">Any module whose biases are named as their weights are.</param>
    /// <param name="random">Where the weights come from.</param>
    /// <returns>The module.</returns>
    public static T PyTorchDefault<T>(T net, RandomStream random) where T : nn.Module
    {
        var fanIn = net.named_parameters().Where(p => p.parameter.dim() >= 2)
            .ToDictionary(p => Owner(p.name), p => (double)p.parameter.numel() / p.parameter.size(0));
        return Each(net, (name, parameter) =>
        {
            var bound = 1 / Math.Sqrt(fanIn[Owner(name)]);
            parameter.FillUniform(-bound, bound, random.Stream(name));
        });
    }

    /// <summary>Xavier's normal weights: variance 2 / (fan-in + fan-out); biases 0.</summary>
    /// <param name="net">Any module.</param>
    /// <param name="random">Where the weights come from.</param>
    /// <returns>The module.</returns>
    public static T XavierNormal<T>(T net, RandomStream random) where T : nn.Module => Each(net, (name, parameter) =>
    {
        var weight = parameter.dim() >= 2;
        var fans = weight ? (parameter.size(0) + parameter.size(1)) * (double)parameter.numel() / (parameter.size(0) * parameter.size(1)) : 1;
        parameter.FillNormal(weight ? Math.Sqrt(2 / fans) : 0, random.Stream(name));
    });

    /// <summary>All parameters, biases included, even in an interval. U(0, 0.1) is the paper's broken initialisation: its mean is not 0.</summary>
    /// <param name="net">Any module.</param>
    /// <param name="low">Lower end.</param>
    /// <param name="high">Upper end, above the lower one.</param>
    /// <param name="random">Where the parameters come from.</param>
    /// <returns>The module.</returns>
    /// <exception cref="ArgumentException">The ends are not finite or not in order.</exception>
    /// <source paper="daneshmand2020" item="broken BN, figure 6, released code"/>
    public static T Uniform<T>(T net, double low, double high, RandomStream random) where T : nn.Module
    {
        if (!(low < high) || !double.IsFinite(high - low))
            throw new ArgumentException(FormattableString.Invariant($"The interval was from {low} to {high}; it must be finite, the first below the second. Use 0 and 0.1 for the paper's broken weights."));
        return Each(net, (name, parameter) => parameter.FillUniform(low, high, random.Stream(name)));
    }

    /// <summary>w → factor·|w| for every weight that there is: the other broken initialisation, with factor 2; biases stay.</summary>
    /// <param name="net">Any module, initialised.</param>
    /// <param name="factor">Above 0.</param>
    /// <returns>The module.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not a finite number above 0.</exception>
    /// <source paper="daneshmand2020" item="broken BN, figure 1, released code"/>
    public static T Absolute<T>(T net, double factor = 2) where T : nn.Module
    {
        if (!(factor > 0) || !double.IsFinite(factor))
            throw new ArgumentOutOfRangeException(nameof(factor), FormattableString.Invariant($"factor was {factor}; it must be finite and above 0. The paper has 2."));
        return EachWeight(net, weight => weight.abs() * factor);
    }

    /// <summary>w → w + mean·s for every weight, s the root mean square of its matrix: how far from symmetric may weights be?</summary>
    /// <param name="net">Any module, initialised.</param>
    /// <param name="mean">The mean in units of the deviation, finite; 0 changes nothing.</param>
    /// <returns>The module.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The mean is not finite.</exception>
    /// <source item="derived here: the zero mean of the theorem's weights, dropped by degrees"/>
    public static T Shifted<T>(T net, double mean) where T : nn.Module
    {
        if (!double.IsFinite(mean))
            throw new ArgumentOutOfRangeException(nameof(mean), FormattableString.Invariant($"mean was {mean}; it must be finite. Use 0 for symmetric weights."));
        return EachWeight(net, weight => weight + mean * weight.square().mean().sqrt());
    }

    private static string Owner(string name) => name[..(name.LastIndexOf('.') + 1)];

    private static T EachWeight<T>(T net, Func<Tensor, Tensor> change) where T : nn.Module => Each(net, (_, parameter) =>
    {
        using var scope = NewDisposeScope();
        if (parameter.dim() >= 2) parameter.copy_(change(parameter));
    });

    private static T Each<T>(T net, Action<string, Tensor> fill) where T : nn.Module
    {
        using var free = no_grad();
        foreach (var (name, parameter) in net.named_parameters()) fill(name, parameter);
        return net;
    }
}
