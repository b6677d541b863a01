using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.Frequency;

/// <summary>One softmax matrix applied again and again: ‖HC[A^t·z]‖/‖DC[A^t·z]‖ → 0 like |λ₂|^t for every z that its stationary row does not
/// annihilate. Immutable.</summary>
/// <remarks>For z with π·z = 0 both parts shrink alike and the ratio need not fall at all. Real networks have another matrix in every layer.</remarks>
/// <source paper="lee2025" item="attention is a low-pass filter">Cited there from Wang et al. 2022, whose statement is given as remembered; the exceptional
/// tokens and the rate are derived here.</source>
public sealed class FixedFilter
{
    private readonly Matrix<double> attention;
    private readonly double[] moduli;
    private readonly double[] stationary;

    /// <summary>A filter.</summary>
    /// <param name="attention">A, row-stochastic, shape [tokens, tokens], at least 2 tokens, all entries above 0 as a softmax has them.</param>
    /// <exception cref="ArgumentException">Not row-stochastic, one token only, or an entry is 0.</exception>
    public FixedFilter(Matrix<double> attention)
    {
        Guard.RowStochastic(attention, nameof(attention));
        if (attention.RowCount < 2 || attention.Enumerate().Min() <= 0)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"The matrix had {attention.RowCount} rows and the least entry {attention.Enumerate().Min()}; ")
                + "a softmax matrix of at least 2 tokens has entries above 0. For masked attention use Masks.ClosedClassConsensus.", nameof(attention));
        }

        this.attention = attention.Clone();
        moduli = [.. attention.Evd().EigenValues.Select(value => value.Magnitude).OrderDescending()];
        // π·(A − I) = 0 with one of its equations, which are dependent, replaced by Σπ = 1.
        var system = attention.Transpose() - Matrix<double>.Build.DenseIdentity(attention.RowCount);
        system.SetRow(0, Enumerable.Repeat(1.0, attention.RowCount).ToArray());
        var right = new double[attention.RowCount];
        right[0] = 1;
        stationary = [.. system.Solve(Vector<double>.Build.Dense(right))];
    }

    /// <summary>Moduli of the eigenvalues, falling; the first is 1.</summary>
    public IReadOnlyList<double> Moduli => moduli;

    /// <summary>|λ₂|: factor of the ratio per application in the long run, in [0, 1).</summary>
    public double Rate => moduli[1];

    /// <summary>π with π·A = π and Σπ = 1: the weights of the common value that all tokens tend to.</summary>
    public IReadOnlyList<double> Stationary => stationary;

    /// <summary>‖HC‖/‖DC‖ of z, A·z, …, A^applications·z.</summary>
    /// <remarks>By plain products: on an exceptional z rounding brings the leading eigenvector back, and after some 40 applications it rules.</remarks>
    /// <param name="z">One number per token, not with mean exactly 0 at any step.</param>
    /// <param name="applications">At least 0.</param>
    /// <returns>Applications + 1 ratios, each at least 0.</returns>
    /// <exception cref="ArgumentException">Another length, or a number is not finite.</exception>
    public double[] Ratios(ReadOnlySpan<double> z, int applications)
    {
        Guard.Finite(z, nameof(z));
        Guard.AtLeast(applications, 0, nameof(applications), "0 measures z itself.");
        if (z.Length != attention.RowCount)
            throw new ArgumentException($"z had {z.Length} numbers; there are {attention.RowCount} tokens. Give one number per token.", nameof(z));
        var values = Matrix<double>.Build.DenseOfColumnMajor(z.Length, 1, z.ToArray());
        var ratios = new double[applications + 1];
        for (var t = 0; t <= applications; t++)
        {
            if (t > 0) values = attention * values;
            ratios[t] = FrequencyEnergy.Of(values).HighToLow;
        }

        return ratios;
    }
}
