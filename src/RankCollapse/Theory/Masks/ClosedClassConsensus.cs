using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.Masks;

/// <summary>
/// What replaces collapse when a mask has no center: each of its s closed classes finds a consensus of its own, and every
/// other token ends as a mixture of those, with its probabilities of absorption as weights. Immutable.
/// </summary>
/// <remarks>With s = 1 this is the ordinary collapse, and <see cref="Limit"/> says to which vector.</remarks>
/// <source paper="wu2024" item="theorem 1, quasi-strong connectivity">The paper only says that it is needed; derived here.</source>
public sealed class ClosedClassConsensus
{
    private readonly MaskGraph graph;

    /// <summary>The closed classes of a mask.</summary>
    /// <param name="mask">No closed class of period above 1, which is checked; self-loops are enough.</param>
    /// <exception cref="ArgumentException">A closed class is periodic, so that it never settles.</exception>
    public ClosedClassConsensus(AttentionMask mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        graph = mask.Graph;
        Mask = mask;
        foreach (var members in graph.ClosedClasses)
        {
            if (graph.Period(members) is var period and > 1)
            {
                throw new ArgumentException(
                    $"The closed class {{{string.Join(", ", members)}}} had period {period}; it must be 1 for a limit to exist. "
                    + "Allow one of its tokens to attend to itself.", nameof(mask));
            }
        }
    }

    /// <summary>The mask.</summary>
    public AttentionMask Mask { get; }

    /// <summary>s, the number of closed classes, at least 1; the multiplicity of the eigenvalue 1 of A*.</summary>
    public int ClassCount => graph.ClosedClasses.Count;

    /// <summary>min(s, d): the largest possible rank of the limit, and for generic tokens its rank.</summary>
    /// <param name="width">d, at least 1.</param>
    /// <returns>At least 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A width below 1.</exception>
    public int LimitRankBound(int width) =>
        Math.Min(ClassCount, Guard.AtLeast(width, 1, nameof(width), "Give the width of the tokens."));

    /// <summary>
    /// For every token its weights on the closed classes: 1 on its own class, and for followers the probability that a walk
    /// which steps from i to j with probability A_ij ends there.
    /// </summary>
    /// <remarks>
    /// For attention that depends on the tokens, use its matrix in the limit: the tokens then satisfy these weights exactly.
    /// </remarks>
    /// <param name="attention">Row-stochastic, shape [tokens, tokens], zero outside of the mask, positive on it.</param>
    /// <returns>Shape [tokens, closed classes], entries in [0, 1], rows sum to 1.</returns>
    /// <exception cref="ArgumentException">Not row-stochastic, or its zeros are not those of the mask.</exception>
    public Matrix<double> Absorption(Matrix<double> attention)
    {
        Check(attention);
        var classes = graph.ClosedClasses;
        var absorption = Matrix<double>.Build.Dense(Mask.Tokens, ClassCount);
        for (var k = 0; k < ClassCount; k++)
        {
            foreach (var i in classes[k]) absorption.At(i, k, 1);
        }

        var followers = graph.Followers;
        if (followers.Count == 0) return absorption;
        var stay = Matrix<double>.Build.Dense(
            followers.Count, followers.Count, (a, b) => (a == b ? 1 : 0) - attention.At(followers[a], followers[b]));
        var leave = Matrix<double>.Build.Dense(
            followers.Count, ClassCount, (a, k) => classes[k].Sum(j => attention.At(followers[a], j)));
        var solved = stay.Solve(leave);
        for (var a = 0; a < followers.Count; a++) absorption.SetRow(followers[a], solved.Row(a));
        return absorption;
    }

    /// <summary>The limit of A^t for a fixed attention matrix.</summary>
    /// <param name="attention">Row-stochastic, shape [tokens, tokens], zero outside of the mask, positive on it.</param>
    /// <returns>Shape [tokens, tokens], rows sum to 1, rank s.</returns>
    /// <exception cref="ArgumentException">Not row-stochastic, or its zeros are not those of the mask.</exception>
    public Matrix<double> LimitMatrix(Matrix<double> attention)
    {
        var absorption = Absorption(attention);
        var consensus = Matrix<double>.Build.Dense(ClassCount, Mask.Tokens);
        for (var k = 0; k < ClassCount; k++)
        {
            var members = graph.ClosedClasses[k];
            var stationary = Stationary(attention, members);
            for (var a = 0; a < members.Count; a++) consensus.At(k, members[a], stationary[a]);
        }

        return absorption * consensus;
    }

    /// <summary>The tokens that uniform attention with W_V = I ends at.</summary>
    /// <param name="x">Tokens before the first layer, shape [tokens, width], finite entries.</param>
    /// <returns>Shape [tokens, width], rank at most min(s, d).</returns>
    /// <exception cref="ArgumentException">Another number of tokens, or an entry that is not finite.</exception>
    public Matrix<double> Limit(Matrix<double> x)
    {
        Guard.Finite(x, nameof(x));
        if (x.RowCount != Mask.Tokens)
        {
            throw new ArgumentException(
                $"There were {x.RowCount} tokens; the {Mask.Name} mask is for {Mask.Tokens}. Build the mask for the sequence length.", nameof(x));
        }

        return LimitMatrix(new UniformAttention(Mask).ToMatrix()) * x;
    }

    private static Vector<double> Stationary(Matrix<double> attention, IReadOnlyList<int> members)
    {
        // π(A − I) = 0 with one equation replaced by Σπ = 1; the class is irreducible, so the system has one solution.
        var size = members.Count;
        var system = Matrix<double>.Build.Dense(
            size, size, (row, a) => row == size - 1 ? 1 : attention.At(members[a], members[row]) - (row == a ? 1 : 0));
        var right = Vector<double>.Build.Dense(size);
        right[size - 1] = 1;
        return system.Solve(right);
    }

    private void Check(Matrix<double> attention)
    {
        Guard.RowStochastic(attention, nameof(attention));
        if (attention.RowCount != Mask.Tokens)
        {
            throw new ArgumentException(
                $"The attention matrix was for {attention.RowCount} tokens; the {Mask.Name} mask is for {Mask.Tokens}. "
                + "Take the matrix from a run under this mask.", nameof(attention));
        }

        for (var i = 0; i < Mask.Tokens; i++)
        {
            for (var j = 0; j < Mask.Tokens; j++)
            {
                if (attention.At(i, j) > 0 == Mask[i, j]) continue;
                throw new ArgumentException(
                    $"Entry [{i}, {j}] of the attention matrix was {attention.At(i, j)}, while the mask says {(Mask[i, j] ? "allowed" : "forbidden")}; "
                    + "weights must be positive exactly where the mask allows. Take the matrix from a run under this mask.", nameof(attention));
            }
        }
    }
}
