using RankCollapse.Models.Attention;
using RankCollapse.Models.Stacks;
using RankCollapse.Randomness;
using RankCollapse.Theory.Masks;
using TorchSharp;
using static TorchSharp.torch;

namespace RankCollapse.Models.Tests.Attention;

public class SelfAttentionTests
{
    private static Tensor Tokens(params long[] shape) => zeros(shape, dtype: float64).FillNormal(1, new RandomSource(3).Stream("tokens"));

    private static SelfAttention Make(AttentionDesign design) =>
        Initialisation.Scaled(new SelfAttention(design), 1.5, new RandomSource(4).Stream("weights")).to(float64);

    /// <summary>The formula, number by number.</summary>
    private static double[,] AttentionReference(double[,] query, double[,] key, Func<int, int, bool> mayLook, double temperature)
    {
        var n = query.GetLength(0);
        var attention = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            var sum = 0.0;
            for (var j = 0; j < n; j++)
            {
                if (!mayLook(i, j)) continue;
                var score = 0.0;
                for (var k = 0; k < query.GetLength(1); k++) score += query[i, k] * key[j, k];
                sum += attention[i, j] = Math.Exp(score / temperature);
            }
            for (var j = 0; j < n; j++) attention[i, j] /= sum;
        }
        return attention;
    }

    private static double[,] Linear(Tensor tokens, nn.Module layer, int from, int width)
    {
        var (weight, bias) = (layer.get_parameter("weight")!, layer.get_parameter("bias")!);
        var all = (tokens.matmul(weight.T) + bias).data<double>();
        var result = new double[tokens.size(0), width];
        for (var i = 0; i < result.GetLength(0); i++)
        {
            for (var k = 0; k < width; k++) result[i, k] = all[i, from + k];
        }
        return result;
    }

    [Theory]
    [InlineData(1, false, null)]
    [InlineData(2, true, null)]
    [InlineData(4, true, 0.7)]
    public void The_attention_matrices_are_the_masked_softmax_of_the_scores(int heads, bool isCausal, double? temperature)
    {
        using var scope = NewDisposeScope();
        var attention = Make(new AttentionDesign { Width = 8, Heads = heads, Mask = isCausal ? AttentionMask.Causal : null, Temperature = temperature });
        var tokens = Tokens(1, 6, 8);
        var found = attention.Attend(tokens).Attention.data<double>();
        var parts = attention.named_children().ToDictionary(c => c.name, c => c.module);
        for (var h = 0; h < heads; h++)
        {
            var width = 8 / heads;
            var expected = AttentionReference(Linear(tokens[0], parts["query"], h * width, width), Linear(tokens[0], parts["key"], h * width, width),
                (i, j) => !isCausal || j <= i, temperature ?? Math.Sqrt(width));
            for (var i = 0; i < 6; i++)
            {
                for (var j = 0; j < 6; j++) Assert.Equal(expected[i, j], found[0, h, i, j], 1e-12);
            }
        }
    }

    [Fact]
    public void Mixing_alone_is_the_attention_matrix_times_the_tokens()
    {
        using var scope = NewDisposeScope();
        var attention = Make(new AttentionDesign { Width = 5, Values = ValueMap.Identity, HasOutputMap = false });
        var tokens = Tokens(3, 7, 5);
        var (output, matrices) = attention.Attend(tokens);
        Assert.True(output.allclose(matrices[.., 0].matmul(tokens), 1e-12, 1e-12));
        Assert.True(output.allclose(attention.call(tokens), 0, 0));
        Assert.True(matrices.sum(-1).allclose(ones(3, 1, 7, dtype: float64), 1e-13, 1e-13));
    }

    [Fact]
    public void A_masked_pair_has_weight_zero_and_a_later_token_leaves_earlier_ones_alone()
    {
        using var scope = NewDisposeScope();
        var attention = Make(new AttentionDesign { Width = 4, Heads = 2, Mask = AttentionMask.Causal });
        var tokens = Tokens(1, 5, 4);
        var changed = tokens.clone();
        changed[0, 4] = ones(4, dtype: float64);
        Assert.True(attention.call(tokens)[0, ..4].equal(attention.call(changed)[0, ..4]).all().item<bool>());
        Assert.Equal(0, attention.Attend(tokens).Attention.triu(1).abs().max().item<double>());
    }

    [Fact]
    public void Equal_tokens_stay_equal_whatever_the_weights()
    {
        using var scope = NewDisposeScope();
        var attention = Make(new AttentionDesign { Width = 6, Heads = 3 });
        var output = attention.call(Tokens(1, 1, 6).expand(1, 9, 6).contiguous());
        Assert.True((output - output[.., ..1]).abs().max().item<double>() < 1e-14);
    }

    [Fact]
    public void A_forward_pass_leaves_nothing_alive_but_its_result()
    {
        using var free = no_grad();
        var attention = Make(new AttentionDesign { Width = 8, Heads = 2, Mask = AttentionMask.Causal });
        using var tokens = Tokens(2, 6, 8);
        attention.call(tokens).Dispose();
        var before = Tensor.TotalCount;
        for (var i = 0; i < 20; i++) attention.call(tokens).Dispose();
        Assert.True(Tensor.TotalCount - before <= 0, $"{Tensor.TotalCount - before} tensors more than before");
    }

    [Fact]
    public void Wrong_shapes_and_designs_say_what_is_wanted()
    {
        var attention = Make(new AttentionDesign { Width = 8 });
        Assert.Contains("has the shape [6, 8]; it must be [batch, tokens, 8]. Add a batch axis", Assert.Throws<ArgumentException>(() => attention.call(Tokens(6, 8))).Message);
        Assert.Contains("3 heads cannot share a width of 8", Assert.Throws<ArgumentException>(() => new SelfAttention(new AttentionDesign { Width = 8, Heads = 3 })).Message);
        Assert.Contains("Temperature was -1", Assert.Throws<ArgumentOutOfRangeException>(() => new AttentionDesign { Width = 8, Temperature = -1 }).Message);
        Assert.Contains("Dropout was 1", Assert.Throws<ArgumentOutOfRangeException>(() => new AttentionDesign { Width = 8, Dropout = 1 }).Message);
    }
}
