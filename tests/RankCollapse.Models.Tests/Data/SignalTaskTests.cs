using RankCollapse.Models.Data;
using RankCollapse.Randomness;

namespace RankCollapse.Models.Tests.Data;

public sealed class SignalTaskTests
{
    [Fact]
    public void Circle_pairs_are_next_points_of_two_tokens_half_a_circle_apart()
    {
        var task = new CircleTask().Pairs();
        Assert.Equal((499, new SignalTaskShape(2, 2, 2)), (task.Count, task.Shape));
        for (var i = 0; i + 1 < task.Count; i++) Assert.Equal(task.InputsOf(i + 1).ToArray(), task.TargetsOf(i).ToArray());
        foreach (var i in new[] { 0, 123, 498 })
        {
            var pair = task.InputsOf(i);
            Assert.Equal(0.3, Math.Sqrt((pair[0] * pair[0]) + (pair[1] * pair[1])), 12);
            Assert.Equal(2 * Math.PI * 499 / 1000, Math.Acos(((pair[0] * pair[2]) + (pair[1] * pair[3])) / 0.09), 9);
        }

        Assert.StartsWith("Points was 7; it must be even, because the pairs are half a circle apart. Use 8.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new CircleTask { Points = 7 }).Message);
    }

    [Fact]
    public void The_push_is_constant_on_intervals_and_uniform()
    {
        var task = new ForcedLotkaVolterra().Draw(1_000, new RandomSource(9).Stream("pushes"));
        Assert.Equal((1_000, new SignalTaskShape(64, 1, 2)), (task.Count, task.Shape));
        var (mean, square) = (0.0, 0.0);
        for (var i = 0; i < task.Count; i++)
        {
            var pushes = task.InputsOf(i);
            for (var step = 0; step < 64; step++) Assert.Equal(pushes[step - (step % 4)], pushes[step]);
            for (var push = 0; push < 16; push++)
            {
                mean += pushes[4 * push] / 16_000;
                square += pushes[4 * push] * pushes[4 * push] / 16_000;
            }
        }

        // 16000 uniform numbers on [−1, 1]: variance 1/3; standard errors 0.0046 and sqrt(4/45/16000) = 0.0024.
        Assert.InRange(mean, -0.0274, 0.0274);
        Assert.InRange(square, (1.0 / 3) - 0.0142, (1.0 / 3) + 0.0142);
        Assert.True(task.Targets.ToArray().All(value => value > 0 && double.IsFinite(value)));
    }

    [Fact]
    public void Without_a_push_prey_and_predators_keep_their_invariant()
    {
        var states = new double[200];
        new ForcedLotkaVolterra { Substeps = 20 }.Respond(new double[100], states);
        for (var step = 0; step < 100; step++)
        {
            var (x, y) = (states[2 * step], states[(2 * step) + 1]);
            // x − ln x + (4/3) y − ⅔ ln y is constant along the unforced equations; its value at (1, 1) is 7/3.
            Assert.Equal(7.0 / 3, x - Math.Log(x) + (4.0 / 3 * y) - (2.0 / 3 * Math.Log(y)), 8);
        }
    }

    [Fact]
    public void The_integration_converges_with_order_four()
    {
        double[] pushes = [0.5, -1, 1, 0.2, 0.9, -0.3];
        double Error(int substeps)
        {
            var (coarse, fine) = (new double[12], new double[12]);
            new ForcedLotkaVolterra { Spacing = 1, Substeps = substeps }.Respond(pushes, coarse);
            new ForcedLotkaVolterra { Spacing = 1, Substeps = 512 }.Respond(pushes, fine);
            return Math.Abs(coarse[10] - fine[10]) + Math.Abs(coarse[11] - fine[11]);
        }

        // Halving the step divides the error by 2⁴; 3.7 to 4.3 leaves room for the next order at these steps.
        Assert.InRange(Math.Log2(Error(16) / Error(32)), 3.7, 4.3);
    }

    [Fact]
    public void Protein_transduction_meets_its_reference_values_and_its_invariant()
    {
        var rows = new ProteinTransduction { Spacing = 5, Substeps = 1_000 }.Trajectory(4);
        double[][] expected =
        [
            [1, 0, 1, 0, 0],
            [0.1858248692948324, 0.14503287671406556, 0.36067260018519165, 0.2391591807985859, 0.40016821901622107],
            [0.06605791403335776, 0.18527045405653347, 0.33443732611852767, 0.08909843682567252, 0.576464237055798],
            [0.007536214868288818, 0.2046041467940834, 0.40831826902475604, 0.01228445753685486, 0.5793972734383873],
        ];
        foreach (var (row, at) in new[] { 0, 1, 2, 4 }.Select((at, row) => (row, at)))
        {
            for (var i = 0; i < 5; i++) Assert.Equal(expected[row][i], rows[at, i], 1e-9);
            Assert.Equal(1, rows[at, 2] + rows[at, 3] + rows[at, 4], 12);
        }
    }

    [Fact]
    public void Responses_of_another_size_are_refused() => Assert.StartsWith(
        "The output of Respond had 3 entries; it fills [2, 2] states, so 4 are needed.",
        Assert.Throws<ArgumentException>(() => new ForcedLotkaVolterra().Respond([1, 2], new double[3])).Message);
}
