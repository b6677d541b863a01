using RankCollapse.Display;

namespace RankCollapse.Claims;

/// <summary>
/// The claims of a session in the order in which they were made. Safe for use from several threads.
/// </summary>
/// <remarks>
/// An id belongs to one statement. Made again with the same statement, a claim replaces the earlier one, so that a cell may be run
/// again; made with another statement, it is refused.
/// </remarks>
[TypeFormatterSource(typeof(LedgerFormatterSource), PreferredMimeTypes = [ClaimFormatterSource.Html, ClaimFormatterSource.Plain])]
public sealed class Ledger
{
    private readonly Lock gate = new();
    private readonly List<Claim> entries = [];

    /// <summary>The ledger into which every claim of this process is entered as it is judged.</summary>
    public static Ledger Session { get; } = new();

    /// <summary>The claims, each id once, in the order in which they were first made.</summary>
    public IReadOnlyList<Claim> Claims
    {
        get
        {
            lock (gate) return [.. entries];
        }
    }

    /// <summary>The claims that do not hold.</summary>
    public IReadOnlyList<Claim> Failed => [.. Claims.Where(c => !c.Holds)];

    /// <summary>How many claims of a paper there are, and how many hold, by kind.</summary>
    public IReadOnlyList<(Paper Paper, ClaimKind Kind, int Holding, int Total)> Counts => Count(Claims);

    /// <summary>Throws when a claim does not hold, and says which: the last line of a check cell.</summary>
    /// <exception cref="ClaimsDoNotHoldException">At least one claim does not hold.</exception>
    public Ledger MustHold() => Failed is { Count: > 0 } failed ? throw new ClaimsDoNotHoldException(failed) : this;

    /// <summary>The claims as a text table with one line per claim, and the counts.</summary>
    public override string ToString() => LedgerTable.Text(Claims);

    internal static IReadOnlyList<(Paper Paper, ClaimKind Kind, int Holding, int Total)> Count(IReadOnlyList<Claim> claims) =>
    [
        .. from paper in Papers.All
           from kind in Enum.GetValues<ClaimKind>()
           let alike = claims.Where(c => c.Paper == paper && c.Kind == kind).ToList()
           where alike.Count > 0
           select (paper, kind, alike.Count(c => c.Holds), alike.Count),
    ];

    internal void Enter(Claim claim)
    {
        lock (gate)
        {
            var at = entries.FindIndex(e => e.Id == claim.Id);
            if (at < 0) entries.Add(claim);
            else if (entries[at].Statement == claim.Statement) entries[at] = claim;
            else
                throw new InvalidOperationException(
                    $"The id {claim.Id} already belongs to “{entries[at].Statement}” and was used again for “{claim.Statement}”. Choose another id for one of them.");
        }
    }
}

/// <summary>Some claims do not hold; the message lists them.</summary>
public sealed class ClaimsDoNotHoldException : Exception
{
    internal ClaimsDoNotHoldException(IReadOnlyList<Claim> failed)
        : base($"{failed.Count} {(failed.Count == 1 ? "claim does" : "claims do")} not hold:\n{string.Join("\n", failed.Select(c => $"  {c}"))}") => Claims = failed;

    /// <summary>The claims that do not hold.</summary>
    public IReadOnlyList<Claim> Claims { get; }
}
