using static TorchSharp.torch;

namespace RankCollapse.Models.Stacks;

/// <summary>Where a block normalises.</summary>
public enum NormPosition
{
    /// <summary>Nowhere.</summary>
    None,

    /// <summary>Before mixer and MLP: x + f(norm x).</summary>
    Pre,

    /// <summary>After adding: norm(x + f x).</summary>
    Post,
}

/// <summary>The choices of one block of a <see cref="SequenceStack"/>; each is visible, none is hidden in a default that a paper does not share.</summary>
public sealed record BlockDesign
{
    private readonly double skipStrength = 1;
    private readonly double mlpSkipStrength = 1;
    private readonly double branchStrength = 1;
    private readonly double? mlpBranchStrength;
    private readonly double dropout;

    /// <summary>Makes the token mixer, such as attention or a recurrence: [batch, tokens, width] to the same shape.</summary>
    public required Func<nn.Module<Tensor, Tensor>> Mixer { get; init; }

    /// <summary>Where to normalise.</summary>
    public required NormPosition NormPosition { get; init; }

    /// <summary>Makes a norm; wanted unless <see cref="NormPosition"/> is None. Each place gets its own.</summary>
    public Func<nn.Module<Tensor, Tensor>>? Norm { get; init; }

    /// <summary>What the unmixed tokens are multiplied by before the mixed ones are added (λ); any finite number, 0 for no skip path.</summary>
    public double SkipStrength
    {
        get => skipStrength;
        init => skipStrength = double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(SkipStrength), $"SkipStrength was {value}; it must be finite. Use 0 for no skip path.");
    }

    /// <summary>Whether the skip strength is learned, starting from <see cref="SkipStrength"/>: one number for each block.</summary>
    public bool LearnsSkip { get; init; }

    /// <summary>What mixer and MLP are multiplied by before they are added (γ); any finite number; for the MLP see <see cref="MlpBranchStrength"/>.</summary>
    public double BranchStrength
    {
        get => branchStrength;
        init => branchStrength = double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(BranchStrength), $"BranchStrength was {value}; it must be finite.");
    }

    /// <summary>Makes the MLP; none when left out.</summary>
    public Func<nn.Module<Tensor, Tensor>>? Mlp { get; init; }

    /// <summary>What tokens are multiplied by before what the MLP makes of them is added; any finite number, 0 for no skip path.</summary>
    public double MlpSkipStrength
    {
        get => mlpSkipStrength;
        init => mlpSkipStrength = double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(MlpSkipStrength), $"MlpSkipStrength was {value}; it must be finite. Use 0 for no skip path.");
    }

    /// <summary>What the MLP is multiplied by before it is added; that of the mixer, <see cref="BranchStrength"/>, when left out.</summary>
    public double? MlpBranchStrength
    {
        get => mlpBranchStrength;
        init => mlpBranchStrength = value is null || double.IsFinite(value.Value) ? value : throw new ArgumentOutOfRangeException(nameof(MlpBranchStrength), $"MlpBranchStrength was {value}; it must be finite.");
    }

    /// <summary>Makes the gate: a linear map whose SiLU multiplies the mixed tokens; none when left out.</summary>
    public Func<nn.Module<Tensor, Tensor>>? Gate { get; init; }

    /// <summary>Chance with which a number that mixer or MLP adds is dropped in training; from 0 to below 1.</summary>
    public double Dropout
    {
        get => dropout;
        init => dropout = value is >= 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(Dropout), $"Dropout was {value}; it must be from 0 to below 1.");
    }
}
