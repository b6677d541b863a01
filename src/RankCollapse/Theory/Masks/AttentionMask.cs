namespace RankCollapse.Theory.Masks;

/// <summary>
/// Who may attend to whom: a Boolean matrix whose row i marks the tokens that token i looks at. Immutable.
/// </summary>
/// <remarks>
/// As a directed graph, the mask has an edge j → i where token i attends to token j: information flows from the column to
/// the row, so the Boolean matrix is the transpose of the usual adjacency matrix. Tokens are numbered from 0.
/// </remarks>
/// <source paper="wu2024" item="section 3, attention masks as graphs">Their tokens are numbered from 1.</source>
public sealed partial class AttentionMask
{
    private readonly bool[,] allowed;
    private readonly Lazy<MaskGraph> graph;

    private AttentionMask(string name, bool[,] allowed)
    {
        Name = name;
        this.allowed = allowed;
        EdgeCount = allowed.Cast<bool>().Count(value => value);
        MaximumDegree = Enumerable.Range(0, Tokens).Max(Degree);
        graph = new Lazy<MaskGraph>(() => new MaskGraph(this));
    }

    /// <summary>What the mask is called, e.g. "causal".</summary>
    public string Name { get; }

    /// <summary>Number of tokens N, at least 1.</summary>
    public int Tokens => allowed.GetLength(0);

    /// <summary>Number of allowed pairs, between N and N².</summary>
    public int EdgeCount { get; }

    /// <summary>The largest number of tokens that one token attends to.</summary>
    public int MaximumDegree { get; }

    /// <summary>Whether every token may attend to itself: assumption A1 of Wu et al.</summary>
    public bool HasAllSelfLoops => Enumerable.Range(0, Tokens).All(i => allowed[i, i]);

    /// <summary>Whether token i attends to token j exactly when j attends to i.</summary>
    public bool IsSymmetric =>
        Enumerable.Range(0, Tokens).All(i => Enumerable.Range(0, i).All(j => allowed[i, j] == allowed[j, i]));

    /// <summary>The mask as a graph: centers, radius, diameter, classes. Computed on first use.</summary>
    public MaskGraph Graph => graph.Value;

    /// <summary>Whether token <paramref name="row"/> may attend to token <paramref name="column"/>.</summary>
    /// <param name="row">The token that looks, from 0 to N − 1.</param>
    /// <param name="column">The token that is looked at, from 0 to N − 1.</param>
    /// <exception cref="IndexOutOfRangeException">A number outside 0 to N − 1.</exception>
    public bool this[int row, int column] => allowed[row, column];

    /// <summary>A mask from a Boolean matrix, which is copied.</summary>
    /// <param name="name">What to call it; not empty.</param>
    /// <param name="allowed">Shape [tokens, tokens]; [i, j] is true where token i may attend to token j; no row without a true.</param>
    /// <returns>The mask.</returns>
    /// <exception cref="ArgumentException">Not square, empty, no name, or a row that allows no token.</exception>
    public static AttentionMask Custom(string name, bool[,] allowed)
    {
        ArgumentNullException.ThrowIfNull(allowed);
        if (string.IsNullOrWhiteSpace(name))
            throw new ArgumentException("The mask had no name; give at least 1 character. It labels curves and messages.", nameof(name));
        var (rows, columns) = (allowed.GetLength(0), allowed.GetLength(1));
        if (rows != columns || rows == 0)
        {
            throw new ArgumentException(
                $"The mask had shape [{rows}, {columns}]; it must be square with at least 1 token. "
                + "Give one row and one column for every token.", nameof(allowed));
        }

        for (var i = 0; i < rows; i++)
        {
            if (Enumerable.Range(0, columns).Any(j => allowed[i, j])) continue;
            throw new ArgumentException(
                $"Row {i} allows no token; every token must attend to at least one, or its softmax is empty. "
                + $"Allow [{i}, {i}], a token's attention to itself.", nameof(allowed));
        }

        return new AttentionMask(name, (bool[,])allowed.Clone());
    }

    /// <summary>Number of tokens that token <paramref name="row"/> attends to.</summary>
    /// <param name="row">From 0 to N − 1.</param>
    /// <returns>At least 1.</returns>
    public int Degree(int row) => Enumerable.Range(0, Tokens).Count(j => allowed[row, j]);

    /// <summary>The same mask with one pair allowed.</summary>
    /// <param name="row">The token that looks.</param>
    /// <param name="column">The token that is looked at.</param>
    /// <returns>A new mask named after this one.</returns>
    public AttentionMask Allowing(int row, int column) => Edited(row, column, true, "+");

    /// <summary>The same mask with one pair forbidden.</summary>
    /// <param name="row">The token that looks.</param>
    /// <param name="column">The token that is looked at.</param>
    /// <returns>A new mask named after this one.</returns>
    /// <exception cref="ArgumentException">The row would allow no token.</exception>
    public AttentionMask Forbidding(int row, int column) => Edited(row, column, false, "−");

    /// <summary>What this mask or the other allows.</summary>
    /// <param name="other">A mask of as many tokens.</param>
    /// <returns>A new mask named after both.</returns>
    /// <exception cref="ArgumentException">Another number of tokens.</exception>
    public AttentionMask Or(AttentionMask other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Tokens != Tokens)
        {
            throw new ArgumentException(
                $"The other mask had {other.Tokens} tokens; it must have {Tokens}, as this one. Build both for one sequence length.",
                nameof(other));
        }

        return Build($"{Name} or {other.Name}", Tokens, (i, j) => allowed[i, j] || other.allowed[i, j]);
    }

    /// <summary>The same mask under another name.</summary>
    /// <param name="name">Not empty.</param>
    /// <returns>A new mask.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public AttentionMask Named(string name) => Custom(name, allowed);

    /// <summary>A copy of the Boolean matrix.</summary>
    /// <returns>Shape [tokens, tokens]; [i, j] is true where token i may attend to token j.</returns>
    public bool[,] ToMatrix() => (bool[,])allowed.Clone();

    /// <summary>One line.</summary>
    /// <returns>Name, tokens and pairs.</returns>
    public override string ToString() => $"{Name}: {Tokens} tokens, {EdgeCount} pairs";

    private AttentionMask Edited(int row, int column, bool value, string sign)
    {
        var copy = ToMatrix();
        copy[row, column] = value;
        return Custom($"{Name} {sign} [{row}, {column}]", copy);
    }

    private static AttentionMask Build(string name, int tokens, Func<int, int, bool> rule)
    {
        Measures.Guard.AtLeast(tokens, 1, nameof(tokens), "Give the sequence length.");
        var allowed = new bool[tokens, tokens];
        for (var i = 0; i < tokens; i++)
        {
            for (var j = 0; j < tokens; j++) allowed[i, j] = rule(i, j);
        }

        return Custom(name, allowed);
    }
}
