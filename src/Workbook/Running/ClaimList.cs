using Workbook.Notebooks;

namespace Workbook.Running;

/// <summary>The set of claims that notebooks are expected to make: <c>claims.txt</c> beside them.</summary>
/// <remarks>One claim a line: its id, white space, the notebook's name. Lines that begin with <c>#</c> are comments.</remarks>
internal sealed class ClaimList
{
    /// <summary>The file's name.</summary>
    public const string FileName = "claims.txt";

    private readonly string path;
    private readonly List<(string Id, string Notebook)> claims;

    private ClaimList(string path, List<(string, string)> claims)
    {
        this.path = path;
        this.claims = claims;
    }

    /// <summary>Reads the list of a folder; null when the folder has none, and then its notebooks may claim what they like.</summary>
    /// <exception cref="NotebookException">A line is not an id and a notebook, or an id stands twice.</exception>
    public static ClaimList? Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) return null;
        var claims = new List<(string Id, string Notebook)>();
        foreach (var (line, number) in File.ReadAllLines(path).Select((line, i) => (line.Trim(), i + 1)))
        {
            if (line.Length == 0 || line[0] == '#') continue;
            if (line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is not [var id, var notebook])
                throw new NotebookException($"{path}, line {number}: '{line}' is not an id and a notebook's name. Write for example: masks/theorem-1  02-attention-masks-as-graphs");
            if (claims.Any(c => c.Id == id))
                throw new NotebookException($"{path}, line {number}: {id} is listed twice. An id belongs to one place in one notebook.");
            claims.Add((id, notebook));
        }
        return new ClaimList(path, claims);
    }

    /// <summary>What differs between the list and the claims that a notebook made in a complete run.</summary>
    /// <returns>One sentence for each difference; none when they agree.</returns>
    public IEnumerable<string> Differences(string notebook, IReadOnlyList<ClaimEntry> made)
    {
        var listed = claims.Where(c => c.Notebook == notebook).Select(c => c.Id).ToHashSet();
        var found = made.Select(c => c.Id).ToHashSet();
        foreach (var id in listed.Except(found).Order(StringComparer.Ordinal))
            yield return $"The claim {id} is missing: {path} lists it for this notebook, but no cell made it. Restore the cell, or take the line out.";
        foreach (var id in found.Except(listed).Order(StringComparer.Ordinal))
            yield return $"The claim {id} is new: add the line '{id}  {notebook}' to {path}, so that it cannot disappear unseen.";
        foreach (var id in made.GroupBy(c => c.Id).Where(g => g.Count() > 1).Select(g => g.Key).Order(StringComparer.Ordinal))
            yield return $"The claim {id} was made more than once; give each claim an id of its own.";
    }
}
