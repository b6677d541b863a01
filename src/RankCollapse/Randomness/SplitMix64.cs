using MathNet.Numerics.LinearAlgebra;

namespace RankCollapse.Randomness;

/// <summary>
/// The SplitMix64 generator, kept for runs whose recorded values were made with it. For new work use
/// <see cref="RandomSource"/>, whose streams do not depend on the order of the draws. Not safe for several threads.
/// </summary>
/// <source paper="steele2014" item="SplitMix64">Unsigned 64-bit arithmetic that wraps around.</source>
public sealed class SplitMix64
{
    private ulong state;

    /// <summary>Starts at a seed.</summary>
    /// <param name="seed">Any 64-bit number; the state before the first draw.</param>
    public SplitMix64(ulong seed) => state = seed;

    /// <summary>The next 64 random bits; seed 1 gives 0x910A2DEC89025CC1 first.</summary>
    /// <returns>A number uniform on all 64-bit numbers.</returns>
    public ulong NextBits()
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15;
            return Mix(state);
        }
    }

    /// <summary>A uniform draw from the upper 53 bits.</summary>
    /// <returns>A multiple of 2⁻⁵³ in [0, 1).</returns>
    public double NextUniform() => (NextBits() >> 11) * (1.0 / (1L << 53));

    /// <summary>A matrix of independent entries c·√3·(2u − 1), filled row by row.</summary>
    /// <param name="rows">Number of rows, at least 1.</param>
    /// <param name="columns">Number of columns, at least 1.</param>
    /// <param name="standardDeviation">c, at least 0; entries lie in [−c√3, c√3].</param>
    /// <returns>Shape [rows, columns], mean 0, variance c².</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1, or a deviation that is negative or not finite.</exception>
    public Matrix<double> UniformMatrix(int rows, int columns, double standardDeviation)
    {
        RandomStream.CheckShape(rows, columns);
        RandomStream.CheckScale(standardDeviation);
        var scale = standardDeviation * Math.Sqrt(3);
        var matrix = Matrix<double>.Build.Dense(rows, columns);
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++) matrix.At(i, j, scale * ((2 * NextUniform()) - 1));
        }

        return matrix;
    }

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
