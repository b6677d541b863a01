using RankCollapse.Measures;
using RankCollapse.Models.Attention;
using RankCollapse.Models.Stacks;
using RankCollapse.Randomness;
using RankCollapse.Theory.Masks;
using static TorchSharp.torch;

namespace RankCollapse.Models.Tests.Attention;

public class ReducedTransformerTests
{
    private static readonly ReducedTransformer Small = new() { Width = 24, Heads = 2, Layers = 6 };

    [Fact]
    public void Attention_alone_collapses_under_the_complete_mask_and_a_skip_path_prevents_it()
    {
        double Last(TransformerParts parts) => Residuals(Small with { Parts = parts })[^1];
        Assert.True(Last(TransformerParts.Attention) < 1e-10);
        Assert.True(Last(TransformerParts.AttentionAndNorm) < 1e-10);
        Assert.True(Last(TransformerParts.AttentionSkipAndNorm) > 0.3);
        Assert.True(Last(TransformerParts.Full) > 0.3);
    }

    [Fact]
    public void Dropout_keeps_normalised_tokens_apart_where_nothing_else_does()
    {
        manual_seed(3);
        var noisy = Residuals(Small with { Parts = TransformerParts.AttentionAndNorm, Dropout = 0.1 });
        Assert.All(noisy, residual => Assert.InRange(residual, 0.1, 0.95));
    }

    [Fact]
    public void A_local_mask_is_slower_than_the_complete_one()
    {
        var window = Residuals(Small with { Parts = TransformerParts.Attention, Mask = n => AttentionMask.SlidingWindow(n) });
        Assert.True(window[^1] > 0.05);
    }

    [Fact]
    public void A_shared_vector_lifts_all_cosines_to_a_third()
    {
        double Mean(double shared)
        {
            using var scope = NewDisposeScope();
            return TokenCosineSimilarity.Of(new ReducedTransformer { Width = 768 }.Embed(1, 64, Stream, shared)[0].ToMatrix()).Mean;
        }

        // A cosine has deviation 1/√768 = 0.036, repeated words add a little.
        Assert.InRange(Mean(1), 0.29, 0.42);
        Assert.InRange(Mean(0), -0.02, 0.1);
    }

    [Fact]
    public void Weights_have_the_gain_of_BERT_and_the_same_seed_gives_the_same_layers()
    {
        Assert.Equal(0.02, new ReducedTransformer { Width = 768 }.WeightDeviation);
        using var scope = NewDisposeScope();
        var (one, other) = (Small.Stack(Stream), Small.Stack(Stream));
        var x = Small.Embed(2, 5, Stream);
        Assert.True(one.call(x).equal(other.call(x)).all().item<bool>());
        Assert.False(one.training);
    }

    private static RandomStream Stream => new RandomSource(4).Stream("reduced");

    private static double[] Residuals(ReducedTransformer model)
    {
        using var scope = NewDisposeScope();
        using var free = no_grad();
        using var stack = model.Stack(Stream);
        using var probe = new LayerProbe(stack);
        stack.call(model.Embed(2, 16, Stream));
        return [.. probe.Measure(TokenResidual.Relative).Select(layer => layer.Average())];
    }
}
