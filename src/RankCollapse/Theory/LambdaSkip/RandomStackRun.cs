using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.LambdaSkip;

/// <summary>Tokens at each depth of a <see cref="RandomStack"/>, and how collapsed they are. Immutable.</summary>
public sealed class RandomStackRun
{
    private readonly IReadOnlyList<Matrix<double>> tokens;
    private readonly Lazy<IReadOnlyList<double>> rankOneDistances;

    internal RandomStackRun(IReadOnlyList<Matrix<double>> tokens, int? leftRangeAt)
    {
        (this.tokens, LeftRangeAt) = (tokens, leftRangeAt);
        RelativeResiduals = [.. tokens.Select(TokenResidual.Relative)];
        // A decomposition for each depth: computed only where it is asked for.
        rankOneDistances = new(() => [.. this.tokens.Select(TokenResidual.RelativeRankOneDistance)]);
    }

    /// <summary>Number of layers that were run.</summary>
    public int Layers => tokens.Count - 1;

    /// <summary>mu(Y)/‖Y‖_F before the first layer and after each layer; below about 1e-12 it is rounding.</summary>
    public IReadOnlyList<double> RelativeResiduals { get; }

    /// <summary>ρ₁(Y), the relative distance to the nearest matrix of rank one, at the same depths.</summary>
    public IReadOnlyList<double> RankOneDistances => rankOneDistances.Value;

    /// <summary>mu/‖Y‖_F after the last layer.</summary>
    public double Last => RelativeResiduals[^1];

    /// <summary>The layer, from 1, after which ‖Y‖_F was outside [1e-100, 1e100], at which the run ended; null when there was none.</summary>
    public int? LeftRangeAt { get; }

    /// <summary>The tokens after a layer.</summary>
    /// <param name="layer">From 0, before the first layer, to <see cref="Layers"/>.</param>
    /// <returns>A copy, shape [tokens, width].</returns>
    public Matrix<double> Tokens(int layer) => layer >= 0 && layer <= Layers
        ? tokens[layer].Clone()
        : throw new ArgumentOutOfRangeException(nameof(layer), $"layer was {layer}; it must be in [0, {Layers}]. Run deeper.");
}
