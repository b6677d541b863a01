namespace RankCollapse.Claims;

/// <summary>A paper whose statements are claims of the ledger.</summary>
public sealed record Paper
{
    internal Paper(string key) => Key = key;

    /// <summary>First author and year, as in <c>wu2024</c>; the same in the documentation of the calculators.</summary>
    public string Key { get; }

    /// <summary>Authors, the first by family name.</summary>
    public required string Authors { get; init; }

    /// <summary>Short title.</summary>
    public required string Title { get; init; }

    /// <summary>Year of publication.</summary>
    public required int Year { get; init; }

    /// <summary>Number of the arXiv preprint.</summary>
    public required string Arxiv { get; init; }

    /// <summary>The topic of this workbook that treats it: the word that finds theory, models, tests and notebooks.</summary>
    public required string Topic { get; init; }

    /// <summary>Authors, year and title in one line.</summary>
    public override string ToString() => $"{Authors} {Year}, {Title}";
}
