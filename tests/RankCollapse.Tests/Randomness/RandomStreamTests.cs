using MathNet.Numerics;
using RankCollapse.Randomness;

namespace RankCollapse.Tests.Randomness;

public class RandomStreamTests
{
    private static readonly RandomSource Source = new(seed: 20240601);

    [Fact]
    public void The_same_address_gives_the_same_numbers()
    {
        Assert.Equal(Draw(Source.Stream("a")), Draw(new RandomSource(20240601).Stream("a")));
        Assert.Equal(Draw(Source.Stream("a").Stream(3).AtStep(7)), Draw(Source.Stream("a").Stream(3).AtStep(7)));
        Assert.Equal(Draw(Source.Stream("a")), Draw(Source.Stream("a").AtStep(0)));
    }

    [Fact]
    public void Different_addresses_give_different_numbers()
    {
        RandomStream[] streams =
        [
            Source.Stream("a"), Source.Stream("b"), Source.Stream("A"), Source.Stream(0), Source.Stream(1), Source.Stream("1"),
            Source.Stream("a").Stream("b"), Source.Stream("b").Stream("a"), Source.Stream("ab"), Source.Stream("a").AtStep(1),
            Source.Stream("a").Stream(0), new RandomSource(20240602).Stream("a"),
        ];
        Assert.Equal(16 * streams.Length, streams.SelectMany(Draw).Distinct().Count());
    }

    [Fact]
    public void A_stream_keeps_its_numbers_from_release_to_release()
    {
        // Recorded once; a change here changes every published notebook.
        var stream = new RandomSource(1).Stream("weights");
        Assert.Equal(RecordedBits, new[] { stream.NextBits(), stream.NextBits() });
    }

    [Fact]
    public void Children_and_steps_do_not_depend_on_what_was_drawn_before()
    {
        var stream = Source.Stream("a");
        var (child, step) = (Draw(stream.Stream(1)), Draw(stream.AtStep(4)));
        stream.FillNormal(new double[100]);
        Assert.Equal(100, stream.Position);
        Assert.Equal(child, Draw(stream.Stream(1)));
        Assert.Equal(step, Draw(stream.AtStep(4)));
    }

    [Fact]
    public void Results_do_not_depend_on_the_number_of_threads()
    {
        var (serial, parallel) = (new double[200], new double[200]);
        for (var path = 0; path < serial.Length; path++) serial[path] = Source.Stream("paths").Stream(path).NextChiSquare(3);
        Parallel.For(0, parallel.Length, path => parallel[path] = Source.Stream("paths").Stream(path).NextChiSquare(3));
        Assert.Equal(serial, parallel);
    }

    [Fact]
    public void A_fill_equals_single_draws_across_the_inner_buffer()
    {
        var (bulk, single) = (Source.Stream("fill"), Source.Stream("fill"));
        var values = new double[150];
        bulk.FillNormal(values);
        Assert.All(values, value => Assert.Equal(single.NextNormal(), value));
        bulk.FillUniform(values);
        Assert.All(values, value => Assert.Equal(single.NextUniform(), value));
        bulk.FillRademacher(values);
        Assert.All(values, value => Assert.Equal(single.NextRademacher(), value));
        bulk.FillExponential(values);
        Assert.All(values, value => Assert.Equal(single.NextExponential(), value));
        bulk.FillChiSquare(values, 5);
        Assert.All(values, value => Assert.Equal(single.NextChiSquare(5), value));
    }

    [Fact]
    public void Matrices_are_filled_row_by_row()
    {
        var stream = Source.Stream("matrix");
        var matrix = Source.Stream("matrix").NormalMatrix(2, 3, standardDeviation: 0.1);
        for (var i = 0; i < 2; i++)
        {
            for (var j = 0; j < 3; j++) Assert.Equal(0.1 * stream.NextNormal(), matrix[i, j]);
        }
    }

    [Fact]
    public void Random_orthogonal_matrices_are_orthogonal_and_unit_rows_are_unit()
    {
        var q = Source.Stream("orthogonal").OrthogonalMatrix(8);
        Close.To(MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseIdentity(8), q.TransposeThisAndMultiply(q), 1e-14);
        Assert.All(Source.Stream("sphere").UnitRows(5, 3).RowNorms(2), length => Close.To(1, length, 1e-15));
        Assert.All(Source.Stream("signs").RademacherMatrix(4, 4).Enumerate(), sign => Assert.Equal(1, Math.Abs(sign)));
    }

    [Fact]
    public void Normal_quantile_inverts_the_normal_distribution()
    {
        foreach (var p in new[] { 1e-300, 1e-20, 1e-10, 1e-4, 0.01, 0.075, 0.2, 0.4999, 0.5, 0.7, 0.93 })
            Close.Relatively(p, 0.5 * SpecialFunctions.Erfc(-NormalQuantile.Of(p) / Math.Sqrt(2)), 2e-13, $"p = {p}");
        Assert.Equal(-NormalQuantile.Of(0.125), NormalQuantile.Of(0.875));
    }

    [Fact]
    public void Four_lanes_of_normals_equal_one_by_one_to_the_last_bit()
    {
        var stream = Source.Stream("lanes");
        ulong[] bits = [0, ulong.MaxValue, 1UL << 63, (1UL << 63) - 1, .. Enumerable.Range(0, 20_001).Select(_ => stream.NextBits())];
        var (fast, plain) = (new double[bits.Length], new double[bits.Length]);
        NormalQuantile.Fill(bits, fast);
        NormalQuantile.FillReference(bits, plain);
        Assert.Equal(plain, fast);
        Assert.InRange(fast[1], 8, 9);
        Assert.Equal(-fast[1], fast[0]);
    }

