using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Workbook.Kernel.Completion;
using Workbook.Kernel.Formatting;
using Workbook.Notebooks;

namespace Workbook.Kernel;

/// <summary>One session of cells: their variables, references and outputs. Cells run one after the other.</summary>
/// <remarks>Resetting a session means ending its process: what cells loaded cannot be unloaded without slowing all code in cells.</remarks>
internal sealed class CellSession : IDisposable
{
    private readonly string folder;
    private readonly SubmissionChain chain;
    private readonly CellReferences resolver;
    private readonly CellThread thread = new();
    private readonly ConcurrentDictionary<string, string[]> sources = new();
    private readonly Completer completer;
    private readonly Inspector inspector;
    private readonly Task warmUp;

    /// <param name="folder">What relative paths in cells are relative to: the notebook's folder.</param>
    public CellSession(string folder)
    {
        this.folder = folder;
        var context = new CellLoadContext();
        chain = new SubmissionChain(folder, context);
        resolver = new CellReferences(folder, context);
        completer = new Completer(chain, folder);
        inspector = new Inspector(chain);
        // The first cell takes a second to compile, whatever it says; while it does, the process answers other messages.
        warmUp = Task.Run(WarmUp);
    }

    /// <summary>Number of the latest cell that counts.</summary>
    public int ExecutionCount { get; private set; }

    /// <summary>Runs a cell.</summary>
    /// <param name="cell">Its text, and how it is to run.</param>
    /// <param name="send">Takes the cell's output messages, in order.</param>
    /// <returns>Null when the cell succeeded.</returns>
    public async Task<CellError?> Execute(CellRequest cell, Action<OutputMessage> send)
    {
        await warmUp;
        if (cell.IsCounted) ExecutionCount++;
        var output = new CellOutput($"Cell {ExecutionCount}", send) { Ask = cell.Ask };
        CellError? error = null;
        try
        {
            foreach (var part in CellDirectives.Split(cell.Code)) await RunPart(part, output, cell.IsSilent);
            if (output.FailedClaims.Count > 0) error = ClaimsFailed(output.FailedClaims);
        }
        catch (Exception e)
        {
            error = CellError.Of(e, Line);
        }
        NativeOutput.Flush();
        output.Flush();
        if (error is not null) output.Send(new OutputMessage("error", error.Content()));
        return error;
    }

    /// <summary>Evaluates an expression in the state that the cells have left, as front ends ask after a cell.</summary>
    /// <returns>What the protocol calls a user expression: the value as a display, or the error.</returns>
    public async Task<JsonObject> Evaluate(string expression, Action<OutputMessage> send)
    {
        var output = new CellOutput("expression", send);
        try
        {
            var (value, _) = await RunTree(SubmissionChain.Parse(expression, output.CellName), [], output);
            output.Flush();
            return new JsonObject { ["status"] = "ok", ["data"] = MimeBundle.Of(value), ["metadata"] = new JsonObject() };
        }
        catch (Exception e)
        {
            output.Flush();
            var content = CellError.Of(e, Line).Content();
            content["status"] = "error";
            return content;
        }
    }

    /// <summary>Stops the running cell in steps of growing force; see <see cref="CellThread.Interrupt"/>.</summary>
    /// <remarks>The warm-up is left alone: it is short, and every cell needs it.</remarks>
    public void Interrupt()
    {
        if (!warmUp.IsCompleted) return;
        thread.Interrupt(() => CellOutput.Current?.Write("stderr",
            "This cell cannot be stopped from inside its process (native code, or code that swallows every interruption). Restart the kernel to end it.\n"));
    }

