using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Randomness;

namespace RankCollapse.Theory.ShapedAttention;

/// <summary>The weights of one attention layer, independent standard normals; every scaling is in the layer. Immutable.</summary>
/// <param name="Query">W^Q, shape [width, keys].</param>
/// <param name="Key">W^K, shape [width, keys].</param>
/// <param name="Value">W^V, shape [width, width].</param>
public sealed record ShapedWeights(Matrix<double> Query, Matrix<double> Key, Matrix<double> Value)
{
    /// <summary>Fresh weights.</summary>
    /// <param name="width">n, at least 1.</param>
    /// <param name="keys">n_k, at least 1.</param>
    /// <param name="random">Random numbers; moves on.</param>
    /// <returns>Three matrices.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1.</exception>
    public static ShapedWeights Normal(int width, int keys, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return new(random.NormalMatrix(width, keys), random.NormalMatrix(width, keys), random.NormalMatrix(width, width));
    }
}
