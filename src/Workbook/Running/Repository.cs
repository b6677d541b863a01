namespace Workbook.Running;

/// <summary>Where things lie in the repository that a command works on.</summary>
/// <param name="Root">The repository's root folder.</param>
internal sealed record Repository(string Root)
{
    /// <summary>The environment variable through which the entry script says where the repository is.</summary>
    public const string RootVariable = "WORKBOOK_ROOT";

    /// <summary>The folder of the notebooks.</summary>
    public string Notebooks => Path.Combine(Root, "notebooks");

    /// <summary>Where a run writes unless it is told otherwise.</summary>
    public string RunOutput => Path.Combine(Root, "artifacts", "run");

    /// <summary>The repository that the entry script names, else the one around the current folder, else the current folder.</summary>
    public static Repository Find()
    {
        if (Environment.GetEnvironmentVariable(RootVariable) is { Length: > 0 } root) return new Repository(root);
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "RankCollapse.sln"))) return new Repository(folder.FullName);
        return new Repository(Environment.CurrentDirectory);
    }
}
