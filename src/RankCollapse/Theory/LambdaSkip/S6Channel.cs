using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.LambdaSkip;

/// <summary>
/// One channel of S6, the scan of Mamba, as a mixing matrix: every entry of the state decays at a rate of its own, so that
/// M_ij = Σ_n C_in·exp(−a_n·(Δ_{j+1} + … + Δ_i))·Δ_j·B_jn. Immutable.
/// </summary>
/// <remarks>Mamba has one such matrix for each channel, with steps and rates of its own and shared B and C.</remarks>
/// <source paper="joseph2025" item="selective state space models in the form O = M·V">Remembered and verified against the recurrence.</source>
public sealed class S6Channel : SteppedMixing
{
    private readonly double[] rates;

    /// <summary>A channel from its weights.</summary>
    /// <param name="rates">a_n, shape [state], finite, at least 0; 1, 2, … in a new Mamba.</param>
    /// <param name="input">W_B, shape [width, state], finite.</param>
    /// <param name="output">W_C, shape [width, state], finite.</param>
    /// <param name="step">w, shape [width].</param>
    /// <exception cref="ArgumentException">Shapes do not fit, or an entry is not finite.</exception>
    public S6Channel(ReadOnlySpan<double> rates, Matrix<double> input, Matrix<double> output, Vector<double> step)
        : base(input, output, step)
    {
        Guard.Finite(rates, nameof(rates));
        if (rates.Length != State)
            throw new ArgumentException($"There were {rates.Length} rates for a state of {State}; there must be one per entry.", nameof(rates));
        foreach (var rate in rates) Guard.Within(rate, 0, double.MaxValue, nameof(rates), "A negative rate would make the state explode.");
        this.rates = rates.ToArray();
    }

    /// <inheritdoc/>
    public override string Name => "S6 channel";

    /// <inheritdoc/>
    protected override Matrix<double> Compute(Matrix<double> tokens)
    {
        var steps = Steps(tokens);
        return SelectiveScan.DiagonalMixingMatrix(Transitions(steps), Inputs(tokens, steps), Outputs(tokens));
    }

    private protected override Matrix<double> Transitions(double[] steps) =>
        Matrix<double>.Build.Dense(steps.Length, State, (l, n) => Math.Exp(-rates[n] * steps[l]));
}
