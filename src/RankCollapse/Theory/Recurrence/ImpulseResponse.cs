using RankCollapse.Measures;
using Complex = System.Numerics.Complex;

namespace RankCollapse.Theory.Recurrence;

/// <summary>What one mode remembers of one token: Re λ^k = e^{−νk}·cos θk, an oscillation within an envelope. Immutable.</summary>
/// <source paper="orvieto2024" item="impulse responses and phase">From the LRU paper, arXiv 2303.06349.</source>
/// <param name="Decay">ν = −log|λ|, at least 0.</param>
/// <param name="Phase">θ, radians per token.</param>
public sealed record ImpulseResponse(double Decay, double Phase)
{
    /// <summary>λ.</summary>
    public Complex Eigenvalue => Complex.FromPolarCoordinates(Math.Exp(-Decay), Phase);

    /// <summary>Re λ^k without a product of many factors.</summary>
    /// <param name="lag">k, at least 0.</param>
    public double At(int lag) => Envelope(lag) * Math.Cos(Phase * Guard.AtLeast(lag, 0, nameof(lag), "Before the token there is no response."));

    /// <summary>e^{−νk}.</summary>
    /// <param name="lag">k, at least 0.</param>
    public double Envelope(int lag) => Math.Exp(-Decay * lag);

    /// <summary>Turns of the phase in L tokens, L·|θ|/2π with θ taken to [−π, π]: what a sampled sequence can show.</summary>
    /// <param name="length">L, at least 1.</param>
    public double Oscillations(int length) => Math.Abs(Math.IEEERemainder(Phase, 2 * Math.PI)) * length / (2 * Math.PI);

    /// <summary>Lags over which the envelope stays above 1/e: 1/ν.</summary>
    public double MemoryLength => 1 / Decay;
}
