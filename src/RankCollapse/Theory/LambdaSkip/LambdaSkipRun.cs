using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.LambdaSkip;

/// <summary>
/// Tokens on their way through layers, with both measures of collapse at each depth: the residual mu, which is blind to the sign of
/// a token, and the distance to rank one, which is not. Immutable.
/// </summary>
/// <remarks>Relative residuals below about 1e-16 are rounding of the tokens.</remarks>
public sealed class LambdaSkipRun
{
    private const double Least = 1e-100, Most = 1e100;
    private readonly List<Matrix<double>> tokens;
    private readonly Lazy<double[]> rankOne;

    internal LambdaSkipRun(List<Matrix<double>> tokens, bool leftRange)
    {
        (this.tokens, LeftRange) = (tokens, leftRange);
        Norms = [.. tokens.Select(y => ScaledNorm.Of(y))];
        Residuals = [.. tokens.Select(TokenResidual.Absolute)];
        RelativeResiduals = [.. Residuals.Zip(Norms, (mu, norm) => norm > 0 ? Math.Min(1, mu / norm) : double.NaN)];
        rankOne = new Lazy<double[]>(() =>
            [.. tokens.Zip(Norms, (y, norm) => norm > 0 ? TokenResidual.RelativeRankOneDistance(y) : double.NaN)]);
    }

    /// <summary>Number of layers that were run.</summary>
    public int Layers => tokens.Count - 1;

    /// <summary>Whether the run ended early because the next norm would not have been in [1e-100, 1e100].</summary>
    public bool LeftRange { get; }

    /// <summary>‖Y‖_F before layer 0, 1, … and after the last.</summary>
    public IReadOnlyList<double> Norms { get; }

    /// <summary>mu(Y), the Frobenius distance from the token mean.</summary>
    public IReadOnlyList<double> Residuals { get; }

    /// <summary>mu(Y)/‖Y‖_F, in [0, 1]; not a number for Y = 0.</summary>
    public IReadOnlyList<double> RelativeResiduals { get; }

    /// <summary>ρ₁(Y) = (1 − σ₁²/‖Y‖_F²)^½, the relative distance to rank one; not a number for Y = 0.</summary>
    public IReadOnlyList<double> RankOneDistances => rankOne.Value;

    /// <summary>Tokens before layer <paramref name="layer"/>.</summary>
    /// <param name="layer">From 0 to Layers.</param>
    /// <returns>A copy, shape [tokens, width].</returns>
    /// <exception cref="ArgumentOutOfRangeException">Outside of the run.</exception>
    public Matrix<double> Tokens(int layer) => layer >= 0 && layer <= Layers
        ? tokens[layer].Clone()
        : throw new ArgumentOutOfRangeException(nameof(layer), $"layer was {layer}; it must be in [0, {Layers}]. Run deeper.");

    /// <summary>Distance of two tokens at each depth.</summary>
    /// <param name="first">A token, from 0.</param>
    /// <param name="second">Another.</param>
    /// <returns>Layers + 1 lengths.</returns>
    public IReadOnlyList<double> Distances(int first, int second) => [.. tokens.Select(y => (y.Row(first) - y.Row(second)).L2Norm())];

    /// <summary>
    /// The factor per layer by which two tokens approach each other once they are near, from the first two layers at which their
    /// distance is below a bound: small enough for the linear law, large enough for rounding.
    /// </summary>
    /// <param name="first">A token, from 0.</param>
    /// <param name="second">Another.</param>
    /// <param name="below">The bound, above 0; near 1e-7 both errors are about 1e-8 of the rate.</param>
    /// <returns>Between 0 and 1.</returns>
    /// <exception cref="InvalidOperationException">They never came so near.</exception>
    public double PairRate(int first, int second, double below = 1e-7)
    {
        Guard.Positive(below, nameof(below), "1e-7 is usual.");
        var distances = Distances(first, second);
        for (var layer = 0; layer + 1 < distances.Count; layer++)
        {
            if (distances[layer] < below) return distances[layer + 1] / distances[layer];
        }

        throw new InvalidOperationException(FormattableString.Invariant(
            $"Tokens {first} and {second} were still {distances[^1]:G3} apart after {Layers} layers; a rate needs {below:G3}. Run deeper."));
    }

    internal static bool InRange(Matrix<double> y) => y.Enumerate().All(double.IsFinite) && ScaledNorm.Of(y) is >= Least and <= Most;
}
