using System.Text.Json;
using System.Text.Json.Nodes;
using RankCollapse.Claims;

namespace RankCollapse.Tests.Claims;

public class ClaimTest
{
    private static ClaimQuestion About(string statement) =>
        Claim.That($"claim-test/{statement}", Papers.Masks, "A statement").IsA(ClaimKind.Theorem, Basis.DerivedHere);

    [Theory]
    [InlineData(0.97, true)]
    [InlineData(1.0, true)]
    [InlineData(1.0000001, false)]
    [InlineData(double.PositiveInfinity, false)]
    [InlineData(double.NaN, false)]
    public void At_most_holds_up_to_the_bound(double measured, bool holds) =>
        Assert.Equal(holds, About("at-most").Measures(measured).IsAtMost(1, why: "theorem").Holds);

    [Theory]
    [InlineData(1.0, true)]
    [InlineData(0.9999999, false)]
    [InlineData(double.NaN, false)]
    public void At_least_holds_from_the_bound(double measured, bool holds) =>
        Assert.Equal(holds, About("at-least").Measures(measured).IsAtLeast(1, why: "theorem").Holds);

    [Theory]
    [InlineData(2.5, true)]
    [InlineData(1.5, true)]
    [InlineData(2.51, false)]
    [InlineData(double.NaN, false)]
    public void Near_holds_within_the_tolerance(double measured, bool holds) =>
        Assert.Equal(holds, About("near").Measures(measured).IsNear(2, 0.5, why: "five standard errors").Holds);

    [Theory]
    [InlineData(1.0, true)]
    [InlineData(2.0, true)]
    [InlineData(2.1, false)]
    [InlineData(double.NaN, false)]
    public void Between_holds_in_the_closed_interval(double measured, bool holds) =>
        Assert.Equal(holds, About("between").Measures(measured).IsBetween(1, 2, why: "theorem").Holds);

    [Fact]
    public void Counts_facts_and_words_are_compared_exactly()
    {
        Assert.True(About("count").Measures(4).Is(4, why: "exact").Holds);
        Assert.False(About("count-not").Measures(5).Is(4, why: "exact").Holds);
        Assert.True(About("count-at-most").Measures(4).IsAtMost(4, why: "exact").Holds);
        Assert.False(About("count-at-least").Measures(4).IsAtLeast(5, why: "exact").Holds);
        Assert.False(About("fact").Measures(true).Is(false, why: "exact").Holds);
        Assert.True(About("word").Measures("rank one").Is("rank one", why: "exact").Holds);
        Assert.False(About("word-not").Measures("Rank one").Is("rank one", why: "exact").Holds);
    }

    [Fact]
    public void A_measurement_that_is_not_a_number_says_so()
    {
        var claim = About("nan").Measures(double.NaN).IsAtMost(1, why: "theorem");
        Assert.Equal("DOES NOT HOLD: claim-test/nan, A statement: measured NaN, which is not a number and so cannot be at most 1", claim.ToString());
    }

    [Fact]
    public void A_claim_prints_as_one_line()
    {
        var claim = About("line").Measures(0.12345678).IsNear(0.125, 0.002, why: "two standard errors");
        Assert.Equal("holds: claim-test/line, A statement: measured 0.123457, predicted near 0.125 within 0.002", claim.ToString());
    }

    [Fact]
    public void The_record_has_the_names_of_the_ledger_in_order()
    {
        var claim = About("json").Measures(0.5).IsNear(0.25, 0.1, why: "λ ≤ 1");
        Assert.Equal(
            """{"id":"claim-test/json","paper":"wu2024","statement":"A statement","kind":"theorem","basis":"derived here","predicted":0.25,"relation":"near","measured":0.5,"tolerance":0.1,"why":"λ ≤ 1","holds":false}""",
            JsonSerializer.Serialize(claim));
    }

