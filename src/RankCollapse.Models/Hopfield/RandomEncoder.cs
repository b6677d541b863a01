using RankCollapse.Measures;
using RankCollapse.Models.Data;
using RankCollapse.Models.Stacks;
using RankCollapse.Randomness;
using RankCollapse.Theory.Hopfield;
using TorchSharp;
using static TorchSharp.torch;

namespace RankCollapse.Models.Hopfield;

/// <summary>Encoders at random weights, measured layer by layer in double precision: what memory and skip paths do before any training.</summary>
/// <source paper="masumura2025" item="token uniformity at initialisation">Derived here; the paper shows trained models.</source>
public sealed record RandomEncoder
{
    /// <summary>Tokens of the sequence.</summary>
    public int Tokens { get; init => field = Require.AtLeast(value, 2, "Use 32."); } = 32;

    /// <summary>Their width, a multiple of the heads.</summary>
    public int Width { get; init => field = Require.AtLeast(value, 1, "Use 32."); } = 32;

    /// <summary>Heads.</summary>
    public int Heads { get; init => field = Require.AtLeast(value, 1, "Use 4."); } = 4;

    /// <summary>Layers.</summary>
    public int Layers { get; init => field = Require.AtLeast(value, 1, "Use 24."); } = 24;

    /// <summary>Standard deviation of the scores of normalised tokens, above 0. Near 0 attention is even and everything without a skip path collapses in layer 1.</summary>
    public double ScoreDeviation { get; init => field = Require.Within(value, (1e-6, 100), "Use 1 to 3."); } = 2;

    /// <summary>Whether an MLP of four times the width follows the attention; its skip path is there exactly when the attention has one.</summary>
    public bool HasMlp { get; init; }

    /// <summary>Runs one encoder.</summary>
    /// <param name="arm">Memory and skip path.</param>
    /// <param name="random">Weights and tokens: the same for every arm.</param>
    /// <returns>Relative residual and mean cosine before the first layer and after each.</returns>
    public (IReadOnlyList<double> Residuals, IReadOnlyList<double> Cosines) Run(HopfieldArm arm, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(arm);
        ArgumentNullException.ThrowIfNull(random);
        using var scope = NewDisposeScope();
        using var model = new HopfieldTransformer(arm.In(new HopfieldDesign
        {
            Width = Width, Heads = Heads, Layers = Layers, Hidden = HasMlp ? 4 * Width : 0, Skip = arm.Skip, Memory = new ScoreMemory { Retention = arm.Memory },
            MlpSkip = arm.Skip.Strength == 0 ? SkipPath.None : SkipPath.Unit,
        })).to(float64).to(Devices.Default);
        Initialisation.Scaled(model, 1, random.Stream("weights")).SharpenScores(ScoreDeviation);
        var tokens = zeros(1, Tokens, Width, dtype: float64, device: Devices.Default).FillNormal(1, random.Stream("tokens"));
        using var trace = model.Trace(tokens);
        return (trace.Mean(TokenResidual.Relative), trace.Mean(x => TokenCosineSimilarity.Of(x).Mean));
    }
}
