using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Workbook.Kernel.Formatting;
using Workbook.Notebooks;

namespace Workbook.Kernel;

/// <summary>What went wrong in a cell, in the reader's terms: the cell, its line, the line's text.</summary>
/// <param name="Name">The exception's type, or <c>CompilationError</c>.</param>
/// <param name="Message">One sentence.</param>
/// <param name="Traceback">The lines a front end prints.</param>
internal sealed partial record CellError(string Name, string Message, IReadOnlyList<string> Traceback)
{
    /// <summary>The error for an exception that a cell, or its compilation, ended with.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="lines">The text of a cell's line, from the cell's name and the line's number from 1; null when the cell is unknown.</param>
    public static CellError Of(Exception exception, Func<string, int, string?> lines) => exception switch
    {
        CompilationException compilation => OfCompilation(compilation, lines),
        CellInterruptedException => new("Interrupted", exception.Message, [exception.Message]),
        NotebookException => new("UsageError", exception.Message, [exception.Message]),
        _ => new(exception.GetType().Name, exception.Message, [.. Trace(exception, lines)]),
    };

    /// <summary>The three members that describe an error in the protocol's messages.</summary>
    public JsonObject Content() => new()
    {
        ["ename"] = Name, ["evalue"] = Message, ["traceback"] = new JsonArray([.. Traceback.Select(l => (JsonNode)l)]),
    };

    private static CellError OfCompilation(CompilationException compilation, Func<string, int, string?> lines)
    {
        var traceback = new List<string>();
        foreach (var error in compilation.Errors)
        {
            var span = error.Location.GetMappedLineSpan();
            var at = span.StartLinePosition;
            traceback.Add($"{span.Path}, line {at.Line + 1}, column {at.Character + 1}: error {error.Id}: {error.GetMessage()}");
            if (lines(span.Path, at.Line + 1) is not { } text) continue;
            traceback.Add("    " + text);
            traceback.Add("    " + new string(' ', at.Character) + "^");
        }
        return new("CompilationError", compilation.Message, traceback);
    }

    private static IEnumerable<string> Trace(Exception exception, Func<string, int, string?> lines)
    {
        yield return $"{TypeName.Of(exception.GetType())}: {exception.Message}";
        foreach (var line in Frames(exception, lines)) yield return line;
        if (exception.InnerException is { } inner)
        {
            yield return "caused by";
            foreach (var line in Trace(inner, lines)) yield return line;
        }
    }

    private static IEnumerable<string> Frames(Exception exception, Func<string, int, string?> lines)
    {
        // The frames below the lowest one of a cell are the kernel's own and say nothing to the reader.
        var frames = new StackTrace(exception, fNeedFileInfo: true).GetFrames();
        var last = Array.FindLastIndex(frames, IsSubmission);
        foreach (var frame in frames.Take(last + 1))
        {
            if (frame.GetMethod() is not { } method || IsPlumbing(method)) continue;
            // The compiler puts the notebook's folder before a cell's name; folders say nothing to the reader either.
            var (file, line) = (Path.GetFileName(frame.GetFileName()), frame.GetFileLineNumber());
            if (file is null)
            {
                yield return $"   at {Readable(method)}";
                continue;
            }
            yield return $"   at {Readable(method)} in {file}, line {line}";
            if (lines(file, line) is { } text) yield return $"        {text.Trim()}";
        }
    }

    private static bool IsSubmission(StackFrame frame) =>
        frame.GetMethod()?.DeclaringType?.Assembly.GetName().Name?.StartsWith("cell-", StringComparison.Ordinal) == true;

    private static bool IsPlumbing(System.Reflection.MethodBase method) =>
        method.DeclaringType?.Namespace is "System.Runtime.CompilerServices" or "System.Runtime.ExceptionServices"
        || method.DeclaringType?.FullName is "System.ThrowHelper";

    private static string Readable(System.Reflection.MethodBase method)
    {
        var type = method.DeclaringType?.FullName ?? "";
        var name = method.Name == "MoveNext" ? StateMachine().Match(type) is { Success: true } m ? m.Groups[1].Value : method.Name : method.Name;
        if (GeneratedName().Match(name) is { Success: true } generated)
            name = generated.Groups[2].Length > 0 ? generated.Groups[2].Value : generated.Groups[1].Value is "<Initialize>" ? "a lambda" : $"a lambda in {generated.Groups[1].Value}";
        if (name is "<Initialize>" or "Initialize") return "the cell";
        var owner = ScriptPrefix().Replace(type, "").Split('<')[0].TrimEnd('.', '+').Replace('+', '.');
        var parameters = method.Name == "MoveNext" ? "" : string.Join(", ", method.GetParameters().Select(p => $"{TypeName.Of(p.ParameterType)} {p.Name}"));
        return $"{(owner.Length > 0 ? owner + "." : "")}{name}({parameters})";
    }

    /// <summary>An async method's name inside the name of its state machine, as in <c>Script+&lt;Inner&gt;d__3</c>.</summary>
    [GeneratedRegex(@"<((?:<[^>]*>)?[^<>]*)>d__\d+$")]
    private static partial Regex StateMachine();

    /// <summary>A lambda (<c>&lt;Outer&gt;b__0</c>) or a local function (<c>&lt;Outer&gt;g__Name|0_0</c>).</summary>
    [GeneratedRegex(@"^<(<?[^>]*>?)>(?:b__|g__([^|]+)\|)")]
    private static partial Regex GeneratedName();

    [GeneratedRegex(@"^Script\+?")]
    private static partial Regex ScriptPrefix();
}
