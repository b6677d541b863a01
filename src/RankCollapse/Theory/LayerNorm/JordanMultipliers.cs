using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using Complex = System.Numerics.Complex;

namespace RankCollapse.Theory.LayerNorm;

/// <summary>
/// Multipliers of one token at an equilibrium of uniform causal attention with W_V = I + wJ, in closed form: β(1 + μ), the μ being
/// the zeros of Σ_k w^k·c_k·μ^(s−1−k), c_k = Σ_j x_j·x_(j+k) the autocorrelation of the token's s coordinates from its first
/// one that is not zero, and width − s further multipliers β.
/// </summary>
/// <remarks>
/// <para>From det(ν − (I − x·xᵀ)·Wᵀ) = ν·det(ν − Wᵀ)·xᵀ(ν − Wᵀ)⁻¹x and the Neumann series of a nilpotent matrix. The width − s
/// ones that a dense eigenvalue solver would return as a cloud of radius 1e-16^(1/(width − s)) are exact here.</para>
/// <para>As w → ∞ the coefficients w^k·c_k become products of signs. For alternating signs all are 1, the μ are the s-th roots of
/// unity other than 1, and the largest modulus of 1 + μ is 2·cos(π/s): √2 for 4 tokens, the golden ratio for 5.</para>
/// </remarks>
/// <source paper="wu2024" item="section 4.2, stability">Derived here; the paper has no multipliers.</source>
public static class JordanMultipliers
{
    /// <summary>The multipliers of a token, width − 1 of them, by falling modulus.</summary>
    /// <param name="token">The token, shape [width], of length 1.</param>
    /// <param name="shear">w, finite and above 0.</param>
    /// <param name="scale">1/β, the length of the sum of this token's and all earlier rows times W_V; above 0.</param>
    /// <returns>width − 1 complex numbers.</returns>
    /// <exception cref="ArgumentException">An entry or number that is not finite, or not above 0.</exception>
    public static Complex[] OfToken(ReadOnlySpan<double> token, double shear, double scale)
    {
        Guard.Finite(token, nameof(token));
        Guard.Positive(shear, nameof(shear), "It is the superdiagonal of W_V.");
        Guard.Positive(scale, nameof(scale), "It is a length.");
        var first = 0;
        while (first < token.Length - 1 && token[first] == 0) first++;
        var x = token[first..];
        var coefficients = new double[x.Length];
        for (var k = 0; k < x.Length; k++)
        {
            var sum = 0.0;
            for (var j = 0; j + k < x.Length; j++) sum += x[j] * x[j + k];
            // Highest power first in the formula, lowest first in the polynomial.
            coefficients[x.Length - 1 - k] = Math.Pow(shear, k) * sum;
        }

        IEnumerable<Complex> zeros = x.Length > 1 ? new Polynomial(coefficients).Roots() : [];
        return [.. zeros.Select(mu => (1 + mu) / scale)
            .Concat(Enumerable.Repeat(new Complex(1 / scale, 0), first))
            .OrderByDescending(Complex.Abs)];
    }

    /// <summary>The multipliers of all tokens together: under a causal mask the derivative is block triangular.</summary>
    /// <param name="tokens">An equilibrium, shape [tokens, width].</param>
    /// <param name="shear">w, finite and above 0.</param>
    /// <returns>tokens·(width − 1) complex numbers, by falling modulus.</returns>
    /// <exception cref="ArgumentException">Not an equilibrium within 1e-9.</exception>
    public static Complex[] Of(Matrix<double> tokens, double shear)
    {
        Guard.Finite(tokens, nameof(tokens));
        var value = JordanEquilibria.ValueOf(tokens.ColumnCount, shear);
        var sum = Vector<double>.Build.Dense(tokens.ColumnCount);
        var all = new List<Complex>();
        for (var i = 0; i < tokens.RowCount; i++)
        {
            sum += tokens.Row(i) * value;
            var scale = sum.L2Norm();
            if (!((sum - (scale * tokens.Row(i))).L2Norm() <= 1e-9 * Math.Max(1, scale)))
            {
                throw new ArgumentException(
                    $"Token {i} was not at rest; multipliers belong to an equilibrium. Take the tokens from JordanEquilibria or JordanCensus.", nameof(tokens));
            }

            all.AddRange(OfToken(tokens.Row(i).ToArray(), shear, scale));
        }

        return [.. all.OrderByDescending(Complex.Abs)];
    }

    /// <summary>2·cos(π/N), the largest multiplier of the alternating full-rank equilibrium as w → ∞.</summary>
    /// <param name="tokens">N, at least 2.</param>
    /// <returns>In [0, 2): above 1 from N = 4 on.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 2 tokens.</exception>
    public static double AlternatingLimit(int tokens) =>
        2 * Math.Cos(Math.PI / Guard.AtLeast(tokens, 2, nameof(tokens), "A single token has no sign to alternate with."));
}
