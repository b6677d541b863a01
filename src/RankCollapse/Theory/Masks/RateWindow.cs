namespace RankCollapse.Theory.Masks;

/// <summary>Which layers a rate is read from.</summary>
public sealed record RateWindow
{
    private readonly int steps = 10;
    private readonly double floor = 1e-11;

    /// <summary>Number of steps between the first and the last layer, at least 1; default 10.</summary>
    /// <remarks>Complex second eigenvalues make mu oscillate about its exponential: take several periods.</remarks>
    public int Steps
    {
        get => steps;
        init => steps = Measures.Guard.AtLeast(value, 1, nameof(Steps), "Ten is usual.");
    }

    /// <summary>Layers from the first one at or below it are left out; at least 0, default 1e-11.</summary>
    /// <remarks>An <see cref="AttentionRun"/> has digits down to about 1e-300; 1e-11 is for curves computed from the tokens themselves.</remarks>
    public double Floor
    {
        get => floor;
        init => floor = Measures.Guard.Within(value, 0, double.MaxValue, nameof(Floor), "It is a value of mu.");
    }
}
