namespace RankCollapse.Theory.Masks;

/// <summary>
/// A mask as a directed graph with an edge j → i where token i attends to token j, and the facts of it that decide about
/// collapse. Distances count layers: how many until token j can have reached token i. Immutable.
/// </summary>
/// <source paper="wu2024" item="section 3, definitions of center node, radius, quasi-strongly connected"/>
public sealed class MaskGraph
{
    private readonly int[][] successors;
    private readonly int[][] distance;
    private readonly int[] classOf;

    internal MaskGraph(AttentionMask mask)
    {
        Mask = mask;
        var tokens = Enumerable.Range(0, mask.Tokens).ToArray();
        successors = [.. tokens.Select(j => tokens.Where(i => mask[i, j]).ToArray())];
        distance = [.. tokens.Select(DistancesFrom)];
        Eccentricities = [.. tokens.Select(j => distance[j].Contains(-1) ? (int?)null : distance[j].Max())];
        Centers = [.. tokens.Where(j => Eccentricities[j] is not null)];
        Radius = Eccentricities.Min();
        IsStronglyConnected = Centers.Count == mask.Tokens;
        Diameter = IsStronglyConnected ? Eccentricities.Max() : null;

        classOf = new int[mask.Tokens];
        Classes = FindClasses();
        ClosedClasses = [.. Classes.Where(IsClosed)];
        Followers = [.. tokens.Where(i => !IsClosed(Classes[classOf[i]]))];
    }

    /// <summary>The mask that this is the graph of.</summary>
    public AttentionMask Mask { get; }

    /// <summary>Tokens from which every token is reachable, ascending.</summary>
    public IReadOnlyList<int> Centers { get; }

    /// <summary>For each token the largest distance to any other, in layers; null where some token is never reached.</summary>
    public IReadOnlyList<int?> Eccentricities { get; }

    /// <summary>The smallest eccentricity of a center, in layers; null when there is no center.</summary>
    public int? Radius { get; }

    /// <summary>The largest eccentricity, in layers; null unless strongly connected.</summary>
    public int? Diameter { get; }

    /// <summary>Whether some token reaches all others. Equivalent: there is exactly one closed class.</summary>
    public bool IsQuasiStronglyConnected => Centers.Count > 0;

    /// <summary>Whether every token reaches every other.</summary>
    public bool IsStronglyConnected { get; }

    /// <summary>Strongly connected classes: sets of tokens that reach each other, ordered by their first token.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Classes { get; }

    /// <summary>Classes whose tokens attend to nobody outside the class. At least one; each finds a consensus of its own.</summary>
    public IReadOnlyList<IReadOnlyList<int>> ClosedClasses { get; }

    /// <summary>Tokens in no closed class, ascending: they end as mixtures of the closed classes.</summary>
    public IReadOnlyList<int> Followers { get; }

    /// <summary>Layers until token <paramref name="from"/> can have reached token <paramref name="to"/>.</summary>
    /// <param name="from">The token that is attended to, from 0 to N − 1.</param>
    /// <param name="to">The token that attends, from 0 to N − 1.</param>
    /// <returns>At least 0, or null when it never does.</returns>
    public int? Distance(int from, int to) => distance[from][to] < 0 ? null : distance[from][to];

    /// <summary>Number of tokens that reach all others within the given number of layers.</summary>
    /// <param name="layers">At least 0.</param>
    /// <returns>At least 1 when <paramref name="layers"/> is at least the radius.</returns>
    public int CentersWithin(int layers) => Eccentricities.Count(eccentricity => eccentricity <= layers);

    /// <summary>
    /// Greatest common divisor of the lengths of closed walks through a class; 1 when it has a self-loop, 0 when it has no
    /// closed walk. A closed class of period above 1 goes round for ever instead of finding a consensus.
    /// </summary>
    /// <param name="members">One of <see cref="Classes"/>.</param>
    /// <returns>At least 0.</returns>
    public int Period(IReadOnlyList<int> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        var root = members[0];
        var period = 0;
        foreach (var j in members)
        {
            foreach (var i in successors[j].Where(i => classOf[i] == classOf[root]))
                period = GreatestCommonDivisor(period, Math.Abs(distance[root][j] + 1 - distance[root][i]));
        }

        return period;
    }

    /// <summary>One line.</summary>
    /// <returns>Connectivity, radius, diameter and closed classes.</returns>
    public override string ToString() => IsQuasiStronglyConnected
        ? $"{Mask.Name}: {Centers.Count} centers, radius {Radius}, {(Diameter is { } d ? $"diameter {d}" : "not strongly connected")}"
        : $"{Mask.Name}: no center, {ClosedClasses.Count} closed classes, {Followers.Count} followers";

    private int[] DistancesFrom(int source)
    {
        var reached = new int[successors.Length];
        Array.Fill(reached, -1);
        reached[source] = 0;
        var missing = successors.Length - 1;
        var queue = new Queue<int>([source]);
        // Stopping when nothing is missing keeps dense masks at one pass over a few rows.
        while (missing > 0 && queue.TryDequeue(out var j))
        {
            foreach (var i in successors[j])
            {
                if (reached[i] >= 0) continue;
                reached[i] = reached[j] + 1;
                missing--;
                queue.Enqueue(i);
            }
        }

        return reached;
    }

    private List<IReadOnlyList<int>> FindClasses()
    {
        var classes = new List<IReadOnlyList<int>>();
        Array.Fill(classOf, -1);
        for (var i = 0; i < classOf.Length; i++)
        {
            if (classOf[i] >= 0) continue;
            int[] members = [.. Enumerable.Range(i, classOf.Length - i).Where(j => distance[i][j] >= 0 && distance[j][i] >= 0)];
            foreach (var member in members) classOf[member] = classes.Count;
            classes.Add(members);
        }

        return classes;
    }

    private bool IsClosed(IReadOnlyList<int> members) => members.All(
        i => Enumerable.Range(0, Mask.Tokens).All(j => !Mask[i, j] || classOf[j] == classOf[i]));

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
