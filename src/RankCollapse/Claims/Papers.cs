namespace RankCollapse.Claims;

/// <summary>The papers of the workbook.</summary>
public static class Papers
{
    /// <summary>Pure attention loses rank doubly exponentially with depth.</summary>
    public static Paper PureAttention { get; } = new("dong2021")
    {
        Authors = "Dong, Cordonnier, Loukas", Year = 2021, Title = "Attention is not all you need", Arxiv = "2103.03404", Topic = "Foundations",
    };

    /// <summary>Attention masks as graphs; LayerNorm and its equilibria.</summary>
    public static Paper Masks { get; } = new("wu2024")
    {
        Authors = "Wu et al.", Year = 2024, Title = "On the role of attention masks and LayerNorm in transformers", Arxiv = "2405.18781", Topic = "Masks",
    };

    /// <summary>Lambda-skip connections for transformers and state space models.</summary>
    public static Paper LambdaSkip { get; } = new("joseph2025")
    {
        Authors = "Arangath Joseph et al.", Year = 2025, Title = "Lambda-skip connections", Arxiv = "2410.10609", Topic = "LambdaSkip",
    };

    /// <summary>Linear recurrences followed by an MLP are universal.</summary>
    public static Paper Recurrence { get; } = new("orvieto2024")
    {
        Authors = "Orvieto et al.", Year = 2024, Title = "Universality of linear recurrences", Arxiv = "2307.11888", Topic = "Recurrence",
    };

    /// <summary>Batch normalization avoids rank collapse.</summary>
    public static Paper BatchNorm { get; } = new("daneshmand2020")
    {
        Authors = "Daneshmand et al.", Year = 2020, Title = "Batch normalization provably avoids rank collapse", Arxiv = "2003.01652", Topic = "BatchNorm",
    };

    /// <summary>Batch normalization makes samples orthogonal: the follow-up.</summary>
    public static Paper Orthogonalization { get; } = new("daneshmand2021")
    {
        Authors = "Daneshmand, Joudaki, Bach", Year = 2021, Title = "Batch normalization orthogonalizes representations", Arxiv = "2106.03970", Topic = "BatchNorm",
    };

    /// <summary>The covariance SDE of shaped attention.</summary>
    public static Paper ShapedAttention { get; } = new("noci2023")
    {
        Authors = "Noci et al.", Year = 2023, Title = "The shaped transformer", Arxiv = "2306.17759", Topic = "ShapedAttention",
    };

    /// <summary>Attention with the hidden states of a modern Hopfield network.</summary>
    public static Paper Hopfield { get; } = new("masumura2025")
    {
        Authors = "Masumura, Taki", Year = 2025, Title = "On the role of hidden states of modern Hopfield network", Arxiv = "2511.20698", Topic = "Hopfield",
    };

    /// <summary>Token reduction that keeps high frequencies.</summary>
    public static Paper Frequency { get; } = new("lee2025")
    {
        Authors = "Lee et al.", Year = 2025, Title = "Frequency-aware token reduction", Arxiv = "2511.21477", Topic = "Frequency",
    };

    /// <summary>Condensation first, rank collapse second: training dynamics.</summary>
    public static Paper Condensation { get; } = new("chen2025")
    {
        Authors = "Chen, Luo", Year = 2025, Title = "From condensation to rank collapse", Arxiv = "2510.06954", Topic = "Condensation",
    };

    internal static Paper WithKey(string key) => All.FirstOrDefault(p => p.Key == key)
        ?? throw new System.Text.Json.JsonException($"There is no paper '{key}'. There are: {string.Join(", ", All.Select(p => p.Key))}.");

    /// <summary>All papers, in the order of the notebooks.</summary>
    public static IReadOnlyList<Paper> All { get; } =
        [PureAttention, Masks, LambdaSkip, Recurrence, BatchNorm, Orthogonalization, ShapedAttention, Hopfield, Frequency, Condensation];
}
