using System.Diagnostics;

namespace TorchSharp.Tests.Native;

/// <summary>The script that compiles the shim, asked from outside.</summary>
public class BuildScriptTests : IDisposable
{
    private static readonly string Root = FindRoot();
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "RankCollapse.sln"))) return at.FullName;
        }
        throw new DirectoryNotFoundException("The tests run outside of the repository.");
    }

    private static (int Exit, string Error) Build(string output, string libtorch = "", string compiler = "g++")
    {
        var start = new ProcessStartInfo(Path.Combine(Root, "src", "TorchSharp", "native", "build"), [output]) { RedirectStandardError = true, RedirectStandardOutput = true };
        (start.Environment["LIBTORCH"], start.Environment["CXX"]) = (libtorch, compiler);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, error);
    }

    [Fact]
    public void What_is_up_to_date_is_not_built_again()
    {
        // What the build of these tests left there, copied: building takes a quarter of a minute.
        var built = Path.Combine(Root, "artifacts", "native");
        foreach (var file in (string[])["libTorchShim.so", ".stamp"]) File.Copy(Path.Combine(built, file), Path.Combine(folder, file));
        var before = File.GetLastWriteTimeUtc(Path.Combine(folder, "libTorchShim.so"));
        Assert.Equal((0, ""), Build(folder));
        Assert.Equal(before, File.GetLastWriteTimeUtc(Path.Combine(folder, "libTorchShim.so")));
    }

    [Fact]
    public void Another_libtorch_or_other_sources_are_built_anew_and_a_failing_compiler_leaves_the_old_shim()
    {
        foreach (var file in (string[])["libTorchShim.so", ".stamp"]) File.Copy(Path.Combine(Root, "artifacts", "native", file), Path.Combine(folder, file));
        File.WriteAllText(Path.Combine(folder, ".stamp"), "of another libtorch");
        var (exit, _) = Build(folder, compiler: "false");
        Assert.NotEqual(0, exit);
        Assert.Equal(new FileInfo(Path.Combine(Root, "artifacts", "native", "libTorchShim.so")).Length, new FileInfo(Path.Combine(folder, "libTorchShim.so")).Length);
        Assert.Equal("of another libtorch", File.ReadAllText(Path.Combine(folder, ".stamp")));
    }

    [Fact]
    public void A_folder_that_is_no_libtorch_and_a_missing_compiler_are_named_with_the_remedy()
    {
        var (missing, wordsMissing) = Build(folder, libtorch: Path.Combine(folder, "nowhere"));
        Assert.Equal(2, missing);
        Assert.Contains("nowhere; there is no such folder. Point it to a libtorch or to site-packages/torch.", wordsMissing);
        var (empty, wordsEmpty) = Build(folder, libtorch: folder);
        Assert.Equal(3, empty);
        Assert.Contains("No libtorch under " + folder + ". Debian and Ubuntu: apt-get install libtorch-dev libopenblas0-pthread.", wordsEmpty);
        var (compiler, wordsCompiler) = Build(folder, compiler: "no-such-compiler");
        Assert.Equal(3, compiler);
        Assert.Contains("no-such-compiler is not on the PATH. Install g++, or name another with CXX.", wordsCompiler);
    }
}
