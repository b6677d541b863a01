using System.Globalization;

namespace Workbook.Running;

/// <summary>A notebook's result in one line.</summary>
internal static class ResultLine
{
    /// <summary>For example <c>02-attention-masks-as-graphs: passed, 21 cells, 9 claims hold, 6.2 s</c>.</summary>
    public static string Of(NotebookResult result)
    {
        var broken = result.Claims.Count(c => !c.Holds);
        var state = result.Failures.Count > 0 ? "FAILED" : broken > 0 ? $"FAILED, {broken} of {result.Claims.Count} claims do not hold" : "passed";
        var claims = broken > 0 || result.Claims.Count == 0 ? "" : $", {result.Claims.Count} claims hold";
        var quick = result.LacksQuickPreset ? ", has no quick preset" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{result.Name}: {state}, {result.Cells.Run} of {result.Cells.All} cells{claims}{quick}, {result.Time.TotalSeconds:0.0} s");
    }
}
