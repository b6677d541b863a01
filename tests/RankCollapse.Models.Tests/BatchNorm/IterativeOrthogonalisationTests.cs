using RankCollapse.Measures;
using RankCollapse.Models.BatchNorm;
using RankCollapse.Models.Stacks;
using RankCollapse.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace RankCollapse.Models.Tests.BatchNorm;

public class IterativeOrthogonalisationTests
{
    private static readonly RandomSource Random = new(49);

    private static Tensor Normal(params long[] shape) => zeros(shape, dtype: float64).FillNormal(1, Random.Stream("h"));

    [Fact]
    public void Singular_values_become_their_square_roots_over_a_common_scale()
    {
        using var scope = NewDisposeScope();
        var h = Normal(20, 6).matmul(Normal(6, 6));
        var before = Ranks.SingularValues(h.ToMatrix());
        var after = Ranks.SingularValues(h.matmul(IterativeOrthogonalisation.Weights(h).t()).ToMatrix());
        var scale = Math.Sqrt(before.Sum());
        Assert.All(before.Zip(after), pair => Assert.Equal(Math.Sqrt(pair.First) / scale, pair.Second, 1e-12));
        Assert.Equal(1, after.Sum(value => value * value), 1e-12);
    }

    [Fact]
    public void In_a_linear_network_rank_rises_at_every_layer()
    {
        var net = DeepNetWeights.XavierNormal(new DeepNet(new DeepNetDesign { Inputs = 8, Width = 8, Depth = 6, Activation = Activation.Linear }).to(float64), Random.Stream("weights"));
        using var free = no_grad();
        var start = Ranks.SingularValues(net.After(Normal(24, 8), 1).ToMatrix());
        var bounds = IterativeOrthogonalisation.Apply(net, Normal(24, 8));
        Assert.Equal(6, bounds.Count);
        Assert.All(bounds.Zip(bounds.Skip(1)), pair => Assert.True(pair.Second > pair.First, $"{pair}"));
        // Five square roots in a row.
        Assert.Equal(Ranks.SoftBound([.. start.Select(value => Math.Pow(value, 1.0 / 32))]), bounds[^1], 1e-9);
    }

    [Fact]
    public void A_direction_that_is_missing_stays_missing_instead_of_becoming_infinite()
    {
        using var scope = NewDisposeScope();
        var h = Normal(9, 3).matmul(Normal(3, 5));
        var after = h.matmul(IterativeOrthogonalisation.Weights(h).t()).ToMatrix();
        Assert.Equal(3, Ranks.Numerical(after, 1e-8));
    }

    [Fact]
    public void Refusals_say_what_is_wanted()
    {
        Assert.Contains("at least as many samples as features", Assert.Throws<ArgumentException>(() => IterativeOrthogonalisation.Weights(Normal(4, 5))).Message);
        Assert.Contains("it must be finite and above 0", Assert.Throws<ArgumentException>(() => IterativeOrthogonalisation.Weights(zeros(5, 4))).Message);
        var normed = new DeepNet(new DeepNetDesign { Inputs = 4, Width = 4, Depth = 2, Statistics = BatchStatistics.Centred });
        Assert.Contains("this initialisation is in place of that", Assert.Throws<ArgumentException>(() => IterativeOrthogonalisation.Apply(normed, Normal(8, 4))).Message);
    }
}
