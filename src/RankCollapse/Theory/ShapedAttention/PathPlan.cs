using RankCollapse.Measures;

namespace RankCollapse.Theory.ShapedAttention;

/// <summary>How paths of a covariance are simulated: until when, in which steps, how many, and what stops a path. Immutable.</summary>
public sealed record PathPlan
{
    private readonly double until, ceiling = 1e6, floor;
    private readonly double step = 0.01;
    private readonly int paths;
    private readonly int threads = Environment.ProcessorCount;

    /// <summary>Final time, layers/width; above 0.</summary>
    public required double Until
    {
        get => until;
        init => until = Guard.Positive(value, nameof(Until), "It is a number of layers divided by the width.");
    }

    /// <summary>Number of paths, at least 1.</summary>
    public required int Paths
    {
        get => paths;
        init => paths = Guard.AtLeast(value, 1, nameof(Paths), "Give the size of the sample.");
    }

    /// <summary>Time step, above 0; 0.01 by default. The last step ends at <see cref="Until"/>: the step is shortened to fit.</summary>
    public double Step
    {
        get => step;
        init => step = Guard.Positive(value, nameof(Step), "Use 0.01, and a fourth of it to see whether that was small enough.");
    }

    /// <summary>A path is stopped, and counts as exploded, when an entry of V first exceeds this; above 0, 10⁶ by default.</summary>
    public double Ceiling
    {
        get => ceiling;
        init => ceiling = Guard.Positive(value, nameof(Ceiling), "Use 1e6.");
    }

    /// <summary>A path is stopped, and counts as vanished, when all entries of V are below this; at least 0, where it is off.</summary>
    public double Floor
    {
        get => floor;
        init => floor = Guard.Within(value, 0, double.MaxValue, nameof(Floor), "Use 0 to stop at explosions only.");
    }

    /// <summary>Times at which all paths are kept; each becomes the nearest step. The final time is always the last.</summary>
    public IReadOnlyList<double> Record { get; init; } = [];

    /// <summary>Threads, at least 1; results do not depend on them.</summary>
    public int Threads
    {
        get => threads;
        init => threads = Guard.AtLeast(value, 1, nameof(Threads), "Use 1 for the calling thread alone.");
    }

    /// <summary>Number of steps.</summary>
    public int Steps => Math.Max(1, (int)Math.Round(Until / Step));

    /// <summary>The step that is taken: <see cref="Until"/>/<see cref="Steps"/>.</summary>
    public double TrueStep => Until / Steps;

    /// <summary>Steps after which paths are kept, in rising order, the final one last.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A time outside of the run.</exception>
    internal int[] RecordedSteps() => [.. Record
        .Select(time => (int)Math.Round(Guard.Within(time, 0, Until, nameof(Record), "Record times of the run.") / TrueStep))
        .Append(Steps).Distinct().Order()];

    /// <summary>One line.</summary>
    /// <returns>Paths, steps and time.</returns>
    public override string ToString() => FormattableString.Invariant($"{Paths} paths, {Steps} steps to t = {Until}");
}
