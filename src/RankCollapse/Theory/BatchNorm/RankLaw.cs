using RankCollapse.Measures;

namespace RankCollapse.Theory.BatchNorm;

/// <summary>
/// How much rank survives for d features and an input of rank n: r ≃ 4dn/(4d + n²) up to n = 2·√d, and √d beyond, for every γ and every weight
/// law. Immutable.
/// </summary>
/// <remarks>
/// With k active eigenvalues S ≃ d²/k + d·k/4, which is least at k = 2·√d: a larger input rank decays to that. For n far below √d the expansion
/// about orthogonal samples also gives the gap V, and how it depends on γ.
/// </remarks>
/// <source paper="daneshmand2020" item="main theorem">
/// Derived here to leading order in large d, not proved: it puts the constant 1 to the paper's Ω(√d). At d = 64 a chain is 6 % below it.
/// </source>
public sealed class RankLaw
{
    /// <summary>The law for a width and an input rank.</summary>
    /// <param name="width">d, at least 2.</param>
    /// <param name="inputRank">n, from 1 to d.</param>
    /// <exception cref="ArgumentOutOfRangeException">d below 2, or n outside of 1 to d.</exception>
    public RankLaw(int width, int inputRank)
    {
        Width = Guard.AtLeast(width, 2, nameof(width), "One feature has no rank to lose.");
        if (inputRank < 1 || inputRank > width)
        {
            throw new ArgumentOutOfRangeException(
                nameof(inputRank), $"inputRank was {inputRank}; it must be from 1 to {width}, as rank never exceeds the width. Use min(d, N) for N generic samples, "
                + "one less when batch normalization subtracts the mean.");
        }

        InputRank = inputRank;
    }

    /// <summary>d.</summary>
    public int Width { get; }

    /// <summary>n.</summary>
    public int InputRank { get; }

    /// <summary>2·√d, where the law bends: the number of eigenvalues that can stay of order one.</summary>
    public double Kink => KinkOf(Width);

    /// <summary>r in the long run.</summary>
    /// <returns>In [1, √d].</returns>
    public double SoftBound => SoftBoundAt(Width, InputRank);

    /// <summary>E S in the long run, d²/k + d·k/4 with k = min(n, 2·√d).</summary>
    public double SquaredNorm => (double)Width * Width / SoftBound;

    /// <summary>E V² for small γ: (n − 1)(n + 2)/(4dn), for n far below √d.</summary>
    public double SquaredGapSmallStrength => (InputRank - 1.0) * (InputRank + 2) / (4.0 * Width * InputRank);

    /// <summary>E V² for plain layers: (n − 1)(n + 2)²/(4dn(n + 1)), for n far below √d.</summary>
    public double SquaredGapPlain => SquaredGapSmallStrength * (InputRank + 2) / (InputRank + 1);

    /// <summary>By which the mean deviation from orthogonality shrinks in one plain layer: n/(n + 2), to first order.</summary>
    public double PlainContraction => InputRank / (InputRank + 2.0);

    /// <summary>2·√d.</summary>
    /// <param name="width">d, above 0.</param>
    /// <returns>The input rank at which r stops growing.</returns>
    public static double KinkOf(double width) => 2 * Math.Sqrt(Guard.Positive(width, nameof(width), "Give the number of features."));

    /// <summary>The law for real n, for curves.</summary>
    /// <param name="width">d, above 0.</param>
    /// <param name="inputRank">n, above 0.</param>
    /// <returns>4dn/(4d + n²), or √d from 2·√d on.</returns>
    public static double SoftBoundAt(double width, double inputRank)
    {
        Guard.Positive(width, nameof(width), "Give the number of features.");
        Guard.Positive(inputRank, nameof(inputRank), "Give the rank of the input.");
        return inputRank >= KinkOf(width) ? Math.Sqrt(width) : 4 * width * inputRank / ((4 * width) + (inputRank * inputRank));
    }

    /// <summary>What is said in one line.</summary>
    /// <returns>Sizes and the value.</returns>
    public override string ToString() => FormattableString.Invariant($"d = {Width}, n = {InputRank}: r ≃ {SoftBound:0.000}");
}
