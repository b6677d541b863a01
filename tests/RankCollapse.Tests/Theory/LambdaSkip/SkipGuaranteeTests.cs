using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Randomness;
using RankCollapse.Theory.LambdaSkip;
using RankCollapse.Theory.LayerNorm;

namespace RankCollapse.Tests.Theory.LambdaSkip;

public class SkipGuaranteeTests
{
    private static readonly SkipGuarantee Mamba = new() { Tokens = 128, Width = 2560, Layers = 64, MixingBound = Math.Sqrt(128) };

    [Fact]
    public void Reference_thresholds_are_reproduced()
    {
        var rows = ReferenceValues.Of("lambda-skip").GetProperty("thm41").EnumerateArray().ToList();
        Assert.True(rows.Count >= 2);
        foreach (var row in rows)
        {
            double Of(string name) => row.GetProperty(name).GetDouble();
            var theorem = new SkipGuarantee
            {
                Tokens = (int)Of("N"), Width = (int)Of("d"), Layers = (int)Of("K"), MixingBound = Of("C_M"), ValueNorm = Of("S"),
            };
            Close.Relatively(Of("lam_min"), theorem.LeastSkip(Of("a")), 1e-12);
            Close.Relatively(Of("lam_for_b_le_N"), theorem.LeastSkipForInput(theorem.Tokens, Of("a")), 1e-12);
            Close.Relatively(Of("a_max_at_lam"), theorem.BestRate(Of("lam")), 1e-12);
            Close.Relatively(Of("b_at_lam"), theorem.InputThreshold(Of("lam"), Of("a")), 1e-9);
        }
    }

    [Fact]
    public void Worked_example_of_the_sheet()
    {
        Close.To(0.993620, Math.Pow(0.9999, 64), 5e-7);
        Close.To(226257.1993, Mamba.LeastSkip(0.9999), 5e-5);
        Close.Relatively(4.54e5, (Mamba with { Width = 1 }).LeastSkipForInput(128, 0.9999), 2e-3);
        Close.Relatively(1.48e7, (Mamba with { Width = 64 }).LeastSkipForInput(128, 0.9999), 2e-3);
        Close.Relatively(5.83e8, Mamba.LeastSkipForInput(128, 0.9999), 2e-3);
    }

    [Fact]
    public void The_three_forms_of_the_condition_agree_and_the_corrected_threshold_solves_for_b()
    {
        var random = new RandomSource(2).Stream("forms");
        for (var sample = 0; sample < 2000; sample++)
        {
            var stream = random.Stream(sample);
            var theorem = new SkipGuarantee
            {
                Tokens = 1 + stream.NextInteger(50), Width = 1 + stream.NextInteger(50), Layers = 1 + stream.NextInteger(30),
                MixingBound = 10 * stream.NextUniform(), ValueNorm = 0.1 + (3 * stream.NextUniform()),
            };
            var rate = 0.05 + (0.94 * stream.NextUniform());
            var least = theorem.LeastSkip(rate);
            Assert.True(theorem.Margin(least * (1 + 1e-9), rate) > 0, $"sample {sample}");
            Assert.True(theorem.Margin(-least * (1 - 1e-9), rate) < 0, $"sample {sample}");
            Close.To(rate, theorem.BestRate(least), 1e-12, $"sample {sample}");
            var input = theorem.Tokens * stream.NextUniform();
            var corrected = theorem.LeastSkipForInput(input, rate);
            Assert.True(corrected > least, $"sample {sample}");
            Close.Relatively(input, theorem.InputThreshold(-corrected, rate), 1e-8, $"sample {sample}");
        }
    }

    [Fact]
    public void Inside_its_hypotheses_and_on_unit_rows_the_theorem_holds_and_comes_near()
    {
        var random = new RandomSource(41).Stream("theorem");
        var closest = double.PositiveInfinity;
        for (var sample = 0; sample < 1500; sample++)
        {
            var stream = random.Stream(sample);
            var (theorem, layer, start, rate) = Draw(stream, tokens => SphereProjection.OfReference(tokens));
            var (before, after) = (Math.Pow(TokenResidual.Absolute(start), 2), Math.Pow(layer.Run(start, theorem.Layers).Residuals[^1], 2));
            Assert.True(theorem.InputThreshold(layer.SkipStrength, rate) <= before, $"sample {sample}");
            var ratio = after / (Math.Pow(rate, theorem.Layers) * before);
            Assert.True(ratio >= 1 - 1e-9, $"sample {sample}: {ratio:R}");
            closest = Math.Min(closest, ratio);
        }

        Assert.InRange(closest, 1, 1.2);
    }

    [Fact]
    public void On_unit_rows_the_width_in_the_threshold_may_be_replaced_by_two()
    {
        var random = new RandomSource(42).Stream("width");
        for (var sample = 0; sample < 1500; sample++)
        {
            var (theorem, layer, start, rate) = Draw(random.Stream(sample), tokens => SphereProjection.OfReference(tokens), widthInTheorem: 2, widest: 8);
            var ratio = Math.Pow(layer.Run(start, theorem.Layers).Residuals[^1] / TokenResidual.Absolute(start), 2) / Math.Pow(rate, theorem.Layers);
            Assert.True(ratio >= 1 - 1e-9, $"sample {sample}: {ratio:R}");
        }
    }

