using MathNet.Numerics.LinearAlgebra;

namespace RankCollapse.Measures;

/// <summary>
/// Tokens split into what is constant along the sequence (low frequency, DC, J·X with J = 11ᵀ/N) and all the rest
/// (high frequency, HC, (I − J)·X). The two are orthogonal: ‖X‖_F² = Low² + High². Immutable.
/// </summary>
/// <source paper="lee2025" item="DC and HC">J·X is the inverse discrete Fourier transform of the zero-frequency bin along tokens.</source>
public sealed record FrequencyEnergy
{
    private FrequencyEnergy(double low, double high)
    {
        Low = low;
        High = high;
    }

    /// <summary>‖J·X‖_F = N^½ · ‖mean‖: amplitude of the constant part, in the unit of the tokens.</summary>
    public double Low { get; }

    /// <summary>‖(I − J)·X‖_F: amplitude of the rest, in the unit of the tokens; the same number as the residual mu.</summary>
    public double High { get; }

    /// <summary>High / ‖X‖_F, dimensionless, in [0, 1].</summary>
    public double HighShare => High / double.Hypot(Low, High);

    /// <summary>High / Low, dimensionless, at least 0: the ratio that a low-pass filter drives to 0.</summary>
    /// <exception cref="InvalidOperationException">The tokens have mean zero.</exception>
    public double HighToLow => Low > 0
        ? High / Low
        : throw new InvalidOperationException(
            "The tokens had mean zero, so their low-frequency part is 0; the ratio High / Low needs it above 0. Use HighShare.");

    /// <summary>High² / Low², dimensionless: the ratio of energies.</summary>
    /// <exception cref="InvalidOperationException">The tokens have mean zero.</exception>
    public double EnergyRatio => HighToLow * HighToLow;

    /// <summary>Splits a token matrix.</summary>
    /// <param name="x">Tokens, shape [tokens, width], finite entries, not all zero.</param>
    /// <returns>Both amplitudes and their ratios.</returns>
    /// <exception cref="ArgumentException">An entry is not finite, or all entries are zero.</exception>
    public static FrequencyEnergy Of(Matrix<double> x)
    {
        var split = CentredTokens.From(x);
        var low = Math.Sqrt(split.Tokens) * ScaledNorm.Of(split.Mean);
        if (low == 0 && split.Residual == 0)
        {
            throw new ArgumentException(
                "All entries were 0; frequency shares need a token matrix that is not zero. Check the layer before.", nameof(x));
        }

        return new FrequencyEnergy(low, split.Residual);
    }
}
