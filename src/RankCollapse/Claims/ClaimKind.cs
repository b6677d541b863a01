using System.Text.Json;

namespace RankCollapse.Claims;

/// <summary>What sort of statement a claim is.</summary>
public enum ClaimKind
{
    /// <summary>A theorem, lemma or corollary.</summary>
    Theorem,

    /// <summary>A case in which a conclusion fails because a hypothesis is missing.</summary>
    Counterexample,

    /// <summary>A measurement that the paper reports.</summary>
    Experiment,

    /// <summary>A correction of the paper.</summary>
    Erratum,

    /// <summary>Something that the paper does not say.</summary>
    Beyond,
}

/// <summary>Why one should believe the prediction.</summary>
public enum Basis
{
    /// <summary>The paper proves it.</summary>
    ProvedInThePaper,

    /// <summary>It is proved in this workbook.</summary>
    DerivedHere,

    /// <summary>It was seen in experiments only.</summary>
    Observed,
}

/// <summary>The words of kinds and bases in the ledger.</summary>
internal static class ClaimWords
{
    public static string Word(this ClaimKind kind) => kind.ToString().ToLowerInvariant();

    public static string Word(this Basis basis) => basis switch
    {
        Basis.ProvedInThePaper => "proved in the paper",
        Basis.DerivedHere => "derived here",
        _ => "observed",
    };

    public static ClaimKind ToKind(string word) => Enum.GetValues<ClaimKind>().Cast<ClaimKind?>().FirstOrDefault(k => k!.Value.Word() == word)
        ?? throw new JsonException($"'{word}' is no kind of claim. There are: {string.Join(", ", Enum.GetValues<ClaimKind>().Select(Word))}.");

    public static Basis ToBasis(string word) => Enum.GetValues<Basis>().Cast<Basis?>().FirstOrDefault(b => b!.Value.Word() == word)
        ?? throw new JsonException($"'{word}' is no basis of a claim. There are: {string.Join(", ", Enum.GetValues<Basis>().Select(Word))}.");
}
