using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using Complex = System.Numerics.Complex;

namespace RankCollapse.Theory.LambdaSkip;

/// <summary>
/// A linear time-invariant state space model (S4, LRU) as a mixing matrix: h_t = A·h_{t−1} + B·u_t, o_t = C·h_t gives the
/// lower-triangular Toeplitz matrix M_ij = m_{i−j} with the Markov parameters m_τ = C·A^τ·B. Immutable.
/// </summary>
/// <remarks>
/// M does not depend on the tokens. Real S4 and LRU blocks have one kernel per channel: apply one such mixing to each. A
/// feed-through term D·u_t is itself a skip path of strength D and is not part of M.
/// </remarks>
/// <source paper="joseph2025" item="LTI state space models in the form O = M·V">Remembered and verified against the recurrence.</source>
public sealed class LtiMixing : TokenMixing
{
    private readonly double[] markov;

    /// <summary>From the Markov parameters.</summary>
    /// <param name="markovParameters">m_0, m_1, …, one for every token at least; finite.</param>
    /// <exception cref="ArgumentException">No numbers, or one that is not finite.</exception>
    public LtiMixing(params ReadOnlySpan<double> markovParameters)
    {
        Guard.Finite(markovParameters, nameof(markovParameters));
        markov = markovParameters.ToArray();
    }

    /// <inheritdoc/>
    public override string Name => "LTI state space model";

    /// <inheritdoc/>
    public override bool IsFixed => true;

    /// <summary>m_τ, the response τ steps after an impulse; as many as were given or computed.</summary>
    public ReadOnlySpan<double> MarkovParameters => markov;

    /// <summary>From the three matrices of one channel.</summary>
    /// <param name="a">A, shape [state, state], finite.</param>
    /// <param name="b">B, shape [state].</param>
    /// <param name="c">C, shape [state].</param>
    /// <param name="tokens">How many Markov parameters to compute, at least 1.</param>
    /// <returns>The mixing.</returns>
    /// <exception cref="ArgumentException">Shapes do not fit, or an entry is not finite.</exception>
    public static LtiMixing FromStateSpace(Matrix<double> a, Vector<double> b, Vector<double> c, int tokens)
    {
        Guard.Square(a, nameof(a));
        ArgumentNullException.ThrowIfNull(b);
        ArgumentNullException.ThrowIfNull(c);
        Guard.AtLeast(tokens, 1, nameof(tokens), "Give the sequence length.");
        if (b.Count != a.RowCount || c.Count != a.RowCount)
        {
            throw new ArgumentException(
                $"A had shape [{a.RowCount}, {a.RowCount}], B {b.Count} and C {c.Count} entries; B and C must have {a.RowCount}, "
                + "one per state. Treat a model of several channels channel by channel.");
        }

        var parameters = new double[tokens];
        var state = b.Clone();
        for (var lag = 0; lag < tokens; lag++, state = a * state) parameters[lag] = c * state;
        return new LtiMixing(parameters);
    }

    /// <summary>From the eigenvalues of a diagonal model as in S4D or LRU: m_τ = Re Σ_n c_n·λ_n^τ·b_n.</summary>
    /// <param name="eigenvalues">λ, shape [state].</param>
    /// <param name="b">Input weights, shape [state].</param>
    /// <param name="c">Output weights, shape [state]; double them where only one of each conjugate pair is kept.</param>
    /// <param name="tokens">How many Markov parameters to compute, at least 1.</param>
    /// <returns>The mixing.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or a Markov parameter is not finite.</exception>
    public static LtiMixing FromEigenvalues(
        ReadOnlySpan<Complex> eigenvalues, ReadOnlySpan<Complex> b, ReadOnlySpan<Complex> c, int tokens)
    {
        Guard.AtLeast(tokens, 1, nameof(tokens), "Give the sequence length.");
        if (b.Length != eigenvalues.Length || c.Length != eigenvalues.Length)
        {
            throw new ArgumentException(
                $"There were {eigenvalues.Length} eigenvalues, {b.Length} input and {c.Length} output weights; there must be as many of each.");
        }

        var parameters = new double[tokens];
        for (var n = 0; n < eigenvalues.Length; n++)
        {
            var response = c[n] * b[n];
            for (var lag = 0; lag < tokens; lag++, response *= eigenvalues[n]) parameters[lag] += response.Real;
        }

        return new LtiMixing(parameters);
    }

    /// <summary>‖M‖_F for N tokens without forming M: the root of Σ_τ (N − τ)·m_τ².</summary>
    /// <param name="tokens">N, at least 1 and at most the number of Markov parameters.</param>
    /// <returns>At least 0.</returns>
    /// <exception cref="ArgumentException">More tokens than Markov parameters.</exception>
    public double FrobeniusNorm(int tokens)
    {
        Guard.AtLeast(tokens, 1, nameof(tokens), "Give the sequence length.");
        RequireParameters(tokens);
        return Math.Sqrt(Enumerable.Range(0, tokens).Sum(lag => (tokens - lag) * markov[lag] * markov[lag]));
    }

    /// <summary>The recurrence h_t = A·h_{t−1} + B·u_t, o_t = C·h_t in every column of the inputs.</summary>
    /// <param name="a">A, shape [state, state].</param>
    /// <param name="b">B, shape [state].</param>
    /// <param name="c">C, shape [state].</param>
    /// <param name="inputs">u, shape [tokens, width], finite.</param>
    /// <returns>Outputs, shape [tokens, width], equal to M·u up to rounding.</returns>
    public static Matrix<double> OutputsReference(Matrix<double> a, Vector<double> b, Vector<double> c, Matrix<double> inputs)
    {
        Guard.Square(a, nameof(a));
        Guard.Finite(inputs, nameof(inputs));
        var state = Matrix<double>.Build.Dense(a.RowCount, inputs.ColumnCount);
        var outputs = Matrix<double>.Build.SameAs(inputs, inputs.RowCount, inputs.ColumnCount);
        for (var t = 0; t < inputs.RowCount; t++)
        {
            state = (a * state) + b.OuterProduct(inputs.Row(t));
            outputs.SetRow(t, c * state);
        }

        return outputs;
    }

    /// <inheritdoc/>
    protected override Matrix<double> Compute(Matrix<double> tokens)
    {
        RequireParameters(tokens.RowCount);
        return Matrix<double>.Build.Dense(tokens.RowCount, tokens.RowCount, (i, j) => i >= j ? markov[i - j] : 0);
    }

    private void RequireParameters(int tokens)
    {
        if (tokens <= markov.Length) return;
        throw new ArgumentException(
            $"There were {tokens} tokens and {markov.Length} Markov parameters; there must be one for every token. "
            + "Compute more, or append zeros for a kernel that ends.");
    }
}
