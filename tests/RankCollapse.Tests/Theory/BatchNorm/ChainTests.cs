using RankCollapse.Measures;
using RankCollapse.Randomness;
using RankCollapse.Theory.BatchNorm;

namespace RankCollapse.Tests.Theory.BatchNorm;

public class ChainTests
{
    private static readonly RandomSource Source = new(20);

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(5, 3, 2)]
    [InlineData(16, 16, 16)]
    [InlineData(23, 40, 17)]
    [InlineData(300, 37, 150)]
    public void Products_agree_bit_for_bit_with_the_plain_form(int depth, int rows, int columns)
    {
        var (left, right) = (PanelMatrix.From(Source.Stream("l").NormalMatrix(depth, rows)), PanelMatrix.From(Source.Stream("r").NormalMatrix(depth, columns)));
        var (plain, fast, shared) = (new PanelMatrix(rows, columns), new PanelMatrix(rows, columns), new PanelMatrix(rows, columns));
        PanelProduct.TransposedReference(left, right, plain);
        PanelProduct.Transposed(left, right, fast);
        PanelProduct.Transposed(left, right, shared, threads: 3);
        Assert.Equal(plain.Data, fast.Data);
        Assert.Equal(plain.Data, shared.Data);

        var (square, half) = (new PanelMatrix(rows, rows), new PanelMatrix(rows, rows));
        PanelProduct.TransposedReference(left, left, square);
        PanelProduct.Symmetric(left, left, half, threads: 2);
        Assert.Equal(square.ToMatrix(), half.ToMatrix());
    }

    [Theory]
    [InlineData(Normalization.BatchNorm, 0.3)]
    [InlineData(Normalization.BatchNorm, double.PositiveInfinity)]
    [InlineData(Normalization.None, 0.3)]
    [InlineData(Normalization.PerSample, double.PositiveInfinity)]
    public void A_path_agrees_with_plain_matrix_algebra(Normalization normalization, double strength)
    {
        foreach (var law in WeightLaw.All)
        {
            var chain = new RepresentationChain(9, strength, law, normalization);
            var start = ChainStart.Gaussian(9, 5);
            foreach (var (fast, slow) in chain.Path(start, Source.Stream("p")).Zip(chain.PathReference(start, Source.Stream("p"))).Take(25))
                Close.To(slow, fast, 1e-10, $"{law}");
        }
    }

    [Fact]
    public void The_chain_on_M_agrees_with_plain_matrix_algebra_and_with_the_chain_on_H()
    {
        foreach (var (d, strength) in new[] { (5, 0.4), (20, double.PositiveInfinity), (70, 0.1) })
        {
            var (plan, start) = (SamplingPlan.EveryLayer(12, chains: 2), ChainStart.Identity(d));
            var fast = new CorrelationChain(d, strength).Simulate(start, plan, Source.Stream("m"));
            var onH = new RepresentationChain(d, strength).Simulate(start, plan, Source.Stream("m"));
            for (var c = 0; c < 2; c++)
            {
                var states = new CorrelationChain(d, strength).PathReference(start, Source.Stream("m").Stream(c)).Take(13).ToList();
                for (var layer = 0; layer <= 12; layer++)
                {
                    var slow = new CorrelationMatrix(states[layer]).Spectrum;
                    Close.Relatively(slow.SoftBound, fast[c, layer].SoftBound, 1e-10);
                    Close.Relatively(slow.SoftBound, onH[c, layer].SoftBound, 1e-10);
                    Close.Relatively(slow.SquaredDiagonal, onH[c, layer].SquaredDiagonal, 1e-10);
                    Close.Relatively(slow.CubeTrace, onH[c, layer].CubeTrace, 1e-10);
                }
            }
        }
    }

    [Fact]
    public void Results_do_not_depend_on_the_number_of_threads()
    {
        foreach (var (d, chains) in new[] { (6, 5), (130, 1), (130, 2) })
        {
            var plan = new SamplingPlan { Chains = chains, BurnIn = 3, Samples = 2, Every = 2 };
            var (h, m) = (new RepresentationChain(d, 0.2), new CorrelationChain(d, 0.2));
            var start = ChainStart.Gaussian(d, d);
            Assert.Equal(All(h.Simulate(start, plan, Source.Stream("t"), 1)), All(h.Simulate(start, plan, Source.Stream("t"), 4)));
            Assert.Equal(All(m.Simulate(start, plan, Source.Stream("t"), 1)), All(m.Simulate(start, plan, Source.Stream("t"), 4)));
        }

        static double[] All(ChainRun run) => [.. run.Samples.SelectMany(sample => sample.Eigenvalues.Append(sample.SquaredDiagonal))];
    }

    [Fact]
    public void More_samples_than_features_are_reduced_without_changing_the_chain()
    {
        var wide = Source.Stream("wide").NormalMatrix(4, 11);
        var run = new RepresentationChain(4, 0.5).Simulate(ChainStart.Of(wide), SamplingPlan.EveryLayer(0), Source.Stream("w"));
        Close.Relatively(CorrelationMatrix.Of(wide).Spectrum.SoftBound, run[0, 0].SoftBound, 1e-12);
    }

    [Fact]
    public void Samples_are_taken_where_the_plan_says()
    {
        var plan = new SamplingPlan { BurnIn = 4, Samples = 3, Every = 5 };
        var chain = new RepresentationChain(5, 0.4);
        var run = chain.Simulate(ChainStart.Gaussian(5, 5), plan, Source.Stream("plan"));
        Assert.Equal([4, 9, 14], run.Layers);
        Assert.Equal(14, plan.Layers);
        var path = chain.Path(ChainStart.Gaussian(5, 5), Source.Stream("plan").Stream(0)).Take(15).ToList();
        Assert.Equal(run.Layers.Select(layer => Math.Round(Ranks.SoftBound(path[layer]), 10)), run.SoftBound.Chain(0).Select(r => Math.Round(r, 10)));
    }

    [Fact]
    public void Input_rank_is_kept_and_rounding_makes_the_recursion_in_M_leave_it()
    {
        // A third eigenvalue grows like e^(2·γ²·(2d/2 − 1)·layers) = e^(0.6·layers) and starts at 1e-16, of either sign.
        var start = ChainStart.Gaussian(32, 2);
        var exact = new RepresentationChain(32, 0.1).Simulate(start, new SamplingPlan { BurnIn = 400 }, Source.Stream("k"))[0, 0];
        Assert.Equal((2, 2), (exact.Eigenvalues.Count, exact.SoftRank(0)));
        var rounded = new CorrelationChain(32, 0.1);
        var after = rounded.Simulate(start, new SamplingPlan { BurnIn = 40 }, Source.Stream("k"))[0, 0];
        Assert.True(after.Eigenvalues.Skip(2).Max(Math.Abs) > 1e-9, "rounding should have grown");
        // Negative ones grow as well, until a diagonal entry of K is no longer positive.
        Assert.Equal(1, rounded.Simulate(start, new SamplingPlan { BurnIn = 400 }, Source.Stream("k")).StoppedChains);
    }

    [Fact]
    public void Chains_that_meet_a_zero_row_are_counted_and_left_out()
    {
        var plan = new SamplingPlan { Chains = 40, BurnIn = 50 };
        var run = new RepresentationChain(2, double.PositiveInfinity, WeightLaw.Rademacher).Simulate(ChainStart.Gaussian(2, 2), plan, Source.Stream("z"));
        Assert.InRange(run.StoppedChains, 20, 40);
        Assert.Equal(40, run.StoppedChains + run.Chains);
    }

    [Fact]
    public void Weight_laws_have_mean_zero_and_variance_one()
    {
        foreach (var law in WeightLaw.All)
        {
            double[] w = [.. law.Draw(Source.Stream("law"), 3, 200).Enumerate()];
            // 40 000 entries: standard errors 0.005 of the mean and at most 0.0071 of the mean square.
            Close.To(0, w.Average(), 5 * 0.005, law.Name);
            Close.To(1, w.Average(value => value * value), 5 * 0.0071, law.Name);
            Close.To(2, law.WithMean(2).Draw(Source.Stream("law"), 3, 200).Enumerate().Average(), 5 * 0.005, law.Name);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(100)]
    public void Normal_pairs_agree_with_their_plain_form(int count)
    {
        double[] fast = new double[count], slow = new double[count];
        PolarNormals.Fill(Source.Stream("pairs"), fast);
        PolarNormals.FillReference(Source.Stream("pairs"), slow);
        foreach (var (a, b) in slow.Zip(fast)) Close.To(a, b, 1e-14);
    }

    [Fact]
    public void Gaussian_weights_have_the_moments_of_the_normal_law()
    {
        double[] w = [.. WeightLaw.Gaussian.Draw(Source.Stream("moments"), 1, 500).Enumerate()];
        // 250 000 entries; variances of the powers 3, 4 and 6 are 15, 96 and 10170.
        Close.To(0, w.Average(x => x * x * x), 5 * Math.Sqrt(15 / 250e3));
        Close.To(3, w.Average(x => Math.Pow(x, 4)), 5 * Math.Sqrt(96 / 250e3));
        Close.To(15, w.Average(x => Math.Pow(x, 6)), 5 * Math.Sqrt(10170 / 250e3));
        // The two of a pair, eight apart, and neighbours.
        foreach (var lag in new[] { 1, 8 }) Close.To(0, w.Skip(lag).Zip(w, (a, b) => a * b).Average(), 5 / Math.Sqrt(250e3), $"lag {lag}");
    }

    [Fact]
    public void Standard_error_knows_autocorrelation()
    {
        // x' = 0.9·x + noise: correlation time (1 + 0.9)/(1 − 0.9) = 19, variance 1/(1 − 0.81).
        var random = Source.Stream("ar");
        double[][] chains = new double[16][];
        for (var c = 0; c < chains.Length; c++)
        {
            chains[c] = new double[4000];
            var x = 0.0;
            for (var t = -200; t < 4000; t++)
            {
                x = (0.9 * x) + random.NextNormal();
                if (t >= 0) chains[c][t] = x;
            }
        }

        var series = new ChainSeries(chains);
        Assert.InRange(series.CorrelationTime, 15, 23);
        Assert.InRange(series.StandardError, 0.8 * Math.Sqrt(19 / 0.19 / 64000), 1.2 * Math.Sqrt(19 / 0.19 / 64000));
        Close.To(0, series.Mean, 5 * series.StandardError);
        Assert.Equal(1, new ChainSeries([[3, 3, 3, 3, 3]]).CorrelationTime);
        Assert.Equal([1.5, 2, 2.5], new ChainSeries([[1, 2, 3], [2, 3, 4]]).RunningMean);
    }

    [Fact]
    public void Cancellation_and_progress_are_heeded()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => new RepresentationChain(3, 1)
            .Simulate(ChainStart.Identity(3), SamplingPlan.EveryLayer(100), Source.Stream("c"), cancelled.Token));
        var seen = new Seen();
        new RepresentationChain(3, 1).Simulate(ChainStart.Identity(3), SamplingPlan.EveryLayer(10, chains: 2), Source.Stream("c"), progress: seen);
        Assert.Equal((20, 1.0), (seen.Reports, seen.Last));
    }

    [Fact]
    public void Errors_say_what_was_given_what_is_allowed_and_what_to_do()
    {
        Assert.StartsWith("Every was 0; it must be at least 1. Use 1 to sample every layer.", Assert.Throws<ArgumentOutOfRangeException>(() => new SamplingPlan { Every = 0 }).Message);
        Assert.StartsWith("width was 1; it must be at least 2. One feature has no rank to lose.", Assert.Throws<ArgumentOutOfRangeException>(() => RepresentationChain.Plain(1)).Message);
        Assert.StartsWith(
            "The start had 4 features and the chain 5; both must be the same. Features are rows, samples columns.",
            Assert.Throws<ArgumentException>(() => RepresentationChain.Plain(5).Path(ChainStart.Identity(4), Source.Stream("e")).First()).Message);
        Assert.StartsWith("The chains were none, empty or of different lengths", Assert.Throws<ArgumentException>(() => new ChainSeries([[1, 2], [1]])).Message);
        var stopped = new RepresentationChain(2, double.PositiveInfinity, WeightLaw.Rademacher)
            .Simulate(ChainStart.Gaussian(2, 2), new SamplingPlan { BurnIn = 4000 }, Source.Stream("s"));
        Assert.StartsWith("All 1 chains met a row of zeros; none is left to observe.", Assert.Throws<InvalidOperationException>(() => stopped.SoftBound).Message);
    }

    private sealed class Seen : IProgress<double>
    {
        public int Reports { get; private set; }

        public double Last { get; private set; }

        public void Report(double value) => (Reports, Last) = (Reports + 1, value);
    }
}
