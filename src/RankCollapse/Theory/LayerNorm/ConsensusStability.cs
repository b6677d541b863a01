using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Theory.Masks;
using Complex = System.Numerics.Complex;

namespace RankCollapse.Theory.LayerNorm;

/// <summary>
/// Consensus with LayerNorm, all tokens at the leading eigenvector v of W_V: always attracting, whatever else exists. Across
/// consensus its multipliers are λ_k(A*)·μ_j/μ_1, products of mask and value eigenvalues. Immutable.
/// </summary>
/// <remarks>
/// LayerNorm adds attractors elsewhere; it never destabilises this one. Multipliers: λ_k·μ_j/μ_1 for the N eigenvalues λ_k of the
/// averaging matrix and j at least 2; those with λ = 1 move all tokens together, the others take them apart.
/// </remarks>
/// <source paper="wu2024" item="theorem 2 and corollary 1">Derived here for every W_V with a simple, real, positive leading eigenvalue.</source>
public sealed class ConsensusStability
{
    /// <summary>The consensus of a mask and value weights.</summary>
    /// <param name="mask">The mask, at least 1 token.</param>
    /// <param name="value">W_V, shape [width, width], finite, acting on rows from the right.</param>
    /// <exception cref="ArgumentException">No simple, real, positive leading eigenvalue.</exception>
    public ConsensusStability(AttentionMask mask, Matrix<double> value)
    {
        ArgumentNullException.ThrowIfNull(mask);
        Guard.Square(value, nameof(value));
        var decomposition = value.Transpose().Evd();
        var order = Enumerable.Range(0, value.RowCount)
            .OrderByDescending(k => Complex.Abs(decomposition.EigenValues[k])).ToArray();
        Complex[] values = [.. order.Select(k => decomposition.EigenValues[k])];
        var lead = values[0];
        if (Math.Abs(lead.Imaginary) > 1e-9 * Complex.Abs(lead) || lead.Real <= 0
            || (values.Length > 1 && Complex.Abs(values[1]) > Complex.Abs(lead) * (1 - 1e-6)))
        {
            throw new ArgumentException(
                $"The leading eigenvalues of the value weights were {string.Join(", ", values.Take(2).Select(v => $"{v.Real:G4}{v.Imaginary:+0.###;-0.###}i"))}; "
                + "the first must be real, positive and above the modulus of all others. Otherwise tokens rotate and there is no such fixed consensus.", nameof(value));
        }

        Mask = mask;
        Direction = decomposition.EigenVectors.Column(order[0]).Normalize(2);
        var averaging = new UniformAttention(mask).Eigenvalues;
        Multipliers = [.. averaging.SelectMany(l => values.Skip(1).Select(m => l * m / lead))
            .OrderByDescending(Complex.Abs)];
    }

    /// <summary>The mask.</summary>
    public AttentionMask Mask { get; }

    /// <summary>v, of length 1, v·W_V = μ_1·v; its sign is arbitrary.</summary>
    public Vector<double> Direction { get; }

    /// <summary>All multipliers on the product of spheres, tokens·(width − 1) of them, by falling modulus; all below 1.</summary>
    public IReadOnlyList<Complex> Multipliers { get; }

    /// <summary>All tokens at v.</summary>
    /// <returns>Shape [tokens, width].</returns>
    public Matrix<double> Tokens() => Matrix<double>.Build.Dense(Mask.Tokens, Direction.Count, (_, j) => Direction[j]);
}
