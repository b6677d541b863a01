using RankCollapse.Randomness;
using RankCollapse.Theory.ShapedAttention;
using RankCollapse.Theory.Stochastic;

namespace RankCollapse.Tests.Theory.Stochastic;

public class StochasticTests
{
    private static readonly ItoSde Geometric = new(x => 0.3 * x, x => 0.8 * x, _ => 0.8);

    [Fact]
    public void Euler_Maruyama_converges_with_strong_order_one_half_and_Milstein_with_one()
    {
        // Standard error of a fitted order from 2000 paths and 5 steps: below 0.03; 5 of them are allowed.
        Close.To(0.5, StrongOrder(EulerMaruyama.End), 0.15);
        Close.To(1.0, StrongOrder(Milstein.End), 0.15);
    }

    [Fact]
    public void Euler_Maruyama_has_weak_order_one()
    {
        // For a linear drift the mean of the method is (1 + 0.3·h)^N exactly; antithetic paths leave little noise around it.
        double[] steps = [0.5, 0.25, 0.125, 0.0625];
        var random = new RandomSource(7).Stream("weak");
        double Error(double step)
        {
            var count = (int)(1 / step);
            var (sum, paths) = (0.0, 20_000);
            for (var p = 0; p < paths; p++)
            {
                var increments = Increments(random.Stream(p), count, step);
                double[] mirrored = [.. increments.Select(d => -d)];
                // The control variate has mean 0 and takes out what is linear in the noise.
                sum += (EulerMaruyama.End(Geometric, 1, step, increments) + EulerMaruyama.End(Geometric, 1, step, mirrored)) / 2;
                sum -= (Exact(increments) + Exact(mirrored)) / 2;
            }

            return Math.Abs(sum / paths);
        }

        Close.To(1, ConvergenceOrder.Fit(steps, [.. steps.Select(Error)]).Order, 0.15);
    }

    [Fact]
    public void Ito_and_Stratonovich_are_two_ways_to_write_one_process()
    {
        var there = Geometric.ToStratonovich();
        Close.To((0.3 - (0.5 * 0.64)) * 2, there.Drift(2), 1e-15);
        Close.To(Geometric.Drift(2), there.ToIto().Drift(2), 1e-15);
        Close.To(Geometric.Diffusion(2), there.ToIto().Diffusion(2), 0);
    }

    [Fact]
    public void Explosion_times_of_the_toy_follow_the_inverse_gamma_law()
    {
        var toy = new CubicGrowth(1.0, 0.9);
        Assert.True(toy.Explodes);
        var times = new EmpiricalLaw(toy.ExplosionTimes(1.2, 0.02, 4000, new RandomSource(3).Stream("toy")));
        var distance = KolmogorovSmirnov.Distance(times, t => toy.ExplodedBy(1.2, t));
        Assert.True(distance <= KolmogorovSmirnov.CriticalValue(4000, 1e-6), $"KS {distance}");
        var calm = new CubicGrowth(0.3, 0.9);
        Assert.False(calm.Explodes);
        Close.To(0, calm.ExplodedBy(1, 100), 0);
        Assert.Contains("V explodes only where 2a > b²", Assert.Throws<InvalidOperationException>(() => calm.ExplosionTimes(1, 0.1, 1, new RandomSource(1).Stream("x"))).Message);
    }

