using System.Text.RegularExpressions;
using Workbook.Tests.Kernel;

namespace Workbook.Tests;

/// <summary>What the README shows is true.</summary>
public class ReadmeTests
{
    private static readonly string Text = File.ReadAllText(RepositoryFile.At("README.md"));

    [Fact]
    public void Its_programs_run_one_after_the_other_in_a_kernel()
    {
        Assert.SkipUnless(File.Exists(RepositoryFile.At("artifacts", "lib", "RankCollapse.Models.dll")), "the libraries are not published (./workbook claims)");
        using var kernel = new KernelClient();
        Assert.Equal("ok", kernel.Run($"#r \"{RepositoryFile.At("artifacts", "lib", "RankCollapse.Models.dll")}\"\nusing RankCollapse.Claims;").Status);
        var programs = Regex.Matches(Text, "```csharp\n(.*?)```", RegexOptions.Singleline).Select(m => m.Groups[1].Value).ToList();
        Assert.Equal(3, programs.Count);
        // The second has a `random` and a `run` of its own: each program is written for a file of its own.
        var outputs = programs.Select(p => kernel.Run(p)).ToList();
        Assert.All(outputs, answer => Assert.True(answer.Status == "ok", answer.Status == "ok" ? "" : answer.Traceback));
        Assert.StartsWith("32\n0.99917", outputs[0].Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_links_and_pictures_exist()
    {
        var links = Regex.Matches(Text, @"\]\(([^)#\s]+)[^)]*\)").Select(m => m.Groups[1].Value).Where(l => !l.Contains("://", StringComparison.Ordinal));
        Assert.All(links, link => Assert.True(File.Exists(RepositoryFile.At(link)) || Directory.Exists(RepositoryFile.At(link)), $"{link} does not exist."));
    }

    [Fact]
    public void The_gallery_shows_what_the_notebooks_show()
    {
        foreach (var picture in Directory.GetFiles(RepositoryFile.At("docs", "gallery"), "*.png"))
        {
            var notebook = Directory.GetFiles(RepositoryFile.At("notebooks"), Path.GetFileName(picture)[..2] + "-*.ipynb").Single();
            Assert.True(File.ReadAllText(notebook).Contains(Convert.ToBase64String(File.ReadAllBytes(picture)), StringComparison.Ordinal), $"{picture} is no picture of {notebook}. Take it anew.");
        }
    }

    [Fact]
    public void Its_counts_of_claims_are_those_of_the_list()
    {
        var listed = File.ReadAllLines(RepositoryFile.At("notebooks", "claims.txt")).Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1][..2]).ToList();
        foreach (var row in Regex.Matches(Text, @"^\| .*\[\d\d\]\(notebooks.*, (\d+) claims \|$", RegexOptions.Multiline).Cast<Match>())
        {
            var notebooks = Regex.Matches(row.Value, @"\[(\d\d)\]\(notebooks").Select(m => m.Groups[1].Value).ToHashSet();
            Assert.Equal(int.Parse(row.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), listed.Count(notebooks.Contains));
        }
        Assert.Contains($"{listed.Count} claims", Text, StringComparison.Ordinal);
    }
}
