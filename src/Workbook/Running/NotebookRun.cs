using System.Diagnostics;
using System.Text.Json.Nodes;
using Workbook.Kernel;
using Workbook.Notebooks;
using Workbook.Notebooks.Parameters;

namespace Workbook.Running;

/// <summary>Runs one notebook from top to bottom in a kernel of its own and saves an executed copy after every cell.</summary>
internal sealed class NotebookRun(RunOptions options, IRunProgress progress)
{
    /// <summary>Runs a notebook. Whatever goes wrong in it is in the result, so that other notebooks go on.</summary>
    public async Task<NotebookResult> Run(string path, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var result = new NotebookResult { Name = Path.GetFileNameWithoutExtension(path), Path = path };
        try
        {
            var notebook = NotebookDocument.Read(path);
            var hasQuick = ParametersCell.Inject(notebook, options.Parameters, options.Quick);
            notebook.ClearOutputs();
            NoteLanguage(notebook);
            result = result with { Document = notebook, Copy = Path.Combine(options.Output, Path.GetFileName(path)), LacksQuickPreset = options.Quick && !hasQuick };
            result = await RunCells(result, notebook, cancellation);
        }
        catch (NotebookException e)
        {
            result = result with { Failures = [.. result.Failures, e.Message] };
        }
        result = result with { Time = watch.Elapsed };
        progress.Ended(result);
        return result;
    }

    private async Task<NotebookResult> RunCells(NotebookResult result, NotebookDocument notebook, CancellationToken cancellation)
    {
        var cells = notebook.Cells.Where(cell => cell.IsCode && cell.Source.Trim().Length > 0).ToArray();
        var claims = new List<ClaimEntry>();
        var failures = new List<string>();
        var environment = new Dictionary<string, string> { ["RANKCOLLAPSE_DEVICE"] = options.Device, ["RANKCOLLAPSE_CLAIMS"] = options.ClaimsSoFar };
        progress.Started(result.Name, cells.Length);
        using var kernel = KernelProcess.Start(Path.GetDirectoryName(result.Path)!, environment);
        notebook.Save(result.Copy!);
        var ran = 0;
        foreach (var cell in cells)
        {
            progress.Cell(result.Name, ran + 1, cells.Length);
            cell.ExecutionCount = ran + 1;
            var outcome = await kernel.Execute(cell.SourceForKernel, message => Take(message, notebook, cell, claims, result.Name), options.CellLimit, cancellation);
            ran++;
            if (outcome.Kind is CellEnd.TimedOut or CellEnd.Died or CellEnd.Unreadable) cell.AppendOutput(AsError(outcome));
            notebook.Save(result.Copy!);
            if (outcome.Kind is CellEnd.Succeeded or CellEnd.ClaimFailed) continue;
            failures.Add($"cell {ran} of {cells.Length} ({outcome.Name}):\n{outcome.Message}");
            break;
        }
        return result with { Cells = (ran, cells.Length), Claims = claims, Failures = failures };
    }

    private static void Take(LineMessage message, NotebookDocument notebook, NotebookCell cell, List<ClaimEntry> claims, string name)
    {
        var content = (JsonObject)message.Content.DeepClone();
        if (message.Type == "update_display_data")
        {
            var id = content["transient"]?["display_id"]?.ToString();
            if (id is not null) notebook.UpdateDisplay(id, (JsonObject)content["data"]!.DeepClone(), content["metadata"]?.DeepClone() as JsonObject);
            return;
        }
        if (ClaimMime.In(content) is { } claim) claims.Add(new ClaimEntry((JsonObject)claim.DeepClone(), name, cell.Id, cell.ExecutionCount ?? 0));
        content["output_type"] = message.Type;
        cell.AppendOutput(content);
    }

    private static JsonObject AsError(CellOutcome outcome) => new()
    {
        ["output_type"] = "error", ["ename"] = outcome.Name, ["evalue"] = outcome.Message, ["traceback"] = new JsonArray([.. outcome.Message.Split('\n').Select(l => (JsonNode)l)]),
    };

    /// <summary>Front ends count executions only where the notebook names its language.</summary>
    private static void NoteLanguage(NotebookDocument notebook)
    {
        if (notebook.Metadata["language_info"]?["name"] is null) notebook.Metadata["language_info"] = KernelInfo.Language();
    }
}
