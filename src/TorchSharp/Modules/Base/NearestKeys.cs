namespace TorchSharp.Modules;

/// <summary>Which names a name may have been meant for: what an error message about weights should say.</summary>
internal static class NearestKeys
{
    private const int Named = 3;

    /// <summary>A sentence with the nearest names by edit distance, nearest first.</summary>
    public static string Among(IEnumerable<string> keys, string key)
    {
        string[] nearest = [.. keys.OrderBy(k => Distance(k, key)).Take(Named)];
        return nearest.Length == 0 ? "There are no names at all." : $"Nearest: {string.Join(", ", nearest.Select(k => $"\"{k}\""))}.";
    }

    /// <summary>Characters to be inserted, deleted or replaced, at the least.</summary>
    internal static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }
        return row[^1];
    }
}
