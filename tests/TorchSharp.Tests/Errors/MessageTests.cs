using System.Diagnostics;
using System.Runtime.InteropServices;
using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Errors;

public class MessageTests(ITestOutputHelper output)
{
    private static string MessageOf(Func<object?> call) => Assert.Throws<ExternalException>(() => { call(); }).Message;

    [Fact]
    public void Shapes_that_do_not_match_are_named_with_the_operation()
    {
        var message = MessageOf(() => Raw.MatMul(Raw.Zeros(float64, 3, 4), Raw.Zeros(float64, 5, 6)));
        Assert.StartsWith("matmul(Double[3, 4], Double[5, 6]): ", message);
        Assert.Contains("mat1 and mat2 shapes cannot be multiplied", message);
        Assert.StartsWith("add(Double[2], Float[3]): ", MessageOf(() => Raw.Add(Raw.Zeros(float64, 2), Raw.Zeros(float32, 3))));
        Assert.StartsWith("cat([Double[2, 2], Double[3]]): ", MessageOf(() => Raw.Op("cat(tensors)").Call(new[] { Raw.Zeros(float64, 2, 2), Raw.Zeros(float64, 3) })));
    }

    [Fact]
    public void Element_types_that_do_not_match_are_named_with_the_operation()
    {
        var message = MessageOf(() => Raw.MatMul(Raw.Zeros(float64, 2, 2), Raw.Zeros(float32, 2, 2)));
        Assert.StartsWith("matmul(Double[2, 2], Float[2, 2]): ", message);
        Assert.Contains("type", message);
    }

    [Fact]
    public void Devices_that_do_not_match_are_named_with_the_operation()
    {
        var message = MessageOf(() => Raw.Add(Raw.Zeros(float32, 2), Raw.Zeros(float32, 2).to(META)));
        Assert.StartsWith("add(Float[2], Float[2] on meta): ", message);
        Assert.Contains("device", message);
    }

    [Fact]
    public void An_index_beyond_its_axis_is_named_with_the_axis_and_its_length()
    {
        var x = Raw.Vector(1, 2, 3);
        var select = MessageOf(() => Raw.Op("select.int(self, dim, index)").Call(x, 0L, 7L));
        Assert.StartsWith("select(Double[3]): ", select);
        Assert.Contains("index 7 out of range for tensor of size [3] at dimension 0", select);
        var gather = MessageOf(() => Raw.Op("index.Tensor(self, indices)").Call(x, Arg.Optional([Raw.Of([7L])])));
        Assert.Contains("index 7 is out of bounds for dimension 0 with size 3", gather);
        Assert.Contains("Axis 1 of a tensor with 1 axes: it must be from -1 to 0", Assert.Throws<ArgumentOutOfRangeException>(() => x.size(1)).Message);
        Assert.Equal("Index 3 along axis 0, whose length is 3.", Assert.Throws<IndexOutOfRangeException>(() => x.data<double>()[3]).Message);
    }

    [Fact]
    public void An_operator_that_this_libtorch_lacks_is_named_with_its_version() =>
        Assert.Matches(@"^libtorch \d+\.\d+\.\d+ has no operator aten::no_such_thing\.\.?overload\.?$", MessageOf(() => Raw.Op("no_such_thing.overload(self)").Call(Raw.Vector(1))).Replace("..", "."));

    [Fact]
    public void Elements_that_are_read_as_another_type_name_both() =>
        Assert.Contains("The tensor holds Float64 elements, and data<Single>() was asked for", Assert.Throws<ArgumentException>(() => Raw.Vector(1).data<float>()).Message);

    [Fact]
    public void Errors_of_several_threads_do_not_mix() => Parallel.For(1, 5, new ParallelOptions { MaxDegreeOfParallelism = 4 }, n =>
    {
        for (var i = 0; i < 50; i++) Assert.StartsWith($"matmul(Double[{n}, {n}], Double[9, 9]): ", MessageOf(() => Raw.MatMul(Raw.Zeros(float64, n, n), Raw.Zeros(float64, 9, 9))));
    });

    [Fact]
    public void An_error_costs_no_native_backtrace()
    {
        // With a backtrace one error takes 5 ms and more; without one some tens of microseconds, so this bound leaves room for a busy machine.
        var (a, b) = (Raw.Zeros(float64, 3, 4), Raw.Zeros(float64, 5, 6));
        var times = new double[200];
        for (var i = 0; i < times.Length; i++)
        {
            var start = Stopwatch.GetTimestamp();
            try
            {
                Raw.MatMul(a, b);
            }
            catch (ExternalException)
            {
                times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            }
        }
        Array.Sort(times);
        output.WriteLine($"Error round trip: median {times[100]:F0} µs, least {times[0]:F0} µs.");
        Assert.InRange(times[100], 1, 2000);
    }
}
