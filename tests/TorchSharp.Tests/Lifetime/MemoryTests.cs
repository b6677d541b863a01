using System.Diagnostics;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Lifetime;

[Collection(Alone.Name)]
public class MemoryTests(ITestOutputHelper output)
{
    private static long ResidentMegabytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64 >> 20;
    }

    [Fact]
    public void Dropped_results_are_collected_before_they_fill_the_memory()
    {
        using var big = Raw.Zeros(float32, 1024, 1024);
        Raw.Exp(big).Dispose();
        var (before, most) = (ResidentMegabytes(), 0L);
        for (var i = 0; i < 1500; i++)
        {
            Raw.Exp(big);
            if (i % 20 == 0) most = Math.Max(most, ResidentMegabytes());
        }
        most = Math.Max(most, ResidentMegabytes());
        output.WriteLine($"1,500 dropped results of 4 MB: {most} MB resident at most, {most - before} MB more than before.");
        // 6,000 MB are dropped; what a process of libtorch and .NET holds anyway is about 200.
        Assert.InRange(most, 0, 600);
    }

    [Fact]
    public void Ten_thousand_forward_passes_in_a_scope_leave_no_tensor_alive()
    {
        using var all = NewDisposeScope();
        Tensor[] weights = [.. Enumerable.Range(0, 3).Select(i => Raw.Normal(i, 16, 16).requires_grad_())];
        var x = Raw.Normal(9, 4, 16);
        var before = Alone.Count();
        for (var pass = 0; pass < 10_000; pass++)
        {
            using var scope = NewDisposeScope();
            var h = x;
            foreach (var weight in weights) h = Raw.Op("tanh(self)").Call(Raw.MatMul(h, weight));
        }
        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void Four_threads_compute_what_one_does()
    {
        static double[] Work(int seed)
        {
            using var scope = NewDisposeScope();
            var x = Raw.Normal(seed, 8, 8).requires_grad_();
            for (var i = 0; i < 50; i++)
            {
                using var inner = NewDisposeScope();
                Raw.Sum(Raw.Exp(Raw.MatMul(x, x))).backward();
            }
            return Raw.Values(x.grad!);
        }
        double[][] alone = [.. Enumerable.Range(0, 4).Select(Work)];
        var before = Alone.Count();
        var together = new double[4][];
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i => together[i] = Work(i));
        Assert.Equal(alone, together);
        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void Threads_may_read_one_tensor_at_the_same_time()
    {
        using var shared = Raw.Normal(1, 64, 64);
        using var product = Raw.MatMul(shared, shared);
        var expected = Raw.Values(product);
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ =>
        {
            for (var i = 0; i < 100; i++)
            {
                using var found = Raw.MatMul(shared, shared);
                Assert.Equal(expected, Raw.Values(found));
            }
        });
    }
}
