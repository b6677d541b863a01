using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.LambdaSkip;

/// <summary>
/// What S6 and Mamba-2 share: steps Δ_l = softplus(w·y_l + bias), inputs B_l = Δ_l·(y_l·W_B) and outputs C_l = y_l·W_C, all read off the
/// tokens. Immutable.
/// </summary>
/// <remarks>Without the convolution, the activation and the gate of the full blocks. For activated B and C call
/// <see cref="SelectiveScan"/> with them.</remarks>
/// <source paper="joseph2025" item="selective state space models in the form O = M·V">Remembered and verified against the recurrence.</source>
public abstract class SteppedMixing : TokenMixing
{
    private readonly Matrix<double> input, output;
    private readonly Vector<double> step;

    private protected SteppedMixing(Matrix<double> input, Matrix<double> output, Vector<double> step)
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

    /// <summary>Numbers per state, columns of W_B.</summary>
    public int State => input.ColumnCount;

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
        return SelectiveScan.OutputsReference(Transitions(steps), Inputs(tokens, steps), Outputs(tokens), tokens);
    }

    /// <summary>Diagonals of the transitions for steps Δ_l, shape [tokens, state].</summary>
    private protected abstract Matrix<double> Transitions(double[] steps);

    private protected Matrix<double> Inputs(Matrix<double> tokens, double[] steps) =>
        (tokens * input).MapIndexed((l, _, value) => steps[l] * value, Zeros.Include);

    private protected Matrix<double> Outputs(Matrix<double> tokens) => tokens * output;
}
