using RankCollapse.Randomness;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RankCollapse.Models.Stacks;

/// <summary>Initial weights from a seeded stream: the same on every device and with every libtorch.</summary>
/// <remarks>Matrices and higher are weights; vectors named bias become 0, but for <see cref="Usual"/>; other vectors, such as gains of norms, are left as they are.</remarks>
public static class Initialisation
{
    /// <summary>Independent normal weights of one standard deviation, biases 0.</summary>
    /// <param name="module">Any module.</param>
    /// <param name="standardDeviation">At least 0; BERT has 0.02 at width 768.</param>
    /// <param name="random">Where the weights come from; each parameter has a stream of its own, by its name.</param>
    /// <returns>The module.</returns>
    public static T Gaussian<T>(T module, double standardDeviation, RandomStream random) where T : nn.Module
    {
        ArgumentOutOfRangeException.ThrowIfNegative(standardDeviation);
        return Each(module, random, (weight, stream) => weight.FillNormal(standardDeviation, stream));
    }

    /// <summary>Normal weights that keep the size of what passes: standard deviation gain / √fan-in, biases 0.</summary>
    /// <param name="module">Any module.</param>
    /// <param name="gain">Size of the output against the input; 1 for linear maps, √2 before a ReLU.</param>
    /// <param name="random">Where the weights come from; each parameter has a stream of its own, by its name.</param>
    /// <returns>The module.</returns>
    public static T Scaled<T>(T module, double gain, RandomStream random) where T : nn.Module
    {
        ArgumentOutOfRangeException.ThrowIfNegative(gain);
        return Each(module, random, (weight, stream) => weight.FillNormal(gain / Math.Sqrt(FanIn(weight)), stream));
    }

    /// <summary>Xavier's uniform weights: variance 2 / (fan-in + fan-out), biases 0.</summary>
    /// <param name="module">Any module.</param>
    /// <param name="random">Where the weights come from; each parameter has a stream of its own, by its name.</param>
    /// <returns>The module.</returns>
    public static T Xavier<T>(T module, RandomStream random) where T : nn.Module => Each(module, random, (weight, stream) =>
    {
        var fanOut = (double)weight.size(0) * weight.numel() / (weight.size(0) * weight.size(1));
        var bound = Math.Sqrt(6 / (FanIn(weight) + fanOut));
        return weight.FillUniform(-bound, bound, stream);
    });

    /// <summary>Orthogonal matrices, uniformly distributed, for every square weight; biases 0.</summary>
    /// <param name="module">A module whose weights are square matrices.</param>
    /// <param name="random">Where the weights come from; each parameter has a stream of its own, by its name.</param>
    /// <returns>The module.</returns>
    /// <exception cref="ArgumentException">A weight is not a square matrix.</exception>
    public static T Orthogonal<T>(T module, RandomStream random) where T : nn.Module => Each(module, random, (weight, stream) =>
    {
        if (weight.dim() != 2 || weight.size(0) != weight.size(1))
            throw new ArgumentException($"A weight has the shape [{string.Join(", ", weight.shape)}]; orthogonal weights are square matrices.", nameof(module));
        using var free = no_grad();
        using var scope = NewDisposeScope();
        return weight.copy_(stream.OrthogonalMatrix((int)weight.size(0)).ToTensor(ScalarType.Float64, CPU));
    });

    /// <summary>PyTorch's usual start: linear maps uniform within ±1/√fan-in, their biases too; every other matrix, such as an embedding, standard normal.</summary>
    /// <remarks>Biases that are not 0 matter where inputs are not normalised: without them an MLP sees only the direction of a point, not how far out it is.</remarks>
    /// <param name="module">Any module.</param>
    /// <param name="random">Where the weights come from; each parameter has a stream of its own, by its name.</param>
    /// <returns>The module.</returns>
    public static T Usual<T>(T module, RandomStream random) where T : nn.Module
    {
        Each(module, random, (weight, stream) => weight.FillNormal(1, stream));
        foreach (var (name, part) in module.named_modules().Append(("", module)))
        {
            if (part is not Linear map) continue;
            var bound = 1 / Math.Sqrt(FanIn(map.weight!));
            map.weight!.FillUniform(-bound, bound, random.Stream($"{name}.weight"));
            map.bias?.FillUniform(-bound, bound, random.Stream($"{name}.bias"));
        }
        return module;
    }

    private static double FanIn(Tensor weight) => (double)weight.numel() / weight.size(0);

    private static T Each<T>(T module, RandomStream random, Func<Tensor, RandomStream, Tensor> fill) where T : nn.Module
    {
        foreach (var (name, parameter) in module.named_parameters())
        {
            if (parameter.dim() >= 2) fill(parameter, random.Stream(name));
            else if (name.Split('.')[^1] == "bias") parameter.FillNormal(0, random);
        }
        return module;
    }
}
