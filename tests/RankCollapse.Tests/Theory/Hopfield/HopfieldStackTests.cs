using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Randomness;
using RankCollapse.Theory.Foundations;
using RankCollapse.Theory.Hopfield;
using RankCollapse.Theory.Masks;
using static RankCollapse.Tests.Theory.Hopfield.HopfieldInputs;

namespace RankCollapse.Tests.Theory.Hopfield;

public class HopfieldStackTests
{
    [Theory, InlineData(0.0), InlineData(0.4), InlineData(0.6), InlineData(0.8)]
    public void Residuals_agree_with_the_reference(double retention)
    {
        var given = Outputs(FormattableString.Invariant($"collapse_ap{retention:0.0}_first")).GetProperty("log10_residual_layers_0..").Numbers();
        var run = Stack(Collapse, retention).Run(Collapse.Tokens, given.Length - 1);
        Assert.All(given.Zip(run.LogResiduals), p => Close.To(p.First, p.Second / Math.Log(10), 1e-12, "log10 of the residual"));
    }

    [Theory, InlineData(0.4), InlineData(0.8)]
    public void Deep_residuals_agree_with_the_reference_of_high_precision(double retention)
    {
        var outputs = Outputs(FormattableString.Invariant($"collapse_quadratic_ap{retention:0.0}"));
        var given = outputs.GetProperty("ln_residual").Numbers();
        var run = Stack(Collapse, retention).Run(Collapse.Tokens, given.Length - 1);
        Assert.All(given.Zip(run.LogResiduals), p => Close.To(p.First, p.Second, 1e-11, "ln of the residual"));
        Close.To(outputs.GetProperty("second_difference_last").GetDouble(), run.SecondDifferences[^1], 1e-10);
        Close.To(outputs.GetProperty("ln_alpha_prime").GetDouble(), DepthLaw.Curvature(retention), 1e-15);
    }

    [Fact]
    public void A_skip_path_and_the_mean_token_agree_with_the_reference()
    {
        var outputs = Outputs("collapse_skip_alpha0.5");
        var run = Stack(Collapse, 0.6, feature: 0.5).Run(Collapse.Tokens, 12);
        Assert.All(outputs.GetProperty("residual_layers_0..12").Numbers().Zip(run.Residuals), p => Close.Relatively(p.First, p.Second, 1e-12));
        Assert.All(outputs.GetProperty("mean_norm_layers_0..12").Numbers().Zip(run.MeanNorms), p => Close.Relatively(p.First, p.Second, 1e-12));
    }

    [Fact]
    public void The_reference_run_of_the_sheet_is_reproduced()
    {
        double[] attention = [0.4372, 0.2825, -0.0320, -0.8990, -3.4389];
        double[] half = [0.4372, 0.2825, 0.0655, -0.2765, -0.8533, -1.6895, -2.8265, -4.2523, -5.9823, -8.0085, -10.3378];
        foreach (var (given, retention) in new[] { (attention, 0.0), (half, 0.5) })
        {
            var logs = Stack(Sheet, retention).Run(Sheet.Tokens, given.Length - 1).LogResiduals;
            Assert.All(given.Zip(logs), p => Close.To(p.First, p.Second / Math.Log(10), 5.1e-5));
        }
    }

    /// <summary>Down to e^-700 = 1e-304: integers of 1400 bits, 1e-421, leave 300 bits of relative precision at e^-400 and 100 at 1e-300.</summary>
    [Theory]
    [InlineData(0.0, 0.0, MemoryStart.FirstScores, 8)]
    [InlineData(0.3, 0.0, MemoryStart.FirstScores, 25)]
    [InlineData(0.5, 0.0, MemoryStart.FirstScores, 34)]
    [InlineData(0.7, 0.0, MemoryStart.Zero, 40)]
    [InlineData(0.9, 0.0, MemoryStart.FirstScores, 58)]
    [InlineData(0.6, 0.5, MemoryStart.Zero, 40)]
    [InlineData(1.0, 0.0, MemoryStart.FirstScores, 40)]
    public void The_stable_recursion_agrees_with_1400_bit_arithmetic(double retention, double feature, MemoryStart start, int layers)
    {
        var exact = FixedPoint.LogResiduals(Sheet.Tokens, Sheet.Head, retention, feature, start, layers);
        var run = Stack(Sheet, retention, feature, start).Run(Sheet.Tokens, layers);
        Assert.True(feature > 0 || retention is 0.9 or 1.0 || exact[^1] < Math.Log(1e-100), $"only down to {exact[^1]}");
        for (var l = 0; l <= layers; l++) Close.To(exact[l], run.LogResiduals[l], 1e-12 * Math.Max(1, Math.Abs(exact[l])), $"layer {l}");
    }

