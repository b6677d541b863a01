using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.Hopfield;

/// <summary>One head of an attention layer in the form that theory needs: scores X·M·Xᵀ, outputs A·X·W. Immutable; matrices are copied.</summary>
/// <remarks>M = W_Q·W_Kᵀ/√d_k with the scale inside, W = W_V·W_O.</remarks>
/// <source paper="masumura2025" item="eq. 10, one head">As in summaries of the paper.</source>
public sealed class HopfieldHead
{
    private readonly Matrix<double> score, value;

    /// <summary>A head.</summary>
    /// <param name="score">M, shape [width, width], finite.</param>
    /// <param name="value">W, shape [width, width], finite.</param>
    /// <exception cref="ArgumentException">Not square, of two sizes, or an entry is not finite.</exception>
    public HopfieldHead(Matrix<double> score, Matrix<double> value)
    {
        Guard.Square(score, nameof(score));
        Guard.Square(value, nameof(value));
        if (score.RowCount != value.RowCount)
        {
            throw new ArgumentException(
                $"The score matrix was for width {score.RowCount} and the value matrix for {value.RowCount}; both must be [width, width]. "
                + "Pass W_Q·W_Kᵀ/√d_k and W_V·W_O.", nameof(value));
        }

        (this.score, this.value) = (score.Clone(), value.Clone());
    }

    /// <summary>Width of the tokens.</summary>
    public int Width => score.RowCount;

    /// <summary>A copy of M.</summary>
    public Matrix<double> Score => score.Clone();

    /// <summary>A copy of W.</summary>
    public Matrix<double> Value => value.Clone();

    /// <summary>‖M‖₂, the largest singular value.</summary>
    public double ScoreNorm => score.L2Norm();

    /// <summary>‖W‖₂.</summary>
    public double ValueNorm => value.L2Norm();

    internal Matrix<double> ScoreUnsafe => score;

    internal Matrix<double> ValueUnsafe => value;
}
