namespace RankCollapse.Theory.Masks;

/// <summary>
/// Two tokens ±ρ on a line under complete attention with W_V = 1: ρ ← ρ·tanh(w·ρ²/T), exactly. The smallest system that
/// shows the cubic law of the complete mask, and that its exponent 3 cannot be improved. Immutable.
/// </summary>
/// <remarks>
/// Among masks with all self-loops only the complete one is faster than exponential: the trace of A* is Σ 1/degree, which is at
/// least 1, so that λ₂ = … = λ_N = 0 leaves no choice but degree N everywhere.
/// </remarks>
/// <source paper="dong2021" item="main theorem, sharpness">Derived here. T is √d_QK.</source>
public sealed class CubicCollapse
{
    /// <summary>A system of two tokens.</summary>
    /// <param name="scoreWeight">w = W_Q·W_K, finite; positive scores attract, negative ones swap the tokens' signs.</param>
    /// <param name="temperature">T, finite and above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">w is not finite or T is not above 0.</exception>
    public CubicCollapse(double scoreWeight, double temperature = 1)
    {
        ScoreWeight = Measures.Guard.Within(
            scoreWeight, -double.MaxValue, double.MaxValue, nameof(scoreWeight), "It is the product of query and key weight.");
        Temperature = Measures.Guard.Positive(temperature, nameof(temperature), "Use 1 for one key dimension.");
    }

    /// <summary>w.</summary>
    public double ScoreWeight { get; }

    /// <summary>T.</summary>
    public double Temperature { get; }

    /// <summary>The amplitude after one layer.</summary>
    /// <param name="amplitude">ρ, finite.</param>
    /// <returns>ρ·tanh(w·ρ²/T).</returns>
    /// <exception cref="ArgumentOutOfRangeException">ρ is not finite.</exception>
    public double Next(double amplitude)
    {
        Measures.Guard.Within(amplitude, -double.MaxValue, double.MaxValue, nameof(amplitude), "It is a coordinate of a token.");
        return amplitude * Math.Tanh(ScoreWeight * amplitude * amplitude / Temperature);
    }

    /// <summary>The amplitudes before layer 0, 1, … and after the last; mu is √2 times their absolute value.</summary>
    /// <param name="start">ρ before the first layer, finite.</param>
    /// <param name="layers">At least 0.</param>
    /// <returns>Layers + 1 numbers.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The start is not finite, or fewer than 0 layers.</exception>
    public double[] Amplitudes(double start, int layers)
    {
        var amplitudes = new double[Measures.Guard.AtLeast(layers, 0, nameof(layers), "Give the depth.") + 1];
        amplitudes[0] = start;
        for (var layer = 0; layer < layers; layer++) amplitudes[layer + 1] = Next(amplitudes[layer]);
        return amplitudes;
    }

    /// <summary>How a relative error of the amplitude grows in one layer, d ln|ρ′|/d ln ρ = 1 + 4s/sinh(2s) with s = w·ρ²/T.</summary>
    /// <remarks>From 3 for small ρ, which is the cubic law, down to 1 for large ones, and never 1: whatever a value weight multiplies ρ by, no layer
    /// of pure attention holds two tokens at a distance stably. A pair that comes a little too near merges, one a little too far flies apart.</remarks>
    /// <param name="amplitude">ρ, finite.</param>
    /// <returns>In (1, 3]; 3 at ρ = 0. At large |s| it is 1 to all digits.</returns>
    /// <exception cref="ArgumentOutOfRangeException">ρ is not finite.</exception>
    public double ErrorGrowth(double amplitude)
    {
        Measures.Guard.Within(amplitude, -double.MaxValue, double.MaxValue, nameof(amplitude), "It is a coordinate of a token.");
        var s = ScoreWeight * amplitude * amplitude / Temperature;
        return s == 0 ? 3 : 1 + (4 * s / Math.Sinh(2 * s));
    }

    /// <summary>w/T, the constant of the cubic law: ρ ← (w/T)·ρ³ for small ρ.</summary>
    public double CubicConstant => ScoreWeight / Temperature;
}
