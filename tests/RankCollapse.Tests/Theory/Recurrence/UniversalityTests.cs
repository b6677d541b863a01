using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Randomness;
using RankCollapse.Theory.Recurrence;
using Complex = System.Numerics.Complex;

namespace RankCollapse.Tests.Theory.Recurrence;

public class UniversalityTests
{
    private static readonly RandomSource Random = new(7);

    [Fact]
    public void Gated_blocks_meet_the_reference_values()
    {
        var reference = ReferenceValues.Of("linear-rnn-universality").GetProperty("E_gated");
        var network = new TimeGatedNetwork(Enumerable.Range(1, 5).Select(k => new GatedBlock(
            Matrix<double>.Build.Dense(4, 2, (i, j) => Math.Sin(1 + (3 * i) + j)),
            Vector<double>.Build.Dense(4, i => Math.Cos(i + k)),
            Vector<double>.Build.Dense(4, i => Math.Sin(2 + (i * k))))), reference.GetProperty("M").GetDouble());
        var x = Vector<double>.Build.DenseOfArray(reference.GetProperty("x").Numbers());
        var expected = reference.GetProperty("values_k=1..5").Numbers();
        Assert.Equal((5, 25), (network.Steps, network.Width));
        for (var k = 1; k <= 5; k++) Close.To(expected[k - 1], network.Evaluate(x, k), 1e-12, $"step {k}");
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public void A_gate_of_the_smallest_size_is_exact_and_a_smaller_one_leaks(int draw)
    {
        var blocks = Blocks(6, 5, 3, Random.Stream("blocks").Stream(draw));
        var smallest = TimeGatedNetwork.SmallestGate(blocks, 1);
        var (exact, leaky) = (new TimeGatedNetwork(blocks, smallest), new TimeGatedNetwork(blocks, smallest / 4));
        var (worst, leak) = (0.0, 0.0);
        for (var sample = 0; sample < 50; sample++)
        {
            var x = Random.Stream("x").Stream(sample).UnitRows(1, 3).Row(0);
            for (var k = 1; k <= 6; k++)
            {
                worst = Math.Max(worst, Math.Abs(exact.Evaluate(x, k) - exact.Block(x, k)));
                leak = Math.Max(leak, Math.Abs(leaky.Evaluate(x, k) - leaky.Block(x, k)));
            }
        }

        Close.To(0, worst, 1e-12, "gated less own block");
        Assert.True(leak > 0.1, $"a gate of {smallest / 4} leaked {leak} only");
    }

    [Theory, InlineData(9), InlineData(33)]
    public void A_block_along_a_direction_follows_its_function_by_straight_pieces(int units)
    {
        var direction = Vector<double>.Build.DenseOfArray([0.6, -0.8]);
        var network = new TimeGatedNetwork([GatedBlock.Along(direction, s => Math.Cos(3 * s), 2, units)], 0);
        var h = 4.0 / (units - 1);
        for (var k = 0; k <= 400; k++)
        {
            var s = -2 + (k / 100.0);
            var error = Math.Abs(network.Block(s * direction, 1) - Math.Cos(3 * s));
            Assert.InRange(error, 0, (9 * h * h / 8) + 1e-12);
        }

        Assert.Equal(units, GatedBlock.Along(direction, s => s, 2, units).Outputs.Count);
    }

    [Fact]
    public void Before_the_first_and_after_the_last_step_a_gated_network_is_silent()
    {
        var blocks = Blocks(3, 4, 2, Random.Stream("silent"));
        var network = new TimeGatedNetwork(blocks, TimeGatedNetwork.SmallestGate(blocks, 1));
        Close.To(0, network.Evaluate(Vector<double>.Build.Dense(2, 0.5), 4), 1e-12, "after the last step");
    }

    [Fact]
    public void A_decoder_in_front_changes_weights_but_neither_width_nor_output()
    {
        var blocks = Blocks(4, 5, 3, Random.Stream("behind"));
        var network = new TimeGatedNetwork(blocks, TimeGatedNetwork.SmallestGate(blocks, 2));
        var decoder = 10 * Random.Stream("decoder").NormalMatrix(3, 8);
        var behind = network.Behind(decoder);
        var state = 0.01 * Random.Stream("state").NormalMatrix(1, 8).Row(0);
        Assert.Equal(network.Width, behind.Width);
        Assert.True(behind.LargestWeight > network.LargestWeight);
        for (var k = 1; k <= 4; k++) Close.To(network.Evaluate(decoder * state, k), behind.Evaluate(state, k), 1e-11, $"step {k}");
    }

    [Theory, InlineData(4), InlineData(32), InlineData(256)]
    public void Sampled_steps_err_by_a_constant_over_their_number(int width)
    {
        var sampling = new CosineSampling(5);
        double[] errors = [.. Enumerable.Range(0, 4000).Select(k => sampling.MeanSquareError(width, Random.Stream("steps").Stream(width).Stream(k)))];
        var (mean, squares) = (errors.Average(), errors.Average(e => e * e));
        var standardError = Math.Sqrt((squares - (mean * mean)) / errors.Length);
        Close.To(sampling.ErrorTimesWidth / width, mean, 5 * standardError, $"mean square error at width {width}");
        Assert.True(mean < new BarronBound(1, 5).MeanSquareError(width));
    }

    [Theory, InlineData(1), InlineData(3.5), InlineData(5)]
    public void The_total_variation_is_that_of_a_fine_sum(double frequency)
    {
        double[] grid = [.. Enumerable.Range(0, 200_001).Select(k => -1 + (k / 100_000.0))];
        var variation = grid.Skip(1).Zip(grid, (b, a) => Math.Abs(Math.Cos(frequency * b) - Math.Cos(frequency * a))).Sum();
        Close.To(variation, new CosineSampling(frequency).TotalVariation, 1e-8, "variation; the grid misses the turning points by 1e-5, squared");
    }

    [Fact]
    public void Widths_follow_from_the_bound()
    {
        var bound = new BarronBound(1, 5);
        Assert.Equal(10_000, bound.Width(0.1));
        Assert.Equal(8 * 10_001, bound.TimeGatedWidth(8, 0.1));
        Close.Relatively(0.01, bound.MeanSquareError(10_000), 1e-12);
        Close.Relatively(9, bound.BehindEncoding(3).MeanSquareError(7) / bound.MeanSquareError(7), 1e-12);
    }

    [Fact]
    public void Without_a_clock_zeros_leave_no_trace_and_with_one_the_step_can_be_read()
    {
        Complex[] nodes = [0.5, new(0.3, 0.8), -0.9];
        foreach (var clock in new[] { Complex.One, Complex.FromPolarCoordinates(1, 0.3), Complex.FromPolarCoordinates(1, -0.3) })
        {
            var recurrence = new ClockedRecurrence(nodes, clock);
            var zeros = recurrence.Run(new double[20]);
            Assert.All(zeros, state => Assert.All(state.Modes, mode => Assert.Equal(Complex.Zero, mode)));
            Assert.Equal(recurrence.Run([1])[^1].Modes, recurrence.Run([0, 1])[^1].Modes);
            Assert.NotEqual(recurrence.Run([1])[^1].Clock, recurrence.Run([0, 1])[^1].Clock);
            for (var k = 1; k <= 20; k++) Close.To(k, recurrence.Step(zeros[k - 1].Clock), 1e-12, $"step of clock {clock}");
        }
    }

    [Fact]
    public void States_are_those_of_the_worked_example()
    {
        var last = new ClockedRecurrence([0.5, -0.5, 0.9], 1).Run([1, 2, 3])[^1];
        Close.To(4.25, last.Modes[0].Real, 1e-14);
        Close.To(2.25, last.Modes[1].Real, 1e-14);
        Close.To(5.61, last.Modes[2].Real, 1e-14);
        Assert.Equal(3, last.Clock);
    }

    [Fact]
    public void Refusals_say_what_is_wanted()
    {
        Assert.StartsWith("The clock was <0.5; 0>, of modulus 0.5; it must lie on the unit circle. Use 1 for a counter.",
            Assert.Throws<ArgumentException>(() => new ClockedRecurrence([0.5], 0.5)).Message);
        Assert.StartsWith("radius was 0; it must be finite and above 0.", Assert.Throws<ArgumentOutOfRangeException>(() => new BarronBound(0, 1)).Message);
        Assert.StartsWith("There was no block; give one for each step.", Assert.Throws<ArgumentException>(() => new TimeGatedNetwork([], 1)).Message);
        Assert.StartsWith("The input had 3 numbers; the blocks read 2.", Assert.Throws<ArgumentException>(() =>
            new TimeGatedNetwork(Blocks(1, 1, 2, Random.Stream("refused")), 2).Evaluate(Vector<double>.Build.Dense(3), 1)).Message);
        Assert.StartsWith("A block had weights of shape [1, 2], 2 biases", Assert.Throws<ArgumentException>(() => new TimeGatedNetwork(
            [new GatedBlock(Matrix<double>.Build.Dense(1, 2), Vector<double>.Build.Dense(2), Vector<double>.Build.Dense(1))], 2)).Message);
    }

    private static GatedBlock[] Blocks(int steps, int units, int inputs, RandomStream random) => [.. Enumerable.Range(0, steps).Select(k => new GatedBlock(
        random.Stream(k).NormalMatrix(units, inputs), random.Stream("bias").Stream(k).NormalMatrix(1, units).Row(0),
        random.Stream("output").Stream(k).NormalMatrix(1, units).Row(0)))];
}
