using RankCollapse.Randomness;

namespace RankCollapse.Models.Data;

/// <summary>Random tokens with random classes at every position: nothing can be learned, only remembered.</summary>
/// <source paper="dong2021" item="memorisation experiment">Theirs labels real sentences; here the tokens are random too.</source>
public sealed record MemorisationTask
{
    /// <summary>Tokens per sequence, at least 1; default 32.</summary>
    public int Length { get; init => field = Require.AtLeast(value, 1, "32 is a small size; the paper's code has 128."); } = 32;

    /// <summary>Number of different tokens, at least 2; default 1000.</summary>
    public int Vocabulary { get; init => field = Require.AtLeast(value, 2, "With few tokens the same one gets both labels."); } = 1000;

    /// <summary>Number of classes, at least 2; default 2.</summary>
    public int Classes { get; init => field = Require.AtLeast(value, 2, "The paper's code has two."); } = 2;

    /// <summary>Draws sequences; sequence i does not depend on how many are drawn.</summary>
    /// <param name="count">Number of sequences, at least 1.</param>
    /// <param name="random">Where tokens and classes come from; <c>random.AtStep(step)</c> gives a fresh set for every step.</param>
    /// <returns>Inputs and targets of shape [count, length], all independent and uniform; every position is scored.</returns>
    public TokenTask Draw(int count, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Require.AtLeast(count, 1, "It is the number of sequences.", nameof(count));
        var inputs = new int[count * Length];
        var targets = new int[count * Length];
        for (var i = 0; i < count; i++)
        {
            var stream = random.Sample(i);
            for (var j = 0; j < Length; j++)
            {
                inputs[(i * Length) + j] = stream.NextInteger(Vocabulary);
                targets[(i * Length) + j] = stream.NextInteger(Classes);
            }
        }

        return new TokenTask(new TokenTaskShape(Length, Vocabulary, Classes), inputs, targets);
    }
}
