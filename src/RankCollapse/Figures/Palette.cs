namespace RankCollapse.Figures;

/// <summary>
/// The colours of the workbook: seven hues and a neutral grey, and the fixed choice of one hue per architecture.
/// </summary>
/// <remarks>
/// Each colour has a contrast of at least 3 to 1 to white and to <c>#1e1e1e</c>; any two of the seven stay apart under simulated
/// protanopia, deuteranopia and tritanopia. Two architectures share a hue only when they belong to different topics.
/// </remarks>
public static class Palette
{
    /// <summary>Complete attention, plain softmax, the reference of a comparison.</summary>
    public static Hue Blue { get; } = new("blue", "#2f86eb");

    /// <summary>Causal attention, skip paths.</summary>
    public static Hue Orange { get; } = new("orange", "#d9700a");

    /// <summary>Window attention, normalisation.</summary>
    public static Hue Teal { get; } = new("teal", "#0f7f6e");

    /// <summary>One-directional window, full models.</summary>
    public static Hue Magenta { get; } = new("magenta", "#d6136f");

    /// <summary>Ring window, state space models.</summary>
    public static Hue Violet { get; } = new("violet", "#7e59c6");

    /// <summary>Attention sink, gating.</summary>
    public static Hue Brown { get; } = new("brown", "#8a6722");

    /// <summary>Global token.</summary>
    public static Hue Pink { get; } = new("pink", "#c77bb0");

    /// <summary>Mid grey of axes, text and theory lines: a contrast of about 4 to 1 to white and to <c>#1e1e1e</c>.</summary>
    public static Hue Neutral { get; } = new("neutral", "#7f7f7f");

    /// <summary>The seven hues in the order in which unnamed things receive them.</summary>
    public static IReadOnlyList<Hue> Hues { get; } = [Blue, Orange, Teal, Magenta, Violet, Brown, Pink];

    /// <summary>Every architecture with a colour of its own, by topic; the same in all notebooks.</summary>
    public static IReadOnlyList<(string Topic, string Name, Hue Hue)> Architectures { get; } =
    [
        ("Masks", "complete", Blue), ("Masks", "causal", Orange), ("Masks", "window", Teal), ("Masks", "sliding window", Teal),
        ("Masks", "uni-directional window", Magenta), ("Masks", "uni window", Magenta), ("Masks", "ring window", Violet),
        ("Masks", "ring", Violet), ("Masks", "attention sink", Brown), ("Masks", "sink", Brown), ("Masks", "global token", Pink),
        ("Foundations", "SAN", Blue), ("Foundations", "SAN + skip", Orange), ("Foundations", "SAN + LN", Teal),
        ("Foundations", "SAN + MLP", Brown), ("Foundations", "SAN + skip + LN", Violet), ("Foundations", "transformer", Magenta),
        ("LayerNorm", "no LN", Blue), ("LayerNorm", "pre-LN", Violet), ("LayerNorm", "post-LN", Teal),
        ("LambdaSkip", "no skip", Blue), ("LambdaSkip", "skip", Orange), ("LambdaSkip", "lambda-skip", Magenta),
        ("LambdaSkip", "attention", Blue), ("LambdaSkip", "LTI", Teal), ("LambdaSkip", "S4", Teal), ("LambdaSkip", "Mamba", Violet),
        ("LambdaSkip", "Mamba-2", Pink), ("LambdaSkip", "gating", Brown),
        ("Recurrence", "RNN", Blue), ("Recurrence", "LRU", Magenta), ("Recurrence", "SSM", Violet), ("Recurrence", "real", Orange),
        ("Recurrence", "complex", Teal), ("Recurrence", "HiPPO", Brown),
        ("BatchNorm", "no norm", Blue), ("BatchNorm", "batch norm", Orange), ("BatchNorm", "layer norm", Teal),
        ("ShapedAttention", "softmax", Blue), ("ShapedAttention", "shaped", Orange), ("ShapedAttention", "SDE limit", Neutral),
        ("ShapedAttention", "network", Orange), ("ShapedAttention", "MLP", Brown),
        ("Hopfield", "adiabatic", Blue), ("Hopfield", "Hopfield", Magenta), ("Hopfield", "MHA", Magenta),
        ("Frequency", "full", Blue), ("Frequency", "high-frequency", Magenta), ("Frequency", "HF", Magenta), ("Frequency", "EViT", Teal),
        ("Frequency", "ToMe", Orange), ("Frequency", "DynamicViT", Violet), ("Frequency", "DiffRate", Pink),
        ("Frequency", "pooling", Brown), ("Frequency", "random", Neutral),
        ("Condensation", "query", Blue), ("Condensation", "key", Orange), ("Condensation", "value", Teal),
        ("Condensation", "first stage", Violet), ("Condensation", "second stage", Magenta),
    ];

    private static readonly Dictionary<string, Hue> Known = Index();

    /// <summary>The colour of an architecture or mask, the same everywhere.</summary>
    /// <param name="architecture">A name of <see cref="Architectures"/>; case, blanks and hyphens do not matter, and neither does
    /// what follows a comma: "causal, 16 tokens" is "causal".</param>
    /// <exception cref="ArgumentException">No architecture of that name.</exception>
    public static Hue For(string architecture) => Find(architecture) ?? throw new ArgumentException(
        $"No architecture is named “{architecture}”. Known are: {string.Join(", ", Architectures.Select(a => a.Name))}. " +
        "Use one of them, add it to Palette.Architectures, or give the curve a colour of its own: curve.In(Palette.Teal).",
        nameof(architecture));

    internal static Hue? Find(string name) =>
        Known.GetValueOrDefault(Key(name)) ?? (name.IndexOf(',') is > 0 and var comma ? Known.GetValueOrDefault(Key(name[..comma])) : null);

    private static Dictionary<string, Hue> Index()
    {
        var index = new Dictionary<string, Hue>();
        foreach (var (_, name, hue) in Architectures) index.Add(Key(name), hue);
        return index;
    }

    private static string Key(string name) => string.Concat(name.Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '‑'))).ToLowerInvariant();
}
