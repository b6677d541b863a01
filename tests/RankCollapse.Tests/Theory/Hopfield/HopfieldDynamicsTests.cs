using RankCollapse.Randomness;
using RankCollapse.Theory.Hopfield;
using static RankCollapse.Tests.Theory.Hopfield.HopfieldInputs;

namespace RankCollapse.Tests.Theory.Hopfield;

public class HopfieldDynamicsTests
{
    [Fact]
    public void Euler_follows_the_reference_trajectory()
    {
        var network = ModernHopfieldNetwork.Tied(Matrix(3, 4, (i, j) => Math.Sin(0.5 + (1.1 * i) + (0.6 * j))), 4);
        var run = HopfieldDynamics.Euler(network, new Retention { Feature = 0.6, Memory = 0.3 }).Run(State(Vector(3, j => Math.Sin(0.3 + (0.9 * j))), Vector(4, _ => 0)), 6);
        foreach (var (given, k) in Outputs("mhn_euler").GetProperty("trajectory").EnumerateArray().Select((g, k) => (g, k + 1)))
        {
            Assert.All(given.GetProperty("x").Numbers().Zip(run.States[k].Visible), p => Close.To(p.First, p.Second, 1e-12, $"x after step {k}"));
            Assert.All(given.GetProperty("h").Numbers().Zip(run.States[k].Hidden), p => Close.To(p.First, p.Second, 1e-12, $"h after step {k}"));
            Close.To(given.GetProperty("E").GetDouble(), run.Energies[k], 1e-12, $"energy after step {k}");
        }
    }

    [Fact]
    public void Two_patterns_flip_under_Euler_and_settle_under_the_staggered_step_as_in_the_reference()
    {
        var network = ModernHopfieldNetwork.Tied(Matrix(1, 2, (_, j) => 1 - (2 * j)), 2);
        var retention = new Retention { Feature = 0.1, Memory = 0.2 };
        foreach (var (name, dynamics) in new[] { ("euler", HopfieldDynamics.Euler(network, retention)), ("staggered", HopfieldDynamics.Staggered(network, retention)) })
        {
            var run = dynamics.Run(State(Vector(1, _ => 0.8), Vector(2, j => j == 0 ? -0.5 : 0.9)), 6);
            foreach (var (row, k) in Outputs("two_pattern_flip").GetProperty($"{name}_x_h0_h1_E").EnumerateArray().Select((r, k) => (r.Numbers(), k + 1)))
                Assert.All(row.Zip([.. run.States[k].ToArray(), run.Energies[k]]), p => Close.To(p.First, p.Second, 1e-12, $"{name} step {k}"));
        }
    }

    /// <summary>4000 random networks, states and retentions; the largest rise of the energy in a step.</summary>
    private static double LargestRise(Func<ModernHopfieldNetwork, Retention, HopfieldDynamics> dynamics, bool tied = true)
    {
        var largest = double.NegativeInfinity;
        for (var k = 0; k < 4000; k++)
        {
            var random = new RandomSource(7).Stream(k);
            var (d, m) = (1 + random.NextInteger(5), 2 + random.NextInteger(6));
            var score = random.NormalMatrix(d, m);
            var network = new ModernHopfieldNetwork(score, tied ? score : random.NormalMatrix(d, m), Math.Exp(1.5 * random.NextNormal()));
            var retention = new Retention { Feature = random.NextUniform(), Memory = random.NextUniform() };
            var start = State(random.NormalMatrix(1, d).Row(0) * 2, random.NormalMatrix(1, m).Row(0) * 3);
            largest = Math.Max(largest, dynamics(network, retention).Run(start, 3).LargestRise);
        }

        return largest;
    }

    [Fact]
    public void The_staggered_step_never_raises_the_energy_of_a_tied_network() =>
        Assert.InRange(LargestRise(HopfieldDynamics.Staggered), double.NegativeInfinity, 1e-10);

    [Fact]
    public void Euler_and_untied_weights_raise_it()
    {
        Assert.True(LargestRise(HopfieldDynamics.Euler) > 1);
        Assert.True(LargestRise(HopfieldDynamics.Staggered, tied: false) > 1);
    }

    [Fact]
    public void The_smallest_counterexample_flips_for_ever_under_Euler_and_arrives_in_one_staggered_step()
    {
        var network = ModernHopfieldNetwork.Tied(Matrix(1, 2, (_, j) => 1 - (2 * j)), 4);
        var (none, start) = (new Retention { Feature = 0, Memory = 0 }, State(Vector(1, _ => 1), Vector(2, j => (2 * j) - 1)));
        var euler = HopfieldDynamics.Euler(network, none).Run(start, 100);
        // The first swings are by tanh 4; they settle at the fixed point of tanh 4x, 4e-6 nearer to 0.
        Close.To(-0.999329300, euler.States[1].Visible[0], 5e-10);
        for (var k = 2; k <= 100; k++) Close.To(k % 2 == 1 ? -0.999329 : 0.999329, euler.States[k].Visible[0], 5e-6, $"step {k}");
        Close.To(1.4972, euler.Energies[^1], 5e-5);
        var staggered = HopfieldDynamics.Staggered(network, none).Run(start, 1);
        Close.To(0.999329300, staggered.States[1].Visible[0], 5e-10);
        Close.To(-0.500084077, staggered.Energies[1], 5e-10);
    }

    [Fact]
    public void Without_memory_and_skip_path_a_staggered_step_is_one_read_of_attention()
    {
        var random = new RandomSource(1).Stream("network");
        var network = new ModernHopfieldNetwork(random.NormalMatrix(3, 5), random.NormalMatrix(3, 5));
        var start = State(random.NormalMatrix(1, 3).Row(0), random.NormalMatrix(1, 5).Row(0));
        var none = new Retention { Feature = 0, Memory = 0 };
        Assert.Equal(network.Read(network.Scores(start.Visible)), HopfieldDynamics.Staggered(network, none).Step(start).Visible);
        Assert.Equal(network.Read(start.Hidden), HopfieldDynamics.Euler(network, none).Step(start).Visible);
    }

    [Theory, InlineData(0, 0), InlineData(0, 0.8), InlineData(0.5, 0.5)]
    public void A_spoilt_pattern_is_found_again(double feature, double memory)
    {
        var patterns = Matrix(4, 3, (i, j) => Math.Sin(1 + (2.3 * i) + (3.1 * j))).NormalizeColumns(2);
        var network = ModernHopfieldNetwork.Tied(patterns, 8);
        var start = network.Adiabatic(patterns.Column(0) + Vector(4, i => 0.3 * Math.Cos(5.0 * i)));
        var run = HopfieldDynamics.Staggered(network, new Retention { Feature = feature, Memory = memory }).Run(start, 25);
        Assert.True(run.Overlaps(patterns.Column(0))[^1] > 0.99, $"overlap {run.Overlaps(patterns.Column(0))[^1]}");
        Assert.True(run.LargestRise <= 1e-12);
    }
}
