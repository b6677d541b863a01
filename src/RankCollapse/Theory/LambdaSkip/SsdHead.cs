using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.LambdaSkip;

/// <summary>
/// One head of Mamba-2 (SSD) as a mixing matrix: with steps Δ_l = softplus(w·y_l + bias) and decays a_l = exp(−a₀·Δ_l),
/// M = L ∘ (C·Bᵀ) where C = Y·W_C, B_l = Δ_l·(y_l·W_B) and L_ij = a_i ⋯ a_{j+1}. Immutable.
/// </summary>
/// <remarks>Without the convolution, the activation and the gate of the full block. For activated B and C call
/// <see cref="SelectiveScan.ScalarMixingMatrix"/> with them.</remarks>
/// <source paper="joseph2025" item="Mamba-2 in the form O = M·V">Remembered and verified against the recurrence.</source>
public sealed class SsdHead : TokenMixing
{
    private readonly Matrix<double> input, output;
    private readonly Vector<double> step;

    /// <summary>A head from its weights.</summary>
    /// <param name="input">W_B, shape [width, state], finite.</param>
    /// <param name="output">W_C, shape [width, state], finite.</param>
    /// <param name="step">w, shape [width].</param>
    /// <exception cref="ArgumentException">Shapes do not fit, or an entry is not finite.</exception>
    public SsdHead(Matrix<double> input, Matrix<double> output, Vector<double> step)
    {
        Guard.Finite(input, nameof(input), "[width, state]");
        Guard.Finite(output, nameof(output), "[width, state]");
        ArgumentNullException.ThrowIfNull(step);
        if (output.RowCount != input.RowCount || output.ColumnCount != input.ColumnCount || step.Count != input.RowCount)
        {
            throw new ArgumentException(
                $"W_B had shape [{input.RowCount}, {input.ColumnCount}], W_C [{output.RowCount}, {output.ColumnCount}] and w {step.Count} entries; "
                + "they must be [width, state], [width, state] and [width].");
        }

        (this.input, this.output, this.step) = (input.Clone(), output.Clone(), step.Clone());
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

    /// <summary>Added to w·y_l before softplus; finite.</summary>
    public double StepBias
    {
        get;
        init => field = Guard.Within(value, -double.MaxValue, double.MaxValue, nameof(StepBias), "−4 gives steps near 0.02.");
    }

    /// <summary>softplus(z) = ln(1 + e^z), without overflow.</summary>
    /// <param name="z">Any finite number.</param>
    /// <returns>At least 0.</returns>
    public static double Softplus(double z) => Math.Max(z, 0) + Math.Log(1 + Math.Exp(-Math.Abs(z)));

    /// <summary>Δ_l.</summary>
    /// <param name="tokens">Y, shape [tokens, width], finite entries.</param>
    /// <returns>Shape [tokens], at least 0.</returns>
    /// <exception cref="ArgumentException">Another width, or an entry is not finite.</exception>
    public double[] Steps(Matrix<double> tokens)
    {
        Guard.Finite(tokens, nameof(tokens));
        RequireWidth(tokens, input.RowCount);
        return [.. (tokens * step).Select(z => Softplus(z + StepBias))];
    }

    /// <summary>Outputs token by token through the state.</summary>
    /// <param name="tokens">Y, shape [tokens, width], finite entries.</param>
    /// <returns>M(Y)·Y up to rounding, shape [tokens, width].</returns>
    /// <exception cref="ArgumentException">Another width, or an entry is not finite.</exception>
    public Matrix<double> OutputsReference(Matrix<double> tokens)
    {
        var steps = Steps(tokens);
        var decays = Matrix<double>.Build.Dense(tokens.RowCount, input.ColumnCount, (l, _) => Math.Exp(-DecayRate * steps[l]));
        return SelectiveScan.OutputsReference(decays, Inputs(tokens, steps), tokens * output, tokens);
    }

    /// <inheritdoc/>
    protected override Matrix<double> Compute(Matrix<double> tokens)
    {
        var steps = Steps(tokens);
        return SelectiveScan.ScalarMixingMatrix(
            [.. steps.Select(size => Math.Exp(-DecayRate * size))], Inputs(tokens, steps), tokens * output);
    }

    private Matrix<double> Inputs(Matrix<double> tokens, double[] steps) =>
        (tokens * input).MapIndexed((l, _, value) => steps[l] * value, Zeros.Include);
}
