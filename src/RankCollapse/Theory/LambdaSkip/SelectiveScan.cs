using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.LambdaSkip;

/// <summary>
/// The mixing matrix of a selective state space model from its per-token parameters: h_i = A_i·h_{i−1} + B_i·u_i, o_i = C_i·h_i gives
/// M_ij = C_i·(A_i ⋯ A_{j+1})·B_j for i ≥ j. Full, diagonal (S6, Mamba) and scalar (Mamba-2) transitions.
/// </summary>
/// <remarks>
/// One call is for one channel, or for one head whose channels share the transitions. Discretise first: for Mamba, A_l = exp(Δ_l·A)
/// and B_l = Δ_l·B_l. Products of transitions are formed one factor at a time, so that none is ever divided by.
/// </remarks>
/// <source paper="joseph2025" item="selective state space models in the form O = M·V">Remembered and verified against the recurrence.</source>
public static class SelectiveScan
{
    /// <summary>M for transitions that are matrices.</summary>
    /// <param name="transitions">A_0, A_1, …, one of shape [state, state] per token; A_0 meets an empty state and does not matter.</param>
    /// <param name="inputs">B, shape [tokens, state].</param>
    /// <param name="outputs">C, shape [tokens, state].</param>
    /// <returns>Lower-triangular, shape [tokens, tokens].</returns>
    /// <exception cref="ArgumentException">Shapes do not fit, or an entry is not finite.</exception>
    public static Matrix<double> MixingMatrix(
        IReadOnlyList<Matrix<double>> transitions, Matrix<double> inputs, Matrix<double> outputs)
    {
        ArgumentNullException.ThrowIfNull(transitions);
        Check(inputs, outputs);
        foreach (var transition in transitions) Guard.Square(transition, nameof(transitions));
        var (tokens, state) = (inputs.RowCount, inputs.ColumnCount);
        if (transitions.Count != tokens || transitions.Any(transition => transition.RowCount != state))
        {
            throw new ArgumentException(
                $"There were {transitions.Count} transitions for {tokens} tokens and a state of {state}; "
                + "there must be one of shape [state, state] per token.", nameof(transitions));
        }

        var mixing = Matrix<double>.Build.Dense(tokens, tokens);
        for (var j = 0; j < tokens; j++)
        {
            var response = inputs.Row(j);
            for (var i = j; i < tokens; i++)
            {
                if (i > j) response = transitions[i] * response;
                mixing.At(i, j, outputs.Row(i) * response);
            }
        }

        return mixing;
    }

    /// <summary>M for diagonal transitions, as in S6: M_ij = Σ_n C_in·(a_in ⋯ a_{j+1,n})·B_jn.</summary>
    /// <param name="transitions">Diagonals of A, shape [tokens, state]; row 0 does not matter.</param>
    /// <param name="inputs">B, shape [tokens, state].</param>
    /// <param name="outputs">C, shape [tokens, state].</param>
    /// <returns>Lower-triangular, shape [tokens, tokens].</returns>
    /// <exception cref="ArgumentException">Shapes do not fit, or an entry is not finite.</exception>
    public static Matrix<double> DiagonalMixingMatrix(Matrix<double> transitions, Matrix<double> inputs, Matrix<double> outputs)
    {
        Check(inputs, outputs);
        Guard.Finite(transitions, nameof(transitions), "[tokens, state]");
        RequireShape(transitions, inputs, nameof(transitions));
        var (tokens, state) = (inputs.RowCount, inputs.ColumnCount);
        var mixing = Matrix<double>.Build.Dense(tokens, tokens);
        for (var j = 0; j < tokens; j++)
        {
            for (var n = 0; n < state; n++)
            {
                var response = inputs.At(j, n);
                for (var i = j; i < tokens; i++)
                {
                    if (i > j) response *= transitions.At(i, n);
                    mixing.At(i, j, mixing.At(i, j) + (outputs.At(i, n) * response));
                }
            }
        }

        return mixing;
    }

