using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.ShapedAttention;

/// <summary>
/// The shaped attention matrix A = I + softmax(ε·Ỹ) − 1·1ᵀ/m and its expansion I + ε·E₁ + ε²·E₂ + O(ε³), Ỹ = Y/√n_k. Immutable.
/// </summary>
/// <remarks>In a network of width n, ε = 1/(τ₀·√n); the terms here are those of τ₀ = 1, so E₁ of the text is E₁/τ₀ and E₂ is E₂/τ₀².</remarks>
/// <source paper="noci2023" item="shaped attention">The expansion is derived here.</source>
public sealed class SoftmaxExpansion
{
    private readonly Matrix<double> scores;

    /// <summary>The expansion for one matrix of scores.</summary>
    /// <param name="scores">Ỹ, shape [tokens, tokens], finite; row i holds what token i thinks of the others.</param>
    /// <exception cref="ArgumentException">Not square or not finite.</exception>
    public SoftmaxExpansion(Matrix<double> scores)
    {
        Guard.Square(scores, nameof(scores));
        this.scores = scores.Clone();
        var means = scores.RowSums() / scores.ColumnCount;
        var tokens = scores.RowCount;
        var centred = Matrix<double>.Build.Dense(tokens, tokens, (i, j) => scores.At(i, j) - means[i]);
        var squares = centred.PointwisePower(2);
        var meanSquares = squares.RowSums() / tokens;
        FirstOrder = centred / tokens;
        SecondOrder = Matrix<double>.Build.Dense(tokens, tokens, (i, j) => (squares.At(i, j) - meanSquares[i]) / (2 * tokens));
    }

    /// <summary>E₁ = C/m with C the scores minus their row mean; rows sum to 0.</summary>
    public Matrix<double> FirstOrder { get; }

    /// <summary>E₂ = (C² − row mean of C²)/(2m), squares entry by entry; rows sum to 0.</summary>
    public Matrix<double> SecondOrder { get; }

    /// <summary>The attention matrix itself.</summary>
    /// <param name="amplitude">ε, finite; what scores are multiplied by.</param>
    /// <returns>Shape [tokens, tokens]; rows sum to 1.</returns>
    public Matrix<double> Attention(double amplitude)
    {
        var tokens = scores.RowCount;
        var softmax = Softmax(scores, amplitude);
        return Matrix<double>.Build.Dense(tokens, tokens, (i, j) => (i == j ? 1 : 0) + softmax.At(i, j) - (1.0 / tokens));
    }

    /// <summary>I + ε·E₁ + ε²·E₂.</summary>
    /// <param name="amplitude">ε, finite.</param>
    /// <returns>Shape [tokens, tokens].</returns>
    public Matrix<double> Approximation(double amplitude) =>
        Matrix<double>.Build.DenseIdentity(scores.RowCount) + (amplitude * FirstOrder) + (amplitude * amplitude * SecondOrder);

    /// <summary>Largest entry of the difference between the matrix and its expansion; falls like ε³.</summary>
    /// <param name="amplitude">ε, finite.</param>
    /// <returns>At least 0.</returns>
    public double Remainder(double amplitude) => (Attention(amplitude) - Approximation(amplitude)).Enumerate().Max(Math.Abs);

    /// <summary>Row-wise softmax of amplitude·scores, the largest score of a row taken out first.</summary>
    internal static Matrix<double> Softmax(Matrix<double> scores, double amplitude)
    {
        var weights = scores * amplitude;
        for (var i = 0; i < weights.RowCount; i++)
        {
            var top = weights.Row(i).Maximum();
            var sum = 0.0;
            for (var j = 0; j < weights.ColumnCount; j++)
            {
                weights.At(i, j, Math.Exp(weights.At(i, j) - top));
                sum += weights.At(i, j);
            }

            for (var j = 0; j < weights.ColumnCount; j++) weights.At(i, j, weights.At(i, j) / sum);
        }

        return weights;
    }
}