    /// <summary>Six standard errors: a false alarm has probability below 1e-8 for each moment.</summary>
    [Theory]
    [InlineData("uniform", 0.5, 1.0 / 12, 1.0 / 80)]
    [InlineData("normal", 0, 1, 3)]
    [InlineData("rademacher", 0, 1, 1)]
    [InlineData("exponential", 1, 1, 9)]
    [InlineData("chi-square 1", 1, 2, 60)]
    [InlineData("chi-square 5", 5, 10, 540)]
    [InlineData("chi-square 0.7", 0.7, 1.4, 39.48)]
    public void Moments_are_within_six_standard_errors(string law, double mean, double variance, double fourthCentral)
    {
        const int count = 200_000;
        var values = new double[count];
        var stream = Source.Stream(law);
        switch (law.Split(' ')[0])
        {
            case "uniform": stream.FillUniform(values); break;
            case "normal": stream.FillNormal(values); break;
            case "rademacher": stream.FillRademacher(values); break;
            case "exponential": stream.FillExponential(values); break;
            default: stream.FillChiSquare(values, double.Parse(law.Split(' ')[1])); break;
        }

        Close.To(mean, values.Average(), 6 * Math.Sqrt(variance / count), "mean");
        var errorOfVariance = Math.Sqrt((fourthCentral - (variance * variance)) / count);
        Close.To(variance, values.Average(value => Math.Pow(value - mean, 2)), (6 * errorOfVariance) + 1e-12, "variance");
    }

    [Fact]
    public void Uniform_normal_and_exponential_draws_follow_their_distribution_functions()
    {
        // Kolmogorov-Smirnov at 2·exp(−2·2.75²) = 5e-7 each.
        const int count = 50_000;
        var stream = Source.Stream("distribution");
        var bound = 2.75 / Math.Sqrt(count);
        Assert.InRange(Distance(() => stream.NextUniform(), x => x), 0, bound);
        Assert.InRange(Distance(() => stream.NextNormal(), x => 0.5 * SpecialFunctions.Erfc(-x / Math.Sqrt(2))), 0, bound);
        Assert.InRange(Distance(() => stream.NextExponential(), x => 1 - Math.Exp(-x)), 0, bound);
        Assert.InRange(Distance(() => stream.NextChiSquare(3), x => SpecialFunctions.GammaLowerRegularized(1.5, x / 2)), 0, bound);

        double Distance(Func<double> draw, Func<double, double> cdf)
        {
            var sorted = Enumerable.Range(0, count).Select(_ => draw()).Order().ToArray();
            return sorted.Select((x, k) => Math.Max(Math.Abs(cdf(x) - ((double)k / count)), Math.Abs(cdf(x) - ((k + 1.0) / count)))).Max();
        }
    }

    [Fact]
    public void Neighbouring_streams_are_uncorrelated()
    {
        const int count = 100_000;
        var (a, b) = (Source.Stream(10), Source.Stream(11));
        var product = Enumerable.Range(0, count).Average(_ => a.NextNormal() * b.NextNormal());
        Close.To(0, product, 6 / Math.Sqrt(count), "correlation of streams 10 and 11");
    }

    [Fact]
    public void Integers_below_a_limit_are_equally_likely()
    {
        const int count = 70_000;
        var stream = Source.Stream("integers");
        var counts = new int[7];
        for (var k = 0; k < count; k++) counts[stream.NextInteger(7)]++;
        // Each count is binomial with variance count · 6/49.
        Assert.All(counts, observed => Close.To(count / 7.0, observed, 6 * Math.Sqrt(count * 6 / 49.0)));
    }

    [Fact]
    public void Errors_say_what_was_given_what_is_allowed_and_what_to_do()
    {
        var stream = Source.Stream("errors");
        Assert.StartsWith(
            "The stream had no name; give at least 1 character that says what the numbers are for, e.g. \"weights\".",
            Assert.Throws<ArgumentException>(() => Source.Stream("")).Message);
        Assert.StartsWith(
            "The stream index was -1; it must be at least 0. Number paths, samples or repetitions from 0.",
            Assert.Throws<ArgumentOutOfRangeException>(() => Source.Stream(-1)).Message);
        Assert.StartsWith(
            "step was -2; it must be at least 0. Number steps or layers from 0.",
            Assert.Throws<ArgumentOutOfRangeException>(() => stream.AtStep(-2)).Message);
        Assert.StartsWith(
            "degreesOfFreedom was 0; it must be finite and above 0. Use the number of squared normals in the sum.",
            Assert.Throws<ArgumentOutOfRangeException>(() => stream.NextChiSquare(0)).Message);
        Assert.StartsWith(
            "limit was 0; it must be at least 1. The draw is from 0 to limit − 1.",
            Assert.Throws<ArgumentOutOfRangeException>(() => stream.NextInteger(0)).Message);
        Assert.StartsWith(
            "probability was 1; it must be inside (0, 1). The quantile is infinite at the ends.",
            Assert.Throws<ArgumentOutOfRangeException>(() => NormalQuantile.Of(1)).Message);
        Assert.StartsWith(
            "The shape was [2, 0]; both sizes must be at least 1. Give rows first, then columns.",
            Assert.Throws<ArgumentOutOfRangeException>(() => stream.NormalMatrix(2, 0)).Message);
        Assert.StartsWith(
            "standardDeviation was NaN; it must be finite and at least 0. Give a deviation, not a variance.",
            Assert.Throws<ArgumentOutOfRangeException>(() => stream.UniformMatrix(2, 2, double.NaN)).Message);
    }

    private static readonly ulong[] RecordedBits = [15275307309354441340, 6432318118887537317];

    private static ulong[] Draw(RandomStream stream) => [.. Enumerable.Range(0, 16).Select(_ => stream.NextBits())];
}
