using System.Text.Json;
using System.Text.Json.Nodes;
using RankCollapse.Claims;

namespace RankCollapse.Tests.Claims;

public sealed class LedgerRecordTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ledger-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static ClaimQuestion About(string statement, ClaimKind kind = ClaimKind.Theorem) =>
        Claim.That($"record-test/{statement}", Papers.Masks, "A < B").IsA(kind, Basis.DerivedHere);

    /// <summary>A notebook whose cells have run and hold the claims, one each.</summary>
    private void Save(string name, params Claim[] claims) => File.WriteAllText(Path.Combine(folder, name + ".ipynb"), new JsonObject
    {
        ["cells"] = new JsonArray([Text(), .. claims.Select((c, i) => (JsonNode)new JsonObject
        {
            ["cell_type"] = "code", ["id"] = $"cell{i}", ["execution_count"] = i + 1,
            ["outputs"] = new JsonArray(new JsonObject { ["output_type"] = "display_data", ["data"] = new JsonObject { ["application/vnd.rankcollapse.claim+json"] = Node(c) } }),
        })]),
    }.ToJsonString());

    private static JsonObject Text() => new() { ["cell_type"] = "markdown", ["id"] = "text", ["source"] = "Words" };

    private static JsonNode Node(Claim claim) => JsonNode.Parse(JsonSerializer.Serialize(claim))!;

    private string Run(params (Claim Claim, string Notebook)[] claims)
    {
        var path = Path.Combine(folder, "claims.json");
        File.WriteAllText(path, new JsonObject
        {
            ["claims"] = new JsonArray([.. claims.Select(c =>
            {
                var node = Node(c.Claim).AsObject();
                (node["notebook"], node["cell"], node["cell_number"]) = (c.Notebook, "cell9", 9);
                return (JsonNode)node;
            })]),
        }.ToJsonString());
        return path;
    }

    [Fact]
    public void What_is_read_is_what_was_claimed()
    {
        Claim[] claims =
        [
            About("number").Measures(0.25).IsNear(0.3, 0.1, why: "w"), About("interval").Measures(0.25).IsBetween(0, 1.5, why: "w"), About("count").Measures(4).Is(4, why: "w"),
            About("fact").Measures(true).Is(false, why: "w"), About("word").Measures("B").Is("B", why: "w"), About("nan").Measures(double.NaN).IsAtMost(1, why: "w"),
            About("infinite").Measures(double.NegativeInfinity).IsAtMost(1, why: "w"),
        ];
        Save("04-notebook", claims);
        var record = LedgerRecord.OfNotebooks(folder);
        // A number that happens to be whole comes back as a count: the text is what a reader compares.
        Assert.Equal(claims.Select(c => c.ToString()), record.Claims.Select(c => c.Claim.ToString()));
        Assert.Equal(claims.Select(c => (c.Kind, c.Basis, c.Why, c.Holds)), record.Claims.Select(c => (c.Claim.Kind, c.Claim.Basis, c.Claim.Why, c.Claim.Holds)));
        Assert.Equal("04 [3]", record.Claims[2].Place);
        Assert.Equal("04-notebook.ipynb#cell-id=cell2", record.Claims[2].Link);
        Assert.DoesNotContain(Ledger.Session.Claims, c => ReferenceEquals(c, record.Claims[0].Claim));
    }

    [Fact]
    public void What_a_run_found_stands_in_place_of_what_was_stored()
    {
        Save("04-a", About("one").Measures(1).Is(1, why: "w"), About("two").Measures(2).Is(2, why: "w"));
        Save("05-b", About("three").Measures(3).Is(3, why: "w"));
        var record = LedgerRecord.OfNotebooks(folder).With(LedgerRecord.OfRun(Run((About("one").Measures(7).Is(1, why: "w"), "04-a"))));
        Assert.Equal(["record-test/two", "record-test/one", "record-test/three"], record.Claims.Select(c => c.Claim.Id));
        Assert.False(record.Claims[1].Claim.Holds);
        Assert.Equal([(ClaimKind.Theorem, 2, 3)], record.Counts.Select(c => (c.Kind, c.Holding, c.Total)));
    }

    [Fact]
    public void A_listed_claim_that_nobody_made_is_named()
    {
        Save("04-a", About("made").Measures(1).Is(1, why: "w"));
        var list = Path.Combine(folder, "claims.txt");
        File.WriteAllLines(list, ["# made and not made", "", "record-test/made   04-a", "record-test/lost   04-a"]);
        Assert.Equal(["record-test/lost"], LedgerRecord.OfNotebooks(folder).MissingOf(list));
    }

    [Fact]
    public void Errata_and_findings_beyond_the_papers_are_lists_of_their_own()
    {
        Save("04-a", About("e", ClaimKind.Erratum).Measures(1).Is(1, why: "w"), About("b", ClaimKind.Beyond).Measures(1).Is(1, why: "w"), About("t").Measures(1).Is(1, why: "w"));
        var record = LedgerRecord.OfNotebooks(folder);
        Assert.Equal("record-test/e", Assert.Single(record.Errata).Claim.Id);
        Assert.Equal("record-test/b", Assert.Single(record.Beyond).Claim.Id);
    }

    [Fact]
    public void A_damaged_file_is_named_with_the_remedy()
    {
        File.WriteAllText(Path.Combine(folder, "04-a.ipynb"), """{"cells": [{"id": "a", "outputs": [{"data": {"application/vnd.rankcollapse.claim+json": {"id": "a/b"}}}]}]}""");
        var error = Assert.Throws<JsonException>(() => LedgerRecord.OfNotebooks(folder));
        Assert.Contains("04-a.ipynb does not hold the claims of a run: A claim has no paper", error.Message, StringComparison.Ordinal);
        Assert.Contains("./workbook run --save", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.25, 1.0, 0.75)]
    [InlineData(-2.0, 1.0, 1.0)]
    [InlineData(1.0, 1.0, 0.0)]
    [InlineData(1.5, 1.0, -0.5)]
    [InlineData(7.0, 1.0, -1.0)]
    [InlineData(-4.0, -1.0, 0.75)]
    [InlineData(0.5, -1.0, -1.0)]
    [InlineData(0.5, 0.0, null)]
    public void The_margin_to_an_upper_bound_is_the_share_of_room_that_is_left(double measured, double bound, double? margin)
    {
        Assert.Equal(margin, ClaimMargin.Of(About("at-most").Measures(measured).IsAtMost(bound, why: "w")));
        Assert.Equal(margin, ClaimMargin.Of(About("at-least").Measures(-measured).IsAtLeast(-bound, why: "w")));
    }

    [Fact]
    public void A_margin_is_0_at_both_ends_of_an_interval_and_at_a_full_tolerance_and_nothing_for_exact_relations()
    {
        Assert.Equal(0, ClaimMargin.Of(About("between").Measures(2.0).IsBetween(1, 2, why: "w")));
        Assert.Equal(1, ClaimMargin.Of(About("middle").Measures(1.5).IsBetween(1, 2, why: "w")));
        Assert.Equal(0.25, ClaimMargin.Of(About("near").Measures(2.75).IsNear(2, 1, why: "w")));
        Assert.Null(ClaimMargin.Of(About("exact").Measures(2).Is(2, why: "w")));
        Assert.Null(ClaimMargin.Of(About("nan").Measures(double.NaN).IsNear(2, 1, why: "w")));
    }

    [Fact]
    public void The_table_escapes_words_and_carries_what_its_filters_need()
    {
        Save("04-a", About("t").Measures(1.0).IsAtMost(2, why: "w"));
        var html = LedgerRecordTable.Html(LedgerRecord.OfNotebooks(folder));
        Assert.Contains("A &lt; B", html, StringComparison.Ordinal);
        Assert.Contains("<tr data-paper=\"wu2024\" data-kind=\"theorem\" data-basis=\"derived here\" data-verdict=\"holds\">", html, StringComparison.Ordinal);
        Assert.Contains("<option>theorem</option>", html, StringComparison.Ordinal);
    }
}
