using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.InteropServices;
using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>Tests that count tensors of the whole process run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class Alone
{
    public const string Name = "alone";

    /// <summary>Tensors that live, when those that earlier tests dropped are gone.</summary>
    public static long Count()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Tensor.TotalCount;
    }
}

/// <summary>Tensors and operators straight from the dispatcher, so that a test of one part of the surface does not rest on another.</summary>
internal static class Raw
{
    private static readonly ConcurrentDictionary<string, Op> Operators = new();

    public static Op Op(string declaration) => Operators.GetOrAdd(declaration, d => new Op(d));

    /// <summary>A tensor of given elements; double precision unless told.</summary>
    public static Tensor Of<T>(T[] values, params long[] shape) where T : unmanaged
    {
        var tensor = Op("empty.memory_format(size, dtype)").Call(shape.Length == 0 && values.Length != 1 ? new long[] { values.Length } : shape, ElementTypes.Of(typeof(T)));
        MemoryMarshal.AsBytes(values.AsSpan()).CopyTo(tensor.bytes);
        return tensor;
    }

    public static Tensor Vector(params double[] values) => Of(values, values.Length);

    public static Tensor Number(double value) => Of([value]);

    /// <summary>Normally distributed numbers from a seed.</summary>
    public static Tensor Normal(int seed, params long[] shape)
    {
        var random = new Random(seed);
        return Of([.. Enumerable.Range(0, (int)shape.Aggregate(1L, (a, b) => a * b)).Select(_ => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))], shape);
    }

    public static Tensor Zeros(ScalarType type, params long[] shape) => Op("zeros(size, dtype)").Call(shape, type);

    public static Tensor Add(Tensor a, Tensor b) => Op("add.Tensor(self, other)").Call(a, b);

    public static Tensor Sub(Tensor a, Tensor b) => Op("sub.Tensor(self, other)").Call(a, b);

    public static Tensor Mul(Tensor a, Tensor b) => Op("mul.Tensor(self, other)").Call(a, b);

    public static Tensor Pow(Tensor a, double power) => Op("pow.Tensor_Scalar(self, exponent)").Call(a, power);

    public static Tensor Exp(Tensor a) => Op("exp(self)").Call(a);

    public static Tensor Sum(Tensor a) => Op("sum(self)").Call(a);

    public static Tensor MatMul(Tensor a, Tensor b) => Op("matmul(self, other)").Call(a, b);

    public static Tensor Turn(Tensor a) => Op("transpose.int(self, dim0, dim1)").Call(a, -2L, -1L);

    public static Tensor Conj(Tensor a) => Op("conj_physical(self)").Call(a);

    /// <summary>All elements as real numbers, row by row; a complex one gives two.</summary>
    public static double[] Values(Tensor a)
    {
        using var scope = NewDisposeScope();
        var cut = a.detach();
        if (cut.is_complex()) return [.. cut.to(complex128).contiguous().data<Complex>().SelectMany(z => new[] { z.Real, z.Imaginary })];
        return cut.to(float64).contiguous().data<double>().ToArray();
    }

    public static void Near(double[] expected, Tensor actual, double tolerance) => Near(expected, Values(actual), tolerance);

    public static void Near(Tensor expected, Tensor actual, double tolerance)
    {
        Assert.Equal(expected.shape, actual.shape);
        Near(Values(expected), Values(actual), tolerance);
    }

    /// <summary>Equal up to a tolerance that is relative above one; infinities and NaN must agree exactly.</summary>
    public static void Near(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            if (double.IsFinite(expected[i])) Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i])), $"element {i}: {expected[i]:R} was expected, {actual[i]:R} found");
            else Assert.Equal(expected[i], actual[i]);
        }
    }

    /// <summary>Compares the gradient of a weighted sum of a real function's values with central differences, which are good to about 1e-8 in double precision.</summary>
    public static void CheckGradient(Func<Tensor, Tensor> function, Tensor at, double tolerance = 1e-6)
    {
        using var scope = NewDisposeScope();
        var x = at.detach().clone().requires_grad_();
        var y = function(x);
        var weights = Normal(99, y.shape);
        Sum(Mul(y, weights)).backward();
        var point = Values(at);
        var found = new double[point.Length];
        const double Step = 1e-5;
        for (var i = 0; i < point.Length; i++)
        {
            double Moved(double by)
            {
                var moved = (double[])point.Clone();
                moved[i] += by;
                return Values(Sum(Mul(function(Of(moved, at.shape)), weights)))[0];
            }
            found[i] = (Moved(Step) - Moved(-Step)) / (2 * Step);
        }
        Near(found, x.grad!, tolerance);
    }
}
