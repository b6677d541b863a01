using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Theory.Masks;

namespace RankCollapse.Tests.Theory.Masks;

public class CollapseRateTests
{
    /// <summary>Last ten steps above 1e-11 against |λ₂|, at the tolerance of the sheet.</summary>
    [Theory]
    [InlineData("causal", 8, 1)]
    [InlineData("window", 8, 1)]
    [InlineData("window", 8, 2)]
    [InlineData("ring", 8, 1)]
    [InlineData("ring", 9, 2)]
    [InlineData("sink+uniwindow", 8, 1)]
    [InlineData("global0+window", 8, 1)]
    [InlineData("uniwindow", 8, 3)]
    public void Fitted_rate_is_the_second_eigenvalue(string name, int tokens, int halfWidth)
    {
        var mask = MaskGraphTests.MaskOf(name, tokens, halfWidth);
        var fit = CollapseRate.Fit(MaskedAttentionTests.Generic(mask, layers: 450).Residuals);
        Close.To(new UniformAttention(mask).CollapseRate, fit.Rate, 2e-3, mask.Name);
        Assert.Equal((10, 1), (fit.LastLayer - fit.FirstLayer, fit.BlockSize));
    }

    /// <summary>Depths at which the residual still has its digits: rounding grows with the block.</summary>
    [Theory]
    [InlineData(8, 900, 1e-5)]
    [InlineData(12, 300, 2e-3)]
    public void A_jordan_block_fools_the_plain_fit_and_not_the_corrected_one(int tokens, int layers, double tolerance)
    {
        var mask = AttentionMask.UnidirectionalWindow(tokens);
        var uniform = new UniformAttention(mask);
        var residuals = MaskedAttentionTests.Generic(mask, layers).Residuals;
        var deep = new RateWindow { Floor = 1e-240 };

        var early = CollapseRate.Fit(residuals);
        Assert.True(early.Rate > uniform.CollapseRate + 0.02, $"plain fit read {early.Rate}");
        var corrected = CollapseRate.FitWithJordanBlock(residuals, uniform.JordanBlockSize!.Value, deep);
        Close.To(0.5, corrected.Rate, tolerance, "corrected fit");
        var plain = CollapseRate.Fit(residuals, deep);
        Assert.True(Math.Abs(plain.Rate - 0.5) > 5 * Math.Abs(corrected.Rate - 0.5), $"{plain.Rate} against {corrected.Rate}");
    }

    /// <summary>Start (1, 0, …, 0): token i lacks P[Bin(t, 1/2) ≤ i − 1] of the consensus, which has a formula at any depth.</summary>
    [Theory]
    [InlineData(4, 900, 1e-11)]
    [InlineData(8, 900, 1e-11)]
    [InlineData(12, 200, 1e-11)]
    [InlineData(12, 300, 1e-4)]
    public void Residuals_keep_their_relative_accuracy_far_below_rounding(int tokens, int layer, double tolerance)
    {
        var start = Matrix<double>.Build.Dense(tokens, 1, (i, _) => i == 0 ? 1 : 0);
        var run = new MaskedAttention(AttentionMask.UnidirectionalWindow(tokens)).Run(start, layer, AttentionWeights.Averaging(1));
        var missing = Matrix<double>.Build.Dense(
            tokens, 1, (i, _) => i == 0 ? 0 : ClosedFormRates.UnidirectionalWindowDeficit(i + 1, layer));
        Close.Relatively(TokenResidual.Absolute(missing), run.Residuals[layer], tolerance);
    }

    [Fact]
    public void The_unidirectional_window_waits_for_about_two_layers_per_token()
    {
        // Under uniform attention the last token hears of the first by the binomial law: half of it after about 2N layers.
        var halfway = Enumerable.Range(0, 400).First(t => ClosedFormRates.UnidirectionalWindowWeight(64, t) >= 0.5);
        Assert.InRange(halfway, 120, 128);
    }

    [Fact]
    public void A_fit_recovers_an_exact_law_to_rounding()
    {
        double[] exact = [.. Enumerable.Range(0, 60).Select(t => 3 * Math.Pow(0.7, t))];
        var fit = CollapseRate.Fit(exact);
        Close.To(0.7, fit.Rate, 1e-13);
        Assert.InRange(fit.StandardError, 0, 1e-13);

        double[] block = [1, 1, .. Enumerable.Range(2, 58).Select(t => t * (t - 1) / 2 * Math.Pow(0.7, t))];
        Close.To(0.7, CollapseRate.FitWithJordanBlock(block, 3).Rate, 1e-12);
    }

    [Fact]
    public void Standard_error_is_that_of_a_straight_line()
    {
        // Logarithms 0, −1, −1, −2: slope −0.6, residual sum 0.2, Σ(t − mean)² = 5.
        double[] curve = [1, Math.Exp(-1), Math.Exp(-1), Math.Exp(-2)];
        var fit = CollapseRate.Fit(curve, new RateWindow { Steps = 3 });
        Close.To(Math.Exp(-0.6), fit.Rate, 1e-14);
        Close.To(Math.Exp(-0.6) * Math.Sqrt(0.2 / 2 / 5), fit.StandardError, 1e-14);
    }

    [Fact]
    public void Orders_tell_exponential_from_cubic()
    {
        Assert.All(CollapseRate.Orders([8, 4, 2, 1, 0]), order => Close.To(1, order, 1e-14));
        Close.To(3, CollapseRate.Orders([1e-1, 1e-3, 1e-9, 1e-27])[1], 1e-12);
        Assert.Equal(2, CollapseRate.Orders([8, 4, 2, 1, 0]).Length);
        Assert.Single(CollapseRate.Orders([8, 4, 2, 1, 0], floor: 1.5));
    }

    [Fact]
    public void Errors_say_what_was_given_what_is_allowed_and_what_to_do()
    {
        Assert.Equal(
            "3 layers were above the floor of 1E-11; a fit of 10 steps and block size 1 needs 11. Run deeper or lower the floor; "
            + "where mu falls faster than any exponential, use Orders.",
            Assert.Throws<InvalidOperationException>(() => CollapseRate.Fit([1, 1e-2, 1e-6, 1e-18])).Message);
        Assert.StartsWith(
            "Entry [1] was NaN; every entry must be finite.",
            Assert.Throws<ArgumentException>(() => CollapseRate.Fit([1, double.NaN])).Message);
        Assert.StartsWith(
            "Steps was 0; it must be at least 1. Ten is usual.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new RateWindow { Steps = 0 }).Message);
        Assert.StartsWith(
            "blockSize was 0; it must be at least 1. Use 1 for an eigenvalue that is not defective.",
            Assert.Throws<ArgumentOutOfRangeException>(() => CollapseRate.FitWithJordanBlock([1], 0)).Message);
    }
}
