using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Workbook.Running;

namespace Workbook.Tests.Notebooks;

/// <summary>The form that all notebooks of the workbook share.</summary>
public class PublishedNotebooksTests
{
    private static readonly string[] Arc = ["Claim", "Picture", "What is what", "Theorem", "Parameters", "Experiment", "Check", "Where it breaks", "Try it yourself", "Still open"];

    private static readonly string[] Paths = [.. Directory.GetFiles(RepositoryFile.At("notebooks"), "*.ipynb").Order(StringComparer.Ordinal)];

    public static TheoryData<string> Names => [.. Paths.Select(p => Path.GetFileName(p))];

    private static JsonObject[] Cells(string name) =>
        [.. JsonNode.Parse(File.ReadAllText(RepositoryFile.At("notebooks", name)))!["cells"]!.AsArray().Select(c => c!.AsObject())];

    private static string Source(JsonObject cell) => string.Concat(cell["source"]!.AsArray().Select(l => l!.GetValue<string>()));

    private static string Text(string name) => string.Join("\n", Cells(name).Where(c => (string?)c["cell_type"] == "markdown").Select(Source));

    [Theory, MemberData(nameof(Names))]
    public void It_is_executed_below_a_megabyte_and_its_cells_have_at_most_25_lines(string name)
    {
        Assert.InRange(new FileInfo(RepositoryFile.At("notebooks", name)).Length, 1, 1 << 20);
        foreach (var cell in Cells(name).Where(c => (string?)c["cell_type"] == "code"))
        {
            Assert.InRange(Source(cell).Split('\n').Length, 1, 25);
            Assert.NotNull(cell["execution_count"]);
            Assert.DoesNotContain(cell["outputs"]!.AsArray(), o => (string?)o!["output_type"] == "error");
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void It_follows_the_arc(string name)
    {
        var headings = Regex.Matches(Text(name), @"^## (.+)$", RegexOptions.Multiline).Select(m => m.Groups[1].Value.Trim()).ToList();
        Assert.Equal(Arc, headings.Where(Arc.Contains).Distinct());
    }

    [Theory, MemberData(nameof(Names))]
    public void It_links_to_the_next_and_to_files_that_exist(string name)
    {
        var links = Regex.Matches(Text(name), @"\]\(([^)#\s]+)[^)]*\)").Select(m => m.Groups[1].Value).Where(l => !l.Contains("://", StringComparison.Ordinal)).ToList();
        foreach (var link in links) Assert.True(File.Exists(RepositoryFile.At("notebooks", link)), $"{name} links to {link}, which does not exist.");
        var place = Array.FindIndex(Paths, p => Path.GetFileName(p) == name);
        if (place + 1 < Paths.Length) Assert.Contains(Path.GetFileName(Paths[place + 1]), links);
    }

    [Fact]
    public void Every_notebook_is_reachable_from_the_first()
    {
        var first = Path.GetFileName(Paths[0]);
        Assert.All(Paths.Skip(1), path => Assert.Contains(Path.GetFileName(path), Text(first)));
    }

    [Fact]
    public void The_stored_claims_are_those_that_are_listed_and_all_hold()
    {
        var list = ClaimList.Read(RepositoryFile.At("notebooks"))!;
        foreach (var name in Paths.Select(p => Path.GetFileName(p)))
        {
            var claims = Cells(name).SelectMany(c => c["outputs"]?.AsArray() ?? []).Select(o => o!["data"]?["application/vnd.rankcollapse.claim+json"]).OfType<JsonObject>()
                .Select(c => new ClaimEntry(c, name, "", 0)).ToList();
            Assert.Empty(list.Differences(Path.GetFileNameWithoutExtension(name), claims));
            Assert.All(claims, c => Assert.True(c.Holds, c.Id));
        }
    }
}
