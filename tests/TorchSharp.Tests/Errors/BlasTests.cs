using System.Diagnostics;
using System.Text.RegularExpressions;
using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Errors;

[Collection(Alone.Name)]
public class BlasTests(ITestOutputHelper output)
{
    private const string Reference = "/usr/lib/x86_64-linux-gnu/blas/libblas.so.3";

    private const int Size = 512;

    private static double Best(int times, Action work)
    {
        var best = double.MaxValue;
        for (var i = 0; i < times; i++)
        {
            var start = Stopwatch.GetTimestamp();
            work();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        return best;
    }

    /// <summary>Matrix product in three loops, over rows so that the memory is read in order.</summary>
    private static void Multiply(float[] a, float[] b, float[] product)
    {
        Array.Clear(product);
        for (var i = 0; i < Size; i++)
        {
            for (var k = 0; k < Size; k++)
            {
                var factor = a[i * Size + k];
                for (var j = 0; j < Size; j++) product[i * Size + j] += factor * b[k * Size + j];
            }
        }
    }

    [Fact]
    public void A_matrix_product_runs_on_a_fast_library()
    {
        if (Environment.GetEnvironmentVariable("LD_LIBRARY_PATH")?.Contains(Path.GetDirectoryName(Reference)!) == true) Assert.Skip("The reference BLAS was chosen for this process.");
        Assert.True(Shim.HasFastBlas() != 0, ShimLibrary.SlowBlas);
        using var scope = NewDisposeScope();
        var (a, b) = (Raw.Normal(1, Size, Size).to(float32), Raw.Normal(2, Size, Size).to(float32));
        var (left, right, product) = (a.data<float>().ToArray(), b.data<float>().ToArray(), new float[Size * Size]);
        Multiply(left, right, product);
        Raw.Near(Raw.Of(product, Size, Size), Raw.MatMul(a, b), 1e-3);
        var fast = Best(30, () => Raw.MatMul(a, b).Dispose());
        var slow = Best(3, () => Multiply(left, right, product));
        var operations = 2e-9 * Size * Size * Size;
        output.WriteLine($"512 × 512 float product: {operations / fast:F0} GFLOP/s, three loops in C#: {operations / slow:F1} GFLOP/s.");
        // The reference BLAS reaches about twice the loops, OpenBLAS thirty times and more on one core.
        Assert.InRange(slow / fast, 8, double.MaxValue);
    }

    [Fact]
    public async Task The_reference_library_is_reported_once_with_the_remedy()
    {
        if (!File.Exists(Reference)) Assert.Skip($"There is no reference BLAS here ({Reference}).");
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["-class", typeof(MessageTests).FullName!]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["LD_LIBRARY_PATH"] = $"{Path.GetDirectoryName(Reference)}:/usr/lib/x86_64-linux-gnu/lapack";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, text);
        Assert.Single(Regex.Matches(await errors, Regex.Escape(ShimLibrary.SlowBlas)));
        Assert.Contains("apt-get install libopenblas0-pthread", ShimLibrary.SlowBlas);
    }
}
