using static TorchSharp.torch;

namespace RankCollapse.Models;

/// <summary>Where models run.</summary>
public static class Devices
{
    private const string Variable = "RANKCOLLAPSE_DEVICE";

    private static readonly Lazy<Device> Chosen = new(() => Choose(Environment.GetEnvironmentVariable(Variable)));

    /// <summary>What <c>--device</c> or the environment variable <c>RANKCOLLAPSE_DEVICE</c> says: a GPU where there is one, unless told otherwise.</summary>
    /// <exception cref="ArgumentException">The variable is none of auto, cpu, cuda; or it says cuda and there is no GPU.</exception>
    public static Device Default => Chosen.Value;

    internal static Device Choose(string? wish) => wish switch
    {
        null or "" or "auto" => cuda.is_available() ? CUDA : CPU,
        "cpu" => CPU,
        "cuda" when cuda.is_available() => CUDA,
        "cuda" => throw new ArgumentException($"{Variable} is cuda, and this libtorch finds no GPU. Use cpu or auto, or point LIBTORCH to a libtorch or PyTorch with CUDA and build again."),
        _ => throw new ArgumentException($"{Variable} is '{wish}'; it must be auto, cpu or cuda."),
    };
}
