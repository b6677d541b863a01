using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.Recurrence;

/// <summary>
/// Layer after layer of decaying sums over the past, X ← 𝓛X with 𝓛_ij ∝ a^{i−j}: rows that are divided by their sums are weighted means
/// of the past, and tokens drift towards each other although 𝓛 is invertible. Immutable.
/// </summary>
/// <source paper="orvieto2024" item="rank collapse over depth">Derived here.</source>
public sealed class SmoothingOverDepth
{
    private readonly Matrix<double> mixing;

    /// <summary>Layers of one decay.</summary>
    /// <param name="decay">a, in (−1, 1); the sign alternates for a below 0.</param>
    /// <param name="tokens">L, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public SmoothingOverDepth(double decay, int tokens)
    {
        Decay = Guard.Within(decay, Math.BitIncrement(-1), Math.BitDecrement(1), nameof(decay), "It is the real eigenvalue of a stable mode.");
        Guard.AtLeast(tokens, 1, nameof(tokens), "Give the sequence length.");
        mixing = Matrix<double>.Build.Dense(tokens, tokens, (i, j) => i >= j ? Math.Pow(decay, i - j) : 0);
        if (decay > 0) mixing = mixing.NormalizeRows(1);
    }

    /// <summary>a.</summary>
    public double Decay { get; }

    /// <summary>The mixing matrix; rows sum to 1 for a above 0.</summary>
    /// <returns>Shape [tokens, tokens].</returns>
    public Matrix<double> ToMatrix() => mixing.Clone();

    /// <summary>The share of the tokens that is not common to all, ‖X − X̄‖/‖X‖, before layer 0, 1, … and after the last.</summary>
    /// <remarks>Tokens are divided by their common norm after each layer, which leaves the share as it is and keeps numbers in range.</remarks>
    /// <param name="tokens">X, shape [tokens, width], finite, not zero.</param>
    /// <param name="layers">At least 0.</param>
    /// <returns>Numbers in [0, 1], shape [layers + 1].</returns>
    /// <exception cref="ArgumentException">Another number of tokens, or entries that are not finite.</exception>
    public IReadOnlyList<double> Residuals(Matrix<double> tokens, int layers)
    {
        Guard.Finite(tokens, nameof(tokens));
        Guard.AtLeast(layers, 0, nameof(layers), "0 measures the tokens as they are.");
        if (tokens.RowCount != mixing.RowCount)
            throw new ArgumentException($"There were {tokens.RowCount} tokens; this mixing is for {mixing.RowCount}. Make one for each length.", nameof(tokens));
        var (shares, x) = (new List<double> { TokenResidual.Relative(tokens) }, tokens);
        for (var layer = 0; layer < layers; layer++)
        {
            x = mixing * x;
            x /= x.FrobeniusNorm();
            shares.Add(TokenResidual.Relative(x));
        }

        return shares;
    }
}
