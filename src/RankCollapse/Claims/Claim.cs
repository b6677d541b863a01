using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using RankCollapse.Display;

namespace RankCollapse.Claims;

/// <summary>
/// A statement of a paper beside its measurement: what was predicted, what was found, how far apart they may be and why, and
/// whether it holds. It reads as a sentence: <c>Claim.That(…).IsA(…).Measures(…).IsAtMost(…)</c>.
/// </summary>
[TypeFormatterSource(typeof(ClaimFormatterSource), PreferredMimeTypes = [ClaimFormatterSource.Json, ClaimFormatterSource.Html, ClaimFormatterSource.Plain])]
[JsonConverter(typeof(ClaimJsonConverter))]
public sealed partial record Claim
{
    internal Claim(ClaimSubject subject, ClaimKind kind, Basis basis) => (Subject, Kind, Basis) = (subject, kind, basis);

    private ClaimSubject Subject { get; }

    /// <summary>Topic and statement in lower case: <c>masks/theorem-1</c>.</summary>
    public string Id => Subject.Id;

    /// <summary>The paper that it is about.</summary>
    public Paper Paper => Subject.Paper;

    /// <summary>The statement in words.</summary>
    public string Statement => Subject.Statement;

    /// <summary>What sort of statement it is.</summary>
    public ClaimKind Kind { get; }

    /// <summary>Why one should believe the prediction.</summary>
    public Basis Basis { get; }

    /// <summary>What the theory says: a number, an interval, a truth value or a word.</summary>
    public required Quantity Predicted { get; init; }

    /// <summary>How the measurement should relate to the prediction: <c>at most</c>, <c>at least</c>, <c>near</c>, <c>between</c>, <c>equal to</c>.</summary>
    public required string Relation { get; init; }

    /// <summary>What was found.</summary>
    public required Quantity Measured { get; init; }

    /// <summary>How far the two may be apart, in the unit of the measurement; 0 where the relation is exact.</summary>
    public required double Tolerance { get; init; }

    /// <summary>Why this bound or tolerance.</summary>
    public required string Why { get; init; }

    /// <summary>The verdict. A measurement that is not a number never holds.</summary>
    public required bool Holds { get; init; }

    /// <summary>Begins a claim.</summary>
    /// <param name="id">Topic and statement in lower case, words joined by hyphens: <c>masks/theorem-1</c>. A theorem keeps
    /// the dot of its number: <c>lambda/theorem-4.1</c>. One statement per id.</param>
    /// <param name="paper">One of <see cref="Papers"/>.</param>
    /// <param name="statement">The statement in words, without symbols that are not explained.</param>
    /// <exception cref="ArgumentException">An ill-formed id or an empty statement.</exception>
    public static ClaimSubject That(string id, Paper paper, string statement)
    {
        ArgumentNullException.ThrowIfNull(paper);
        if (!WellFormed().IsMatch(id))
            throw new ArgumentException(
                $"The id was “{id}”; it must be topic/statement in lower case, words joined by hyphens, as in “masks/theorem-1”.", nameof(id));
        if (string.IsNullOrWhiteSpace(statement))
            throw new ArgumentException($"The statement of {id} was empty. Say in words what is claimed.", nameof(statement));
        return new ClaimSubject(id, paper, statement);
    }

    /// <summary>One line: verdict, id, what was measured and predicted.</summary>
    public override string ToString() => $"{Verdict}: {Id}, {Statement}: {Comparison}";

    internal string Verdict => Holds ? "holds" : "DOES NOT HOLD";

    internal string Comparison => Measured.IsNotANumber
        ? $"measured {Measured}, which is not a number and so cannot be {Relation} {Predicted}"
        : $"measured {Measured}, predicted {Relation} {Predicted}{(Tolerance > 0 ? $" within {Quantity.Text(Tolerance)}" : "")}";

    internal Claim Entered()
    {
        Ledger.Session.Enter(this);
        return this;
    }

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+([-.][a-z0-9]+)*$")]
    private static partial Regex WellFormed();
}
