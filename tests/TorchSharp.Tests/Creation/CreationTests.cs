using System.Numerics;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Creation;

[Collection(Alone.Name)]
public class CreationTests
{
    [Fact]
    public void A_seed_gives_the_numbers_that_it_gives_in_Python()
    {
        using var scope = NewDisposeScope();
        manual_seed(0);
        // print(torch.manual_seed(0) and torch.randn(4).tolist()) with PyTorch 1.13.1
        Assert.Equal([1.5409961f, -0.2934289f, -2.1787894f, 0.56843126f], randn(4).data<float>().ToArray());
    }

    [Fact]
    public void A_generator_leaves_the_default_source_alone_and_repeats_itself()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        manual_seed(3);
        using var generator = new Generator(11);
        var first = randn(2, 3, generator: generator).data<float>().ToArray();
        generator.manual_seed(11);
        Assert.Equal(first, randn(2, 3, generator: generator).data<float>().ToArray());
        var after = rand(5).data<float>().ToArray();
        manual_seed(3);
        Assert.Equal(rand(5).data<float>().ToArray(), after);
    }

    [Fact]
    public void Arrays_of_several_axes_keep_their_order()
    {
        using var scope = NewDisposeScope();
        var made = tensor(new double[,,] { { { 1, 2 }, { 3, 4 }, { 5, 6 } }, { { 7, 8 }, { 9, 10 }, { 11, 12 } } });
        Assert.Equal([2, 3, 2], made.shape);
        Assert.Equal(float64, made.dtype);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], made.data<double>().ToArray());
        Assert.Equal(made.shape, from_array(new int[2, 3, 2]).shape);
        Assert.Equal([0, 3], tensor(new float[0, 3]).shape);
    }

    [Fact]
    public void Lists_numbers_and_complex_values_become_tensors()
    {
        using var scope = NewDisposeScope();
        Assert.Equal([1f, 2f, 3f, 4f], tensor(new List<float> { 1, 2, 3, 4 }, 2, 2).data<float>().ToArray());
        Assert.Equal(new Complex(1, -2), tensor(new Complex(1, -2)).item<Complex>());
        Assert.Equal(complex64, tensor((1f, 2f)).dtype);
        Assert.Equal(7L, tensor(7L).item<long>());
        Assert.Equal(float64, tensor(new[] { 1, 2 }, dtype: float64).dtype);
    }

    [Fact]
    public void Elements_that_do_not_fill_the_shape_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => tensor(new double[5], [2, 3]));
        Assert.Equal("5 elements do not fill the shape [2, 3], which has 6.", error.Message);
    }

    [Fact]
    public void Names_are_refused()
    {
        var error = Assert.Throws<NotSupportedException>(() => zeros(2, 3, names: ["a", "b"]));
        Assert.Equal("Axes with names are not supported: leave names out.", error.Message);
    }

    [Fact]
    public void A_buffer_is_shared_both_ways_until_its_tensor_is_gone()
    {
        using var scope = NewDisposeScope();
        var array = new float[] { 1, 2, 3, 4 };
        var shared = frombuffer(array, float32, count: 2, offset: 4);
        array[1] = 20;
        Assert.Equal([20f, 3f], shared.data<float>().ToArray());
        shared.data<float>()[1] = 30;
        Assert.Equal(30f, array[2]);
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => frombuffer(array, float64, count: 3));
        Assert.StartsWith("3 elements of type Float64 from byte 0 on do not fit in an array of 16 bytes.", error.Message);
    }

    [Fact]
    public void Whole_numbers_step_as_whole_numbers_and_others_as_the_default_type()
    {
        using var scope = NewDisposeScope();
        Assert.Equal([0L, 1L, 2L], arange(3).data<long>().ToArray());
        Assert.Equal([1f, 1.5f], arange(1, 2, 0.5).data<float>().ToArray());
        Assert.Equal([0.0, 0.5, 1.0], linspace(0, 1, 3, float64).data<double>().ToArray());
        Assert.Equal([1f, 0f, 0f, 0f, 1f, 0f], eye(2, 3).data<float>().ToArray());
        Assert.Equal(ScalarType.Int64, full(2, 5).dtype);
        Assert.Equal(ScalarType.Bool, full([2, 2], true).dtype);
    }

    [Fact]
    public void A_permutation_holds_every_index_once_and_whole_numbers_stay_in_their_range()
    {
        using var scope = NewDisposeScope();
        manual_seed(5);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => (long)i), randperm(100).data<long>().ToArray().Order());
        var drawn = randint(-3, 4, [2000]).data<long>().ToArray();
        Assert.Equal([-3L, -2, -1, 0, 1, 2, 3], drawn.Distinct().Order());
    }
}
