using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using Complex = System.Numerics.Complex;

namespace RankCollapse.Theory.Recurrence;

/// <summary>
/// What a diagonal linear recurrence x_k = Λx_{k−1} + b·u_k, x_0 = 0, holds of a real sequence after L steps: x_L = diag(b)·V·u_rev with
/// V_im = λ_i^m, an evaluation of the polynomial with coefficients u_rev at the eigenvalues. Immutable.
/// </summary>
/// <remarks>
/// Column m of V belongs to the token of lag m: column 0 to the newest. Sequences are given oldest first and reversed in one place.
/// There are two condition numbers. <see cref="ComplexConditionNumber"/> is of diag(b)·V as a complex matrix, for complex inputs;
/// <see cref="StackedConditionNumber"/> is of [Re; Im], which is what real inputs need, and can be far smaller. Each says which it is.
/// </remarks>
/// <source paper="orvieto2024" item="lossless encoding by a Vandermonde matrix">The idea is the paper's; statements and proofs are derived here.</source>
public sealed partial class VandermondeEncoding
{
    private readonly Complex[] weights;
    private readonly Lazy<ThinSvd> stacked;
    private readonly Lazy<double[]> complexValues;

    /// <summary>The encoding with input weights b = 1.</summary>
    /// <param name="bank">The eigenvalues.</param>
    /// <param name="length">L, tokens, at least 1.</param>
    public VandermondeEncoding(NodeBank bank, int length)
        : this(bank, length, [.. Enumerable.Repeat(Complex.One, bank?.Modes ?? 0)])
    {
    }

    /// <summary>The encoding with given input weights.</summary>
    /// <param name="bank">The eigenvalues.</param>
    /// <param name="length">L, tokens, at least 1.</param>
    /// <param name="inputWeights">b, shape [modes], finite; a zero takes its mode out.</param>
    /// <exception cref="ArgumentException">Another number of weights than of modes, or one that is not finite.</exception>
    public VandermondeEncoding(NodeBank bank, int length, IEnumerable<Complex> inputWeights)
    {
        ArgumentNullException.ThrowIfNull(bank);
        Bank = bank;
        Length = Guard.AtLeast(length, 1, nameof(length), "It is the number of tokens.");
        weights = [.. inputWeights];
        if (weights.Length != bank.Modes)
            throw new ArgumentException($"There were {weights.Length} input weights for {bank.Modes} modes; give one for each mode.", nameof(inputWeights));
        if (weights.Any(weight => !Complex.IsFinite(weight)))
            throw new ArgumentException("An input weight was not finite; every weight must be. Look for a division by zero before this call.", nameof(inputWeights));
        stacked = new Lazy<ThinSvd>(() => new ThinSvd(Stacked));
        complexValues = new Lazy<double[]>(ComputeComplexValues);
    }

    /// <summary>The eigenvalues λ.</summary>
    public NodeBank Bank { get; }

    /// <summary>L.</summary>
    public int Length { get; }

    /// <summary>b, shape [modes].</summary>
    public ReadOnlySpan<Complex> InputWeights => weights;

    /// <summary>diag(b)·V, complex, shape [modes, length], lag 0 (the newest token) first.</summary>
    public Matrix<Complex> Matrix
    {
        get
        {
            var v = Matrix<Complex>.Build.Dense(Bank.Modes, Length);
            for (var i = 0; i < Bank.Modes; i++)
            {
                var power = weights[i];
                for (var m = 0; m < Length; m++, power *= Bank.Nodes[i]) v.At(i, m, power);
            }

            return v;
        }
    }

    /// <summary>[Re; Im] of diag(b)·V, real, shape [2·modes, length]: the map from real inputs to the real numbers of the state.</summary>
    public Matrix<double> Stacked
    {
        get
        {
            var v = Matrix;
            return Matrix<double>.Build.Dense(2 * Bank.Modes, Length, (row, m) => row < Bank.Modes ? v.At(row, m).Real : v.At(row - Bank.Modes, m).Imaginary);
        }
    }

    /// <summary>Singular values of the complex matrix, falling, shape [min(modes, length)].</summary>
    public ReadOnlySpan<double> ComplexSingularValues => complexValues.Value;

    /// <summary>Singular values of [Re; Im], falling, shape [min(2·modes, length)].</summary>
    public ReadOnlySpan<double> StackedSingularValues => stacked.Value.Values;

    /// <summary>κ₂ of the complex diag(b)·V; +∞ when N &lt; L or when the smallest singular value is below rounding.</summary>
    public double ComplexConditionNumber => Bank.Modes < Length ? double.PositiveInfinity : ThinSvd.Condition(complexValues.Value, Bank.Modes);

    /// <summary>κ₂ of the stacked real [Re; Im]; +∞ when 2N &lt; L or when the smallest singular value is below rounding.</summary>
    public double StackedConditionNumber => 2 * Bank.Modes < Length ? double.PositiveInfinity : ThinSvd.Condition(stacked.Value.Values, 2 * Bank.Modes);

