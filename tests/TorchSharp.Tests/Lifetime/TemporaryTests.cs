using static TorchSharp.torch;

namespace TorchSharp.Tests.Lifetime;

/// <summary>Operations made of several must dispose what they make on the way.</summary>
[Collection(Alone.Name)]
public class TemporaryTests
{
    [Fact]
    public void Operations_made_of_several_leave_nothing_behind_but_their_result()
    {
        using var x = rand(3, 4);
        using var whole = randint(5, [6L]);
        var before = Alone.Count();
        using (2.0 / x) Assert.Equal(before + 1, Tensor.TotalCount);
        using (x.var(1, type: float64)) Assert.Equal(before + 1, Tensor.TotalCount);
        using (whole.unique().output) Assert.Equal(before + 1, Tensor.TotalCount);
        using (tensordot(x, x, [0, 1], [0, 1])) Assert.Equal(before + 1, Tensor.TotalCount);
        using (tensor(new[] { 1, 2 }, float64)) Assert.Equal(before + 1, Tensor.TotalCount);
        rand_float();
        x.str();
        x.ToString();
        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void Temporaries_of_an_indexing_do_not_outlive_it()
    {
        using var t = arange(24).reshape(2, 3, 4);
        using var mask = tensor(new long[] { 1, 0 });
        var before = Alone.Count();
        using (t[0, TensorIndex.None, 1.., TensorIndex.Tensor(mask)])
        {
            Assert.Equal(before + 1, Tensor.TotalCount);
        }
        using (t[1, 2, 3]) Assert.Equal(before + 1, Tensor.TotalCount);
        using var number = tensor(5L);
        t[TensorIndex.Ellipsis, TensorIndex.Tensor(mask)] = number;
        t[0, 0] = number;
        Assert.Throws<IndexOutOfRangeException>(() => t[TensorIndex.None, 0, 9]);
        Assert.Equal(before + 1, Tensor.TotalCount);
    }
}
