using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Randomness;
using RankCollapse.Theory.Masks;

namespace RankCollapse.Theory.LayerNorm;

/// <summary>
/// An asymptotically stable equilibrium of full rank under the complete mask: two orthogonal tokens in the plane. Multipliers 0.7953
/// and 0.3658, so every start near it is drawn to it.
/// </summary>
/// <remarks>Scores X·B·Xᵀ with B = (ln 3 − 1, −1; 3, ln 2 + 3), which at X = I give attention (3/4, 1/4; 1/3, 2/3), and
/// W_V = (3.2, −0.6; −1.6, 1.8) by <see cref="EquilibriumDesign"/> with lengths 2 and 1.</remarks>
/// <source paper="wu2024" item="appendix F.4, which conjectures that there is none">Derived here.</source>
public static class CompleteMaskEquilibrium
{
    /// <summary>The weights: query B, key I, temperature 1.</summary>
    /// <returns>Weights of width 2.</returns>
    public static AttentionWeights Weights() => new AttentionWeights(
        Matrix<double>.Build.DenseOfArray(new[,] { { Math.Log(3) - 1, -1 }, { 3, Math.Log(2) + 3 } }),
        Matrix<double>.Build.DenseIdentity(2),
        Matrix<double>.Build.DenseOfArray(new[,] { { 3.2, -0.6 }, { -1.6, 1.8 } })).AtTemperature(1);

    /// <summary>The layer.</summary>
    /// <returns>A map of [2, 2] tokens.</returns>
    public static NormalisedMap Map() => NormalisedMap.WithAttention(AttentionMask.Complete(2), Weights());

    /// <summary>The equilibrium, X = I.</summary>
    /// <returns>Shape [2, 2].</returns>
    public static Matrix<double> Tokens() => Matrix<double>.Build.DenseIdentity(2);

    /// <summary>
    /// Share of random starts, both tokens uniform on the circle, that end within 1e-6 of this equilibrium or of the three that
    /// symmetry makes of it: −X, and both with the tokens exchanged, which the complete mask does not notice.
    /// </summary>
    /// <param name="samples">Number of starts, at least 1.</param>
    /// <param name="layers">Layers to run, at least 1; 100 is ample, for the slower multiplier is 0.795.</param>
    /// <param name="random">Sample k draws from stream k.</param>
    /// <returns>In [0, 1], with a standard error of √(p(1 − p)/samples).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number below its range.</exception>
    public static double BasinFraction(int samples, int layers, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Guard.AtLeast(samples, 1, nameof(samples), "A thousand is usual.");
        Guard.AtLeast(layers, 1, nameof(layers), "A hundred is usual.");
        var map = Map();
        var exchanged = Matrix<double>.Build.DenseOfArray(new double[,] { { 0, 1 }, { 1, 0 } });
        Matrix<double>[] targets = [Tokens(), -Tokens(), exchanged, -exchanged];
        bool Ends(int sample)
        {
            var end = map.After(random.Stream(sample).UnitRows(2, 2), layers);
            return targets.Any(target => (end - target).Enumerate().Max(Math.Abs) < 1e-6);
        }

        return Enumerable.Range(0, samples).AsParallel().Count(Ends) / (double)samples;
    }
}
