using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace RankCollapse.Models.Tests.Tensors;

public class TensorConversionTests
{
    [Fact]
    public void A_matrix_survives_the_way_to_a_tensor_and_back()
    {
        var matrix = new RandomSource(1).Stream("m").NormalMatrix(3, 5);
        using var there = matrix.ToTensor(ScalarType.Float64);
        Assert.Equal(new long[] { 3, 5 }, there.shape);
        Assert.Equal(matrix[1, 4], there[1, 4].item<double>());
        Assert.Equal(matrix, there.ToMatrix());
        using var turned = there.T;
        Assert.Equal(matrix.Transpose(), turned.ToMatrix());
    }

    [Fact]
    public void A_tensor_with_a_graph_is_read_without_it()
    {
        using var tokens = ones(2, 2, requires_grad: true);
        Assert.Equal(Matrix<double>.Build.Dense(2, 2, 1), tokens.ToMatrix());
        Assert.Contains("a matrix has two axes", Assert.Throws<ArgumentException>(() => ones(2, 2, 2).ToMatrix()).Message);
    }

    [Fact]
    public void Normal_numbers_are_those_of_the_stream()
    {
        var expected = new double[6];
        new RandomSource(9).Stream("x").FillNormal(expected);
        using var found = zeros(2, 3, dtype: float64).FillNormal(2, new RandomSource(9).Stream("x"));
        Assert.Equal(expected.Select(e => 2 * e), found.data<double>().ToArray());
    }

    [Fact]
    public void The_device_is_what_the_environment_says()
    {
        Assert.Equal(DeviceType.CPU, Devices.Choose("cpu").type);
        Assert.Equal(cuda.is_available() ? DeviceType.CUDA : DeviceType.CPU, Devices.Choose("auto").type);
        Assert.Contains("it must be auto, cpu or cuda", Assert.Throws<ArgumentException>(() => Devices.Choose("gpu")).Message);
        if (!cuda.is_available()) Assert.Contains("finds no GPU", Assert.Throws<ArgumentException>(() => Devices.Choose("cuda")).Message);
    }
}