    [Fact]
    public void Fokker_Planck_gives_the_Ornstein_Uhlenbeck_law_with_second_order_in_the_grid()
    {
        // The start is the middle of a cell at every size. dX = −X dt + √(2·0.5) dB from 1: mean e^(−t), variance 0.5·(1 − e^(−2t)).
        double[] cells = [101, 201, 401, 801];
        double Error(double count)
        {
            var density = new FokkerPlanck(x => -x, 0.5, -6, 8, (int)count).Evolve(1, 1, 4000);
            Close.To(1, density.TotalMass, 1e-10);
            var mean = density.Mean(x => x);
            return Math.Abs(density.Mean(x => (x - mean) * (x - mean)) - (0.5 * (1 - Math.Exp(-2))));
        }

        Close.To(-2, ConvergenceOrder.Fit(cells, [.. cells.Select(Error)]).Order, 0.2);
        var fine = new FokkerPlanck(x => -x, 0.5, -6, 7, 2001).Evolve(1, 1, 1000);
        Close.To(Math.Exp(-1), fine.Mean(x => x), 1e-4);
        Close.To(Math.Exp(-1), fine.Quantile(0.5), 1e-4);
        Close.To(0.5, fine.Cumulative(Math.Exp(-1)), 1e-4);
    }

    [Fact]
    public void Infinite_values_stay_above_all_others_and_are_counted()
    {
        var law = new EmpiricalLaw([3, double.PositiveInfinity, 1, 2], dropped: 5);
        Assert.Equal((4, 1, 5), (law.Count, law.Infinite, law.Dropped));
        Assert.Equal([1, 2, 3], law.Finite);
        Close.To(2.5, law.Median, 0);
        Assert.Equal(double.PositiveInfinity, law.Quantile(1));
        Close.To(0.75, law.Share(3), 0);
        Assert.Equal("4 values, median 2.5, 1 infinite, 5 dropped", law.ToString());
        Assert.Contains("1 of 4 values are infinite, so there is no mean", Assert.Throws<InvalidOperationException>(() => law.Mean).Message);
        Assert.Contains("Value 1 was NaN; values are finite or +∞.", Assert.Throws<ArgumentException>(() => new EmpiricalLaw([0, double.NaN])).Message);
        Assert.Contains("0 values and 3 dropped", Assert.Throws<ArgumentException>(() => new EmpiricalLaw([], 3)).Message);
    }

    [Fact]
    public void A_quantile_interval_holds_the_quantile_as_often_as_promised()
    {
        var random = new RandomSource(5).Stream("intervals");
        var held = 0;
        for (var k = 0; k < 400; k++)
        {
            var draws = new double[101];
            random.FillNormal(draws);
            var (low, high) = new EmpiricalLaw(draws).QuantileInterval(0.5, 2);
            if (low <= 0 && 0 <= high) held++;
        }

        // 95.4 % of 400 is 382, standard deviation 4.2.
        Assert.InRange(held, 361, 400);
    }

    [Fact]
    public void Kolmogorov_Smirnov_distances_agree_with_counting_and_ignore_ties()
    {
        Close.To(0, KolmogorovSmirnov.Distance(new([1, 2, 2, 3]), new EmpiricalLaw([1, 2, 2, 3])), 0);
        Close.To(0.5, KolmogorovSmirnov.Distance(new([1, 2, 3, 4]), new EmpiricalLaw([3, 4, 5, 6])), 0);
        Close.To(0.5, KolmogorovSmirnov.Distance(new([1, double.PositiveInfinity]), new EmpiricalLaw([1, 2])), 0);
        Close.To(0.25, KolmogorovSmirnov.Distance(new EmpiricalLaw([0.25, 0.75]), x => Math.Clamp(x, 0, 1)), 0);
        // 1.628·√(1/8000 + 1/8000), as in the text.
        Close.To(0.0257, KolmogorovSmirnov.CriticalValue(8000, 8000, 0.01), 5e-5);
        Close.To(0.0407, KolmogorovSmirnov.CriticalValue(8000, 2000, 0.01), 5e-5);
        Assert.Contains("level was 1; it must be inside (0, 1)", Assert.Throws<ArgumentOutOfRangeException>(() => KolmogorovSmirnov.CriticalValue(10, 1)).Message);
    }

