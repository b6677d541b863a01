namespace RankCollapse.Claims;

/// <summary>A measured real number that waits for its prediction. NaN is never at most, at least, near or between anything.</summary>
public sealed record MeasuredNumber
{
    private readonly ClaimQuestion claim;
    private readonly double number;

    internal MeasuredNumber(ClaimQuestion claim, double number) => (this.claim, this.number) = (claim, number);

    /// <summary>The measurement must not exceed the bound.</summary>
    public Claim IsAtMost(double bound, string why) => claim.Judged(number, "at most", bound, 0, why, number <= bound);

    /// <summary>The measurement must not fall below the bound.</summary>
    public Claim IsAtLeast(double bound, string why) => claim.Judged(number, "at least", bound, 0, why, number >= bound);

    /// <summary>The measurement must be within an absolute tolerance of the prediction.</summary>
    /// <param name="predicted">What the theory says.</param>
    /// <param name="tolerance">Largest distance, at least 0: a multiple of the standard error, or with a reason of its own.</param>
    /// <param name="why">The reason of the tolerance.</param>
    public Claim IsNear(double predicted, double tolerance, string why) =>
        claim.Judged(number, "near", predicted, tolerance, why, number == predicted || Math.Abs(number - predicted) <= tolerance);

    /// <summary>The measurement must be in the closed interval.</summary>
    public Claim IsBetween(double low, double high, string why) => low <= high
        ? claim.Judged(number, "between", (low, high), 0, why, number >= low && number <= high)
        : throw new ArgumentException($"The interval of {claim.Id} was from {low} to {high}; the first must not exceed the second. Exchange them.");
}

/// <summary>A whole number that waits for its prediction.</summary>
public sealed record MeasuredCount
{
    private readonly ClaimQuestion claim;
    private readonly long count;

    internal MeasuredCount(ClaimQuestion claim, long count) => (this.claim, this.count) = (claim, count);

    /// <summary>The count must be exactly this.</summary>
    public Claim Is(long predicted, string why) => claim.Judged(count, "equal to", predicted, 0, why, count == predicted);

    /// <summary>The count must not exceed the bound.</summary>
    public Claim IsAtMost(double bound, string why) => claim.Judged(count, "at most", bound, 0, why, count <= bound);

    /// <summary>The count must not fall below the bound.</summary>
    public Claim IsAtLeast(double bound, string why) => claim.Judged(count, "at least", bound, 0, why, count >= bound);

    /// <summary>The count must be within a tolerance of the prediction.</summary>
    public Claim IsNear(double predicted, double tolerance, string why) => new MeasuredNumber(claim, count).IsNear(predicted, tolerance, why);

    /// <summary>The count must be in the closed interval.</summary>
    public Claim IsBetween(double low, double high, string why) => new MeasuredNumber(claim, count).IsBetween(low, high, why);
}

/// <summary>A truth value that waits for its prediction.</summary>
public sealed record MeasuredFact
{
    private readonly ClaimQuestion claim;
    private readonly bool truth;

    internal MeasuredFact(ClaimQuestion claim, bool truth) => (this.claim, this.truth) = (claim, truth);

    /// <summary>The truth value must be this.</summary>
    public Claim Is(bool predicted, string why) => claim.Judged(truth, "equal to", predicted, 0, why, truth == predicted);
}

/// <summary>A word that waits for its prediction.</summary>
public sealed record MeasuredWord
{
    private readonly ClaimQuestion claim;
    private readonly string word;

    internal MeasuredWord(ClaimQuestion claim, string word) => (this.claim, this.word) = (claim, word);

    /// <summary>The word must be this, letter by letter.</summary>
    public Claim Is(string predicted, string why) =>
        claim.Judged(word, "equal to", predicted, 0, why, string.Equals(word, predicted, StringComparison.Ordinal));
}
