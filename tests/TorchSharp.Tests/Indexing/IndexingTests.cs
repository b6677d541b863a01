using static TorchSharp.torch;

namespace TorchSharp.Tests.Indexing;

public class IndexingTests
{
    private static Tensor Cube() => arange(24).reshape(2, 3, 4);

    [Theory]
    [InlineData(2, "Index 2 along axis 0, whose length is 2.")]
    [InlineData(-3, "Index -3 along axis 0, whose length is 2.")]
    public void An_index_beyond_its_axis_is_named_with_axis_and_length(long index, string message)
    {
        using var scope = NewDisposeScope();
        var t = Cube();
        Assert.Equal(message, Assert.Throws<IndexOutOfRangeException>(() => t[index]).Message);
        Assert.Equal(message, Assert.Throws<IndexOutOfRangeException>(() => t[TensorIndex.Single(index), TensorIndex.Ellipsis]).Message);
        Assert.Equal(message, Assert.Throws<IndexOutOfRangeException>(() => t[index] = 1).Message);
        Assert.Equal(message.Replace("axis 0, whose length is 2", "axis 1, whose length is 3", StringComparison.Ordinal).Replace("Index 2", "Index 5", StringComparison.Ordinal)
            .Replace("Index -3", "Index -8", StringComparison.Ordinal), Assert.Throws<IndexOutOfRangeException>(() => t[0, index < 0 ? -8 : 5]).Message);
    }

    [Fact]
    public void The_axis_of_a_message_counts_axes_that_earlier_indices_took_away_or_added()
    {
        using var scope = NewDisposeScope();
        var t = Cube();
        var error = Assert.Throws<IndexOutOfRangeException>(() => t[0, TensorIndex.None, TensorIndex.Colon, 4]);
        Assert.Equal("Index 4 along axis 2, whose length is 4.", error.Message);
    }

    [Fact]
    public void Too_many_indices_two_ellipses_and_backward_ranges_are_refused()
    {
        using var scope = NewDisposeScope();
        var t = Cube();
        Assert.Equal("4 indices were given for a tensor with 3 axes.", Assert.Throws<ArgumentException>(() => t[0, 0, 0, 0]).Message);
        Assert.Equal("4 indices were given for a tensor with 3 axes.", Assert.Throws<ArgumentException>(() => t[0, 0, .., 0]).Message);
        Assert.Equal("An indexing has room for one Ellipsis; two were given.",
            Assert.Throws<ArgumentException>(() => t[TensorIndex.Ellipsis, TensorIndex.Ellipsis]).Message);
        Assert.Equal("The step of a range was -1; it must be at least 1. Use flip() to go backwards.",
            Assert.Throws<ArgumentException>(() => t[TensorIndex.Slice(step: -1)]).Message);
    }

    [Fact]
    public void Ranges_share_memory_and_tensors_copy()
    {
        using var scope = NewDisposeScope();
        var t = Cube();
        var view = t[TensorIndex.Colon, 1];
        var copy = t[tensor(new long[] { 0 })];
        t[0, 1, 2] = 100;
        Assert.Equal(100, view[0, 2].item<long>());
        Assert.Equal(6, copy[0, 1, 2].item<long>());
    }

    [Fact]
    public void Writing_to_a_view_writes_to_the_tensor_behind_it()
    {
        using var scope = NewDisposeScope();
        var t = zeros(3, 4);
        t[1..].T[2] = tensor(new float[] { 5, 6 });
        t[TensorIndex.Colon, 0][TensorIndex.Tensor(tensor(new[] { true, false, true }))] = -1;
        Assert.Equal([-1, 0, 0, 0, 0, 0, 5, 0, -1, 0, 6, 0], t.data<float>().ToArray());
    }

    [Fact]
    public void Accumulation_adds_as_often_as_an_index_is_named()
    {
        using var scope = NewDisposeScope();
        var t = zeros(4);
        t.index_put_(ones(5), [TensorIndex.Tensor(tensor(new long[] { 1, 1, 3, 1, 0 }))], accumulate: true);
        Assert.Equal([1f, 3f, 0f, 1f], t.data<float>().ToArray());
        t.index_put_(ones(2), [TensorIndex.Slice(2)], accumulate: true);
        Assert.Equal([1f, 3f, 1f, 2f], t.data<float>().ToArray());
        t.index_put_((Scalar)9, tensor(new long[] { 0, 2 }));
        Assert.Equal([9f, 3f, 9f, 2f], t.data<float>().ToArray());
    }

    [Fact]
    public void A_mask_over_two_axes_leaves_the_third_to_the_next_index()
    {
        using var scope = NewDisposeScope();
        var t = Cube();
        var mask = tensor(new[,] { { true, false, true }, { false, true, false } });
        Assert.Equal([2L, 10L, 18L], t[TensorIndex.Tensor(mask), 2].data<long>().ToArray());
        Assert.Equal([0L, 8, 16], t[TensorIndex.Tensor(mask), TensorIndex.Colon][TensorIndex.Colon, 0].data<long>().ToArray());
    }

    [Fact]
    public void A_value_may_have_leading_axes_of_length_one_and_a_number_takes_the_element_type()
    {
        using var scope = NewDisposeScope();
        var t = zeros(2, 3);
        t[0] = tensor(new float[,,] { { { 1, 2, 3 } } });
        t[TensorIndex.Tensor(t == 0)] = 2.5;
        Assert.Equal([1, 2, 3, 2.5f, 2.5f, 2.5f], t.data<float>().ToArray());
    }

    [Fact]
    public void Gradients_flow_through_what_is_taken_and_stop_at_what_is_overwritten()
    {
        using var scope = NewDisposeScope();
        var x = arange(6, dtype: float64).reshape(2, 3);
        x.requires_grad = true;
        var y = x * 2;
        y[0] = 1;
        (y[TensorIndex.Colon, 1..] * 3).sum().backward();
        Assert.Equal([0.0, 0, 0, 0, 6, 6], x.grad!.data<double>().ToArray());
    }
}
