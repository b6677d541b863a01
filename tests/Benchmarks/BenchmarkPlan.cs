namespace Benchmarks;

/// <summary>How long to measure.</summary>
/// <param name="IsQuick">Fewer rounds and repetitions: a look, not a record.</param>
internal sealed record BenchmarkPlan(bool IsQuick)
{
    /// <summary>Rounds of both sides in turns.</summary>
    public int Rounds => IsQuick ? 3 : 8;

    /// <summary>Repetitions within a round: as given, or a share of them.</summary>
    public int Repetitions(int full) => IsQuick ? Math.Max(full / 4, 1) : full;

    /// <summary>Both sides in turns in this process.</summary>
    /// <param name="what">What is done.</param>
    /// <param name="beside">What it stands beside.</param>
    /// <param name="ours">Our side.</param>
    /// <param name="theirs">The other side.</param>
    /// <param name="repetitions">Repetitions within a round.</param>
    public BenchmarkRow InTurns(string what, string beside, Action ours, Action theirs, int repetitions = 3)
    {
        var (fast, slow) = (new double[Rounds], new double[Rounds]);
        ours();
        theirs();
        for (var round = 0; round < Rounds; round++)
        {
            fast[round] = PythonReference.Seconds(ours, 1, repetitions);
            slow[round] = PythonReference.Seconds(theirs, 1, repetitions);
        }
        return BenchmarkRow.OfTimes(what, beside, fast, slow);
    }
}