    [Fact]
    public void Json_writes_intervals_as_pairs_and_what_is_not_a_number_as_a_word()
    {
        JsonNode Json(Claim claim) => JsonNode.Parse(JsonSerializer.Serialize(claim))!;
        Assert.Equal("[1,2]", Json(About("pair").Measures(1.5).IsBetween(1, 2, why: "w"))["predicted"]!.ToJsonString());
        Assert.Equal("NaN", Json(About("nan-json").Measures(double.NaN).IsBetween(1, 2, why: "w"))["measured"]!.GetValue<string>());
        Assert.True(Json(About("fact-json").Measures(true).Is(true, why: "w"))["measured"]!.GetValue<bool>());
        Assert.Equal(7, Json(About("count-json").Measures(7).Is(7, why: "w"))["measured"]!.GetValue<int>());
    }

    [Fact]
    public void The_words_of_kind_and_basis_are_those_of_the_ledger()
    {
        Assert.Equal(["theorem", "counterexample", "experiment", "erratum", "beyond"], Enum.GetValues<ClaimKind>().Select(k => k.Word()));
        Assert.Equal(["proved in the paper", "derived here", "observed"], Enum.GetValues<Basis>().Select(b => b.Word()));
    }

    [Fact]
    public void The_card_says_the_verdict_in_words_and_colour_and_escapes_what_it_shows()
    {
        var holds = ClaimCard.Html(About("card").Measures(1.0).IsAtMost(2, why: "because 1 < 2 & so on"));
        var fails = ClaimCard.Html(About("card-fails").Measures(3.0).IsAtMost(2, why: "theorem"));
        Assert.Contains($"border-left:6px solid {ClaimCard.Green}", holds);
        Assert.Contains(">holds</b>", holds);
        Assert.Contains("because 1 &lt; 2 &amp; so on", holds);
        Assert.Contains("theorem, derived here; Wu et al. 2024", holds);
        Assert.Contains($"border-left:6px solid {ClaimCard.Red}", fails);
        Assert.Contains(">DOES NOT HOLD</b>", fails);
        Assert.DoesNotContain("<script", holds + fails);
        Assert.DoesNotContain("http", holds + fails);
    }

    public static TheoryData<Func<object>, string> Refusals => new()
    {
        { () => Claim.That("Masks/Theorem 1", Papers.Masks, "s"), "The id was “Masks/Theorem 1”; it must be topic/statement in lower case, words joined by hyphens, as in “masks/theorem-1”." },
        { () => Claim.That("theorem-1", Papers.Masks, "s"), "The id was “theorem-1”" },
        { () => Claim.That("lambda/theorem-4.", Papers.Masks, "s"), "The id was “lambda/theorem-4.”" },
        { () => Claim.That("masks/", Papers.Masks, "s"), "The id was “masks/”" },
        { () => Claim.That("a/b", Papers.Masks, " "), "The statement of a/b was empty. Say in words what is claimed." },
        { () => About("why").Measures(1.0).IsAtMost(1, why: " "), "The reason of claim-test/why was empty; a bound without a reason cannot be judged. Say why: the theorem, or the multiple of the standard error." },
        { () => About("tol").Measures(1.0).IsNear(1, double.NaN, why: "w"), "The tolerance of claim-test/tol was NaN; it must be finite and at least 0. Use 0 for exact agreement." },
        { () => About("tol").Measures(1.0).IsNear(1, -0.1, why: "w"), "The tolerance of claim-test/tol was -0.1" },
        { () => About("pred").Measures(1.0).IsAtMost(double.NaN, why: "w"), "The prediction of claim-test/pred was not a number; it must be one. Look where the theory's formula fails." },
        { () => About("interval").Measures(1.0).IsBetween(2, 1, why: "w"), "The interval of claim-test/interval was from 2 to 1; the first must not exceed the second. Exchange them." },
    };

    [Theory]
    [MemberData(nameof(Refusals), DisableDiscoveryEnumeration = true)]
    public void An_ill_formed_claim_is_refused_with_the_remedy(Func<object> claim, string words) =>
        Assert.Contains(words, Assert.ThrowsAny<Exception>(claim).Message);
}
