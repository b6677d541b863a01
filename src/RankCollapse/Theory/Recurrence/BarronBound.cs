using RankCollapse.Measures;

namespace RankCollapse.Theory.Recurrence;

/// <summary>
/// How many hidden units reach an error, whatever the dimension: a function whose Fourier representation has ∫‖ω‖·|f̂(dω)| = C is
/// within mean square error (2rC)²/D of some sigmoidal network of width D, on the ball of radius r. Immutable.
/// </summary>
/// <remarks>An existence bound for one hidden layer; it says nothing about training. C of x ↦ cos(ω·x) is ‖ω‖.</remarks>
/// <source paper="orvieto2024" item="width of the MLP">Barron's bound of 1993, standard, as remembered; the constant of the paper was not read.</source>
public sealed class BarronBound
{
    /// <summary>The bound for one function, or for all functions of at most this constant.</summary>
    /// <param name="radius">r, above 0, in the unit of the inputs.</param>
    /// <param name="constant">C, above 0, in the unit of the outputs per unit of the inputs.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number that is not above 0.</exception>
    public BarronBound(double radius, double constant)
    {
        Radius = Guard.Positive(radius, nameof(radius), "It is the radius of the ball that the inputs lie in.");
        Constant = Guard.Positive(constant, nameof(constant), "A constant function needs no hidden unit.");
    }

    /// <summary>r.</summary>
    public double Radius { get; }

    /// <summary>C.</summary>
    public double Constant { get; }

    /// <summary>(2rC)²/D: what the best network of a width errs at most, in the mean square.</summary>
    /// <param name="width">D, hidden units, at least 1.</param>
    /// <returns>Above 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A width below 1.</exception>
    public double MeanSquareError(int width) =>
        4 * Radius * Radius * Constant * Constant / Guard.AtLeast(width, 1, nameof(width), "Give the number of hidden units.");

    /// <summary>⌈(2rC)²/ε²⌉: a width that suffices for one function.</summary>
    /// <param name="error">ε, root of the mean square, above 0.</param>
    /// <returns>Hidden units, at least 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An error that is not above 0.</exception>
    public double Width(double error) =>
        Math.Ceiling(4 * Radius * Radius * Constant * Constant / Math.Pow(Guard.Positive(error, nameof(error), "Exact equality needs no finite width."), 2));

    /// <summary>L·(⌈(2rC)²/ε²⌉ + 1): a width that suffices for a whole sequence of functions, one for each step, by time gating.</summary>
    /// <param name="steps">L, at least 1.</param>
    /// <param name="error">ε at each step, root of the mean square, above 0.</param>
    /// <returns>Hidden units; of order L/ε².</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    /// <source paper="orvieto2024" item="finite-width guarantee">Derived here; the rates are those reported in a summary of the paper, its theorem was not read.</source>
    public double TimeGatedWidth(int steps, double error) =>
        Guard.AtLeast(steps, 1, nameof(steps), "Give the length of the sequence.") * (Width(error) + 1);

    /// <summary>The bound when inputs are decoded from a state by a linear map: the constant r·C grows by up to the condition number of the encoding.</summary>
    /// <remarks>An upper bound by naive bookkeeping: units w·x are closed under linear maps, so the width itself need not grow, only weights and noise do.</remarks>
    /// <param name="conditionNumber">κ of the encoding, at least 1.</param>
    /// <returns>The bound with C·κ, whose widths are κ² times as large.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A condition number below 1 or not finite.</exception>
    /// <source paper="orvieto2024" item="role of conditioning">Derived here.</source>
    public BarronBound BehindEncoding(double conditionNumber) =>
        new(Radius, Constant * Guard.Within(conditionNumber, 1, double.MaxValue, nameof(conditionNumber), "It is a ratio of singular values."));
}
