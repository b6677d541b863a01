namespace Workbook.Notebooks.Parameters;

/// <summary>Which of the known names a misspelled one may stand for.</summary>
internal static class NearestNames
{
    /// <summary>More than this many suggestions are no help.</summary>
    private const int Most = 3;

    /// <summary>The names within a third of the length in single-letter edits (at least 2), and those that contain the given one; nearest first.</summary>
    public static IReadOnlyList<string> Of(string given, IEnumerable<string> known) =>
    [
        .. known
            .Select(name => (Name: name, Distance: Distance(given.ToUpperInvariant(), name.ToUpperInvariant())))
            .Where(near => near.Distance <= Math.Max(2, given.Length / 3) || near.Name.Contains(given, StringComparison.OrdinalIgnoreCase))
            .OrderBy(near => near.Distance)
            .ThenBy(near => near.Name, StringComparer.Ordinal)
            .Take(Most)
            .Select(near => near.Name),
    ];

    /// <summary>How many letters must be put in, left out, replaced or swapped with their neighbour (Damerau; each place once).</summary>
    public static int Distance(string from, string to)
    {
        var cost = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
            cost[i, 0] = i;
        for (var j = 0; j <= to.Length; j++)
            cost[0, j] = j;
        for (var i = 1; i <= from.Length; i++)
        {
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = cost[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                cost[i, j] = Math.Min(replaced, 1 + Math.Min(cost[i - 1, j], cost[i, j - 1]));
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
            }
        }
        return cost[from.Length, to.Length];
    }
}
