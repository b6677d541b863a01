using MathNet.Numerics.LinearAlgebra;

namespace RankCollapse.Theory.LambdaSkip;

/// <summary>
/// Why a gate prevents collapse, on two mirrored tokens (cos t, sin t) and (sin t, cos t) with uniform attention, unit-row LN, no skip
/// path and W_Z = I: without a gate they agree after one layer, with a linear gate they stay where they are for every t, and with a
/// SiLU gate they part.
/// </summary>
/// <remarks>The mean of the pair is the same in both features, so that mixed values are equal; the gate makes them different again.</remarks>
/// <source paper="joseph2025" item="gating, figure 3">The paper has the experiment and leaves the theory open; derived here.</source>
public static class GatedPair
{
    /// <summary>The tokens, shape [2, 2]; equal for t = π/4.</summary>
    /// <param name="angle">t in radians.</param>
    /// <returns>Two unit rows that mirror each other.</returns>
    public static Matrix<double> Tokens(double angle) => Matrix<double>.Build.DenseOfArray(
        new[,] { { Math.Cos(angle), Math.Sin(angle) }, { Math.Sin(angle), Math.Cos(angle) } });

    /// <summary>No gate.</summary>
    public static LambdaSkipLayer Ungated { get; } = new(TokenMixing.Uniform(2), 0);

    /// <summary>g(z) = z.</summary>
    public static LambdaSkipLayer Linear { get; } =
        new(TokenMixing.Uniform(2), 0) { Gate = TokenGate.Linear(Matrix<double>.Build.DenseIdentity(2)) };

    /// <summary>g(z) = z·sigmoid(z).</summary>
    public static LambdaSkipLayer Silu { get; } =
        new(TokenMixing.Uniform(2), 0) { Gate = TokenGate.Silu(Matrix<double>.Build.DenseIdentity(2)) };

    /// <summary>1 + z(1 − sigmoid(z)) at z = 1/√2: by how much one layer multiplies a small difference of the two tokens.</summary>
    public static double Growth => TokenGate.SiluElasticity(1 / Math.Sqrt(2));
}
