using RankCollapse.Models.Attention;
using RankCollapse.Randomness;
using static TorchSharp.torch;

namespace RankCollapse.Models.Tests.Attention;

public class PathNetworkTests
{
    private static Tensor Tokens => zeros(2, 5, 12).FillNormal(1, new RandomSource(3).Stream("tokens"));

    [Fact]
    public void Heads_with_their_slices_sum_to_the_whole_layer()
    {
        using var scope = NewDisposeScope();
        var layer = new SplitAttention(12, 3);
        var zero = layer.Head(Tokens, 0) * 0;
        var bias = layer.named_parameters().Single(p => p.name == "output.bias").parameter;
        var sum = Enumerable.Range(0, 3).Aggregate(zero, (total, head) => total + layer.Head(Tokens, head) - bias) + bias;
        Assert.True(layer.call(Tokens).allclose(sum, 1e-4, 1e-5));
    }

    [Fact]
    public void A_path_of_length_zero_reads_the_embedding_and_one_of_full_length_uses_every_layer()
    {
        using var scope = NewDisposeScope();
        var network = new PathNetwork(nn.Identity(), new PathNetworkShape(12, 1, 2, 4));
        var children = network.named_children().ToDictionary(c => c.name, c => c.module);
        var classifier = (nn.Module<Tensor, Tensor>)children["classifier"];
        Tensor Norm(Tensor x) => nn.functional.layer_norm(x, [12]);
        var random = new RandomSource(1).Stream("paths");
        Assert.True(network.Paths(Tokens, 0, 3, random).allclose(classifier.call(Norm(3 * Tokens)), 1e-4, 1e-5));
        var layers = children["layers"].children().Cast<SplitAttention>().ToArray();
        var expected = classifier.call(Norm(Norm(layers[1].Head(Norm(layers[0].Head(Tokens, 0)), 0))));
        Assert.True(network.Paths(Tokens, 2, 1, random).allclose(expected, 1e-4, 1e-5));
    }

    [Fact]
    public void Malformed_networks_paths_and_heads_are_refused()
    {
        using var scope = NewDisposeScope();
        Assert.StartsWith("The shape was PathNetworkShape", Assert.Throws<ArgumentException>(() => new PathNetwork(nn.Identity(), new PathNetworkShape(10, 3, 2, 4))).Message, StringComparison.Ordinal);
        var network = new PathNetwork(nn.Identity(), new PathNetworkShape(12, 1, 2, 4));
        var random = new RandomSource(1).Stream("paths");
        Assert.StartsWith("length was 3; it must be in [0, 2]", Assert.Throws<ArgumentOutOfRangeException>(() => network.Paths(Tokens, 3, 1, random)).Message, StringComparison.Ordinal);
        Assert.StartsWith("head was 3; it must be in [0, 2]", Assert.Throws<ArgumentOutOfRangeException>(() => new SplitAttention(12, 3).Head(Tokens, 3)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_circle_variants_differ_in_their_parts_only()
    {
        using var scope = NewDisposeScope();
        var points = zeros(3, 2, 2).FillNormal(1, new RandomSource(3).Stream("points"));
        Assert.Equal(3, new[] { CircleWalker.Pure(8), CircleWalker.WithSkip(8), CircleWalker.WithMlp(8) }.Count(w => w.call(points).shape.SequenceEqual([3L, 2, 2])));
        Assert.Equal(CircleWalker.Pure(8).parameters().Count(), CircleWalker.WithSkip(8).parameters().Count());
        Assert.True(CircleWalker.WithMlp(8).parameters().Count() > CircleWalker.Pure(8).parameters().Count());
    }
}
