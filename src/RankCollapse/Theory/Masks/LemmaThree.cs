using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.Masks;

/// <summary>
/// The contraction lemma behind Theorem 1, and what its printed proof does and does not show. P is a product of r layers, c a
/// center, δ = ε^r the least weight of any row of P on c, and x numbers with minimum m and maximum M. Immutable.
/// </summary>
/// <remarks>
/// <para>The lemma says osc(P·x) ≤ (1 − p·δ)·osc(x) for every p in [0, 1]. The proof takes a case where x_c is at least p·osc(x)
/// below M, in which the maximum falls by p·δ·osc(x), and a "symmetric" case for all others. But otherwise x_c is only known
/// to be (1 − p)·osc(x) above m, so that the minimum rises by (1 − p)·δ·osc(x): the two cases together prove
/// 1 − min(p, 1 − p)·δ, at best 1 − δ/2.</para>
/// <para>The statement is right all the same: maximum and minimum move in together, by δ·(M − x_c) and δ·(x_c − m), which gives
/// 1 − δ at once. This is Dobrushin's bound.</para>
/// </remarks>
/// <source paper="wu2024" item="lemma 3">Erratum derived here; the theorem's rate is not affected.</source>
public sealed class LemmaThree
{
    private readonly Matrix<double> product;
    private readonly double[] values;

    /// <summary>One application of the lemma.</summary>
    /// <param name="product">P, row-stochastic, shape [tokens, tokens].</param>
    /// <param name="center">c, a column whose entries are all positive.</param>
    /// <param name="x">One number per token, finite, not all equal.</param>
    /// <exception cref="ArgumentException">P is not row-stochastic, its column c has a zero, or x does not fit or is constant.</exception>
    public LemmaThree(Matrix<double> product, int center, ReadOnlySpan<double> x)
    {
        Guard.RowStochastic(product, nameof(product));
        Guard.Finite(x, nameof(x));
        Guard.Within(center, 0, product.RowCount - 1, nameof(center), "Tokens are numbered from 0.");
        if (x.Length != product.RowCount)
        {
            throw new ArgumentException(
                $"There were {x.Length} numbers for {product.RowCount} tokens; one per token is needed. Pass one column of the tokens.", nameof(x));
        }

        this.product = product.Clone();
        values = x.ToArray();
        Center = center;
        CenterWeight = product.Column(center).Minimum();
        if (CenterWeight <= 0)
        {
            throw new ArgumentException(
                $"Some token had no weight on token {center}; the lemma needs a column of positive entries. "
                + "Use as many layers as the radius and a center.", nameof(center));
        }

        if (Dobrushin.Oscillation(x) == 0)
            throw new ArgumentException("All numbers were equal; a contraction needs a range above 0. Nothing is left to contract.", nameof(x));
    }

    /// <summary>c.</summary>
    public int Center { get; }

    /// <summary>δ, the smallest entry of column c; at least ε^r.</summary>
    public double CenterWeight { get; }

    /// <summary>osc(P·x)/osc(x), what really happens.</summary>
    public double ObservedContraction => Dobrushin.Oscillation(Moved()) / Dobrushin.Oscillation(values);

    /// <summary>1 − δ, what holds.</summary>
    public double TrueContraction => 1 - CenterWeight;

    /// <summary>1 − δ/2, the best that the printed two cases prove, at p = 1/2.</summary>
    public double BestPrintedContraction => PrintedContraction(0.5);

    /// <summary>1 − min(p, 1 − p)·δ, what the printed two cases prove for a given p.</summary>
    /// <param name="p">In [0, 1].</param>
    /// <returns>In (0, 1].</returns>
    /// <exception cref="ArgumentOutOfRangeException">p is outside [0, 1].</exception>
    public double PrintedContraction(double p) => 1 - (Math.Min(CheckShare(p), 1 - p) * CenterWeight);

    /// <summary>
    /// Whether the one-sided step of the printed proof is true here: with x_c at least p·osc below the maximum, that the maximum
    /// falls by p·δ·osc; otherwise, "by symmetry", that the minimum rises by p·δ·osc.
    /// </summary>
    /// <param name="p">In [0, 1].</param>
    /// <returns>False is a counterexample to the step (not to the lemma).</returns>
    /// <exception cref="ArgumentOutOfRangeException">p is outside [0, 1].</exception>
    public bool PrintedStepHolds(double p)
    {
        var claimed = CheckShare(p) * CenterWeight * Dobrushin.Oscillation(values);
        var moved = Moved();
        const double rounding = 1e-14;
        var first = values[Center] <= values.Max() - (p * Dobrushin.Oscillation(values));
        return first
            ? moved.Max() <= values.Max() - claimed + rounding
            : moved.Min() >= values.Min() + claimed - rounding;
    }

    /// <summary>The smallest counterexample to the printed step: uniform uni-directional window, 3 tokens, 2 layers, x = (0.2, 0, 1).</summary>
    /// <remarks>At p = 0.9 the step claims a minimum of at least 0.225; it is 0.15. The lemma's conclusion holds, 0.15 ≤ 0.775.</remarks>
    /// <returns>The lemma applied to that example.</returns>
    public static LemmaThree CounterexampleToPrintedStep()
    {
        var layer = new UniformAttention(AttentionMask.UnidirectionalWindow(3)).ToMatrix();
        return new LemmaThree(layer * layer, center: 0, [0.2, 0, 1]);
    }

    private static double CheckShare(double p) =>
        Guard.Within(p, 0, 1, nameof(p), "It splits the range of x into the two cases of the proof.");

    private double[] Moved() => (product * Vector<double>.Build.Dense(values)).ToArray();
}
