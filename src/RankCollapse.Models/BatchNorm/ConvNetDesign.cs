using RankCollapse.Models.Data;
using RankCollapse.Models.Stacks;

namespace RankCollapse.Models.BatchNorm;

/// <summary>The choices of a deep convolutional network with 3 × 3 kernels that keeps the size of its images.</summary>
public sealed record ConvNetDesign
{
    /// <summary>Channels of the images, at least 1; 1 when left out, grey.</summary>
    public int Inputs { get; init => field = Require.AtLeast(value, 1, "Grey images have 1, coloured ones 3."); } = 1;

    /// <summary>Channels of every layer (d), at least 1.</summary>
    public required int Channels { get; init => field = Require.AtLeast(value, 1, "The reduced experiment has 16."); }

    /// <summary>Convolutions, at least 1.</summary>
    public required int Depth { get; init => field = Require.AtLeast(value, 1, "The reduced experiment has 12."); }

    /// <summary>What follows each convolution and its norm; ReLU when left out.</summary>
    public Activation Activation { get; init; } = Activation.Relu;

    /// <summary>What is divided out over batch, height and width, channel by channel; nothing when left out.</summary>
    public BatchStatistics Statistics { get; init; } = BatchStatistics.None;
}
