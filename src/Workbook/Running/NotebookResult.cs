using Workbook.Notebooks;

namespace Workbook.Running;

/// <summary>What came of one notebook.</summary>
internal sealed record NotebookResult
{
    /// <summary>The file name without extension.</summary>
    public required string Name { get; init; }

    /// <summary>The notebook's own file.</summary>
    public required string Path { get; init; }

    /// <summary>The executed copy; null when the notebook could not be read.</summary>
    public string? Copy { get; init; }

    /// <summary>The executed notebook; null when it could not be read.</summary>
    public NotebookDocument? Document { get; init; }

    /// <summary>Code cells that ran, and how many there are.</summary>
    public (int Run, int All) Cells { get; init; }

    /// <summary>Wall time, with the kernel's start.</summary>
    public TimeSpan Time { get; init; }

    /// <summary>The claims made, in order.</summary>
    public IReadOnlyList<ClaimEntry> Claims { get; init; } = [];

    /// <summary>What went wrong, each as one or a few lines; empty when nothing did. Claims that do not hold are not among them.</summary>
    public IReadOnlyList<string> Failures { get; init; } = [];

    /// <summary>Whether <c>--quick</c> was asked for and the notebook has no such preset.</summary>
    public bool LacksQuickPreset { get; init; }

    /// <summary>Whether no cell failed and every claim holds.</summary>
    public bool Passed => Failures.Count == 0 && Claims.All(claim => claim.Holds);
}
