namespace RankCollapse.Claims;

/// <summary>The beginning of a claim: what is claimed and about which paper. It goes on with <see cref="IsA"/>.</summary>
public sealed record ClaimSubject
{
    internal ClaimSubject(string id, Paper paper, string statement) => (Id, Paper, Statement) = (id, paper, statement);

    internal string Id { get; }

    internal Paper Paper { get; }

    internal string Statement { get; }

    /// <summary>Says what sort of statement it is and on what it rests.</summary>
    public ClaimQuestion IsA(ClaimKind kind, Basis basis) => new(this, kind, basis);
}

/// <summary>A claim that waits for its measurement.</summary>
public sealed record ClaimQuestion
{
    private readonly ClaimSubject subject;
    private readonly ClaimKind kind;
    private readonly Basis basis;

    internal ClaimQuestion(ClaimSubject subject, ClaimKind kind, Basis basis) => (this.subject, this.kind, this.basis) = (subject, kind, basis);

    /// <summary>A real number was measured.</summary>
    public MeasuredNumber Measures(double number) => new(this, number);

    /// <summary>A whole number was counted.</summary>
    public MeasuredCount Measures(long count) => new(this, count);

    /// <summary>A truth value was found.</summary>
    public MeasuredFact Measures(bool truth) => new(this, truth);

    /// <summary>A word was found, for example the name of an equilibrium.</summary>
    public MeasuredWord Measures(string word) => new(this, word);

    internal Claim Judged(Quantity measured, string relation, Quantity predicted, double tolerance, string why, bool holds)
    {
        if (string.IsNullOrWhiteSpace(why))
            throw new ArgumentException($"The reason of {subject.Id} was empty; a bound without a reason cannot be judged. Say why: the theorem, or the multiple of the standard error.", nameof(why));
        if (!(tolerance >= 0) || double.IsInfinity(tolerance))
            throw new ArgumentOutOfRangeException(nameof(tolerance), $"The tolerance of {subject.Id} was {tolerance}; it must be finite and at least 0. Use 0 for exact agreement.");
        if (predicted.IsNotANumber)
            throw new ArgumentException($"The prediction of {subject.Id} was not a number; it must be one. Look where the theory's formula fails.", nameof(predicted));
        return new Claim(subject, kind, basis)
        {
            Measured = measured, Relation = relation, Predicted = predicted, Tolerance = tolerance, Why = why, Holds = holds,
        }.Entered();
    }

    internal string Id => subject.Id;
}