    [Fact]
    public void On_rows_of_different_length_it_is_false()
    {
        var theorem = UnnormalisedCounterexample.Theorem;
        var start = UnnormalisedCounterexample.Tokens;
        Assert.True(theorem.Margin(1, UnnormalisedCounterexample.Rate) > 0);
        Close.To(0.4658, theorem.InputThreshold(1, UnnormalisedCounterexample.Rate), 5e-5);
        Close.To(5e5, Math.Pow(TokenResidual.Absolute(start), 2), 1e-6);
        Assert.Equal(0, UnnormalisedCounterexample.Layer.Run(start, 1).Residuals[1]);
        Assert.Equal(0, UnnormalisedCounterexample.ShrinkageRatio);
        // With the rows normalised the tokens are equal from the start, and the theorem has nothing to say.
        Assert.Equal(0, TokenResidual.Absolute(SphereProjection.OfReference(start)));
    }

    [Theory]
    [InlineData(30)]
    [InlineData(-30)]
    public void Without_its_threshold_or_with_the_sign_of_lambda_in_it_the_theorem_is_false(double skip)
    {
        var (theorem, start) = (RotatingPair.Theorem, RotatingPair.Tokens(skip));
        Assert.True(theorem.Margin(skip, 0.5) > 0);
        var (before, threshold) = (Math.Pow(TokenResidual.Absolute(start), 2), theorem.InputThreshold(skip, 0.5));
        Assert.InRange(before, 2e-3, threshold);
        Assert.InRange(RotatingPair.Layer(skip).Run(start, 1).Residuals[1], 0, 1e-15);
        // What would be printed with λ in the numerator: below this input for λ = −30.
        Assert.Equal(skip < 0, Math.Sign(skip) * threshold < before);
        Assert.StartsWith("skipStrength was 0; it must be finite and not 0. Without a skip path the layer only turns.",
            Assert.Throws<ArgumentOutOfRangeException>(() => RotatingPair.Tokens(0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_branch_is_bounded_with_the_spectral_norm_of_the_values()
    {
        var random = new RandomSource(8).Stream("spectral");
        var largest = 0.0;
        for (var sample = 0; sample < 500; sample++)
        {
            var stream = random.Stream(sample);
            var (n, d) = (1 + stream.NextInteger(5), 1 + stream.NextInteger(5));
            var (m, y, c) = (stream.NormalMatrix(n, n), SphereProjection.OfReference(stream.NormalMatrix(n, d)), stream.NormalMatrix(d, d));
            // Rows of one direction through M and the top singular direction reach the bound for n = 1.
            largest = Math.Max(largest, (m * y * c).FrobeniusNorm() / (m.FrobeniusNorm() * c.L2Norm() * Math.Sqrt(n)));
        }

        Assert.InRange(largest, 0.9, 1 + 1e-12);
    }

    [Fact]
    public void Outside_of_the_condition_errors_say_what_is_allowed()
    {
        Assert.StartsWith("skipStrength was -100000, where condition (7) does not hold for a = 0.9999; |λ| must be above 226257.",
            Assert.Throws<ArgumentOutOfRangeException>(() => Mamba.InputThreshold(-1e5, 0.9999)).Message, StringComparison.Ordinal);
        Assert.StartsWith("rate was 1; it must be above 0 and below 1. No skip strength satisfies condition (7) for a rate of 1 or more.",
            Assert.Throws<ArgumentOutOfRangeException>(() => Mamba.LeastSkip(1)).Message, StringComparison.Ordinal);
        Assert.StartsWith("Layers was 0; it must be at least 1.",
            Assert.Throws<ArgumentOutOfRangeException>(() => Mamba with { Layers = 0 }).Message, StringComparison.Ordinal);
        Assert.StartsWith("residualSquared was 0; it must be finite and above 0. Collapsed tokens cannot be kept apart.",
            Assert.Throws<ArgumentOutOfRangeException>(() => Mamba.LeastSkipForInput(0, 0.5)).Message, StringComparison.Ordinal);
        Assert.Equal(0.25, Mamba.RateForShare(0.25) is var a ? Math.Pow(a, 64) : 0, 12);
    }

    /// <summary>A random system at the least λ, of either sign, for which the theorem speaks of its own input.</summary>
    private static (SkipGuarantee Theorem, LambdaSkipLayer Layer, Matrix<double> Start, double Rate) Draw(
        RandomStream stream, Func<Matrix<double>, Matrix<double>> rows, int? widthInTheorem = null, int widest = 4)
    {
        var (tokens, width) = (2 + stream.NextInteger(4), 2 + stream.NextInteger(widest - 1));
        var start = rows(stream.NormalMatrix(tokens, width) + (2 * stream.NextUniform()));
        var (mixing, value) = (stream.NormalMatrix(tokens, tokens), stream.NormalMatrix(width, width));
        var rate = 0.01 + (0.98 * stream.NextUniform());
        var theorem = new SkipGuarantee
        {
            Tokens = tokens, Width = widthInTheorem ?? width, Layers = 1 + stream.NextInteger(4), MixingBound = mixing.FrobeniusNorm(), ValueNorm = value.L2Norm(),
        };
        var least = theorem.LeastSkipForInput(Math.Pow(TokenResidual.Absolute(start), 2), rate) * (1 + 1e-9);
        return (theorem, new LambdaSkipLayer(TokenMixing.Fixed(mixing), stream.NextRademacher() * least) { Value = value }, start, rate);
    }
}
