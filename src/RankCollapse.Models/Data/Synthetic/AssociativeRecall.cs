using RankCollapse.Randomness;

namespace RankCollapse.Models.Data;

/// <summary>
/// Multi-query associative recall (MQAR): a sequence begins with key-value pairs k₁v₁k₂v₂…, and later each key appears once
/// more; there the model must answer with the key's value. Keys are different tokens from the lower half of the vocabulary
/// (not 0), values are different tokens from its upper half, all other positions are the filler token 0.
/// </summary>
/// <remarks>
/// The query of a pair stands 2j places behind the end of the pairs; j = 0, 1, … is drawn with weight (j + 1)^−decay, one
/// after the other without repetition. Only query positions are scored.
/// </remarks>
/// <source paper="arora2023" item="multi-query associative recall">Placement as in the authors' generator, with filler 0.</source>
public sealed record AssociativeRecall
{
    /// <summary>The token at positions that are neither pair nor query.</summary>
    public const int Filler = 0;

    /// <summary>Tokens per sequence: even, and at least four per pair.</summary>
    public required int Length { get; init => field = Require.AtLeast(value, 4, "It must be even and at least four times Pairs."); }

    /// <summary>Number of key-value pairs, and of queries, at least 1.</summary>
    public required int Pairs { get; init => field = Require.AtLeast(value, 1, "The smallest published size has 4 in 64 tokens."); }

    /// <summary>Number of tokens: even, and half of it more than the number of pairs; the published size is 8192.</summary>
    public required int Vocabulary { get; init => field = Require.AtLeast(value, 4, "It must be even, and half of it above Pairs."); }

    /// <summary>How fast the weight of a gap falls with its length, at least 0; default 0.99. With 0 all gaps are equally likely.</summary>
    public double GapDecay { get; init => field = Require.NotNegative(value, "Use 0 for uniform gaps."); } = 0.99;

    /// <summary>Draws sequences; sequence i does not depend on how many are drawn.</summary>
    /// <param name="count">Number of sequences, at least 1.</param>
    /// <param name="random">Where keys, values and gaps come from; <c>random.AtStep(step)</c> gives a fresh set for every step.</param>
    /// <returns>Inputs of shape [count, length]; the target at a query is the value, in the same vocabulary.</returns>
    /// <exception cref="ArgumentException">The sizes do not fit together.</exception>
    public TokenTask Draw(int count, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Require.AtLeast(count, 1, "It is the number of sequences.", nameof(count));
        if (Length % 2 != 0 || Length < 4 * Pairs)
        {
            throw new ArgumentException(
                $"Length was {Length} with {Pairs} pairs; it must be even and at least {4 * Pairs}, four times the pairs, so that every "
                + "query finds a place. Use a longer sequence or fewer pairs.");
        }

        if (Vocabulary % 2 != 0 || Vocabulary / 2 <= Pairs)
        {
            throw new ArgumentException(
                $"Vocabulary was {Vocabulary} with {Pairs} pairs; it must be even and at least {(2 * Pairs) + 2}, so that keys and values "
                + "are different tokens. Use a larger vocabulary or fewer pairs.");
        }

        var inputs = new int[count * Length];
        var targets = new int[count * Length];
        Array.Fill(targets, TokenTask.Unscored);
        for (var i = 0; i < count; i++) DrawOne(random.Sample(i), inputs.AsSpan(i * Length, Length), targets.AsSpan(i * Length, Length));
        return new TokenTask(new TokenTaskShape(Length, Vocabulary, Vocabulary), inputs, targets);
    }

    private void DrawOne(RandomStream random, Span<int> sequence, Span<int> answers)
    {
        var half = Vocabulary / 2;
        var keys = IndexBatches.Distinct(Pairs, half - 1, random);
        var values = IndexBatches.Distinct(Pairs, half, random);
        var gaps = Gaps(random);
        for (var pair = 0; pair < Pairs; pair++)
        {
            var (key, value) = (1 + keys[pair], half + values[pair]);
            sequence[2 * pair] = key;
            sequence[(2 * pair) + 1] = value;
            var query = (2 * Pairs) + (2 * gaps[pair]);
            sequence[query] = key;
            answers[query] = value;
        }
    }

    /// <summary>Different gaps, each drawn by weight among those that are left.</summary>
    private int[] Gaps(RandomStream random)
    {
        var weights = new double[(Length - (2 * Pairs)) / 2];
        for (var j = 0; j < weights.Length; j++) weights[j] = Math.Pow(j + 1, -GapDecay);
        var gaps = new int[Pairs];
        for (var pair = 0; pair < Pairs; pair++)
        {
            var mark = random.NextUniform() * weights.Sum();
            var gap = 0;
            // Rounding may carry the mark past the last weight: the last gap that is left then takes it.
            var last = Array.FindLastIndex(weights, weight => weight > 0);
            while (gap < last && (weights[gap] == 0 || mark >= weights[gap])) mark -= weights[gap++];
            gaps[pair] = gap;
            weights[gap] = 0;
        }

        return gaps;
    }
}
