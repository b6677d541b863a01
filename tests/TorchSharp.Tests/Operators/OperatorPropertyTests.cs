using static TorchSharp.torch;

namespace TorchSharp.Tests.Operators;

/// <summary>Laws that hold for every tensor, tried on random shapes and numbers; the seed of a failure is its argument.</summary>
[Collection(Alone.Name)]
public class OperatorPropertyTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 20)];

    private static (Tensor X, Random Random) Draw(int seed, int axes)
    {
        var random = new Random(seed);
        manual_seed(seed);
        return (randn(Enumerable.Range(0, axes).Select(_ => (long)random.Next(1, 6)).ToArray(), float64), random);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Parts_put_together_are_the_whole(int seed)
    {
        using var scope = NewDisposeScope();
        var (x, random) = Draw(seed, 3);
        var axis = random.Next(3);
        Assert.True(cat(x.split(random.Next(1, 4), axis), axis).Equals(x));
        Assert.True(cat(x.chunk(2, axis), axis).Equals(x));
        Assert.True(stack(x.unbind(axis), axis).Equals(x));
        Assert.True(cat([x[0..1], x[1..]]).Equals(x));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Axes_moved_there_and_back_are_where_they_were(int seed)
    {
        using var scope = NewDisposeScope();
        var (x, random) = Draw(seed, 4);
        long[] order = [0, 1, 2, 3];
        random.Shuffle(order);
        var back = order.Select((axis, place) => (axis, place)).OrderBy(pair => pair.axis).Select(pair => (long)pair.place);
        Assert.True(x.permute(order).permute(back).Equals(x));
        Assert.True(x.flip(1, 3).flip(3, 1).Equals(x));
        Assert.True(x.roll(2, 1).roll(-2, 1).Equals(x));
        Assert.True(x.flatten().view(x.shape).Equals(x));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_sorted_axis_ascends_and_is_gathered_by_its_indices(int seed)
    {
        using var scope = NewDisposeScope();
        var (x, random) = Draw(seed, 3);
        var axis = random.Next(3);
        var (values, indexes) = x.sort(axis);
        Assert.True((values.diff(dim: axis) >= 0).all().item<bool>());
        Assert.True(x.gather(axis, indexes).Equals(values));
        Assert.True(x.max(axis).values.Equals(values.select(axis, -1)));
        Assert.True(x.topk(1, axis).values.squeeze(axis).Equals(x.amax([axis])));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Variance_is_the_mean_square_less_the_square_of_the_mean(int seed)
    {
        using var scope = NewDisposeScope();
        var (x, random) = Draw(seed, 2);
        var axis = random.Next(2);
        var expected = x.square().mean([axis]) - x.mean([axis]).square();
        Assert.True(x.var(axis, unbiased: false).allclose(expected, 1e-12, 1e-12));
        var (variance, mean) = torch.var_mean(x, axis, unbiased: false);
        Assert.True(variance.allclose(expected, 1e-12, 1e-12) && mean.allclose(x.mean([axis]), 1e-14, 1e-14));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_softmax_is_a_distribution_that_no_common_shift_changes(int seed)
    {
        using var scope = NewDisposeScope();
        var (x, random) = Draw(seed, 2);
        var p = (x * 300).softmax(1);
        Assert.True((p >= 0).all().item<bool>());
        Assert.True(p.sum(1).allclose(ones(x.shape[0], float64), 1e-14, 1e-14));
        Assert.True(p.allclose((x * 300 + random.Next(-1000, 1000)).softmax(1), 1e-9, 1e-12));
        Assert.True(x.log_softmax(1).allclose(x - x.logsumexp(1, keepdim: true), 1e-13, 1e-13));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Products_are_the_same_by_every_road(int seed)
    {
        using var scope = NewDisposeScope();
        var (x, random) = Draw(seed, 2);
        var y = randn(x.shape[1], random.Next(1, 6), float64);
        var product = x.matmul(y);
        Assert.True(product.allclose((x.unsqueeze(2) * y.unsqueeze(0)).sum(1), 1e-13, 1e-13));
        Assert.True(product.allclose(einsum("ij,jk->ik", x, y), 1e-13, 1e-13));
        Assert.True(product.allclose(tensordot(x, y, 1), 1e-13, 1e-13));
        Assert.True(product.allclose(y.T.mm(x.T).T, 1e-13, 1e-13));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_is_scattered_is_gathered_again_and_sums_are_kept(int seed)
    {
        using var scope = NewDisposeScope();
        var (x, _) = Draw(seed, 2);
        var places = rand(x.shape).argsort(1);
        Assert.True(zeros_like(x).scatter(1, places, x).gather(1, places).Equals(x));
        var folded = zeros(x.shape[0], 2, float64).scatter_add(1, places.remainder(2), x);
        Assert.True(folded.sum(1).allclose(x.sum(1), 1e-13, 1e-13));
    }

    [Fact]
    public void Types_combine_as_in_PyTorch()
    {
        Assert.Equal(float32, promote_types(int64, float32));
        Assert.Equal(complex128, promote_types(complex64, float64));
        Assert.True(can_cast(float64, float32));
        Assert.False(can_cast(float32, int64));
        Assert.Equal(1.1920928955078125e-07, finfo(float32).eps);
        Assert.Equal(3.3895313892515355e+38, finfo(bfloat16).max);
        Assert.Equal("finfo() tells of real numbers; Int64 is not a type of them. (Parameter 'dtype')", Assert.Throws<ArgumentException>(() => finfo(int64)).Message);
    }
}
