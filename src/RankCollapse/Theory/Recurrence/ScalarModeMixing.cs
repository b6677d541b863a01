using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.Recurrence;

/// <summary>
/// One mode x_k = λx_{k−1} + u_k as the matrix that mixes tokens, 𝓛 = (I − λS)⁻¹ with S the shift by one token: always invertible, singular
/// values within [1/(1 + |λ|), 1/(1 − |λ|)], frequency response 1/|1 − λe^{−iω}| with its peak at ω = arg λ. Immutable.
/// </summary>
/// <source paper="orvieto2024" item="rank collapse over depth">Derived here.</source>
public sealed class ScalarModeMixing
{
    /// <summary>The mixing of one eigenvalue.</summary>
    /// <param name="eigenvalue">λ, |λ| below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A modulus of 1 or more.</exception>
    public ScalarModeMixing(Complex eigenvalue)
    {
        Guard.Within(Complex.Abs(eigenvalue), 0, Math.BitDecrement(1), nameof(eigenvalue), "Bounds on the singular values need a modulus below 1.");
        Eigenvalue = eigenvalue;
    }

    /// <summary>λ.</summary>
    public Complex Eigenvalue { get; }

    /// <summary>1/(1 + |λ|): no singular value is below, at any length.</summary>
    public double LeastSingularValue => 1 / (1 + Complex.Abs(Eigenvalue));

    /// <summary>1/(1 − |λ|): no singular value is above, at any length; approached as sequences grow.</summary>
    public double LargestSingularValue => 1 / (1 - Complex.Abs(Eigenvalue));

    /// <summary>The frequency that is amplified most, arg λ in (−π, π], radians per token.</summary>
    public double Peak => Eigenvalue.Phase;

    /// <summary>(1 + |λ|)/(1 − |λ|): the most favoured frequency against the least, per layer.</summary>
    public double Contrast => LargestSingularValue / LeastSingularValue;

    /// <summary>1/|1 − λe^{−iω}|.</summary>
    /// <param name="frequency">ω, radians per token; 0 is the average over tokens.</param>
    public double Response(double frequency) => 1 / Complex.Abs(1 - (Eigenvalue * Complex.FromPolarCoordinates(1, -frequency)));

    /// <summary>𝓛, entries λ^{i−j} on and below the diagonal.</summary>
    /// <param name="tokens">At least 1.</param>
    /// <returns>Shape [tokens, tokens].</returns>
    /// <exception cref="ArgumentOutOfRangeException">No token.</exception>
    public Matrix<Complex> ToMatrix(int tokens)
    {
        Guard.AtLeast(tokens, 1, nameof(tokens), "Give the sequence length.");
        return Matrix<Complex>.Build.Dense(tokens, tokens, (i, j) => i < j ? 0 : i == j ? 1 : Complex.Pow(Eigenvalue, i - j));
    }

    /// <summary>Singular values of 𝓛, falling.</summary>
    /// <param name="tokens">At least 1.</param>
    /// <returns>Shape [tokens], all above 0.</returns>
    public double[] SingularValues(int tokens) => [.. ToMatrix(tokens).Svd(computeVectors: false).S.Select(s => s.Real)];
}
