using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Randomness;
using RankCollapse.Theory.Foundations;
using RankCollapse.Theory.Masks;

namespace RankCollapse.Tests.Theory.Foundations;

public class AttentionStackTests
{
    private static readonly AttentionMask Mask = AttentionMask.Complete(7);
    private static readonly RandomSource Random = new(5);

    public static TheoryData<string> Stacks => ["SAN", "SAN + LN", "SAN + skip", "SAN + skip + LN"];

    [Theory, MemberData(nameof(Stacks))]
    public void A_run_repeats_the_layer_as_it_is_printed(string name)
    {
        var stack = Stack(name);
        Assert.Equal(name, stack.Name);
        var start = Random.Stream("tokens").NormalMatrix(7, 4);
        var run = stack.Run(start, 6, Weights);
        var x = start;
        for (var layer = 0; layer < 6; layer++)
        {
            Close.To(stack.Attention.AttentionMatrix(x, Weights(layer)), run.Attention[layer], 1e-12, $"attention of layer {layer}");
            x = stack.LayerReference(x, Weights(layer));
            Close.To(x / x.FrobeniusNorm(), run.Tokens(layer + 1) / run.Tokens(layer + 1).FrobeniusNorm(), 1e-11, $"layer {layer}");
        }
    }

    [Fact]
    public void Pure_attention_is_masked_attention()
    {
        var start = Random.Stream("tokens").NormalMatrix(7, 4);
        var masked = new MaskedAttention(Mask).Run(start, 5, Weights);
        Assert.Equal(masked.RelativeResiduals(), AttentionStack.Pure(Mask).Run(start, 5, Weights).RelativeResiduals);
    }

    [Fact]
    public void Uniform_attention_with_a_skip_path_shrinks_the_angle_of_two_tokens_by_lambda_over_one_plus_lambda()
    {
        const double angle = 1.1, skip = 3;
        var start = Matrix<double>.Build.DenseOfArray(new double[,] { { Math.Cos(angle / 2), Math.Sin(angle / 2) }, { Math.Cos(angle / 2), -Math.Sin(angle / 2) } });
        var run = AttentionStack.WithSkipAndLayerNorm(AttentionMask.Complete(2), skip).Run(start, 60, _ => AttentionWeights.Averaging(2));
        for (var layer = 0; layer <= 60; layer++)
        {
            var tangent = Math.Pow(skip / (1 + skip), layer) * Math.Tan(angle / 2);
            Close.Relatively(Math.Sin(Math.Atan(tangent)), run.RelativeResiduals[layer], 1e-12, $"layer {layer}");
        }
    }

    [Fact]
    public void Opposite_tokens_rest_under_layer_norm_with_rank_one_and_full_residual()
    {
        var start = Matrix<double>.Build.DenseOfArray(new double[,] { { 1, 0 }, { -1, 0 } });
        var run = AttentionStack.WithLayerNorm(AttentionMask.Complete(2)).Run(start, 20, _ => AttentionWeights.Identity(2));
        Assert.All(run.RelativeResiduals, r => Assert.Equal(1, r));
        Assert.All(run.RankOneDistances, d => Assert.InRange(d, 0, 1e-15));
        Assert.All(run.StableRanks, r => Close.To(1, r, 1e-15));
        Assert.All(run.EffectiveRanks, r => Close.To(1, r, 1e-12));
        Assert.All(run.MeanCosines, c => Close.To(-1, c, 1e-15));
    }

    [Fact]
    public void Trails_are_the_first_two_coordinates_of_every_token()
    {
        var run = AttentionStack.Pure(Mask).Run(Random.Stream("tokens").NormalMatrix(7, 4), 3, Weights);
        var trails = run.Trails(0, 2);
        Assert.Equal(7, trails.Count);
        Assert.All(trails, t => Assert.Equal((2, 2), (t.X.Length, t.Y.Length)));
        Assert.Equal((run.Tokens(2)[4, 0], run.Tokens(2)[4, 1]), (trails[4].X[1], trails[4].Y[1]));
    }

    [Fact]
    public void Refusals_say_what_is_allowed()
    {
        var infinite = Assert.Throws<ArgumentOutOfRangeException>(() => AttentionStack.WithSkip(Mask, double.NaN));
        Assert.StartsWith("skipStrength was NaN; it must be finite. Use 0 for no skip path.", infinite.Message, StringComparison.Ordinal);
        var run = AttentionStack.Pure(Mask).Run(Random.Stream("tokens").NormalMatrix(7, 1), 1, _ => AttentionWeights.Identity(1));
        Assert.StartsWith("layer was 2; this run allows 0 to 1.", Assert.Throws<ArgumentOutOfRangeException>(() => run.Tokens(2)).Message, StringComparison.Ordinal);
        Assert.StartsWith("width was 1; it must be at least 2.", Assert.Throws<ArgumentOutOfRangeException>(() => run.Trails(0)).Message, StringComparison.Ordinal);
    }

    private static AttentionStack Stack(string name) => name switch
    {
        "SAN" => AttentionStack.Pure(Mask),
        "SAN + LN" => AttentionStack.WithLayerNorm(Mask),
        "SAN + skip" => AttentionStack.WithSkip(Mask, 0.7),
        _ => AttentionStack.WithSkipAndLayerNorm(Mask, 0.7),
    };

    private static AttentionWeights Weights(int layer)
    {
        var stream = Random.Stream("weights").Stream(layer);
        return AttentionWeights.Normal(4, 0.5, stream).WithValue(stream.OrthogonalMatrix(4));
    }
}
