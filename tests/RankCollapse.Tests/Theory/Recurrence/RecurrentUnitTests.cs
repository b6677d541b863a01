using System.Numerics;
using RankCollapse.Randomness;
using RankCollapse.Theory.Recurrence;

namespace RankCollapse.Tests.Theory.Recurrence;

public class RecurrentUnitTests
{
    private static readonly RandomSource Random = new(11);

    [Theory, InlineData(0.6, 0.8, 2.0549), InlineData(0, 0.9, 2.050), InlineData(0.5, 0.9, 2.452), InlineData(0.9, 0.99, 13.26), InlineData(0.9, 0.995, 16.37)]
    public void The_gain_of_a_ring_has_its_published_values(double inner, double outer, double expected) =>
        Close.Relatively(expected, new RingGain(inner, outer).Expected, 5e-4);

    [Fact]
    public void A_narrow_ring_has_the_gain_of_its_radius_to_all_digits()
    {
        Close.Relatively(1 / (1 - 0.81), new RingGain(0.9, 0.9).Expected, 1e-15);
        Close.Relatively(new RingGain(0.9, 0.9).Expected, new RingGain(0.9 - 1e-13, 0.9).Expected, 1e-11);
    }

    [Theory, InlineData(0, 0.9), InlineData(0.9, 0.99)]
    public void The_gain_is_the_mean_over_the_ring_for_both_inputs(double inner, double outer)
    {
        // Quadrature over area: the square of the modulus and the phase are uniform.
        const int radii = 4000, phases = 4000;
        var (white, constant) = (0.0, 0.0);
        for (var i = 0; i < radii; i++)
        {
            var r = Math.Sqrt((inner * inner) + ((i + 0.5) / radii * ((outer * outer) - (inner * inner))));
            white += RingGain.OfWhiteNoise(r) / radii;
        }

        for (var j = 0; j < phases; j++) constant += RingGain.OfConstant(Complex.FromPolarCoordinates(outer, 2 * Math.PI * (j + 0.5) / phases)) / phases;
        Close.Relatively(new RingGain(inner, outer).Expected, white, 1e-6, "white noise");
        Close.Relatively(new RingGain(outer, outer).Expected, constant, 1e-10, "constant input, Poisson's kernel");
    }

    [Fact]
    public void Running_the_modes_on_white_noise_gives_the_gain()
    {
        Complex[] nodes = [.. Enumerable.Range(0, 400).Select(n => Complex.FromPolarCoordinates(Math.Sqrt(0.36 + (0.28 * (n + 0.5) / 400)), 2.4 * n))];
        var noise = new double[2000];
        Random.Stream("noise").FillNormal(noise);
        Close.Relatively(new RingGain(0.6, 0.8).Expected, RingGain.Measured(nodes, noise, Random.Stream("weights")), 0.08);
        double[] ones = [.. Enumerable.Repeat(1.0, 400)];
        Close.Relatively(RingGain.OfConstant(nodes[3]), RingGain.Measured([nodes[3]], ones, Random.Stream("one")), 1e-12, "one mode, constant input");
    }

    [Fact]
    public void The_modulus_distribution_runs_from_edge_to_edge()
    {
        var ring = new RingGain(0.5, 0.9);
        Assert.Equal((0, 1), (ring.ModulusDistribution(0.5), ring.ModulusDistribution(0.9)));
        Close.To((0.49 - 0.25) / 0.56, ring.ModulusDistribution(0.7), 1e-15);
        Assert.StartsWith("outer was 1; it must be in", Assert.Throws<ArgumentOutOfRangeException>(() => new RingGain(0, 1)).Message);
    }

    [Fact]
    public void A_complex_mode_is_a_real_block_and_not_its_transpose()
    {
        var form = new RealModalForm(Random.Stream("system").NormalMatrix(6, 6));
        Close.To(0, form.Residual(), 1e-12);
        Assert.True(form.ResidualAsDisplayed() > 0.1);
    }

    [Fact]
    public void A_power_is_learned_alike_for_every_target_phase_by_modulus_and_phase_but_not_by_parts()
    {
        var learning = new PowerLearning();
        foreach (var by in new[] { NodeParametrisation.Exponential, NodeParametrisation.Polar })
        {
            var first = learning.Run(0.1, by, 150);
            foreach (var phase in new[] { 0.7, 1.5, 3.0 })
            {
                var other = learning.Run(phase, by, 150);
                for (var step = 0; step <= 150; step++) Close.To(first[step].Loss, other[step].Loss, 1e-8, $"{by}, step {step}");
            }
        }

        Assert.NotEqual(learning.StepsTo(0.1, NodeParametrisation.Cartesian, 1e-6, 500), learning.StepsTo(0.8, NodeParametrisation.Cartesian, 1e-6, 500));
    }

    [Theory, InlineData(1e-4, 403), InlineData(3e-4, 153), InlineData(1e-3, 98), InlineData(3e-3, 100)]
    public void Steps_to_learn_are_those_of_the_reference_run(double stepSize, int steps) =>
        Assert.InRange((new PowerLearning { StepSize = stepSize }.StepsTo(0.5, NodeParametrisation.Exponential, 1e-6, 500) ?? 0) - steps, -1, 1);

    [Theory, InlineData(NodeParametrisation.Exponential), InlineData(NodeParametrisation.Polar), InlineData(NodeParametrisation.Cartesian)]
    public void The_gradient_is_that_of_differences(NodeParametrisation by)
    {
        var learning = new PowerLearning();
        var at = PowerLearning.Coordinates(Complex.FromPolarCoordinates(0.99, 0.73), by);
        Close.To(0, Complex.Abs(PowerLearning.Eigenvalue(at, by) - Complex.FromPolarCoordinates(0.99, 0.73)), 1e-15);
        const double h = 1e-6;
        double Loss(double first, double second) => learning.Loss(PowerLearning.Eigenvalue((at.First + first, at.Second + second), by), 0.71);
        var gradient = learning.Gradient(at, 0.71, by);
        Close.Relatively((Loss(h, 0) - Loss(-h, 0)) / (2 * h), gradient.First, 1e-6);
        Close.Relatively((Loss(0, h) - Loss(0, -h)) / (2 * h), gradient.Second, 1e-6);
    }
}
