namespace RankCollapse.Theory.Stochastic;

/// <summary>A scalar stochastic differential equation in the sense of Stratonovich, dX = a(X) dt + b(X) ∘ dB.</summary>
/// <param name="Drift">a, per unit of time.</param>
/// <param name="Diffusion">b, per square root of time.</param>
/// <param name="DiffusionDerivative">b′.</param>
public sealed record StratonovichSde(Func<double, double> Drift, Func<double, double> Diffusion, Func<double, double> DiffusionDerivative)
{
    /// <summary>The same process as an Itô equation: drift a + b·b′/2.</summary>
    public ItoSde ToIto() => new(
        x => Drift(x) + (Diffusion(x) * DiffusionDerivative(x) / 2), Diffusion, DiffusionDerivative);
}
