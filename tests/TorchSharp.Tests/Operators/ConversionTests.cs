using static TorchSharp.torch;

namespace TorchSharp.Tests.Operators;

public class ConversionTests
{
    [Fact]
    public void Numbers_and_arrays_become_tensors_of_their_type()
    {
        using var scope = NewDisposeScope();
        Tensor number = 2.5, whole = 3, array = new float[] { 1, 2 };
        Assert.Equal((ScalarType.Float64, ScalarType.Int32, ScalarType.Float32), (number.dtype, whole.dtype, array.dtype));
        Assert.Equal([2], array.shape);
        Assert.Equal(0, number.ndim);
    }

    [Fact]
    public void A_tensor_of_one_element_becomes_a_number()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(2.5, (double)tensor(2.5f));
        Assert.Equal(2, tensor(new[] { 2 }).ToInt32());
        Assert.True(tensor(true).ToBoolean());
        Assert.Equal(new System.Numerics.Complex(1, 2), tensor(1.0, 2.0).ToComplexFloat64());
        Assert.Equal("item() reads a tensor of one element; this one has the shape [2].", Assert.Throws<ArgumentException>(() => zeros(2).ToSingle()).Message);
    }

    [Fact]
    public void Numbers_do_not_widen_the_elements_of_a_tensor()
    {
        using var scope = NewDisposeScope();
        var single = ones(3);
        foreach (var result in new[] { single + 1.5, 1.5 - single, single * 2, 2.0 / single, single % 2, single.pow(2.5) })
            Assert.Equal(float32, result.dtype);
        Assert.Equal(float32, (arange(3) / 2).dtype);
        Assert.Equal(int64, (arange(3) * 2).dtype);
    }

    [Fact]
    public void Operations_in_place_return_the_same_object()
    {
        using var scope = NewDisposeScope();
        var t = rand(3);
        Assert.Same(t, t.add_(1));
        Assert.Same(t, torch.exp_(t));
        Assert.Same(t, t.clamp_(0, 1));
        Assert.Same(t, t.unsqueeze_(0));
        Assert.Equal([1, 3], t.shape);
    }

    [Fact]
    public void Equality_of_tensors_is_a_tensor_and_Equals_a_truth_value()
    {
        using var scope = NewDisposeScope();
        Tensor x = new double[] { 1, 2 }, y = new double[] { 1, 3 };
        Assert.Equal([true, false], (x == y).data<bool>().ToArray());
        Assert.False(x.Equals(y));
        Assert.True(x.Equals(x.clone()));
        Assert.False(x.Equals(null));
        Assert.Equal(x.GetHashCode(), x.GetHashCode());
    }

    [Fact]
    public void The_default_type_is_that_of_new_real_numbers()
    {
        using var scope = NewDisposeScope();
        Assert.Equal("The default type must be one of real numbers; Int64 is not. (Parameter 'dtype')", Assert.Throws<ArgumentException>(() => set_default_dtype(int64)).Message);
        Assert.Equal(float32, get_default_dtype());
    }
}
