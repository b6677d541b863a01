using System.Runtime.Intrinsics;
using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Randomness;
using RankCollapse.Theory.BatchNorm;
using Complex = System.Numerics.Complex;

namespace RankCollapse.Theory.Recurrence;

/// <summary>
/// The memory of long sequences, such as the 784 pixels of an image: the Gram matrix AᵀA of A = [Re; Im] of V, one token against another, is formed
/// once and serves for the spectrum and for reading many sequences back from a rounded, noisy state. Immutable.
/// </summary>
/// <remarks>Singular values come from eigenvalues of the Gram matrix, so those below 1e-7 of the largest are rounding. Real inputs throughout.</remarks>
/// <source paper="orvieto2024" item="reconstruction from the last state">That images are reconstructed is remembered of the paper; the method here is Tikhonov's.</source>
public sealed class LongMemory
{
    private readonly Matrix<double> gram;
    private readonly Lazy<double[]> singularValues;
    private readonly double ridge;
    private readonly Lazy<MathNet.Numerics.LinearAlgebra.Factorization.Cholesky<double>> factor;

    /// <summary>The memory of a bank with b = 1.</summary>
    /// <param name="bank">The eigenvalues.</param>
    /// <param name="length">L, at least 1; order N·L + L³.</param>
    /// <param name="ridge">μ, above 0: reading minimises ‖A·u − x‖² + μ‖u‖².</param>
    public LongMemory(NodeBank bank, int length, double ridge = 1e-8)
    {
        ArgumentNullException.ThrowIfNull(bank);
        (Bank, Length) = (bank, Guard.AtLeast(length, 1, nameof(length), "It is the number of tokens."));
        this.ridge = Guard.Positive(ridge, nameof(ridge), "It is about the square of the noise over the square of a token.");
        gram = GramOf(bank, length);
        singularValues = new(() => [.. SymmetricEigenvalues.Of(gram).Select(value => Math.Sqrt(Math.Max(0, value)))]);
        factor = new(() => (gram + (this.ridge * Matrix<double>.Build.DenseIdentity(length))).Cholesky());
    }

    /// <summary>The eigenvalues.</summary>
    public NodeBank Bank { get; }

    /// <summary>L.</summary>
    public int Length { get; }

    /// <summary>AᵀA, shape [length, length], by lags.</summary>
    public Matrix<double> Gram => gram.Clone();

    /// <summary>Singular values of [Re; Im], falling; those below 1e-7 of the first are rounding.</summary>
    public ReadOnlySpan<double> SingularValues => singularValues.Value;

    /// <summary>How many singular values are above a share of the largest.</summary>
    /// <param name="share">In [1e-6, 1]: smaller ones cannot be told from rounding.</param>
    public int Dimensions(double share)
    {
        Guard.Within(share, 1e-6, 1, nameof(share), "Singular values below 1e-7 of the largest are rounding of the Gram matrix.");
        return singularValues.Value.Count(value => value > share * singularValues.Value[0]);
    }

    /// <summary>Entropy effective rank exp(−Σp ln p), p = σ/Σσ, of the singular values.</summary>
    public double EffectiveRank => Ranks.Effective(singularValues.Value);

    /// <summary>The state after a sequence, rounded to single precision, plus noise N(0, σ²) on every real number of it.</summary>
    /// <param name="sequence">u, shape [length], oldest first.</param>
    /// <param name="noise">σ, at least 0.</param>
    /// <param name="random">The noise.</param>
    public Complex[] NoisyState(ReadOnlySpan<double> sequence, double noise, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Guard.Within(noise, 0, double.MaxValue, nameof(noise), "It is a standard deviation.");
        Complex Blurred(Complex x) => new((float)x.Real + (noise * random.NextNormal()), (float)x.Imaginary + (noise * random.NextNormal()));
        return [.. new VandermondeEncoding(Bank, Length).Encode(sequence).Select(Blurred)];
    }

    /// <summary>The sequence that fits a state, oldest first.</summary>
    /// <param name="state">x_L, shape [modes].</param>
    /// <returns>Shape [length].</returns>
    /// <exception cref="ArgumentException">Another number of modes.</exception>
    public double[] Decode(ReadOnlySpan<Complex> state)
    {
        if (state.Length != Bank.Modes) throw new ArgumentException($"The state had {state.Length} numbers for {Bank.Modes} modes; give one for each mode.", nameof(state));
        var seen = Vector<double>.Build.Dense(Length);
        for (var i = 0; i < Bank.Modes; i++)
        {
            var power = Complex.One;
            for (var m = 0; m < Length; m++, power *= Bank.Nodes[i]) seen[m] += (power.Real * state[i].Real) + (power.Imaginary * state[i].Imaginary);
        }

        return [.. factor.Value.Solve(seen).Reverse()];
    }

    /// <summary>AᵀA = Re(V*V), row by row: G_jk = Σ_i |λ_i|^{j+k}·cos(θ_i(k − j)).</summary>
    private static Matrix<double> GramOf(NodeBank bank, int length)
    {
        // Rows of [Re; Im]ᵀ, one per lag, so that an entry is a scalar product of contiguous numbers.
        var rows = new double[length][];
        var powers = Enumerable.Repeat(Complex.One, bank.Modes).ToArray();
        for (var m = 0; m < length; m++)
        {
            var row = rows[m] = new double[2 * bank.Modes];
            for (var i = 0; i < bank.Modes; i++)
            {
                (row[i], row[i + bank.Modes]) = (powers[i].Real, powers[i].Imaginary);
                powers[i] *= bank.Nodes[i];
            }
        }

        var gram = Matrix<double>.Build.Dense(length, length);
        for (var j = 0; j < length; j++)
            for (var k = j; k < length; k++)
                gram[j, k] = gram[k, j] = Dot(rows[j], rows[k]);
        return gram;
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var (sums, k) = (Vector512<double>.Zero, 0);
        for (; k + 8 <= a.Length; k += 8) sums += Vector512.Create(a.Slice(k, 8)) * Vector512.Create(b.Slice(k, 8));
        var sum = Vector512.Sum(sums);
        for (; k < a.Length; k++) sum += a[k] * b[k];
        return sum;
    }
}