    [Fact]
    public void Fixed_point_exponentials_are_right() =>
        Assert.All(new[] { -3.5, -1e-9, 0.3, 2.0 }, x => Close.Relatively(Math.Exp(x), FixedPoint.Value(FixedPoint.Exp(FixedPoint.Of(x))), 1e-12));

    [Fact]
    public void Several_heads_with_a_skip_path_follow_the_layers_as_printed()
    {
        var random = new RandomSource(5).Stream("heads");
        HopfieldHead[] heads = [.. Enumerable.Range(0, 3).Select(_ => new HopfieldHead(random.NormalMatrix(4, 4, 0.4), random.NormalMatrix(4, 4, 0.3)))];
        foreach (var start in Enum.GetValues<MemoryStart>())
        {
            var stack = new HopfieldStack(heads, new ScoreMemory { Retention = 0.6, Start = start }) { FeatureRetention = 0.3 };
            var x = random.NormalMatrix(7, 4);
            var (stable, plain) = (stack.Run(x, 8), stack.RunReference(x, 8));
            for (var l = 0; l <= 8; l++)
            {
                Close.Relatively(TokenResidual.Absolute(plain[l]), stable.Residuals[l], 1e-10, $"layer {l}");
                Close.To(CentredTokens.From(plain[l]).Mean.ToArray().Sum(v => v * v), Math.Pow(stable.MeanNorms[l], 2), 1e-12);
            }
        }
    }

    [Fact]
    public void Without_memory_it_is_the_pure_attention_of_the_foundations()
    {
        var weights = new AttentionWeights(Sheet.Head.Score, Matrix<double>.Build.DenseIdentity(3), Sheet.Head.Value).AtTemperature(1);
        var pure = AttentionStack.Pure(AttentionMask.Complete(5)).Run(Sheet.Tokens, 6, _ => weights);
        var run = Stack(Sheet, 0).Run(Sheet.Tokens, 6);
        for (var l = 0; l <= 6; l++) Close.To(Math.Log(pure.Residuals[l]), run.LogResiduals[l], 1e-11 * Math.Max(1, -run.LogResiduals[l]), $"layer {l}");
    }

    [Fact]
    public void Logarithms_go_on_far_below_the_smallest_number()
    {
        var run = Stack(Sheet, 0.3).Run(Sheet.Tokens, 400);
        Assert.True(run.LogResiduals[^1] < -90_000, $"{run.LogResiduals[^1]}");
        Close.To(Math.Log(0.3), run.SecondDifferences[^1], 1e-6);
        Assert.Equal(0, run.Residuals[^1]);
        var end = Assert.Throws<InvalidOperationException>(() => Stack(Sheet, 0).Run(Sheet.Tokens, 60));
        Assert.Contains("Use fewer layers", end.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_tokens_stay_equal_and_a_single_token_is_refused()
    {
        var equal = Matrix(4, 3, (_, j) => j + 1);
        Assert.All(Stack(Sheet, 0.5).Run(equal, 3).LogResiduals, l => Assert.Equal(double.NegativeInfinity, l));
        Assert.Contains("agrees with itself", Assert.Throws<ArgumentOutOfRangeException>(() => Stack(Sheet, 0.5).Run(equal.SubMatrix(0, 1, 0, 3), 3)).Message, StringComparison.Ordinal);
        Assert.Contains("the heads need width 3", Assert.Throws<ArgumentException>(() => Stack(Sheet, 0.5).Run(Matrix(4, 2, (i, _) => i), 3)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new HopfieldStack([], new ScoreMemory { Retention = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ScoreMemory { Retention = 1.1 });
    }

    [Fact]
    public void Zero_start_with_nothing_forgotten_attends_evenly_and_collapses_at_once() =>
        Assert.Equal(double.NegativeInfinity, Stack(Sheet, 1, start: MemoryStart.Zero).Run(Sheet.Tokens, 2).LogResiduals[1]);
}
