using RankCollapse.Randomness;
using RankCollapse.Theory.ShapedAttention;
using RankCollapse.Theory.Stochastic;

namespace RankCollapse.Tests.Theory.ShapedAttention;

public class SimulationTests
{
    private static readonly RandomStream Random = new RandomSource(12).Stream("paths");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(8)]
    public void The_kernel_takes_the_paths_of_the_plain_form(int tokens)
    {
        var start = TokenCovariance.Exchangeable(tokens, 0.2);
        CovarianceSde[] equations =
        [
            CovarianceSde.ShapedAttention(0.354, 0.5), CovarianceSde.ShapedAttention(0.354, double.PositiveInfinity),
            CovarianceSde.Block(0.3, 0.6, new ShapedRelu(0, -1)), CovarianceSde.Perceptron(SmoothActivation.Tanh(1)),
        ];
        var plan = new PathPlan { Until = 0.05, Step = 0.002, Paths = 19 };
        foreach (var sde in equations)
        {
            var fast = sde.Simulate(start, plan, Random);
            var plain = sde.SimulateReference(start, plan, Random);
            for (var path = 0; path < plan.Paths; path++)
                Close.To(plain[path]!, fast.Path(path, 0), 1e-10, $"{sde.Name}, {tokens} tokens, path {path}");
        }
    }

    [Fact]
    public void One_thread_and_two_give_the_same_bits_and_a_path_does_not_depend_on_the_others()
    {
        var sde = CovarianceSde.ShapedAttention(0.5, 0.3);
        var plan = new PathPlan { Until = 0.5, Paths = 3001, Threads = 1, Record = [0, 0.1] };
        var start = TokenCovariance.Exchangeable(4, 0.2);
        var (one, two) = (sde.Simulate(start, plan, Random), sde.Simulate(start, plan with { Threads = 2 }, Random));
        var few = sde.Simulate(start, plan with { Paths = 13 }, Random);
        foreach (var time in Enumerable.Range(0, 3))
        {
            Assert.Equal(one.Entry(0, 3, time).Ascending, two.Entry(0, 3, time).Ascending);
            for (var path = 0; path < 13; path++) Assert.Equal(one.Path(path, time), few.Path(path, time));
        }

        Assert.Equal(start, one.Path(7, 0));
        Assert.Equal(0.1, one.Times[1], 12);
    }

    [Fact]
    public void Without_scores_the_log_determinant_of_fine_paths_is_normal_with_the_predicted_law()
    {
        var sde = CovarianceSde.ShapedAttention(0.5, double.PositiveInfinity);
        var start = TokenCovariance.Exchangeable(3, 0.3);
        var paths = sde.Simulate(start, new PathPlan { Until = 0.5, Step = 0.001, Paths = 4000 }, Random);
        var change = paths.Of(0, v => Math.Log(v.Determinant() / start.Determinant()));
        var (mean, variance) = new LinearCovarianceLaw(3, sde.LinearVariance).LogDeterminant(0.5);
        Assert.Equal((0, 0), (change.Dropped, paths.LeftTheCone));
        Close.To(mean, change.Mean, 5 * change.StandardError);
        Close.Relatively(variance, change.Variance, 5 * Math.Sqrt(2.0 / 4000));
    }

    [Fact]
    public void Exploded_paths_are_stopped_counted_and_carried_as_infinite()
    {
        var sde = CovarianceSde.ShapedAttention(1, 0.1);
        var plan = new PathPlan { Until = 1, Paths = 500, Ceiling = 1e4, Floor = 1e-4, Record = [0.01] };
        var paths = sde.Simulate(TokenCovariance.Exchangeable(4, 0.2), plan, Random);
        Assert.InRange(paths.Exploded, 250, 500);
        Assert.Equal(paths.Exploded, paths.Entry(0, 0).Infinite);
        Assert.Equal(0, paths.Entry(0, 0, 0).Infinite);
        // A path whose variance a step made negative has no correlation either.
        Assert.InRange(paths.Correlation(0, 1).Dropped, paths.Exploded, paths.Exploded + paths.LeftTheCone);
        Close.To(1, paths.Survival + ((paths.Exploded + paths.Vanished) / 500.0), 1e-12);
        Assert.InRange(paths.StoppingTimes.Median, 0.01, 0.3);
        Assert.True(paths.LeftTheCone > 0);
        Assert.Contains($"{paths.Exploded} exploded", paths.ToString());
    }

    [Fact]
    public void Adaptive_steps_are_equal_ones_without_scores_and_the_same_on_every_number_of_threads()
    {
        var start = TokenCovariance.Exchangeable(3, 0.2);
        // Until is a power of two times the step, so that the clock of a path adds up exactly.
        var plan = new PathPlan { Until = 0.25, Step = 1.0 / 128, Paths = 700, Threads = 1 };
        var hot = CovarianceSde.ShapedAttention(0.7, double.PositiveInfinity);
        Assert.Equal(
            hot.Simulate(start, plan, Random).Entry(0, 1).Ascending, hot.SimulateAdaptively(start, plan, Random).Entry(0, 1).Ascending);
        var cold = CovarianceSde.ShapedAttention(0.7, 0.3);
        var one = cold.SimulateAdaptively(start, plan, Random);
        Assert.Equal(one.Entry(0, 1).Ascending, cold.SimulateAdaptively(start, plan with { Threads = 2 }, Random).Entry(0, 1).Ascending);
        // In law the two agree where both have converged.
        var equal = cold.Simulate(start, plan with { Paths = 4000, Step = 1.0 / 1024 }, Random);
        var own = cold.SimulateAdaptively(start, plan with { Paths = 4000 }, Random.Stream("adaptive"));
        Assert.InRange(
            KolmogorovSmirnov.Distance(own.Entry(0, 0), equal.Entry(0, 0)), 0, 0.01 + KolmogorovSmirnov.CriticalValue(4000, 4000, 1e-6));
    }

    [Fact]
    public void Refusals_say_what_is_allowed()
    {
        var sde = CovarianceSde.ShapedAttention(0.5, 1);
        var start = TokenCovariance.Exchangeable(2, 0.2);
        Assert.StartsWith("Until was 0; it must be finite and above 0.", Assert.Throws<ArgumentOutOfRangeException>(() => new PathPlan { Until = 0, Paths = 1 }).Message);
        Assert.StartsWith("Paths was 0; it must be at least 1.", Assert.Throws<ArgumentOutOfRangeException>(() => new PathPlan { Until = 1, Paths = 0 }).Message);
        Assert.StartsWith(
            "Record was 2; it must be in [0, 1].",
            Assert.Throws<ArgumentOutOfRangeException>(() => sde.Simulate(start, new PathPlan { Until = 1, Paths = 1, Record = [2] }, Random)).Message);
        var ensemble = sde.Simulate(start, new PathPlan { Until = 0.1, Paths = 2 }, Random);
        Assert.Contains("tokens are counted from 0 to 1", Assert.Throws<ArgumentOutOfRangeException>(() => ensemble.Entry(0, 2)).Message);
        Assert.Contains("recorded are 0 to 0", Assert.Throws<ArgumentOutOfRangeException>(() => ensemble.Entry(0, 1, 1)).Message);
        Assert.Contains(
            "The plan records 1 times", Assert.Throws<ArgumentException>(() => sde.SimulateAdaptively(start, new PathPlan { Until = 1, Paths = 1, Record = [0.5] }, Random)).Message);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => sde.Simulate(start, new PathPlan { Until = 1, Paths = 9, Threads = 1 }, Random, cancelled.Token));
    }
}
