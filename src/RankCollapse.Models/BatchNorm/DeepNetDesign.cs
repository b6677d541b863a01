using RankCollapse.Models.Data;
using RankCollapse.Models.Stacks;

namespace RankCollapse.Models.BatchNorm;

/// <summary>The choices of a deep fully connected network.</summary>
public sealed record DeepNetDesign
{
    /// <summary>Numbers per sample, at least 1; an image of 28 × 28 grey pixels has 784.</summary>
    public int Inputs { get; init => field = Require.AtLeast(value, 1, "A grey image of 28 × 28 has 784."); } = 784;

    /// <summary>Width of every hidden layer (d), at least 1.</summary>
    public required int Width { get; init => field = Require.AtLeast(value, 1, "The experiments have 64 to 800."); }

    /// <summary>Hidden layers, the one that sees the inputs included; at least 1.</summary>
    public required int Depth { get; init => field = Require.AtLeast(value, 1, "1 is a network with one hidden layer."); }

    /// <summary>Numbers that come out, at least 1.</summary>
    public int Classes { get; init => field = Require.AtLeast(value, 1, "One logit for each class."); } = 10;

    /// <summary>What follows each hidden linear map and its norm; ReLU when left out.</summary>
    public Activation Activation { get; init; } = Activation.Relu;

    /// <summary>What is divided out over the batch between linear map and activation; nothing when left out.</summary>
    public BatchStatistics Statistics { get; init; } = BatchStatistics.None;

    /// <summary>Whether linear maps have biases; they do when left out. Centring makes those of hidden layers idle.</summary>
    public bool HasBias { get; init; } = true;

    /// <summary>One line.</summary>
    /// <returns>Depth, width, activation, norm.</returns>
    public override string ToString() => $"{Depth} hidden layers of width {Width}, {Activation}, batch statistics {Statistics}";
}
