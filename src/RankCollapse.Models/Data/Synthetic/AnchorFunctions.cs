using RankCollapse.Randomness;

namespace RankCollapse.Models.Data;

/// <summary>What an anchor does to the number that follows it.</summary>
public enum AnchorRule
{
    /// <summary>Anchor a adds a: four different functions.</summary>
    Shift,

    /// <summary>Anchor a adds a modulo 2: anchors 1 and 3 are synonyms, and 2 and 4.</summary>
    Synonyms,
}

/// <summary>
/// Anchor functions: among the first positions stands exactly one anchor from 1 to 4, all others are keys from 5 to 100. The
/// target is the number that follows the anchor, changed by the anchor's function; only the last position is scored.
/// </summary>
/// <remarks>
/// The paper's text names {1, 2} and {3, 4} as the synonyms, its formula groups {1, 3} and {2, 4}; here the formula counts.
/// The anchor's place, the anchor and the keys are uniform and independent, which the paper does not say.
/// </remarks>
/// <source paper="chen2025" item="equations 59 and 60">Vocabulary 201, length 10.</source>
public sealed record AnchorFunctions
{
    /// <summary>Tokens are from 0 to 200; those above 104 never occur.</summary>
    public const int Vocabulary = 201;

    private const int Anchors = 4, FirstKey = 5, LastKey = 100;

    /// <summary>Tokens per sequence, at least 2; default 10. The anchor is never the last one.</summary>
    public int Length { get; init => field = Require.AtLeast(value, 2, "An anchor and the number after it need two places."); } = 10;

    /// <summary>What an anchor does.</summary>
    public required AnchorRule Rule
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(
            nameof(Rule), $"Rule was {(int)value}; it must be AnchorRule.Shift or AnchorRule.Synonyms. Use one of them.");
    }

    /// <summary>The answer to a sequence.</summary>
    /// <param name="sequence">At least 2 tokens with exactly one anchor, not at the end.</param>
    /// <returns>The number after the anchor, changed by the anchor's function.</returns>
    /// <exception cref="ArgumentException">No anchor, or more than one, or one without a number after it.</exception>
    public int Answer(ReadOnlySpan<int> sequence)
    {
        var place = sequence.IndexOfAnyInRange(1, Anchors);
        if (place < 0 || place == sequence.Length - 1 || sequence[(place + 1)..].IndexOfAnyInRange(1, Anchors) >= 0)
        {
            throw new ArgumentException(
                $"The sequence [{string.Join(", ", sequence.ToArray())}] must hold exactly one anchor from 1 to {Anchors}, "
                + "not at its end. Draw it with Draw.",
                nameof(sequence));
        }

        return sequence[place + 1] + (Rule == AnchorRule.Shift ? sequence[place] : sequence[place] % 2);
    }

    /// <summary>Draws sequences; sequence i does not depend on how many are drawn.</summary>
    /// <param name="count">Number of sequences, at least 1.</param>
    /// <param name="random">Where places, anchors and keys come from; <c>random.AtStep(step)</c> gives a fresh set for every step.</param>
    /// <returns>Inputs of shape [count, length]; only the last position is scored.</returns>
    public TokenTask Draw(int count, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Require.AtLeast(count, 1, "It is the number of sequences.", nameof(count));
        var inputs = new int[count * Length];
        var targets = new int[count * Length];
        Array.Fill(targets, TokenTask.Unscored);
        for (var i = 0; i < count; i++)
        {
            var stream = random.Sample(i);
            var sequence = inputs.AsSpan(i * Length, Length);
            foreach (ref var token in sequence) token = FirstKey + stream.NextInteger(LastKey - FirstKey + 1);
            sequence[stream.NextInteger(Length - 1)] = 1 + stream.NextInteger(Anchors);
            targets[((i + 1) * Length) - 1] = Answer(sequence);
        }

        return new TokenTask(new TokenTaskShape(Length, Vocabulary, Vocabulary), inputs, targets);
    }
}
