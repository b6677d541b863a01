using RankCollapse.Models.Data;

namespace RankCollapse.Models.Language;

/// <summary>The sizes of a <see cref="CharacterGpt"/> beside its body.</summary>
public sealed record LanguageDesign
{
    /// <summary>Number of different tokens, as the tokeniser says; at least 2.</summary>
    public required int Vocabulary { get; init => field = Require.AtLeast(value, 2, "Take it from the tokeniser."); }

    /// <summary>Longest sequence; at least 1.</summary>
    public required int Context { get; init => field = Require.AtLeast(value, 1, "Use the length of the training windows."); }

    /// <summary>Coordinates of a token; at least 1.</summary>
    public required int Width { get; init => field = Require.AtLeast(value, 1, "Use a multiple of the heads."); }
}
