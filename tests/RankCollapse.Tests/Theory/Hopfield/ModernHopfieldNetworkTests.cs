using RankCollapse.Randomness;
using RankCollapse.Theory.Differential;
using RankCollapse.Theory.Hopfield;
using static RankCollapse.Tests.Theory.Hopfield.HopfieldInputs;

namespace RankCollapse.Tests.Theory.Hopfield;

public class ModernHopfieldNetworkTests
{
    private static readonly ModernHopfieldNetwork Worked = ModernHopfieldNetwork.Tied(Matrix(3, 4, (i, j) => Math.Sin(0.5 + (1.1 * i) + (0.6 * j))));
    private static readonly HopfieldState WorkedState = State(Vector(3, j => Math.Sin(0.3 + (0.9 * j))), Vector(4, j => Math.Cos(0.2 + (0.7 * j))));

    [Fact]
    public void Energy_and_its_rate_are_those_of_the_worked_example()
    {
        Close.To(-1.218107425483, Worked.Energy(WorkedState), 1e-12);
        Close.To(-1.238442500569, Worked.Energy(Worked.Adiabatic(WorkedState.Visible)), 1e-12);
        Close.To(-1.166198189040, Worked.EnergyRate(WorkedState, new TimeConstants(1, 0.4)), 1e-12);
    }

    [Fact]
    public void Energy_gradients_and_rate_agree_with_the_reference()
    {
        var given = Outputs("energy_beta_0.7");
        var network = ModernHopfieldNetwork.Tied(Matrix(4, 5, (i, j) => Math.Cos(0.9 + (0.7 * i) + (1.6 * j))), 0.7);
        var state = State(Vector(4, j => Math.Cos(0.6 + (1.3 * j))), Vector(5, j => Math.Sin(1.1 + (0.8 * j))));
        Close.To(given.GetProperty("E").GetDouble(), network.Energy(state), 1e-12);
        Close.To(given.GetProperty("E_adiabatic(x)").GetDouble(), network.AdiabaticEnergy(state.Visible), 1e-12);
        Close.To(given.GetProperty("dE_dt").GetDouble(), network.EnergyRate(state, new TimeConstants(1.3, 0.2)), 1e-12);
        var (visible, hidden) = network.Gradient(state);
        foreach (var (name, got) in new[] { ("grad_x", visible), ("grad_h", hidden) })
            Assert.All(given.GetProperty(name).Numbers().Zip(got), pair => Close.To(pair.First, pair.Second, 1e-12, name));
    }

    [Fact]
    public void The_energy_is_the_usual_one_and_a_divergence_that_vanishes_when_the_hidden_state_has_caught_up()
    {
        var random = new RandomSource(3).Stream("states");
        for (var k = 0; k < 200; k++)
        {
            var network = ModernHopfieldNetwork.Tied(random.NormalMatrix(4, 6), Math.Exp(random.NextNormal()));
            var state = State(random.NormalMatrix(1, 4).Row(0), random.NormalMatrix(1, 6).Row(0) * 3);
            Close.To(network.Energy(state), network.EnergyByDivergence(state), 1e-11, $"case {k}");
            Assert.True(network.Divergence(state) >= 0, $"case {k}");
            Close.To(0, network.Divergence(network.Adiabatic(state.Visible)), 1e-13, $"adiabatic, case {k}");
            Assert.True(network.Energy(state) >= network.AdiabaticEnergy(state.Visible) - 1e-12);
        }
    }

    [Fact]
    public void Gradients_are_finite_differences_of_the_energy()
    {
        const double step = 1e-5;
        var (visible, hidden) = Worked.Gradient(WorkedState);
        for (var i = 0; i < 7; i++)
        {
            double Moved(double by)
            {
                var moved = WorkedState.ToArray();
                moved[i] += by;
                return Worked.Energy(HopfieldDynamics.StateOf(Worked, moved));
            }

            Close.To((Moved(step) - Moved(-step)) / (2 * step), i < 3 ? visible[i] : hidden[i - 3], 1e-8, $"coordinate {i}");
        }
    }

