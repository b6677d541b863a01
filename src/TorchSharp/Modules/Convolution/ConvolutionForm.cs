namespace TorchSharp.Modules;

/// <summary>Kernel, steps, padding and groups of a convolution, with as many lengths as it has axes.</summary>
internal sealed record ConvolutionForm
{
    public required long[] Kernel { get; init; }

    public required long[] Stride { get; init; }

    public required long[] Dilation { get; init; }

    public required long[] Padding { get; init; }

    public Padding? PaddingType { get; init; }

    public required PaddingModes Mode { get; init; }

    public required long Groups { get; init; }

    public static long[] Two((long, long)? pair, long otherwise) => pair is { } given ? [given.Item1, given.Item2] : [otherwise, otherwise];
}
