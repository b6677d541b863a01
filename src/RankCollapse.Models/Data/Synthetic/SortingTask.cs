using RankCollapse.Randomness;

namespace RankCollapse.Models.Data;

/// <summary>Sequences of numbers, with repetitions; the target at position i is the i-th smallest number of the sequence.</summary>
/// <source paper="dong2021" item="sorting experiment">Sizes as in the authors' code: 8 numbers from 0 to 9.</source>
public sealed record SortingTask
{
    /// <summary>Numbers per sequence, at least 1; default 8.</summary>
    public int Length { get; init => field = Require.AtLeast(value, 1, "The paper's code sorts 8 numbers."); } = 8;

    /// <summary>How many different numbers there are, at least 2; default 10.</summary>
    public int Symbols { get; init => field = Require.AtLeast(value, 2, "The paper's code uses the numbers 0 to 9."); } = 10;

    /// <summary>Draws sequences of independent uniform numbers; sequence i does not depend on how many are drawn.</summary>
    /// <param name="count">Number of sequences, at least 1.</param>
    /// <param name="random">Where the numbers come from; <c>random.AtStep(step)</c> gives a fresh set for every step.</param>
    /// <returns>Inputs and targets of shape [count, length]; every position is scored.</returns>
    public TokenTask Draw(int count, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Require.AtLeast(count, 1, "It is the number of sequences.", nameof(count));
        var inputs = new int[count * Length];
        for (var i = 0; i < count; i++)
        {
            var stream = random.Sample(i);
            for (var j = 0; j < Length; j++) inputs[(i * Length) + j] = stream.NextInteger(Symbols);
        }

        var targets = (int[])inputs.Clone();
        for (var i = 0; i < count; i++) targets.AsSpan(i * Length, Length).Sort();
        return new TokenTask(new TokenTaskShape(Length, Symbols, Symbols), inputs, targets);
    }
}
