using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Mutations;

/// <summary>Copies of the built test programs in which the library can be exchanged.</summary>
internal sealed partial class TestBed : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    private readonly string folder;

    /// <summary>Copies the programs to a place below the repository, from where they find its data.</summary>
    /// <param name="root">The repository, built.</param>
    public TestBed(string root)
    {
        folder = Path.Combine(root, "artifacts", $"mutate-{Guid.NewGuid():N}");
        foreach (var program in (string[])["RankCollapse.Tests", "RankCollapse.Models.Tests"])
        {
            var from = Path.Combine(root, "artifacts", "bin", program, "release");
            foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
            {
                var to = Path.Combine(folder, program, Path.GetRelativePath(from, file));
                Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                File.Copy(file, to);
            }
        }
    }

    /// <summary>Tests a library: the topic's own tests first, then all of the library's, then all of the models'.</summary>
    /// <param name="write">Writes the library to a path; says whether it could.</param>
    /// <param name="topic">The topic whose tests come first.</param>
    /// <returns>The first test that failed; nothing when all passed.</returns>
    public string? FirstFailure(Func<string, bool> write, string topic)
    {
        var library = Path.Combine(folder, "RankCollapse.dll");
        if (!write(library)) return "the compiler";
        return Run("RankCollapse.Tests", library, "-namespace", $"RankCollapse.Tests.Theory.{topic}")
            ?? Run("RankCollapse.Tests", library)
            ?? Run("RankCollapse.Models.Tests", library);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string? Run(string program, string library, params string[] arguments)
    {
        File.Copy(library, Path.Combine(folder, program, "RankCollapse.dll"), overwrite: true);
        var start = new ProcessStartInfo("dotnet", [Path.Combine(folder, program, program + ".dll"), "-stopOnFail", "-noColor", .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        _ = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            return "the time limit";
        }
        if (process.ExitCode == 0) return null;
        return Failed().Match(output.Result) is { Success: true } test ? test.Groups[1].Value : $"exit {process.ExitCode}";
    }

    [GeneratedRegex(@"^\s+RankCollapse\.(?:Models\.)?Tests\.(\S.*?) \[FAIL\]", RegexOptions.Multiline)]
    private static partial Regex Failed();
}
