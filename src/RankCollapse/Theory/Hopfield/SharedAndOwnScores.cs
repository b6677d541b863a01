using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.Hopfield;

/// <summary>
/// The remembered scores of one head, split: u_j, which all queries share, and D_ij, which tells queries apart. With a = softmax(u),
/// attention is A = 1a + B, and B keeps its relative accuracy however small D is.
/// </summary>
/// <source paper="masumura2025" item="stable recursion">Derived here: E = e^D − 1, s_i = Σ_k E_ik·a_k, B_ij = a_j(E_ij − s_i)/(1 + s_i).</source>
internal sealed class SharedAndOwnScores(ScoreMemory memory)
{
    /// <summary>Below 2^-60 e^x − 1 is x, and 1 + x is 1, to the last digit.</summary>
    private const long Linear = -60;

    /// <summary>From 2^2 on e^x may overflow, and B is no longer small against a, so that a difference costs nothing.</summary>
    private const long Large = 2;

    private Vector<double>? shared;
    private ScaledMatrix own;

    /// <summary>Takes in the scores of a layer and says how it attends.</summary>
    /// <param name="mean">c, shape [width].</param>
    /// <param name="rest">R, centred, shape [tokens, width].</param>
    /// <param name="score">M.</param>
    /// <returns>a, shape [tokens], and B, shape [tokens, tokens], rows that sum to 0.</returns>
    public (Vector<double> Common, ScaledMatrix Own) Attend(Vector<double> mean, ScaledMatrix rest, Matrix<double> score)
    {
        Remember(rest.Value * (mean * score), ScaledMatrix.Of(rest.Mantissa * score.TransposeAndMultiply(rest.Mantissa), rest.IsZero ? 0 : 2 * rest.Exponent));
        var common = Softmax(shared!);
        if (!own.IsZero && own.Exponent > Large) return (common, ScaledMatrix.Of(Apart(common)));
        var small = own.IsZero || own.Exponent < Linear;
        var grown = small ? own.Mantissa : own.Value.Map(Exponentials.MinusOne);
        var sums = grown * common;
        var b = Matrix<double>.Build.Dense(grown.RowCount, grown.ColumnCount, (i, j) => common[j] * (grown.At(i, j) - sums[i]) / (small ? 1 : 1 + sums[i]));
        return (common, ScaledMatrix.Of(b, small && !own.IsZero ? own.Exponent : 0));
    }

    private void Remember(Vector<double> newShared, ScaledMatrix newOwn)
    {
        var first = shared is null;
        if (first && memory.Start == MemoryStart.FirstScores)
        {
            (shared, own) = (newShared, newOwn);
            return;
        }

        shared = ((1 - memory.Retention) * newShared) + (first ? 0 * newShared : memory.Retention * shared!);
        var fresh = newOwn.Times(1 - memory.Retention);
        own = first ? fresh : own.Times(memory.Retention).Plus(fresh);
    }

    /// <summary>softmax(u + D) − a, row by row.</summary>
    private Matrix<double> Apart(Vector<double> common) =>
        Matrix<double>.Build.DenseOfRowVectors(own.Value.EnumerateRows().Select(row => Softmax(row + shared!) - common));

    private static Vector<double> Softmax(Vector<double> scores)
    {
        var grown = (scores - scores.Maximum()).PointwiseExp();
        return grown / grown.Sum();
    }
}