    /// <summary>Whether a text could run as a cell, or still lacks its end.</summary>
    /// <returns><c>complete</c>, <c>incomplete</c> or <c>invalid</c>, as the protocol calls them.</returns>
    public static string Completeness(string code)
    {
        var tree = SubmissionChain.Parse(code, "cell");
        if (!SyntaxFactory.IsCompleteSubmission(tree)) return "incomplete";
        return tree.GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error) ? "invalid" : "complete";
    }

    /// <summary>What can stand at the cursor of an unfinished cell. Any thread may ask; a running cell goes on, and is not known yet.</summary>
    /// <param name="code">The cell as typed so far.</param>
    /// <param name="cursor">A position in UTF-16 units.</param>
    public Completions Complete(string code, int cursor)
    {
        warmUp.Wait();
        return completer.Complete(code, cursor);
    }

    /// <summary>What a tooltip says about the cursor's place, or null. Any thread may ask; a running cell goes on, and is not known yet.</summary>
    /// <param name="code">The cell as typed so far.</param>
    /// <param name="cursor">A position in UTF-16 units.</param>
    /// <param name="detail">0 for the essentials; 1 adds all other forms, remarks and examples.</param>
    public Inspection? Inspect(string code, int cursor, int detail)
    {
        warmUp.Wait();
        return inspector.Inspect(code, cursor, detail);
    }

    /// <summary>Two cells, because the second is the first that builds on another, as every later one does.</summary>
    private async Task WarmUp()
    {
        foreach (var code in (string[])["1 + 1", "2 + 2"])
            await RunPart(new CellPart("csharp", code, IsTimed: false, []), new CellOutput("warm-up", _ => { }), isSilent: false);
    }

    private async Task RunPart(CellPart part, CellOutput output, bool isSilent)
    {
        var watch = Stopwatch.StartNew();
        foreach (var import in part.Imports) await Import(import, output);
        if (part.Language == "csharp")
        {
            var (tree, requests) = CellDirectives.TakeReferences(part.Text, output.CellName);
            // Packages may take seconds to restore; the cell's thread stays free for an interrupt meanwhile.
            var references = requests.IsEmpty ? [] : await Task.Run(() => resolver.Resolve(requests));
            var (value, hasValue) = await RunTree(tree, references, output);
            if (hasValue && !isSilent && value is not DisplayedValue)
                output.Send(new OutputMessage("execute_result", new JsonObject
                {
                    ["data"] = MimeBundle.Of(value), ["metadata"] = new JsonObject(), ["execution_count"] = ExecutionCount,
                }));
        }
        else
        {
            output.Send(new OutputMessage("display_data", new JsonObject { ["data"] = OtherLanguages.Bundle(part.Language, part.Text), ["metadata"] = new JsonObject() }));
        }
        if (part.IsTimed)
            output.Send(new OutputMessage("display_data", new JsonObject
            {
                ["data"] = new JsonObject { ["text/plain"] = string.Create(CultureInfo.InvariantCulture, $"Wall time: {watch.Elapsed.TotalMilliseconds:0.###} ms") },
                ["metadata"] = new JsonObject(),
            }));
    }

    private async Task<(object? Value, bool HasValue)> RunTree(SyntaxTree tree, ImmutableArray<MetadataReference> references, CellOutput output)
    {
        sources[tree.FilePath] = tree.GetText().ToString().Split('\n');
        SubmissionChain.Submission? submission = null;
        var value = await thread.Run(cancellation =>
        {
            output.MakeCurrent();
            output.Cancellation = cancellation;
            submission = chain.Add(tree, references, cancellation);
            return submission.Start();
        });
        return (value, value is not null || submission!.HasValue.Value);
    }

    private async Task Import(string file, CellOutput output)
    {
        var path = Path.GetFullPath(Path.Combine(folder, file));
        if (!File.Exists(path)) throw new NotebookException($"#!import {file}: {path} does not exist. Paths are relative to the notebook's folder.");
        foreach (var (name, code) in ImportedCells.Of(path))
            foreach (var part in CellDirectives.Split(code).Where(p => p.Language == "csharp"))
            {
                foreach (var nested in part.Imports) await Import(Path.Combine(Path.GetDirectoryName(path)!, nested), output);
                var (tree, requests) = CellDirectives.TakeReferences(part.Text, name);
                await RunTree(tree, resolver.Resolve(requests), output);
            }
    }

    private string? Line(string cell, int number) =>
        sources.TryGetValue(cell, out var lines) && number >= 1 && number <= lines.Length ? lines[number - 1].TrimEnd('\r') : null;

    private static CellError ClaimsFailed(List<string> ids)
    {
        var message = $"{string.Join(", ", ids)} {(ids.Count == 1 ? "does" : "do")} not hold; the card above says what was measured.";
        return new CellError("ClaimFailed", message, [message]);
    }

    /// <inheritdoc/>
    public void Dispose() => thread.Dispose();
}
