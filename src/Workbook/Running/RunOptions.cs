using Workbook.Notebooks.Parameters;

namespace Workbook.Running;

/// <summary>What a run is asked to do.</summary>
internal sealed record RunOptions
{
    /// <summary>The notebook files.</summary>
    public required IReadOnlyList<string> Notebooks { get; init; }

    /// <summary>Parameters to set in every notebook.</summary>
    public IReadOnlyList<ParameterAssignment> Parameters { get; init; } = [];

    /// <summary>Start from each notebook's <c>quick</c> preset.</summary>
    public bool Quick { get; init; }

    /// <summary>Write outputs back into the notebooks themselves.</summary>
    public bool Save { get; init; }

    /// <summary>How many notebooks run at once; at least 1.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>How long one cell may take.</summary>
    public TimeSpan CellLimit { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary><c>auto</c>, <c>cpu</c> or <c>cuda</c>: told to cells as <c>RANKCOLLAPSE_DEVICE</c>.</summary>
    public string Device { get; init; } = "auto";

    /// <summary>The ledger of what this run has done already, for notebooks that report on the others; told to cells as <c>RANKCOLLAPSE_CLAIMS</c>; empty for none.</summary>
    public string ClaimsSoFar { get; init; } = "";

    /// <summary>Where executed copies and reports go.</summary>
    public required string Output { get; init; }
}
