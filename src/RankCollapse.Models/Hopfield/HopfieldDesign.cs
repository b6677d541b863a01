using RankCollapse.Models.Data;
using RankCollapse.Theory.Hopfield;
using RankCollapse.Theory.Masks;

namespace RankCollapse.Models.Hopfield;

/// <summary>How the average of scores is computed; both give the same numbers up to rounding.</summary>
public enum ScoreForm
{
    /// <summary>As it is printed: H ← α'H + (1 − α')·QKᵀ/τ.</summary>
    Explicit,

    /// <summary>As an additive mask: attention with scores scaled by (1 − α')/τ on top of α'H, one product that starts from the mask.</summary>
    AdditiveBias,
}

/// <summary>The choices of a <see cref="HopfieldTransformer"/>. With α' = 0 and a unit skip path it is an ordinary transformer.</summary>
/// <source paper="masumura2025" item="eq. 10">Place of norm and MLP are not stated in the available sources: pre-norm, the MLP with a skip path of its own.</source>
public sealed record HopfieldDesign
{
    /// <summary>Coordinates of a token, a multiple of the heads.</summary>
    public required int Width { get; init => field = Require.AtLeast(value, 1, "Use a multiple of the heads."); }

    /// <summary>Heads; the hidden state of head k meets head k of the next layer, so all layers have as many.</summary>
    public int Heads { get; init => field = Require.AtLeast(value, 1, "Use 2 or 4."); } = 1;

    /// <summary>Layers.</summary>
    public required int Layers { get; init => field = Require.AtLeast(value, 1, "Use 4 for the reduced models."); }

    /// <summary>α' and the scores before the first layer.</summary>
    public required ScoreMemory Memory { get; init; }

    /// <summary>Around the attention.</summary>
    public required SkipPath Skip { get; init; }

    /// <summary>Around the MLP.</summary>
    public SkipPath MlpSkip { get; init; } = SkipPath.Unit;

    /// <summary>Neurons of the MLP; 0 for none.</summary>
    public int Hidden { get; init => field = Require.AtLeast(value, 0, "Use 0 for no MLP, else some multiple of the width."); }

    /// <summary>Who may look at whom, by the number of tokens; everybody at everybody when left out.</summary>
    public Func<int, AttentionMask>? Mask { get; init; }

    /// <summary>How the average is computed.</summary>
    public ScoreForm Form { get; init; } = ScoreForm.AdditiveBias;

    /// <summary>What all scores are multiplied by; 1 − α' is the control for a start from zero, which softens the first layers.</summary>
    public double ScoreScale { get; init => field = Require.Within(value, (1e-6, 1e6), "Use 1."); } = 1;
}
