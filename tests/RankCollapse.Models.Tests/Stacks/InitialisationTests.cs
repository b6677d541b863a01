using RankCollapse.Models.Stacks;
using RankCollapse.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace RankCollapse.Models.Tests.Stacks;

public class InitialisationTests
{
    private static RandomStream Stream(ulong seed) => new RandomSource(seed).Stream("weights");

    private static (double Mean, double Variance) Moments(Tensor weight)
    {
        using var scope = NewDisposeScope();
        var w = weight.detach().to(float64);
        return (w.mean().item<double>(), w.square().mean().item<double>());
    }

    [Theory]
    [InlineData("gaussian", 0.02 * 0.02)]
    [InlineData("scaled", 4.0 / 300)]
    [InlineData("xavier", 2.0 / 700)]
    public void Weights_have_mean_zero_and_the_variance_that_was_asked_for(string kind, double variance)
    {
        var layer = nn.Linear(300, 400);
        _ = kind switch
        {
            "gaussian" => Initialisation.Gaussian(layer, 0.02, Stream(1)),
            "scaled" => Initialisation.Scaled(layer, 2, Stream(1)),
            _ => Initialisation.Xavier(layer, Stream(1)),
        };
        var (mean, square) = Moments(layer.weight!);
        // 120,000 weights: five standard errors of the mean, and of the mean square of normal numbers (√(2/n), the widest of the three).
        Assert.True(Math.Abs(mean) < 5 * Math.Sqrt(variance / 120_000), $"mean {mean}");
        Assert.True(Math.Abs(square / variance - 1) < 5 * Math.Sqrt(2.0 / 120_000), $"variance {square}");
        Assert.Equal(0, layer.bias!.abs().max().item<float>());
    }

    [Fact]
    public void The_usual_start_is_uniform_with_biases_and_standard_normal_for_embeddings()
    {
        using var scope = NewDisposeScope();
        var both = Initialisation.Usual(nn.Sequential(("words", nn.Embedding(400, 300)), ("map", nn.Linear(300, 400))), Stream(3));
        var parameters = both.named_parameters().ToDictionary(p => p.name, p => p.parameter);
        var bound = 1 / Math.Sqrt(300);
        // Uniform within ±b: mean square b²/3, fourth power b⁴/5; 120,000 weights, five standard errors.
        Assert.Equal(1, Moments(parameters["map.weight"]).Variance / (bound * bound / 3), 5 * Math.Sqrt(0.8 / 120_000));
        Assert.Equal(1, Moments(parameters["words.weight"]).Variance, 5 * Math.Sqrt(2.0 / 120_000));
        Assert.InRange(parameters["map.weight"].abs().max().item<float>(), 0.999 * bound, bound);
        Assert.InRange(parameters["map.bias"].abs().max().item<float>(), 0.9 * bound, bound);
        Assert.Equal(Moments(Initialisation.Usual(nn.Linear(300, 400), Stream(3)).weight!).Variance, bound * bound / 3, 5e-6);
    }

    [Fact]
    public void Orthogonal_weights_are_orthogonal()
    {
        using var scope = NewDisposeScope();
        var weight = Initialisation.Orthogonal(nn.Linear(20, 20), Stream(2)).to(float64).weight!;
        Assert.True(weight.matmul(weight.T).allclose(eye(20, dtype: float64), 1e-6, 1e-6));
        Assert.Contains("orthogonal weights are square", Assert.Throws<ArgumentException>(() => Initialisation.Orthogonal(nn.Linear(3, 4), Stream(2))).Message);
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights_and_each_parameter_has_its_own()
    {
        FeedForward Make(ulong seed) => Initialisation.Scaled(new FeedForward(6, 6), 1, Stream(seed));
        var (one, same, other) = (Make(1), Make(1), Make(2));
        foreach (var (a, b) in one.parameters().Zip(same.parameters())) Assert.True(a.equal(b).all().item<bool>());
        Assert.False(one.parameters().First().equal(other.parameters().First()).all().item<bool>());
        Tensor[] weights = [.. one.parameters().Where(p => p.dim() == 2)];
        Assert.False(weights[0].equal(weights[1]).all().item<bool>());
    }

    [Fact]
    public void Gains_of_norms_stay_one()
    {
        var norm = Initialisation.Gaussian(nn.LayerNorm(5), 3, Stream(1));
        Assert.True(norm.weight!.equal(ones(5)).all().item<bool>());
    }
}
