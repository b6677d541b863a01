using RankCollapse.Models.Norms;
using RankCollapse.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace RankCollapse.Models.Tests.Norms;

public class NormTests
{
    private static Tensor Tokens(params long[] shape) => zeros(shape, dtype: float64).FillNormal(2, new RandomSource(5).Stream("tokens"));

    [Theory]
    [InlineData(1.0)]
    [InlineData(4.0)]
    public void A_sphere_norm_gives_every_token_its_length_and_keeps_its_direction(double radius)
    {
        using var scope = NewDisposeScope();
        var tokens = Tokens(2, 5, 16);
        var found = new SphereNorm(radius).call(tokens);
        Assert.True(found.norm(-1).allclose(full([2, 5], radius, dtype: float64), 1e-13, 0));
        Assert.True((found * tokens.norm(-1, keepdim: true) / radius).allclose(tokens, 1e-12, 1e-12));
    }

    [Fact]
    public void A_root_mean_square_norm_with_unit_gain_is_the_sphere_of_radius_root_width()
    {
        using var scope = NewDisposeScope();
        var tokens = Tokens(3, 4, 9);
        Assert.True(new RmsNorm(9, epsilon: 0).to(float64).call(tokens).allclose(new SphereNorm(3).call(tokens), 1e-12, 1e-12));
    }

    [Fact]
    public void Layer_norm_is_the_root_mean_square_norm_of_centred_tokens()
    {
        using var scope = NewDisposeScope();
        var tokens = Tokens(3, 4, 9);
        var centred = tokens - tokens.mean([-1], keepdim: true);
        Assert.True(nn.LayerNorm(9, eps: 0).to(float64).call(tokens).allclose(new RmsNorm(9, epsilon: 0).to(float64).call(centred), 1e-12, 1e-12));
    }

    [Fact]
    public void Batch_norm_of_the_theory_scales_features_to_mean_square_one_without_moving_them()
    {
        using var scope = NewDisposeScope();
        var samples = Tokens(20, 6) + 3;
        var found = new UncentredBatchNorm().call(samples);
        Assert.True(found.square().mean([0]).allclose(ones(6, dtype: float64), 1e-13, 0));
        var ratio = found / samples;
        Assert.True((ratio - ratio[..1]).abs().max().item<double>() < 1e-13);
    }

    [Fact]
    public void Zero_stays_zero_instead_of_becoming_no_number()
    {
        using var scope = NewDisposeScope();
        var tokens = Tokens(4, 3);
        tokens[1] = zeros(3, dtype: float64);
        Assert.Equal(0, new SphereNorm(1).call(tokens)[1].abs().max().item<double>());
        Assert.Equal(0, new UncentredBatchNorm().call(zeros(4, 3)).abs().max().item<double>());
    }

    [Fact]
    public void Gradients_of_the_norms_are_those_of_finite_differences()
    {
        using var scope = NewDisposeScope();
        foreach (var norm in (nn.Module<Tensor, Tensor>[])[new SphereNorm(2), new RmsNorm(4).to(float64), new UncentredBatchNorm()])
        {
            var (x, weights, direction) = (Tokens(3, 4).requires_grad_(), Tokens(3, 4) + 1, Tokens(3, 4).flip(0));
            (norm.call(x) * weights).sum().backward();
            const double h = 1e-6;
            using var free = no_grad();
            var difference = ((norm.call(x + h * direction) * weights).sum() - (norm.call(x - h * direction) * weights).sum()).item<double>() / (2 * h);
            Assert.Equal(difference, (x.grad! * direction).sum().item<double>(), 1e-6);
        }
    }

    [Fact]
    public void Refusals_say_what_is_wanted()
    {
        Assert.Contains("The radius was 0; it must be above 0", Assert.Throws<ArgumentOutOfRangeException>(() => new SphereNorm(0)).Message);
        Assert.Contains("it must be [samples, features]", Assert.Throws<ArgumentException>(() => new UncentredBatchNorm().call(Tokens(2, 3, 4))).Message);
    }
}
