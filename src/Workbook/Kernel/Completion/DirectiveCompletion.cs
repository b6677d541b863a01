using System.Collections.Immutable;

namespace Workbook.Kernel.Completion;

/// <summary>Completes the lines that start with <c>#</c>: the kernel's directives, the compiler's, and the files they name.</summary>
internal static class DirectiveCompletion
{
    private static readonly ImmutableArray<string> Compilers =
        ["#r", "#load", "#if", "#elif", "#else", "#endif", "#define", "#region", "#endregion", "#nullable", "#pragma", "#line", "#error", "#warning"];

    private static readonly ImmutableArray<string> All =
        [.. CellDirectives.Languages.Select(l => "#!" + l), "#!time", "#!import", .. Compilers];

    /// <param name="directive">The line from its <c>#</c> to the cursor.</param>
    /// <param name="cursor">Where the cursor stands, in UTF-16 units.</param>
    /// <param name="folder">What relative paths are relative to.</param>
    public static Completions Of(string directive, int cursor, string folder)
    {
        if (!directive.Any(char.IsWhiteSpace))
            return new Completions(cursor - directive.Length, cursor, [.. All.Where(d => Matches(d, directive)).Select(d => new CompletionItem(d, "keyword", ""))]);
        var space = directive.TakeWhile(c => !char.IsWhiteSpace(c)).Count();
        var (command, argument) = (directive[..space], directive[space..].TrimStart());
        var isQuoted = argument.StartsWith('"');
        if (isQuoted) argument = argument[1..];
        if (argument.Contains('"')) return Completions.None(cursor);
        var items = command switch
        {
            "#r" when isQuoted => [.. Files(folder, argument, ".dll"), .. Assemblies(argument)],
            "#load" when isQuoted => Files(folder, argument, ".cs", ".csx"),
            "#!import" => Files(folder, argument, ".ipynb", ".cs", ".csx", ".dib"),
            _ => [],
        };
        return new Completions(cursor - argument.Length, cursor, items);
    }

    private static ImmutableArray<CompletionItem> Assemblies(string typed) =>
    [
        .. new[] { "nuget: " }.Concat(FrameworkReferences.Names).Where(name => typed.Length > 0 || name == "nuget: ")
            .Where(name => Matches(name, typed)).Order(StringComparer.Ordinal).Select(name => new CompletionItem(name, "reference", "")),
    ];

    private static ImmutableArray<CompletionItem> Files(string folder, string typed, params string[] endings)
    {
        var at = typed.LastIndexOf('/') + 1;
        try
        {
            var directory = new DirectoryInfo(Path.Combine(folder, typed[..at]));
            if (!directory.Exists) return [];
            return
            [
                .. directory.EnumerateFileSystemInfos()
                    .Where(f => !f.Name.StartsWith('.') && Matches(f.Name, typed[at..]) && (f is DirectoryInfo || endings.Contains(f.Extension)))
                    .OrderBy(f => f.Name, StringComparer.Ordinal)
                    .Select(f => new CompletionItem(typed[..at] + f.Name + (f is DirectoryInfo ? "/" : ""), f is DirectoryInfo ? "folder" : "file", "")),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // A folder that cannot be read has nothing to suggest.
            return [];
        }
    }

    private static bool Matches(string text, string typed) => text.StartsWith(typed, StringComparison.OrdinalIgnoreCase);
}
