using System.Text.Json.Nodes;

namespace Workbook.Notebooks;

/// <summary>In which language a notebook and each of its cells is written, by the rules that VS Code and Polyglot Notebooks follow.</summary>
internal static class NotebookLanguage
{
    /// <summary>The language id of C#, as VS Code writes it.</summary>
    public const string CSharp = "csharp";

    /// <summary>The kernelspec that a notebook of this workbook carries.</summary>
    public const string KernelName = ".net-csharp";

    private const string SuggestedKernel =
        "\"kernelspec\": {\"display_name\": \".NET (C#)\", \"language\": \"C#\", \"name\": \".net-csharp\"}";

    /// <summary>Names that say "a .NET notebook" but not in which language; the default is meant.</summary>
    private static readonly string[] Unspecific = ["polyglot-notebook", "dotnet-interactive", ".net"];

    /// <summary>The language of the cells that do not name one: always C#, because <see cref="RequireCSharp"/> let the notebook pass.</summary>
    /// <param name="cellMetadata">Metadata of one code cell. VS Code's choice wins over what Polyglot Notebooks wrote.</param>
    public static string OfCell(JsonObject cellMetadata) =>
        Specific(Text(cellMetadata, "vscode", "languageId"))
        ?? Specific(Text(cellMetadata, "polyglot_notebook", "kernelName"))
        ?? Specific(Text(cellMetadata, "dotnet_interactive", "language"))
        ?? CSharp;

    /// <summary>Lower case, and one id for the two ways to write C#.</summary>
    public static string Normalize(string language) => language.Trim().ToLowerInvariant() switch
    {
        "c#" => CSharp,
        var other => other,
    };

    /// <summary>Refuses a notebook that names no kernel, or the kernel of another language.</summary>
    /// <exception cref="NotebookException">It is not a C# notebook.</exception>
    public static void RequireCSharp(JsonObject metadata, string notebook)
    {
        if (metadata["kernelspec"] is not JsonObject kernel || (Text(kernel, "name") ?? Text(kernel, "language")) is null)
            throw new NotebookException(
                $"'{notebook}' has no kernelspec, so its language is unknown. Add {SuggestedKernel} to its metadata, "
                + "or choose the kernel '.NET (C#)' in the editor and save.");
        var name = Text(kernel, "name") ?? "";
        var language = Text(kernel, "language")
            ?? (name == KernelName ? CSharp : Text(metadata, "language_info", "name") ?? name);
        if ((Specific(language) ?? DefaultOfPolyglot(metadata)) == CSharp)
            return;
        throw new NotebookException(
            $"'{notebook}' is a notebook in {Display(language)} (kernelspec '{name}'); this workbook runs C# notebooks. "
            + "Open it with a kernel of its own language, or rewrite its cells in C# and choose the kernel '.NET (C#)'.");
    }

    /// <summary>Metadata of a new notebook; the exact form that VS Code needs to colour cells and to count executions.</summary>
    public static JsonObject NewMetadata() => new()
    {
        ["kernelspec"] = new JsonObject { ["display_name"] = ".NET (C#)", ["language"] = "C#", ["name"] = KernelName },
        ["language_info"] = new JsonObject { ["name"] = CSharp },
    };

    private static string DefaultOfPolyglot(JsonObject metadata) =>
        Normalize(Text(metadata, "polyglot_notebook", "kernelInfo", "defaultKernelName") ?? CSharp);

    private static string? Specific(string? language) =>
        language is null || Unspecific.Contains(Normalize(language)) ? null : Normalize(language);

    private static string Display(string language) =>
        language.Length == 0 ? "an unknown language" : char.ToUpperInvariant(language[0]) + language[1..];

    private static string? Text(JsonObject node, params ReadOnlySpan<string> path)
    {
        JsonNode? at = node;
        foreach (var key in path)
            at = (at as JsonObject)?[key];
        return JsonStrings.IsString(at) && JsonStrings.Read(at!.AsValue()) is { Length: > 0 } text ? text : null;
    }
}
