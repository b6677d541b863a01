using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.LambdaSkip;

/// <summary>
/// One head of Mamba-2 (SSD) as a mixing matrix: the whole state decays alike, a_l = exp(−a₀·Δ_l), so that M = L ∘ (C·Bᵀ) with
/// L_ij = a_i ⋯ a_{j+1}. Immutable.
/// </summary>
/// <source paper="joseph2025" item="Mamba-2 in the form O = M·V">Remembered and verified against the recurrence.</source>
public sealed class SsdHead : SteppedMixing
{
    /// <summary>A head from its weights.</summary>
    /// <param name="input">W_B, shape [width, state], finite.</param>
    /// <param name="output">W_C, shape [width, state], finite.</param>
    /// <param name="step">w, shape [width].</param>
    /// <exception cref="ArgumentException">Shapes do not fit, or an entry is not finite.</exception>
    public SsdHead(Matrix<double> input, Matrix<double> output, Vector<double> step)
        : base(input, output, step)
    {
    }

    /// <inheritdoc/>
    public override string Name => "Mamba-2 head";

    /// <summary>a₀, how fast the state forgets per unit of step; finite, above 0.</summary>
    public double DecayRate
    {
        get;
        init => field = Guard.Positive(value, nameof(DecayRate), "Mamba-2 draws it from 1 to 16.");
    }
    = 1;

    /// <inheritdoc/>
    protected override Matrix<double> Compute(Matrix<double> tokens)
    {
        var steps = Steps(tokens);
        return SelectiveScan.ScalarMixingMatrix([.. steps.Select(Decay)], Inputs(tokens, steps), Outputs(tokens));
    }

    private protected override Matrix<double> Transitions(double[] steps) =>
        Matrix<double>.Build.Dense(steps.Length, State, (l, _) => Decay(steps[l]));

    private double Decay(double step) => Math.Exp(-DecayRate * step);
}
