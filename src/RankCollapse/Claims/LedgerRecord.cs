using System.Text.Json;
using System.Text.Json.Nodes;
using RankCollapse.Display;

namespace RankCollapse.Claims;

/// <summary>The claims of all notebooks as their runs recorded them. It displays as a table with filters.</summary>
[TypeFormatterSource(typeof(LedgerRecordFormatterSource), PreferredMimeTypes = [ClaimFormatterSource.Html, ClaimFormatterSource.Plain])]
public sealed class LedgerRecord
{
    /// <summary>The name by which the runner says where the claims of the run that is going on are.</summary>
    private const string RunVariable = "RANKCOLLAPSE_CLAIMS";

    private LedgerRecord(IEnumerable<RecordedClaim> claims) => Claims = [.. claims];

    /// <summary>The claims, by notebook and place in it.</summary>
    public IReadOnlyList<RecordedClaim> Claims { get; }

    /// <summary>Those that a reader of a paper should know of: corrections of it.</summary>
    public IReadOnlyList<RecordedClaim> Errata => [.. Claims.Where(c => c.Claim.Kind == ClaimKind.Erratum)];

    /// <summary>What no paper says.</summary>
    public IReadOnlyList<RecordedClaim> Beyond => [.. Claims.Where(c => c.Claim.Kind == ClaimKind.Beyond)];

    /// <summary>How many claims of a paper there are, and how many hold, by kind.</summary>
    public IReadOnlyList<(Paper Paper, ClaimKind Kind, int Holding, int Total)> Counts => Ledger.Count([.. Claims.Select(c => c.Claim)]);

    /// <summary>The latest record of every claim: what is stored in the notebooks, and over it, while the runner runs them, what this run found.</summary>
    /// <param name="notebooks">The notebooks folder.</param>
    /// <exception cref="JsonException">A notebook or the run's file holds something else than it should.</exception>
    public static LedgerRecord Latest(string notebooks)
    {
        var stored = OfNotebooks(notebooks);
        return Environment.GetEnvironmentVariable(RunVariable) is { Length: > 0 } run ? stored.With(OfRun(run)) : stored;
    }

    /// <summary>The claims stored in the outputs of notebooks.</summary>
    /// <param name="folder">Where the notebooks are.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="JsonException">A file is no notebook, or a claim in it is damaged.</exception>
    public static LedgerRecord OfNotebooks(string folder) => new(Directory.GetFiles(folder, "*.ipynb").Order(StringComparer.Ordinal).SelectMany(OfNotebook));

    /// <summary>The claims of a run.</summary>
    /// <param name="path">Its <c>claims.json</c>.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="JsonException">It holds something else.</exception>
    public static LedgerRecord OfRun(string path) => new(Read(path, json => json["claims"]!.AsArray().Select(c => new RecordedClaim(
        c.Deserialize<Claim>()!, c!["notebook"]!.GetValue<string>(), c["cell"]!.GetValue<string>(), c["cell_number"]!.GetValue<int>()))));

    /// <summary>This record with every claim that the other has, too, as the other has it; new claims stand in their notebook's place.</summary>
    /// <param name="later">What counts where both say something.</param>
    public LedgerRecord With(LedgerRecord later)
    {
        ArgumentNullException.ThrowIfNull(later);
        var known = later.Claims.ToDictionary(c => c.Claim.Id);
        return new(Claims.Where(c => !known.ContainsKey(c.Claim.Id)).Concat(later.Claims).OrderBy(c => c.Notebook, StringComparer.Ordinal).ThenBy(c => c.Number));
    }

    /// <summary>The ids that a list of expected claims has and this record has not.</summary>
    /// <param name="list">Path of a <c>claims.txt</c>: one id and its notebook a line, lines that begin with # are comments.</param>
    public IReadOnlyList<string> MissingOf(string list)
    {
        var made = Claims.Select(c => c.Claim.Id).ToHashSet();
        return [.. File.ReadAllLines(list).Select(l => l.Split(' ')[0]).Where(id => id.Length > 0 && id[0] != '#' && !made.Contains(id))];
    }

    /// <summary>A line per claim, and the counts.</summary>
    public override string ToString() => LedgerTable.Text([.. Claims.Select(c => c.Claim)]);

    private static IReadOnlyList<RecordedClaim> OfNotebook(string path) => Read(path, json =>
        from cell in json["cells"]!.AsArray()
        from output in cell!["outputs"]?.AsArray() ?? []
        let claim = output!["data"]?[ClaimFormatterSource.Json]
        where claim is not null
        select new RecordedClaim(claim.Deserialize<Claim>()!, Path.GetFileNameWithoutExtension(path), cell["id"]!.GetValue<string>(), cell["execution_count"]?.GetValue<int>() ?? 0));

    private static IReadOnlyList<RecordedClaim> Read(string path, Func<JsonNode, IEnumerable<RecordedClaim>> claims)
    {
        try
        {
            return [.. claims(JsonNode.Parse(File.ReadAllText(path))!)];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NullReferenceException or FormatException)
        {
            throw new JsonException($"{path} does not hold the claims of a run: {e.Message.TrimEnd('.')}. Run the notebooks again: ./workbook run --save", e);
        }
    }
}
