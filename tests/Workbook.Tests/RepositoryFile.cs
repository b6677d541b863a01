using System.Reflection;

namespace Workbook.Tests;

/// <summary>Files of the repository that these tests are built from.</summary>
internal static class RepositoryFile
{
    private static readonly string Root = typeof(RepositoryFile).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Repository").Value!;

    public static string At(params string[] path) => Path.GetFullPath(Path.Combine([Root, .. path]));
}