    /// <summary>M for scalar transitions, as in Mamba-2 (SSD): M = L ∘ (C·Bᵀ) with L from <see cref="Semiseparable"/>.</summary>
    /// <param name="decays">a_l, shape [tokens]; the first does not matter.</param>
    /// <param name="inputs">B, shape [tokens, state].</param>
    /// <param name="outputs">C, shape [tokens, state].</param>
    /// <returns>Lower-triangular, shape [tokens, tokens].</returns>
    /// <exception cref="ArgumentException">Shapes do not fit, or an entry is not finite.</exception>
    public static Matrix<double> ScalarMixingMatrix(ReadOnlySpan<double> decays, Matrix<double> inputs, Matrix<double> outputs)
    {
        Check(inputs, outputs);
        var mask = Semiseparable(decays);
        if (mask.RowCount != inputs.RowCount)
        {
            throw new ArgumentException(
                $"There were {mask.RowCount} decays for {inputs.RowCount} tokens; there must be one per token.", nameof(decays));
        }

        return mask.PointwiseMultiply(outputs.TransposeAndMultiply(inputs));
    }

    /// <summary>The 1-semiseparable matrix of a sequence of decays: L_ij = a_i ⋯ a_{j+1} for i ≥ j, so 1 on the diagonal.</summary>
    /// <param name="decays">a_l, shape [tokens], finite; the first does not matter.</param>
    /// <returns>Lower-triangular, shape [tokens, tokens].</returns>
    /// <exception cref="ArgumentException">No numbers, or one that is not finite.</exception>
    public static Matrix<double> Semiseparable(ReadOnlySpan<double> decays)
    {
        Guard.Finite(decays, nameof(decays));
        var mask = Matrix<double>.Build.Dense(decays.Length, decays.Length);
        for (var j = 0; j < decays.Length; j++)
        {
            var product = 1.0;
            for (var i = j; i < decays.Length; i++)
            {
                if (i > j) product *= decays[i];
                mask.At(i, j, product);
            }
        }

        return mask;
    }

    /// <summary>Outputs by the recurrence with diagonal transitions, token by token.</summary>
    /// <param name="transitions">Diagonals of A, shape [tokens, state].</param>
    /// <param name="inputs">B, shape [tokens, state].</param>
    /// <param name="outputs">C, shape [tokens, state].</param>
    /// <param name="values">u, shape [tokens, width]; every column is a channel with these transitions.</param>
    /// <returns>Shape [tokens, width], equal to the mixing matrix times u up to rounding.</returns>
    /// <exception cref="ArgumentException">Shapes do not fit, or an entry is not finite.</exception>
    public static Matrix<double> OutputsReference(
        Matrix<double> transitions, Matrix<double> inputs, Matrix<double> outputs, Matrix<double> values)
    {
        Check(inputs, outputs);
        RequireShape(transitions, inputs, nameof(transitions));
        RequireTokens(values, inputs.RowCount, nameof(values));
        var state = Matrix<double>.Build.Dense(inputs.ColumnCount, values.ColumnCount);
        var result = Matrix<double>.Build.Dense(values.RowCount, values.ColumnCount);
        for (var t = 0; t < values.RowCount; t++)
        {
            state = Matrix<double>.Build.DenseOfDiagonalVector(transitions.Row(t)) * state;
            state += inputs.Row(t).OuterProduct(values.Row(t));
            result.SetRow(t, outputs.Row(t) * state);
        }

        return result;
    }

    internal static void RequireTokens(Matrix<double> matrix, int tokens, string name)
    {
        Guard.Finite(matrix, name);
        if (matrix.RowCount == tokens) return;
        throw new ArgumentException($"There were {matrix.RowCount} rows for {tokens} tokens; there must be one per token.", name);
    }

    private static void Check(Matrix<double> inputs, Matrix<double> outputs)
    {
        Guard.Finite(inputs, nameof(inputs), "[tokens, state]");
        Guard.Finite(outputs, nameof(outputs), "[tokens, state]");
        RequireShape(outputs, inputs, nameof(outputs));
    }

    private static void RequireShape(Matrix<double> matrix, Matrix<double> inputs, string name)
    {
        if (matrix.RowCount == inputs.RowCount && matrix.ColumnCount == inputs.ColumnCount) return;
        throw new ArgumentException(
            $"The {name} had shape [{matrix.RowCount}, {matrix.ColumnCount}] and the inputs [{inputs.RowCount}, {inputs.ColumnCount}]; "
            + "both must be [tokens, state]. Rows are tokens.", name);
    }
}
