using RankCollapse.Randomness;
using RankCollapse.Theory.ShapedAttention;
using RankCollapse.Theory.Stochastic;

namespace RankCollapse.Tests.Theory.ShapedAttention;

public class PositiveSplittingTests
{
    private static readonly RandomSource Random = new(31);

    [Fact]
    public void Without_scores_the_log_determinant_is_exact_at_any_step()
    {
        // One step of length 1: in each path ln det changes by exactly tr(noise) − ς²m(m + 1)/2.
        var splitting = new PositiveSplitting(0.9, double.PositiveInfinity);
        var v = Oracle.Random(3, 2);
        var linear = Oracle.Normals(3);
        var next = splitting.Step(v, 1, Oracle.OtherNormals(3), linear);
        var expected = (Math.Sqrt(2 * splitting.LinearVariance) * linear.Trace()) - (6 * splitting.LinearVariance);
        Close.To(expected, Math.Log(next.Determinant() / v.Determinant()), 1e-10);
        var (mean, variance) = new LinearCovarianceLaw(3, splitting.LinearVariance).LogDeterminant(1);
        Close.To(-6 * splitting.LinearVariance, mean, 1e-12);
        Close.To(3 * 2 * splitting.LinearVariance, variance, 1e-12);
    }

    [Fact]
    public void A_step_of_any_size_stays_positive_definite()
    {
        var splitting = new PositiveSplitting(0.9, 0.1);
        for (var seed = 1UL; seed <= 50; seed++)
        {
            var stream = new RandomSource(seed).Stream("steps");
            var next = splitting.Step(Oracle.Random(3, seed), 0.3, stream.NormalMatrix(3, 3), stream.NormalMatrix(3, 3));
            Assert.True(next.Cholesky().DeterminantLn > double.NegativeInfinity, $"seed {seed}");
        }
    }

    [Fact]
    public void Splitting_and_Euler_agree_in_law_at_small_steps()
    {
        var start = TokenCovariance.Exchangeable(2, 0.2);
        var plan = new PathPlan { Until = 0.4, Step = 0.01, Paths = 4000 };
        var split = new PositiveSplitting(0.6, 0.6).Simulate(start, plan, Random.Stream("split"));
        var euler = CovarianceSde.ShapedAttention(0.6, 0.6).Simulate(start, plan with { Step = 0.0025 }, Random.Stream("euler"));
        var critical = KolmogorovSmirnov.CriticalValue(4000, 4000, 1e-6);
        Assert.InRange(KolmogorovSmirnov.Distance(split.Correlation(0, 1), euler.Correlation(0, 1)), 0, critical);
        Assert.InRange(KolmogorovSmirnov.Distance(split.Entry(0, 0), euler.Entry(0, 0)), 0, critical);
    }

    [Fact]
    public void The_mean_of_the_attention_half_step_approaches_the_drift_with_weak_order_one()
    {
        // Its attention matrix is that of a network of width 1/dt with normal scores, whose mean step is known by quadrature.
        var v = Oracle.Random(2, 4);
        var (drift, half) = (CovarianceSde.ShapedAttention(0.8, 0.3).Drift(v), new FiniteWidthDrift(0.8, 0.3));
        double[] steps = [1.0 / 2000, 1.0 / 4000, 1.0 / 8000];
        double Error(double step) => (half.At(v, (int)Math.Round(1 / step)) - drift).FrobeniusNorm();
        Close.To(1, ConvergenceOrder.Fit(steps, [.. steps.Select(Error)]).Order, 0.05);
    }
}
