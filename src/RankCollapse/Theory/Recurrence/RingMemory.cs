using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Theory.BatchNorm;
using Complex = System.Numerics.Complex;

namespace RankCollapse.Theory.Recurrence;

/// <summary>
/// What infinitely many random modes of a ring remember: the Gram matrix G = lim V*V/N over lags, its condition number and its effective rank
/// (Theorems C2 and C4). All numbers are of the complex V. Immutable.
/// </summary>
/// <remarks>
/// G_jk = [(r_max^{2p+2} − r_min^{2p+2})/((p+1)(r_max² − r_min²))]·(e^{iθ(k−j)} − 1)/(iθ(k−j)), p = (j+k)/2. With the full circle of phases
/// it is diagonal. For r_min = r_max = r the first factor is r^{2p}.
/// </remarks>
/// <source paper="orvieto2024" item="random ring">Derived here, for the ring initialisation of the LRU paper, arXiv 2303.06349.</source>
public sealed class RingMemory
{
    /// <summary>The memory of a ring.</summary>
    /// <param name="ring">r_min, r_max and the largest phase.</param>
    /// <param name="length">L, at least 1.</param>
    /// <exception cref="ArgumentException">The inner radius is above the outer one, or both are 0.</exception>
    public RingMemory(RingInitialisation ring, int length)
    {
        ArgumentNullException.ThrowIfNull(ring);
        if (ring.Inner > ring.Outer) throw new ArgumentException($"Inner was {ring.Inner} and Outer {ring.Outer}; the inner radius must not exceed the outer one. Exchange them.", nameof(ring));
        Guard.Positive(ring.Outer, nameof(ring), "A ring of radius 0 holds the newest token alone.");
        (Ring, Length) = (ring, Guard.AtLeast(length, 1, nameof(length), "It is the number of tokens."));
    }

    /// <summary>Where the modes are drawn from.</summary>
    public RingInitialisation Ring { get; }

    /// <summary>L.</summary>
    public int Length { get; }

    /// <summary>g_m = E|λ|^{2m}, the squared length of column m over N; m may be a half-integer.</summary>
    /// <param name="lag">m, at least 0.</param>
    public double Energy(double lag)
    {
        Guard.Within(lag, 0, double.MaxValue, nameof(lag), "Lag 0 is the newest token.");
        var (inner, outer) = (Ring.Inner * Ring.Inner, Ring.Outer * Ring.Outer);
        if (outer - inner < 1e-9) return Math.Pow((inner + outer) / 2, lag);
        return (Math.Pow(outer, lag + 1) - Math.Pow(inner, lag + 1)) / ((lag + 1) * (outer - inner));
    }

    /// <summary>With the factor γ = √(1 − |λ|²) on every mode: g_m − g_{m+1}.</summary>
    /// <param name="lag">m, at least 0.</param>
    public double NormalisedEnergy(double lag) => Energy(lag) - Energy(lag + 1);

    /// <summary>κ∞ = √(g_0/g_{L−1}) of the full circle of phases; √L for the disk.</summary>
    /// <exception cref="InvalidOperationException">A restricted phase, for which G is not diagonal.</exception>
    public double ConditionNumber => Math.Sqrt(Energy(0) / Energy(FullPhase(Length) - 1));

    /// <summary>The same with γ; √(L(L+1)/2) for the disk.</summary>
    /// <exception cref="InvalidOperationException">A restricted phase, for which G is not diagonal.</exception>
    public double NormalisedConditionNumber => Math.Sqrt(NormalisedEnergy(0) / NormalisedEnergy(FullPhase(Length) - 1));

    /// <summary>G, complex Hermitian, shape [length, length], entries by lags.</summary>
    public Matrix<Complex> Gram => Matrix<Complex>.Build.Dense(Length, Length, (j, k) =>
    {
        var turn = Ring.MaximalPhase * (k - j);
        var phase = k == j ? Complex.One : IsFull ? Complex.Zero : (Complex.Exp(new Complex(0, turn)) - 1) / new Complex(0, turn);
        return Energy((j + k) / 2.0) * phase;
    });

    /// <summary>Eigenvalues of G, falling: squared singular values of V over √N in the limit. Those below 1e-16 of the first are rounding.</summary>
    public double[] Spectrum => IsFull
        ? [.. Enumerable.Range(0, Length).Select(m => Energy(m))]
        : [.. SymmetricEigenvalues.Of(Rotated()).Select(value => Math.Max(0, value))];

    /// <summary>The entropy effective rank exp(−Σp ln p), p = μ/Σμ over the eigenvalues μ of G: directions of complex inputs that are stored.</summary>
    public double EffectiveRank => Ranks.Effective(Spectrum);

    /// <summary>Lθ/2π, the leading term of the number of usable dimensions of complex inputs; twice that for real inputs, at most L.</summary>
    public double UsableDimensions => Length * Ring.MaximalPhase / (2 * Math.PI);

    private bool IsFull => Math.Abs(Ring.MaximalPhase - (2 * Math.PI)) < 1e-12;

    /// <summary>G turned by the diagonal unitary e^{−iθm/2}: real and symmetric, with a sinc in place of the phase factor.</summary>
    private Matrix<double> Rotated() => Matrix<double>.Build.Dense(Length, Length, (j, k) =>
    {
        var half = Ring.MaximalPhase * (k - j) / 2;
        return Energy((j + k) / 2.0) * (k == j ? 1 : Math.Sin(half) / half);
    });

    private int FullPhase(int length) => IsFull ? length : throw new InvalidOperationException(FormattableString.Invariant(
        $"The largest phase was {Ring.MaximalPhase}; the condition number has this closed form at 2π alone. Use Spectrum."));
}
