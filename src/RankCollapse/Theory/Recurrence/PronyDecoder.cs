using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using Complex = System.Numerics.Complex;

namespace RankCollapse.Theory.Recurrence;

/// <summary>
/// Sparse inputs at unknown places: with 2S eigenvalues that are consecutive Q-th roots of unity, Q ≥ L, the state is x_n = Σ_s c_s·ω_s^n with
/// ω_s = e^{2πi·lag_s/Q}, a sum of S exponentials, and Prony's method finds the S lags and values from a Hankel system. Immutable.
/// </summary>
/// <source paper="orvieto2024" item="sparse inputs">Prony's method, as remembered and verified; not from the paper.</source>
public sealed class PronyDecoder
{
    /// <summary>A decoder of S spikes among L tokens.</summary>
    /// <param name="spikes">S, at least 1.</param>
    /// <param name="length">L, at least 2S.</param>
    /// <param name="roots">Q, at least L; L when it is left out. Lags lie 2π/Q apart on the circle, so a larger Q is worse conditioned.</param>
    public PronyDecoder(int spikes, int length, int? roots = null)
    {
        Spikes = Guard.AtLeast(spikes, 1, nameof(spikes), "It is the number of tokens that are not 0.");
        Length = Guard.AtLeast(length, 2 * spikes, nameof(length), "For more spikes than half the tokens use VandermondeEncoding.Decode.");
        Roots = Guard.AtLeast(roots ?? length, length, nameof(roots), "With fewer roots than tokens two lags look alike.");
    }

    /// <summary>S.</summary>
    public int Spikes { get; }

    /// <summary>L.</summary>
    public int Length { get; }

    /// <summary>Q.</summary>
    public int Roots { get; }

    /// <summary>The 2S eigenvalues e^{2πin/Q}, n = 0, …, 2S − 1.</summary>
    public NodeBank Bank => new("consecutive roots of unity", Enumerable.Range(0, 2 * Spikes).Select(n => Complex.FromPolarCoordinates(1, 2 * Math.PI * n / Roots)));

    /// <summary>The sequence of a state.</summary>
    /// <param name="state">x_L of <see cref="Bank"/> with b = 1, shape [2S].</param>
    /// <returns>Shape [length], oldest token first, at most S tokens that are not 0. Exact up to rounding when the input had at most S spikes.</returns>
    /// <exception cref="ArgumentException">Another number of modes.</exception>
    /// <exception cref="InvalidOperationException">Fewer than S spikes can be told from the state: all of it is zero.</exception>
    public double[] Decode(ReadOnlySpan<Complex> state)
    {
        if (state.Length != 2 * Spikes) throw new ArgumentException($"The state had {state.Length} numbers; {Spikes} spikes need {2 * Spikes}. Use the nodes of Bank.", nameof(state));
        var x = state.ToArray();
        var hankel = Matrix<Complex>.Build.Dense(Spikes, Spikes, (i, j) => x[i + j]);
        var size = x.Max(Complex.Abs);
        if (size == 0) return new double[Length];
        var found = hankel.Svd(computeVectors: false).S.Count(value => value.Real > 1e-9 * Spikes * size);
        if (found < Spikes) return found == 0 ? throw new InvalidOperationException("No spike could be told from the state. Look for rounding above 1e-9.") : Reduced(x, found);
        // The monic polynomial with the zeros ω_s annihilates the sequence: Σ_j a_j·x_{i+j} = −x_{i+S}.
        var annihilator = hankel.Solve(Vector<Complex>.Build.Dense(Spikes, i => -x[i + Spikes]));
        Complex At(int lag)
        {
            var (root, sum) = (Complex.FromPolarCoordinates(1, 2 * Math.PI * lag / Roots), Complex.One);
            for (var j = Spikes - 1; j >= 0; j--) sum = (sum * root) + annihilator[j];
            return sum;
        }

        // Lags are whole numbers, so the zeros are sought among the roots of unity instead of by a general solver.
        int[] lags = [.. Enumerable.Range(0, Length).OrderBy(lag => Complex.Abs(At(lag))).Take(Spikes)];
        var values = LowDimensionalInputs.KnownSupport(Length, lags).Decode(Bank, state);
        var sequence = new double[Length];
        for (var s = 0; s < Spikes; s++) sequence[Length - 1 - lags[s]] = values[s];
        return sequence;
    }

    /// <summary>Fewer spikes than expected: the shorter Prony system on the first 2·found states.</summary>
    private double[] Reduced(Complex[] state, int found) => new PronyDecoder(found, Length, Roots).Decode(state.AsSpan(0, 2 * found));
}
