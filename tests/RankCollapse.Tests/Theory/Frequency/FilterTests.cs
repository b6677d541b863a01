using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Randomness;
using RankCollapse.Theory.Frequency;
using RankCollapse.Theory.Masks;

namespace RankCollapse.Tests.Theory.Frequency;

public class FilterTests
{
    [Fact]
    public void Gain_bounds_every_layer_and_the_coarser_bounds_bound_the_gain()
    {
        for (var sample = 0; sample < 3000; sample++)
        {
            var random = new RandomSource(31).Stream(sample);
            var tokens = 2 + (sample % 9);
            var scores = random.NormalMatrix(tokens, tokens, 0.1 + (0.5 * (sample % 5)));
            var attention = RowSoftmax.Of(scores);
            var (x, value) = (random.NormalMatrix(tokens, 3), random.NormalMatrix(3, 2));
            var exact = FilterGain.Exact(attention);
            var output = TokenResidual.Absolute(attention * x * value);
            Assert.True(output <= (exact * Ranks.SingularValues(value)[0] * TokenResidual.Absolute(x)) + 1e-9, $"sample {sample}: {output}");
            var frobenius = FilterGain.FrobeniusBound(attention);
            Assert.True(exact <= frobenius + 1e-9, $"sample {sample}: {exact} > {frobenius}");
            var byScores = FilterGain.ScoreBound(tokens, scores.Enumerate().Max(Math.Abs));
            Assert.True(frobenius <= byScores + 1e-9, $"sample {sample}: {frobenius} > {byScores}");
        }
    }

    [Fact]
    public void Some_tokens_attain_the_gain()
    {
        var attention = FrequencyOracle.Attention(new RandomSource(32).Stream("attained"), 7, 1.5);
        var worst = FilterGain.HighPass(attention).Svd().VT.Row(0).ToColumnMatrix();
        Close.To(FilterGain.Exact(attention), TokenResidual.Absolute(attention * worst) / TokenResidual.Absolute(worst), 1e-12);
    }

    [Fact]
    public void High_pass_part_is_the_attention_between_two_centrings()
    {
        var attention = FrequencyOracle.Attention(new RandomSource(33).Stream("centring"), 6, 1);
        var h = Matrix<double>.Build.Dense(6, 6, (i, j) => (i == j ? 1 : 0) - (1.0 / 6));
        Close.To(h * attention * h, FilterGain.HighPass(attention), 1e-15);
        var x = FrequencyOracle.Tokens;
        Close.To(h * attention * x, h * attention * h * x, 1e-14);
    }

    [Fact]
    public void Frobenius_bound_keeps_its_digits_near_uniform_attention_and_the_score_bound_is_its_formula()
    {
        var attention = FrequencyOracle.Attention(new RandomSource(34).Stream("near"), 5, 1e-9);
        Assert.InRange(FilterGain.FrobeniusBound(attention), 1e-10, 1e-8);
        foreach (var a in new[] { 0.01, 0.7, 4 })
        {
            var p = Math.Exp(2 * a) / (Math.Exp(2 * a) + 8);
            Close.Relatively(Math.Sqrt((9 * p) - 1), FilterGain.ScoreBound(9, a), 1e-12);
        }

        Close.Relatively(FilterGain.SmallScoreLimit(9, 1e-7), FilterGain.ScoreBound(9, 1e-7), 1e-6);
        Close.To(Math.Sqrt(8), FilterGain.ScoreBound(9, 300), 1e-12);
    }

    [Fact]
    public void Ratio_of_a_fixed_filter_falls_like_the_second_eigenvalue_and_matches_the_reference()
    {
        var attention = RowSoftmax.Of(FrequencyOracle.Sine(5, 5, 0.3, 1.7, 0.9));
        var filter = new FixedFilter(attention);
        var expected = FrequencyOracle.Outputs("lambda2");
        foreach (var (want, got) in expected.GetProperty("abs_eigenvalues_desc").Numbers().Zip(filter.Moduli)) Close.To(want, got, 1e-9);
        var ratios = filter.Ratios([.. Enumerable.Range(0, 5).Select(j => Math.Sin(0.2 + (1.3 * j)))], 24);
        foreach (var (want, got) in expected.GetProperty("ratios_first6").Numbers().Zip(ratios)) Close.Relatively(want, got, 1e-9);
        Close.To(filter.Rate, Math.Pow(ratios[24] / ratios[16], 1.0 / 8), 0.02, "fitted rate");
        var pi = Vector<double>.Build.Dense([.. filter.Stationary]);
        Close.To(0, (pi * attention - pi).L2Norm(), 1e-14);
        Close.To(1, pi.Sum(), 1e-14);
    }