    [Fact]
    public void The_energy_falls_along_the_continuous_dynamics_at_the_rate_of_the_formula()
    {
        var constants = new TimeConstants(1, 0.4);
        var path = HopfieldDynamics.Continuous(Worked, constants, WorkedState, 6, OdeAccuracy.Fine);
        double E(double t) => Worked.Energy(HopfieldDynamics.StateOf(Worked, path.At(t)));
        Assert.All(Enumerable.Range(0, 60), k => Assert.True(E(0.1 * (k + 1)) <= E(0.1 * k) + 1e-12, $"time {0.1 * k}"));
        foreach (var t in new[] { 0.5, 1.5, 3.0 })
            Close.To((E(t + 1e-4) - E(t - 1e-4)) / 2e-4, Worked.EnergyRate(HopfieldDynamics.StateOf(Worked, path.At(t)), constants), 1e-6, $"time {t}");
    }

    [Fact]
    public void Fast_hidden_neurons_are_the_adiabatic_limit_with_an_error_of_first_order_in_their_time_constant()
    {
        var adiabatic = HopfieldDynamics.Adiabatic(Worked, 1, WorkedState.Visible, 2, OdeAccuracy.Fine).End;
        double Error(double slowness) => HopfieldDynamics.Continuous(Worked, new TimeConstants(1, slowness), Worked.Adiabatic(WorkedState.Visible), 2)
            .End.Take(3).Zip(adiabatic, (x, y) => Math.Abs(x - y)).Max();
        var (coarse, fine) = (Error(0.02), Error(0.01));
        Assert.True(fine < 0.01, $"error {fine}");
        Close.To(1, Math.Log2(coarse / fine), 0.05, "order");
    }

    [Theory, InlineData(true), InlineData(false)]
    public void Both_discretisations_approach_the_continuous_dynamics_with_order_one(bool staggered)
    {
        var constants = new TimeConstants(1, 0.5);
        var exact = HopfieldDynamics.Continuous(Worked, constants, WorkedState, 1, OdeAccuracy.Fine).End;
        double Error(int steps)
        {
            var retention = Retention.Of(constants, 1.0 / steps);
            var dynamics = staggered ? HopfieldDynamics.Staggered(Worked, retention) : HopfieldDynamics.Euler(Worked, retention);
            return dynamics.Run(WorkedState, steps).States[^1].ToArray().Zip(exact, (x, y) => Math.Abs(x - y)).Max();
        }

        Close.To(1, Math.Log2(Error(400) / Error(800)), 0.03, "order");
    }

    [Fact]
    public void Errors_say_what_was_given_and_what_to_do()
    {
        var shape = Assert.Throws<ArgumentException>(() => new ModernHopfieldNetwork(Matrix(2, 3, (_, _) => 1), Matrix(3, 2, (_, _) => 1)));
        Assert.Contains("score weights had shape [2, 3] and the read weights [3, 2]", shape.Message, StringComparison.Ordinal);
        var state = Assert.Throws<ArgumentException>(() => Worked.Energy(State(Vector(2, _ => 1), Vector(4, _ => 1))));
        Assert.Contains("The visible state had 2 entries; this network has 3", state.Message, StringComparison.Ordinal);
        var step = Assert.Throws<ArgumentOutOfRangeException>(() => Retention.Of(new TimeConstants(1, 0.5), 0.6));
        Assert.Contains("the step must not exceed the time constant", step.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => ModernHopfieldNetwork.Tied(Matrix(2, 2, (_, _) => 1), 0));
        Assert.Throws<ArgumentException>(() => State(Vector(2, _ => double.NaN), Vector(2, _ => 1)));
        var none = Assert.Throws<InvalidOperationException>(() => HopfieldDynamics.Euler(Worked, new Retention { Feature = 0, Memory = 0 }).Run(WorkedState, 0).LargestRise);
        Assert.Contains("0 steps", none.Message, StringComparison.Ordinal);
    }
}
