namespace Benchmarks;

/// <summary>How long to measure.</summary>
/// <param name="IsQuick">Fewer rounds and repetitions: a look, not a record.</param>
internal sealed record BenchmarkPlan(bool IsQuick)
{
    /// <summary>Rounds of both sides in turns.</summary>
    public int Rounds => IsQuick ? 3 : 8;

    /// <summary>Repetitions within a round: as given, or a share of them.</summary>
    public int Repetitions(int full) => IsQuick ? Math.Max(full / 4, 1) : full;
}
