using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.LayerNorm;

/// <summary>
/// The lemma by which theorem 3 keeps a positive measure of inputs from collapsing for any width: with token 1 at e_d, token 2 keeps
/// X_(2,d−1) ≤ −1/w for ever, so that the rank stays at least 2. Checks its hypotheses and iterates. Immutable.
/// </summary>
/// <remarks>
/// f = Σ_(i ≤ d−2) (X_(2,i)/X_(2,d−1))². On the sphere X_(2,d−1) ≤ −1/w already says 1 + f + y² ≤ w² with y = X_(2,d)/X_(2,d−1), so
/// f ≤ w² − 1 is no further hypothesis. For width 3, f falls in every layer and nothing more is needed. From width 4 on f may grow
/// first, and some starts inside do leave the set, even with f ≤ √(w² − 1); the rank stays at least 2 in all that were tried.
/// </remarks>
/// <source paper="wu2024" item="appendix F.3, lemma 13">Our reading of its hypotheses; that the bound on f is implied is derived here.</source>
public sealed class SecondTokenLemma
{
    private readonly Matrix<double> value;

    /// <summary>The lemma for a width and a shear.</summary>
    /// <param name="width">d, at least 2.</param>
    /// <param name="shear">w, finite and above 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public SecondTokenLemma(int width, double shear)
    {
        Width = Guard.AtLeast(width, 2, nameof(width), "In one dimension there is no second direction.");
        Shear = shear > 1 && double.IsFinite(shear) ? shear : throw new ArgumentOutOfRangeException(
            nameof(shear), FormattableString.Invariant($"shear was {shear}; it must be finite and above 1. At 1 the two equilibria merge."));
        value = JordanEquilibria.ValueOf(width, shear);
    }

    /// <summary>d.</summary>
    public int Width { get; }

    /// <summary>w.</summary>
    public double Shear { get; }

    /// <summary>Whether the signs and X_(2,d−1) ≤ −1/w hold: all coordinates before the last but one below 0.</summary>
    /// <param name="token">Token 2, shape [width], of length 1.</param>
    /// <returns>True when the hypotheses without the bound on f hold.</returns>
    /// <exception cref="ArgumentException">Another width, or an entry is not finite.</exception>
    public bool IsInside(ReadOnlySpan<double> token)
    {
        RequireWidth(token);
        for (var i = 0; i < Width - 2; i++)
        {
            if (token[i] >= 0) return false;
        }

        return token[Width - 2] <= -1 / Shear;
    }

    /// <summary>f, the weight of the early coordinates.</summary>
    /// <param name="token">Token 2, shape [width], its last but one coordinate not 0.</param>
    /// <returns>At least 0.</returns>
    /// <exception cref="ArgumentException">Another width, or an entry is not finite.</exception>
    public double EarlyWeight(ReadOnlySpan<double> token)
    {
        RequireWidth(token);
        var sum = 0.0;
        for (var i = 0; i < Width - 2; i++) sum += Math.Pow(token[i] / token[Width - 2], 2);
        return sum;
    }

    /// <summary>How many layers token 2 keeps X_(2,d−1) ≤ −1/w while token 1 rests at e_d.</summary>
    /// <param name="token">Token 2, shape [width], of length 1.</param>
    /// <param name="layers">Most layers to try, at least 1.</param>
    /// <returns>A number up to <paramref name="layers"/>; that number when it never left.</returns>
    /// <exception cref="ArgumentException">Another width, an entry that is not finite, or no layers.</exception>
    public int LayersInside(ReadOnlySpan<double> token, int layers)
    {
        RequireWidth(token);
        Guard.AtLeast(layers, 1, nameof(layers), "Give the depth.");
        var x = Vector<double>.Build.Dense(token.ToArray());
        for (var layer = 0; layer < layers; layer++)
        {
            x *= value;
            x[Width - 1] += 1;
            x /= x.L2Norm();
            // B itself is on the edge of the set, and is reached up to rounding.
            if (x[Width - 2] > (-1 / Shear) + 1e-9) return layer;
        }

        return layers;
    }

    private void RequireWidth(ReadOnlySpan<double> token)
    {
        Guard.Finite(token, nameof(token));
        if (token.Length != Width)
            throw new ArgumentException($"The token had {token.Length} features; the lemma is for {Width}. Pass one row of the tokens.", nameof(token));
    }
}
