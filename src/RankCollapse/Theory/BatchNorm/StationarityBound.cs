using RankCollapse.Measures;

namespace RankCollapse.Theory.BatchNorm;

/// <summary>Where √d comes from: what the stationarity identity says of r once θ = E Σ_i((M²)_ii)² / E Tr M³ is known. Immutable.</summary>
/// <remarks>
/// As γ → 0 any stationary law has E[4·(Tr M³ − Σ((M²)_ii)²) + S] = d². Rank one satisfies it too, 0 + d², so the identity alone cannot exclude
/// collapse. With θ below 1, Tr M³ ≥ S²/d and Jensen's inequality give E S ≤ d^(3/2)/(2·√(1 − θ)).
/// </remarks>
/// <source paper="daneshmand2020" item="main theorem">Derived here: it takes the part of the paper's technical assumption in a form that can be measured.</source>
public sealed class StationarityBound
{
    /// <summary>θ in the limit of large d, from the limiting spectrum: 4/5.</summary>
    public const double LimitingTheta = 0.8;

    /// <summary>The bound for a width and a measured θ.</summary>
    /// <param name="width">d, at least 2.</param>
    /// <param name="theta">θ in [0, 1): see <see cref="ChainRun.Theta"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">d below 2, or θ outside of [0, 1): at θ = 1 the identity says nothing.</exception>
    public StationarityBound(int width, double theta)
    {
        Width = Guard.AtLeast(width, 2, nameof(width), "One feature has no rank to lose.");
        if (!(theta >= 0 && theta < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(theta), FormattableString.Invariant($"theta was {theta}; it must be in [0, 1). At 1, which is rank one, the identity bounds nothing."));
        }

        Theta = theta;
    }

    /// <summary>d.</summary>
    public int Width { get; }

    /// <summary>θ, dimensionless.</summary>
    public double Theta { get; }

    /// <summary>Bound of E S: the positive root of 4(1 − θ)/d·s² + s = d².</summary>
    /// <returns>In [d, d²]; below <see cref="SquaredNormClosed"/>.</returns>
    public double SquaredNorm
    {
        get
        {
            var a = 4 * (1 - Theta) / Width;
            return 2.0 * Width * Width / (1 + Math.Sqrt(1 + (4 * a * Width * Width)));
        }
    }

    /// <summary>The simpler bound d^(3/2)/(2·√(1 − θ)) of E S.</summary>
    public double SquaredNormClosed => Math.Pow(Width, 1.5) / (2 * Math.Sqrt(1 - Theta));

    /// <summary>Lower bound 2·√(1 − θ)·√d of E r.</summary>
    public double SoftBound => 2 * Math.Sqrt((1 - Theta) * Width);
}
