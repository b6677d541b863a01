using RankCollapse.Display;

namespace RankCollapse.Claims;

/// <summary>
/// The claims of a session in the order in which they were made. Safe for use from several threads.
/// </summary>
/// <remarks>
/// An id belongs to one place in the source. Made again at that place, a claim replaces the earlier one, so that a cell may be run
/// again; made at another place, it is refused.
/// </remarks>
[TypeFormatterSource(typeof(LedgerFormatterSource), PreferredMimeTypes = [ClaimFormatterSource.Html, ClaimFormatterSource.Plain])]
public sealed class Ledger
{
    private readonly Lock gate = new();
    private readonly List<(Claim Claim, string Place)> entries = [];

    /// <summary>The ledger into which every claim of this process is entered as it is judged.</summary>
    public static Ledger Session { get; } = new();

    /// <summary>The claims, each id once, in the order in which they were first made.</summary>
    public IReadOnlyList<Claim> Claims
    {
        get
        {
            lock (gate) return [.. entries.Select(e => e.Claim)];
        }
    }

    /// <summary>The claims that do not hold.</summary>
    public IReadOnlyList<Claim> Failed => [.. Claims.Where(c => !c.Holds)];

    /// <summary>How many claims of a paper there are, and how many hold, by kind.</summary>
    public IReadOnlyList<(Paper Paper, ClaimKind Kind, int Holding, int Total)> Counts =>
    [
        .. from paper in Papers.All
           from kind in Enum.GetValues<ClaimKind>()
           let alike = Claims.Where(c => c.Paper == paper && c.Kind == kind).ToList()
           where alike.Count > 0
           select (paper, kind, alike.Count(c => c.Holds), alike.Count),
    ];

    /// <summary>Throws when a claim does not hold, and says which: the last line of a check cell.</summary>
    /// <exception cref="ClaimsDoNotHoldException">At least one claim does not hold.</exception>
    public Ledger MustHold() => Failed is { Count: > 0 } failed ? throw new ClaimsDoNotHoldException(failed) : this;

    /// <summary>The claims as a text table with one line per claim, and the counts.</summary>
    public override string ToString() => LedgerTable.Text(this);

    internal void Enter(Claim claim, string place)
    {
        lock (gate)
        {
            var at = entries.FindIndex(e => e.Claim.Id == claim.Id);
            if (at < 0) entries.Add((claim, place));
            else if (entries[at].Place == place) entries[at] = (claim, place);
            else
                throw new InvalidOperationException(
                    $"The id {claim.Id} was already used at {entries[at].Place} and again at {place}; an id belongs to one place. Choose another id for one of them.");
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
