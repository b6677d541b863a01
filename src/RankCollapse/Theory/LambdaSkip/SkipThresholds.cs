using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.LambdaSkip;

/// <summary>
/// How strong a skip path must be to keep a share of mu through K layers of one model: what theorem 4.1 asks for, what bounds A and B ask
/// for, and what is needed in fact. Immutable.
/// </summary>
/// <remarks>Row-stochastic mixing has C_M = √N and a branch of at most ‖C_V‖₂·√N; the selective model of the theory has the bound of its
/// <see cref="QuadraticSelectiveMixing.FrobeniusBound(int, double)"/>.</remarks>
/// <source paper="joseph2025" item="theorem 4.1">The comparison is not in the paper. Its condition is as reported in reviews.</source>
public sealed record SkipThresholds
{
    private const double Largest = 1e8;

    private SkipThresholds()
    {
    }

    /// <summary>K.</summary>
    public required int Layers { get; init; }

    /// <summary>λ_min(a) of condition (7), with a^K = share²; without regard to the input.</summary>
    public required double Condition { get; init; }

    /// <summary>The least |λ| for which theorem 4.1 speaks of this input at all.</summary>
    public required double ConditionWithInput { get; init; }

    /// <summary>What bound A asks for; linear in K.</summary>
    public required double Chords { get; init; }

    /// <summary>What bound B asks for with the mixing norms of the run at that λ; not a number unless mixing is row-stochastic.</summary>
    public required double Floor { get; init; }

    /// <summary>The least λ above 0 from which on, to 1e8, the share is kept; to 1 %. 0 where 0.001 does.</summary>
    public required double Needed { get; init; }

    /// <summary>The same for negative λ, as a positive number. Of mu, which counts tokens ±v as diverse: look at the rank as well.</summary>
    public required double NeededNegative { get; init; }

    /// <summary>All thresholds of one model.</summary>
    /// <param name="layer">The layer; its own λ does not matter. Unit rows, no gate.</param>
    /// <param name="start">Unit rows, shape [tokens, width], not all equal.</param>
    /// <param name="layers">K, at least 1.</param>
    /// <param name="share">Of mu, above 0 and below 1.</param>
    /// <returns>The thresholds.</returns>
    /// <exception cref="ArgumentException">Rows are not of length 1, or no bound of this mixing is known.</exception>
    public static SkipThresholds Of(LambdaSkipLayer layer, Matrix<double> start, int layers, double share = 0.5)
    {
        ArgumentNullException.ThrowIfNull(layer);
        UnitRows.Require(start, nameof(start));
        Guard.AtLeast(layers, 1, nameof(layers), "Give the depth.");
        var (root, value) = (Math.Sqrt(start.RowCount), layer.Value?.L2Norm() ?? 1);
        var bound = Bound(layer, start.RowCount);
        var residual = TokenResidual.Absolute(start);
        var theorem = new SkipGuarantee
        {
            Tokens = start.RowCount, Width = start.ColumnCount, Layers = layers, MixingBound = bound, ValueNorm = value,
        };
        var rate = theorem.RateForShare(share * share);
        var branch = layer.Mixing.IsRowStochastic ? value * root : value * bound * root;
        return new SkipThresholds
        {
            Layers = layers,
            Condition = theorem.LeastSkip(rate),
            ConditionWithInput = theorem.LeastSkipForInput(residual * residual, rate),
            Chords = ChordFloor.LeastSkip(residual, branch, share, layers),
            Floor = layer.Mixing.IsRowStochastic ? FloorOf(layer, start, layers, share, value) : double.NaN,
            Needed = Need(layer, start, layers, share * residual, 1),
            NeededNegative = Need(layer, start, layers, share * residual, -1),
        };
    }

    private static double Bound(LambdaSkipLayer layer, int tokens)
    {
        if (layer.RowLength is 1 && layer.Gate is null)
        {
            if (layer.Mixing.IsRowStochastic) return Math.Sqrt(tokens);
            if (layer.Mixing is QuadraticSelectiveMixing selective) return selective.FrobeniusBound(tokens);
        }

        throw new ArgumentException(
            $"No bound of the mixing “{layer.Mixing.Name}” with this layer is known; it must be row-stochastic or the selective model of the theory, "
            + "with unit rows and without a gate. Use SkipGuarantee and ChordFloor with a bound of your own.", nameof(layer));
    }

    /// <summary>A fixed point: at the λ found, the mixing norms of its own run are small enough for it.</summary>
    private static double FloorOf(LambdaSkipLayer layer, Matrix<double> start, int layers, double share, double value)
    {
        var skip = ResidualFloor.LeastSkip(share, layers, 0, value);
        for (var step = 0; step < 50; step++)
        {
            var run = layer.WithSkip(skip).Run(start, layers - 1);
            var norm = Enumerable.Range(0, layers).Max(k => ResidualFloor.MixingNorm(layer.Mixing.MixingMatrix(run.Tokens(k))));
            var next = ResidualFloor.LeastSkip(share, layers, norm, value);
            if (next <= skip) break;
            skip = next * (1 + 1e-9);
        }

        return skip;
    }

    private static double Need(LambdaSkipLayer layer, Matrix<double> start, int layers, double residual, int sign)
    {
        bool Keeps(double skip) => layer.WithSkip(sign * skip).Run(start, layers).Residuals[^1] >= residual;
        // From the top, where everything is kept: a small λ may keep the share by accident and a larger one lose it again.
        var (good, bad) = (Largest, 0.0);
        for (var skip = Largest; skip > 1e-3; skip /= 2)
        {
            if (!Keeps(skip))
            {
                bad = skip;
                break;
            }

            good = skip;
        }

        if (bad == 0) return 0;
        while (good > 1.01 * bad)
        {
            var middle = Math.Sqrt(good * bad);
            if (Keeps(middle)) good = middle;
            else bad = middle;
        }

        return good;
    }
}