    /// <summary>Directions of real inputs that the state tells apart in double precision.</summary>
    public int Rank => stacked.Value.Rank;

    /// <summary>The state after a sequence, by the recurrence.</summary>
    /// <param name="sequence">u, shape [length], oldest token first, finite.</param>
    /// <returns>x_L, shape [modes].</returns>
    /// <exception cref="ArgumentException">Another length, or a number that is not finite.</exception>
    public Complex[] Encode(ReadOnlySpan<double> sequence)
    {
        Require(sequence);
        var state = new Complex[Bank.Modes];
        foreach (var token in sequence)
            for (var i = 0; i < state.Length; i++) state[i] = (Bank.Nodes[i] * state[i]) + (weights[i] * token);
        return state;
    }

    /// <summary>The same state as a matrix product with the reversed sequence.</summary>
    /// <param name="sequence">u, shape [length], oldest token first.</param>
    public Complex[] EncodeReference(ReadOnlySpan<double> sequence)
    {
        Require(sequence);
        var reversed = Vector<Complex>.Build.DenseOfEnumerable(sequence.ToArray().Reverse().Select(token => new Complex(token, 0)));
        return (Matrix * reversed).ToArray();
    }

    /// <summary>The real sequence that fits a state best, by least squares on [Re; Im]; of least norm where several fit.</summary>
    /// <param name="state">x_L, shape [modes], perhaps rounded or noisy.</param>
    /// <returns>u, shape [length], oldest token first.</returns>
    /// <exception cref="ArgumentException">Another number of modes, or a number that is not finite.</exception>
    public double[] Decode(ReadOnlySpan<Complex> state) => [.. stacked.Value.Solve(StackedState(state)).Reverse()];

    /// <summary>The real sequence that minimises ‖[Re; Im]·u − x‖² + μ‖u‖².</summary>
    /// <param name="state">x_L, shape [modes].</param>
    /// <param name="ridge">μ, at least 0.</param>
    public double[] Decode(ReadOnlySpan<Complex> state, double ridge)
    {
        Guard.Within(ridge, 0, double.MaxValue, nameof(ridge), "It weighs the length of the sequence; 0 is least squares.");
        return [.. stacked.Value.Solve(StackedState(state), ridge).Reverse()];
    }

    /// <summary>The unit input that leaves the faintest trace: the last right singular vector of [Re; Im], oldest token first.</summary>
    /// <returns>Shape [length], length 1; unique up to sign when the smallest singular value is simple.</returns>
    public double[] FaintestInput() => [.. stacked.Value.Weakest().Reverse()];

    /// <summary>Inputs that leave no trace at all: an orthonormal basis of the kernel of [Re; Im], each oldest token first; empty when L ≤ rank.</summary>
    public IReadOnlyList<double[]> InvisibleInputs() =>
        stacked.Value.Kernel() is { } kernel ? [.. kernel.EnumerateColumns().Select(column => column.Reverse().ToArray())] : [];

    internal ThinSvd StackedSvd => stacked.Value;

    internal Vector<double> StackedState(ReadOnlySpan<Complex> state)
    {
        if (state.Length != Bank.Modes) throw new ArgumentException($"The state had {state.Length} numbers for {Bank.Modes} modes; give one for each mode.", nameof(state));
        var parts = Vector<double>.Build.Dense(2 * Bank.Modes);
        for (var i = 0; i < Bank.Modes; i++) (parts[i], parts[i + Bank.Modes]) = (state[i].Real, state[i].Imaginary);
        Guard.Finite(parts.AsArray(), nameof(state));
        return parts;
    }

    private double[] ComputeComplexValues()
    {
        if (Bank.IsReal && weights.All(weight => weight.Imaginary == 0))
        {
            var real = Matrix.Map(entry => entry.Real, Zeros.Include);
            return [.. new ThinSvd(real).Values];
        }

        // As the real matrix [[A, −B], [B, A]], which has each singular value twice.
        var v = Matrix;
        var (rows, columns) = (Bank.Modes, Length);
        var doubled = Matrix<double>.Build.Dense(2 * rows, 2 * columns, (i, j) =>
        {
            var entry = v.At(i % rows, j % columns);
            return (i < rows, j < columns) switch { (true, false) => -entry.Imaginary, (false, true) => entry.Imaginary, _ => entry.Real };
        });
        return [.. new ThinSvd(doubled).Values.Where((_, k) => k % 2 == 0)];
    }

    private void Require(ReadOnlySpan<double> sequence)
    {
        Guard.Finite(sequence, nameof(sequence));
        if (sequence.Length != Length)
            throw new ArgumentException($"The sequence had {sequence.Length} tokens; the encoding is for {Length}. Make an encoding of that length.", nameof(sequence));
    }
}
