using RankCollapse.Claims;

namespace RankCollapse.Tests.Claims;

public class LedgerTest
{
    private static Claim Made(string id, double measured, Paper? paper = null) =>
        Claim.That(id, paper ?? Papers.Masks, "A statement").IsA(ClaimKind.Theorem, Basis.DerivedHere).Measures(measured).IsAtMost(1, why: "theorem");

    private static Ledger Of(params Claim[] claims)
    {
        var ledger = new Ledger();
        foreach (var claim in claims) ledger.Enter(claim);
        return ledger;
    }

    [Fact]
    public void A_cell_that_runs_again_replaces_its_claim()
    {
        var before = Ledger.Session.Claims.Count(c => c.Id == "ledger-test/again");
        foreach (var measured in new[] { 0.5, 2.0 }) Made("ledger-test/again", measured);
        var claim = Assert.Single(Ledger.Session.Claims, c => c.Id == "ledger-test/again");
        Assert.Equal(0, before);
        Assert.False(claim.Holds);
    }

    [Fact]
    public void The_same_id_for_another_statement_is_refused()
    {
        static Claim Stating(string statement) =>
            Claim.That("ledger-test/twice", Papers.Masks, statement).IsA(ClaimKind.Theorem, Basis.Observed).Measures(1.0).IsAtMost(1, why: "w");
        Stating("One thing");
        var error = Assert.Throws<InvalidOperationException>(() => Stating("Another"));
        Assert.Equal("The id ledger-test/twice already belongs to “One thing” and was used again for “Another”. Choose another id for one of them.", error.Message);
    }

    [Fact]
    public void Order_is_that_of_the_first_run_also_after_a_second()
    {
        var ledger = Of(Made("order/a", 0), Made("order/b", 0));
        ledger.Enter(Made("order/a", 3));
        Assert.Equal(["order/a", "order/b"], ledger.Claims.Select(c => c.Id));
    }

    [Fact]
    public void Counts_are_by_paper_and_kind_in_the_order_of_the_notebooks() => Assert.Equal(
        [(Papers.Masks, ClaimKind.Theorem, 1, 2), (Papers.Hopfield, ClaimKind.Theorem, 1, 1)],
        Of(Made("counts/a", 0, Papers.Hopfield), Made("counts/b", 0), Made("counts/c", 9)).Counts);

    [Fact]
    public void The_table_has_a_line_per_claim_and_the_counts()
    {
        var text = Of(Made("table/a", 0.25), Made("table/b", 9)).ToString();
        Assert.Equal(
            """
            verdict        claim    kind     basis         measured  predicted  tolerance
            holds          table/a  theorem  derived here  0.25      at most 1
            DOES NOT HOLD  table/b  theorem  derived here  9         at most 1

            wu2024, theorem: 1 of 2 hold
            1 of 2 claims hold
            """.ReplaceLineEndings("\n"), text);
    }

    [Fact]
    public void A_ledger_whose_claims_all_hold_passes_its_check()
    {
        var ledger = Of(Made("must/a", 0));
        Assert.Same(ledger, ledger.MustHold());
    }

    [Fact]
    public void A_failing_claim_stops_the_check_and_is_named()
    {
        var error = Assert.Throws<ClaimsDoNotHoldException>(() => Of(Made("must/b", 0), Made("must/c", 9)).MustHold());
        Assert.Equal("1 claim does not hold:\n  DOES NOT HOLD: must/c, A statement: measured 9, predicted at most 1", error.Message);
        Assert.Equal("must/c", Assert.Single(error.Claims).Id);
    }

    [Fact]
    public void Papers_have_keys_of_their_own_and_the_topics_of_the_design()
    {
        Assert.Equal(10, Papers.All.Select(p => p.Key).Distinct().Count());
        Assert.All(Papers.All, p => Assert.EndsWith($"{p.Year}", p.Key));
        Assert.Equal("Wu et al. 2024, On the role of attention masks and LayerNorm in transformers", Papers.Masks.ToString());
    }
}