    [Fact]
    public void Ratio_of_the_exceptional_tokens_never_falls()
    {
        var filter = new FixedFilter(Matrix<double>.Build.DenseOfArray(new[,] { { 0.7, 0.3 }, { 0.2, 0.8 } }));
        Close.To(0.4, filter.Stationary[0], 1e-15);
        Close.To(0.5, filter.Rate, 1e-15);
        Assert.All(filter.Ratios([3, -2], 20), ratio => Close.To(5, ratio, 1e-6));
        Assert.True(filter.Ratios([3, -1.9], 20)[^1] < 1e-3);
    }

    [Fact]
    public void Growth_example_has_the_reference_values_and_the_range_shrinks_all_the_same()
    {
        var example = new GrowthExample(14, 6.5);
        Close.To(FrequencyOracle.Number("expansion", "gain"), example.Gain, 1e-9);
        Close.To(FrequencyOracle.Number("expansion", "limit"), example.LimitOfGain, 1e-9);
        Close.To(FrequencyOracle.Number("expansion", "lambda_exact"), FilterGain.Exact(example.Attention), 1e-9);
        Close.To(FrequencyOracle.Number("expansion", "lambda_fro"), FilterGain.FrobeniusBound(example.Attention), 1e-9);
        Close.To(FrequencyOracle.Number("expansion", "dobrushin"), Dobrushin.Coefficient(example.Attention), 1e-9);
        Close.To(FrequencyOracle.Number("expansion", "range_after"), Dobrushin.Oscillation(example.Output.ToColumnMajorArray()), 1e-9);
        Close.To(Dobrushin.Coefficient(example.Attention), example.RangeFactor, 1e-12);
        Close.To(2.236068, new GrowthExample(10, 700).Gain, 5e-7);
        Close.To(2.235930596, new GrowthExample(10, 12).Gain, 5e-10);
    }

    [Fact]
    public void High_pass_part_of_the_attention_matrix_leaves_a_mean_in_the_output()
    {
        // Printed as without zero frequency; its columns would have to sum to 1 for that.
        var x = FrequencyOracle.Tokens;
        Close.To(FrequencyOracle.Number("selection", "||DC[A_HP X]||_F"),
            FrequencyEnergy.Of(((FrequencyOracle.Heads[0] + FrequencyOracle.Heads[1]) / 2 - (1.0 / 6)) * x).Low, 1e-12, "mean of both heads");
        Close.To(0, ((FrequencyOracle.Heads[0] - (1.0 / 6)) * Matrix<double>.Build.Dense(6, 1, 1)).FrobeniusNorm(), 1e-15, "on a constant input");
    }

    [Fact]
    public void Errors_say_what_was_given_what_is_allowed_and_what_to_do()
    {
        Assert.StartsWith("tokens was 5; it must be even and at least 4.", Assert.Throws<ArgumentOutOfRangeException>(() => new GrowthExample(5, 1)).Message);
        Assert.StartsWith("The matrix had 2 rows and the least entry 0; a softmax matrix of at least 2 tokens has entries above 0.",
            Assert.Throws<ArgumentException>(() => new FixedFilter(Matrix<double>.Build.DenseIdentity(2))).Message);
        Assert.StartsWith("z had 1 numbers; there are 2 tokens.",
            Assert.Throws<ArgumentException>(() => new FixedFilter(Matrix<double>.Build.Dense(2, 2, 0.5)).Ratios([1], 1)).Message);
        Assert.StartsWith("Row 0 summed to 2; every row must sum to 1", Assert.Throws<ArgumentException>(() => FilterGain.Exact(Matrix<double>.Build.Dense(2, 2, 1))).Message);
    }
}
