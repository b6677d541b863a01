namespace RankCollapse.Theory.Stochastic;

/// <summary>
/// A scalar stochastic differential equation in the sense of Itô, dX = a(X) dt + b(X) dB. Solvers take this type only; an equation
/// in the sense of Stratonovich is another type and has to be converted.
/// </summary>
/// <param name="Drift">a, per unit of time.</param>
/// <param name="Diffusion">b, per square root of time.</param>
/// <param name="DiffusionDerivative">b′, which Milstein's method and the conversion need.</param>
public sealed record ItoSde(Func<double, double> Drift, Func<double, double> Diffusion, Func<double, double> DiffusionDerivative)
{
    /// <summary>The same process as a Stratonovich equation: drift a − b·b′/2.</summary>
    public StratonovichSde ToStratonovich() => new(
        x => Drift(x) - (Diffusion(x) * DiffusionDerivative(x) / 2), Diffusion, DiffusionDerivative);
}
