using RankCollapse.Measures;
using RankCollapse.Models.BatchNorm;
using RankCollapse.Randomness;
using static TorchSharp.torch;

namespace RankCollapse.Models.Tests.BatchNorm;

public class RankSurrogateTests
{
    private static Tensor Normal(params long[] shape) => zeros(shape, dtype: float64).FillNormal(1, new RandomSource(29).Stream("h"));

    [Fact]
    public void The_bound_is_that_of_the_reference_values()
    {
        // bn_forward_d3_n4_g0.1_L1 of the reference values: H as printed, features as rows there.
        using var scope = NewDisposeScope();
        var h = tensor(new[]
        {
            -0.15061660018618808, 1.9176765369544644, 0.09549192689280478, -0.5391777362437978,
            -0.4502872060333252, 1.7700128760138631, -0.8123511613907388, 0.06619245738717072,
            -0.07004543625413648, 0.3908844385501773, -1.5279860412583997, -1.2278280214585284,
        }, [3, 4]);
        Assert.Equal(1.7825782910756058, RankSurrogate.SoftBound(h.t()), 1e-12);
        Assert.Equal(1.7825782910756058, RankSurrogate.SoftBound(h), 1e-12);
    }

    [Theory]
    [InlineData(5, 12)]
    [InlineData(12, 5)]
    public void The_bound_is_that_of_singular_values_at_every_scale(int samples, int features)
    {
        using var scope = NewDisposeScope();
        var h = Normal(samples, features);
        var expected = Ranks.SoftBound(h.ToMatrix());
        Assert.Equal(expected, RankSurrogate.SoftBound(h), 1e-12);
        Assert.Equal(expected, 1 / RankSurrogate.Loss(h).item<double>(), 1e-12);
        Assert.Equal(expected, RankSurrogate.SoftBound(h * 1e-200), 1e-10);
    }

    [Fact]
    public void Its_gradient_is_that_of_finite_differences_and_vanishes_along_the_scale()
    {
        using var scope = NewDisposeScope();
        var (h, direction) = (Normal(6, 4).requires_grad_(), Normal(6, 4).flip(1));
        RankSurrogate.Loss(h).backward();
        using var free = no_grad();
        const double step = 1e-6;
        var difference = (RankSurrogate.Loss(h + step * direction) - RankSurrogate.Loss(h - step * direction)).item<double>() / (2 * step);
        Assert.Equal(difference, (h.grad! * direction).sum().item<double>(), 1e-8);
        Assert.Equal(0, (h.grad! * h).sum().item<double>(), 1e-14);
    }

    [Fact]
    public void At_rank_one_the_gradient_is_zero_so_that_collapse_cannot_be_left_by_it()
    {
        using var scope = NewDisposeScope();
        var h = Normal(6, 1).matmul(Normal(1, 4)).requires_grad_();
        RankSurrogate.Loss(h).backward();
        Assert.True(h.grad!.abs().max().item<double>() < 1e-14);
    }

    [Fact]
    public void Nothing_has_no_rank_and_three_axes_are_refused()
    {
        Assert.True(double.IsNaN(RankSurrogate.SoftBound(zeros(3, 4))));
        Assert.Contains("it must be [samples, features]", Assert.Throws<ArgumentException>(() => RankSurrogate.Loss(zeros(2, 3, 4))).Message);
    }
}
