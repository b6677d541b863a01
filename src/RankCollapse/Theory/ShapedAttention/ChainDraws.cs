using MathNet.Numerics.LinearAlgebra;

namespace RankCollapse.Theory.ShapedAttention;

/// <summary>
/// All random numbers of one attention layer of <see cref="ShapedChain"/>, in place of three weight matrices. Immutable; each
/// matrix has shape [tokens, tokens].
/// </summary>
/// <param name="Key">T_k, lower triangular with T_k·T_kᵀ Wishart of n_k degrees of freedom: diagonal √χ²(n_k − i), normals below it.</param>
/// <param name="Query">G, independent standard normals.</param>
/// <param name="Inside">N₁, independent standard normals: value weights within the span of the tokens.</param>
/// <param name="Outside">T_w, lower triangular, Wishart of n − m degrees of freedom: value weights outside of it.</param>
public sealed record ChainDraws(Matrix<double> Key, Matrix<double> Query, Matrix<double> Inside, Matrix<double> Outside);
