namespace RankCollapse.Models.Training;

/// <summary>A learning rate that rises evenly to a peak and then falls along half a cosine to where it began.</summary>
/// <source paper="chen2025" item="appendix on the anchor experiment">There from 1e-5 by a factor of 15 in 10 epochs, then a half period of 200 epochs.</source>
public sealed record WarmUpCosine
{
    /// <summary>Rate at step 0, and the one to which it falls; above 0.</summary>
    public required double Start { get; init => field = Positive(value, nameof(Start)); }

    /// <summary>Largest rate, above 0.</summary>
    public required double Peak { get; init => field = Positive(value, nameof(Peak)); }

    /// <summary>Steps from the start to the peak, at least 1.</summary>
    public required long WarmUp { get; init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(WarmUp), $"WarmUp was {value}; it must be at least 1. Use 1 for none."); }

    /// <summary>Steps of the half period, at least 1.</summary>
    public required long HalfPeriod { get; init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(HalfPeriod), $"HalfPeriod was {value}; it must be at least 1. Use a large number for a constant rate."); }

    /// <summary>The rate at a step.</summary>
    /// <param name="step">At least 0.</param>
    /// <returns>Between <see cref="Start"/> and <see cref="Peak"/>.</returns>
    public double At(long step) => step < WarmUp
        ? Start + ((Peak - Start) * step / WarmUp)
        : Start + ((Peak - Start) * (1 + Math.Cos(Math.PI * Math.Min(step - WarmUp, HalfPeriod) / HalfPeriod)) / 2);

    private static double Positive(double value, string name) => value > 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, $"{name} was {value}; it must be finite and above 0. Use 1e-4.");
}