    [Fact]
    public void Critical_values_are_passed_as_rarely_as_they_say()
    {
        var random = new RandomSource(9).Stream("false alarms");
        var alarms = 0;
        for (var k = 0; k < 500; k++)
        {
            var (x, y) = (new double[200], new double[300]);
            random.FillNormal(x);
            random.FillNormal(y);
            if (KolmogorovSmirnov.Distance(new EmpiricalLaw(x), new EmpiricalLaw(y)) > KolmogorovSmirnov.CriticalValue(200, 300, 0.05)) alarms++;
        }

        // At most 5 % of 500, and not far less: 25 ± 4.9.
        Assert.InRange(alarms, 5, 49);
    }

    [Fact]
    public void A_smoothed_density_is_that_of_the_law_and_leaves_out_what_is_infinite()
    {
        var draws = new double[20_000];
        new RandomSource(6).Stream("density").FillNormal(draws);
        var law = new EmpiricalLaw(draws);
        // Silverman's bandwidth is 0.12 here: a bias below 1 % and a standard error of 1 %.
        foreach (var x in new[] { -1, 0, 0.5 }) Close.Relatively(Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI), law.Density(x), 0.05);
        var half = new EmpiricalLaw(draws.Concat(Enumerable.Repeat(double.PositiveInfinity, draws.Length)));
        Close.Relatively(law.Density(0) / 2, half.Density(0), 1e-9);
        // Two values at ±1: deviation 1, quartiles both at −1, so the width is 0.9·2^(−1/5).
        var h = 0.9 * Math.Pow(2, -0.2);
        Close.Relatively(Math.Exp(-0.5 / (h * h)) / (h * Math.Sqrt(2 * Math.PI)), new EmpiricalLaw([-1, 1]).Density(0), 1e-14);
        Assert.Contains("are all equal; there is no density", Assert.Throws<InvalidOperationException>(() => new EmpiricalLaw([1, 1]).Density(0)).Message);
    }

    [Fact]
    public void Normal_quadrature_is_exact_for_moments()
    {
        var rule = new NormalQuadrature(20);
        Close.To(1, rule.Points.Sum(p => p.Weight), 1e-13);
        Close.To(15, rule.Points.Sum(p => p.Weight * Math.Pow(p.Node, 6)), 1e-11);
        // E g₁²g₂² = 1 + 2ρ².
        Close.To(1 + (2 * 0.09), rule.Mean(0.3, (x, y) => x * x * y * y), 1e-12);
        Assert.Contains("must be in [1, 150]", Assert.Throws<ArgumentOutOfRangeException>(() => new NormalQuadrature(0)).Message);
    }

    [Fact]
    public void An_order_needs_positive_errors()
    {
        Close.To(2, ConvergenceOrder.Fit([1, 2, 4], [3, 12, 48]).Order, 1e-12);
        Assert.Contains("not finite and above 0", Assert.Throws<ArgumentException>(() => ConvergenceOrder.Fit([1, 2], [0, 1])).Message);
        Assert.Contains("There were 1 steps and 2 errors", Assert.Throws<ArgumentException>(() => ConvergenceOrder.Fit([1], [1, 2])).Message);
    }

    private delegate double Method(ItoSde sde, double start, double step, ReadOnlySpan<double> increments);

    private static double StrongOrder(Method method)
    {
        double[] steps = [1.0 / 16, 1.0 / 32, 1.0 / 64, 1.0 / 128, 1.0 / 256];
        var random = new RandomSource(2).Stream("strong");
        double Error(double step) => Enumerable.Range(0, 2000).Average(p =>
        {
            var increments = Increments(random.Stream(p), (int)(1 / step), step);
            return Math.Abs(method(Geometric, 1, step, increments) - Exact(increments));
        });
        return ConvergenceOrder.Fit(steps, [.. steps.Select(Error)]).Order;
    }

    private static double[] Increments(RandomStream random, int count, double step)
    {
        var increments = new double[count];
        random.FillNormal(increments);
        for (var k = 0; k < count; k++) increments[k] *= Math.Sqrt(step);
        return increments;
    }

    private static double Exact(double[] increments) => Math.Exp(0.3 - (0.5 * 0.64) + (0.8 * increments.Sum()));
}
