using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Randomness;
using RankCollapse.Theory.Hopfield;
using static RankCollapse.Tests.Theory.Hopfield.HopfieldInputs;

namespace RankCollapse.Tests.Theory.Hopfield;

public class DepthLawTests
{
    [Theory]
    [InlineData(0.3, -1.203976), InlineData(0.5, -0.693153), InlineData(0.7, -0.356681), InlineData(0.9, -0.105373)]
    public void The_curvature_of_the_log_residual_is_the_logarithm_of_the_retention(double retention, double seen)
    {
        var run = Stack(Sheet, retention).Run(Sheet.Tokens, 58);
        Close.To(DepthLaw.Curvature(retention), run.SecondDifferences[^1], 1e-3, "curvature");
        // The sheet's last digits belong to depths that it does not name.
        Close.To(seen, run.SecondDifferences[^1], 2e-5, "curvature of the sheet");
        Assert.All(run.SecondDifferences.Skip(retention < 0.8 ? 20 : 45), d => Close.To(DepthLaw.Curvature(retention), d, 0.02));
    }

    [Fact]
    public void The_law_holds_for_random_weights_of_any_size()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new RandomSource(11).Stream(seed);
            var (n, d) = (4 + random.NextInteger(6), 3 + random.NextInteger(4));
            var head = new HopfieldHead(random.NormalMatrix(d, d, 0.5), random.OrthogonalMatrix(d));
            var run = new HopfieldStack(head, new ScoreMemory { Retention = 0.5 }).Run(random.NormalMatrix(n, d), 60);
            // Complex leading pairs turn the direction, so that single differences swing; their mean does not.
            Close.To(Math.Log(0.5), run.SecondDifferences.Skip(29).Average(), 0.05, $"seed {seed}");
        }
    }

    [Fact]
    public void Ordinary_attention_triples_its_exponent_and_a_frozen_pattern_follows_its_second_eigenvalue()
    {
        var ordinary = Stack(Sheet, 0).Run(Sheet.Tokens, 9).LogResiduals;
        Close.To(3, (ordinary[9] - ordinary[8]) / (ordinary[8] - ordinary[7]), 1e-6);
        var stack = Stack(Sheet, 1);
        var slope = DepthLaw.FrozenSlope(stack.FirstAttention(Sheet.Tokens));
        Close.To(slope, stack.Run(Sheet.Tokens, 40).LogRatios[^1], 1e-3);
    }

    [Fact]
    public void The_parabola_survives_layer_norm_and_mlp_and_agrees_with_the_reference()
    {
        var (tokens, stack) = Blocks(0.7);
        var given = Outputs("collapse_ln_ffn_ap0.7").GetProperty("ln_residual_after_layer").Numbers();
        var logs = stack.LogResiduals(tokens, given.Length);
        // Rounding of the first blocks is multiplied by what LN and relu do with it: 1e-15 times some thousands.
        Assert.All(given.Zip(logs), p => Close.To(p.First, p.Second, 1e-9));
        Close.To(Math.Log(0.7), DepthLaw.FittedCurvature([.. logs.Skip(11)]), 0.03);
        var (_, half) = Blocks(0.5);
        Close.To(Math.Log(0.5), DepthLaw.FittedCurvature([.. half.LogResiduals(tokens, 24).Skip(9)]), 0.03);
    }

    [Fact]
    public void The_blocks_on_mean_and_rest_are_the_blocks_as_printed()
    {
        var (tokens, stack) = Blocks(0.7);
        var (logs, plain) = (stack.LogResiduals(tokens, 11), stack.RunReference(tokens, 11));
        for (var l = 0; l < 11; l++) Close.To(Math.Log(TokenResidual.Absolute(plain[l])), logs[l], 1e-9, $"block {l + 1}");
    }

    private static (Matrix<double> Tokens, NormalisedHopfieldStack Stack) Blocks(double retention) => (
        Matrix(5, 6, (i, j) => Math.Sin(0.4 + (1.3 * i) + (0.9 * j))),
        new NormalisedHopfieldStack(
            new HopfieldHead(Matrix(6, 6, (i, j) => 0.5 * Math.Sin(0.2 + (0.8 * i) + (1.4 * j))), Matrix(6, 6, (i, j) => Math.Cos(0.3 + (1.9 * i) + (0.7 * j)))),
            Matrix(6, 12, (i, j) => Math.Sin(0.7 + (2.3 * i) + (1.1 * j))),
            Matrix(12, 6, (i, j) => Math.Cos(0.1 + (1.2 * i) + (2.1 * j))),
            new ScoreMemory { Retention = retention }));

    [Fact]
    public void Fading_reaches_single_precision_where_the_formula_says()
    {
        Assert.All(new[] { (4, 4e-3), (8, 2e-10), (12, 2e-22) }, p => Close.Relatively(p.Item2, DepthLaw.Fading(0.5, p.Item1), 0.17, $"depth {p.Item1}"));
        var depth = DepthLaw.DepthAtResolution(0.5, Math.Pow(2, -24));
        Close.To(Math.Sqrt(48), depth, 1e-12);
        Assert.True(DepthLaw.Fading(0.5, (int)depth) > Math.Pow(2, -24) && DepthLaw.Fading(0.5, (int)depth + 1) < Math.Pow(2, -24));
    }

    [Theory, InlineData(0.5, 0), InlineData(0.5, 0.6), InlineData(0.5, 1), InlineData(0.7, 0.6)]
    public void With_a_skip_path_the_residual_ratio_tends_to_its_weight(double feature, double retention)
    {
        var run = Stack(Sheet, retention, feature).Run(Sheet.Tokens, 60);
        if (retention < 1) Close.To(feature, Math.Exp(run.LogRatios[^1]), 5e-3);
        else Assert.True(Math.Exp(run.LogRatios[^1]) > feature + 0.05, "a frozen pattern adds its second eigenvalue");
    }

    [Fact]
    public void A_skip_path_moves_distances_by_no_more_than_the_bound()
    {
        // A bound that is too large holds as well, so its value by hand: 4(1 − α)·tanh(δ/2)·‖W‖·ρ.
        Close.Relatively(4 * 0.75 * Math.Tanh(0.4) * 1.5 * 2, DepthLaw.SkipDeviation(0.25, 0.8, 1.5, 2), 1e-14);
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new RandomSource(13).Stream(seed);
            var (x, m, w, skip) = (random.NormalMatrix(5, 3), random.NormalMatrix(3, 3, 0.4), random.NormalMatrix(3, 3), random.NextUniform());
            var split = CentredTokens.From(x);
            var own = split.Centred * m * split.Centred.Transpose();
            var next = new HopfieldStack(new HopfieldHead(m, w), new ScoreMemory { Retention = 0 }) { FeatureRetention = skip }.RunReference(x, 1)[1];
            var bound = DepthLaw.SkipDeviation(skip, own.Enumerate().Max(Math.Abs), w.L2Norm(), split.Centred.RowNorms(2).Maximum());
            for (var i = 1; i < 5; i++)
            {
                var (before, after) = ((x.Row(i) - x.Row(0)).L2Norm(), (next.Row(i) - next.Row(0)).L2Norm());
                Assert.True(Math.Abs(after - (skip * before)) <= bound + 1e-12, $"seed {seed}");
            }
        }
    }

    [Fact]
    public void A_half_skip_path_is_a_unit_skip_path_divided_by_two_in_every_layer_when_scores_ignore_the_scale()
    {
        var random = new RandomSource(17).Stream("halving");
        var (x, m, w) = (random.NormalMatrix(6, 4), random.NormalMatrix(4, 4), random.NormalMatrix(4, 4, 0.5));
        var (half, unit) = (x.Clone(), x.Clone());
        Matrix<double> Attended(Matrix<double> tokens)
        {
            var direction = tokens.NormalizeRows(2);
            return HopfieldStack.Softmax(direction * m * direction.Transpose()) * tokens * w;
        }

        for (var l = 1; l <= 20; l++)
        {
            (half, unit) = (0.5 * (half + Attended(half)), unit + Attended(unit));
            Close.To(0, ((half * Math.Pow(2, l)) - unit).L2Norm() / unit.L2Norm(), 1e-12, $"layer {l}");
        }
    }

    [Fact]
    public void Bad_arguments_are_explained()
    {
        Assert.Contains("triples its exponent", Assert.Throws<ArgumentOutOfRangeException>(() => DepthLaw.Curvature(0)).Message, StringComparison.Ordinal);
        Assert.Contains("never fades", Assert.Throws<ArgumentOutOfRangeException>(() => DepthLaw.DepthAtResolution(1, 0.1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => DepthLaw.FittedCurvature([1, 2, double.NegativeInfinity]));
        Assert.Throws<ArgumentOutOfRangeException>(() => DepthLaw.FittedCurvature([1, 2]));
    }
}
