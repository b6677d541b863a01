using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Benchmarks;

/// <summary>C# over libtorch against Python's torch over the same libtorch: alternating rounds on one thread, paired ratios.</summary>
internal static class TorchBenchmark
{
    private const int Rounds = 8;

    public static void Run(TextWriter output)
    {
        var first = Stopwatch.StartNew();
        using (zeros(1)) { }
        var sinceStart = DateTime.Now - Process.GetCurrentProcess().StartTime;
        output.WriteLine(FormattableString.Invariant($"first tensor: {first.Elapsed.TotalSeconds:0.00} s for loading libtorch, {sinceStart.TotalSeconds:0.00} s after the start of the process"));
        set_num_threads(1);
        manual_seed(0);

        using var python = new PythonReference("torch_cases.py");
        output.WriteLine($"libtorch {__version__} from C#, {python.About["ready ".Length..]} from Python; one thread; medians over {Rounds} rounds of 5th percentiles");
        output.WriteLine("| case | C# | Python | ratio | from | to |");
        output.WriteLine("|---|---|---|---|---|---|");
        // Dispatch and disposal: nothing to compute.
        Compare(output, python, "add", Add(), calls: 100, repetitions: 400);
        // 480 calls of medium size: what temporaries cost, and when they die.
        Compare(output, python, "attention", Attention(), calls: 1, repetitions: 20);
        // Forward, backward, batch norm's statistics, the optimiser.
        Compare(output, python, "mlp", Mlp(), calls: 1, repetitions: 40);
        // One long call.
        Compare(output, python, "svdvals", Svdvals(), calls: 1, repetitions: 20);
        output.WriteLine(FormattableString.Invariant($"error round trip: {1e6 * PythonReference.Seconds(Error(), 1, 400):0} µs"));
        output.WriteLine(FormattableString.Invariant($"matmul 512 x 512 float: {2e-9 * 512 * 512 * 512 / PythonReference.Seconds(Matmul(), 1, 100):0} GFLOP/s on one thread"));
    }

    private static void Compare(TextWriter output, PythonReference python, string name, Action work, int calls, int repetitions)
    {
        for (var i = 0; i < 30; i++) work();
        var (ours, theirs) = (new double[Rounds], new double[Rounds]);
        for (var round = 0; round < Rounds; round++)
        {
            ours[round] = PythonReference.Seconds(work, calls, repetitions);
            theirs[round] = python.Seconds(name, repetitions);
        }
        double[] ratios = [.. ours.Zip(theirs, (a, b) => a / b).Order()];
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {Time(Median(ours))} | {Time(Median(theirs))} | {Median(ratios):0.00} | {ratios[0]:0.00} | {ratios[^1]:0.00} |"));
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2 - 1) / 2 + values.Order().ElementAt(values.Length / 2) / 2;

    private static string Time(double seconds) => seconds < 1e-3
        ? string.Create(CultureInfo.InvariantCulture, $"{1e6 * seconds:0.00} µs")
        : string.Create(CultureInfo.InvariantCulture, $"{1e3 * seconds:0.00} ms");

    private static Action Add()
    {
        var (a, b) = (randn(4), randn(4));
        return () =>
        {
            for (var i = 0; i < 100; i++) a.add(b).Dispose();
        };
    }

    private static Action Attention()
    {
        const int layers = 48, tokens = 128, width = 256, heads = 4;
        var weights = Enumerable.Range(0, layers).Select(_ => Enumerable.Range(0, 4).Select(_ => randn(width, width) * Math.Pow(width, -0.5)).ToArray()).ToArray();
        var (gain, shift, start) = (ones(width), zeros(width), randn(tokens, width));
        Tensor Split(Tensor t) => t.view(tokens, heads, width / heads).transpose(0, 1);
        return () =>
        {
            using var free = no_grad();
            using var all = NewDisposeScope();
            var x = start;
            foreach (var layer in weights)
            {
                // One scope a layer: temporaries die as early as Python's do.
                using var scope = NewDisposeScope();
                var y = nn.functional.layer_norm(x, [width], gain, shift);
                var scores = Split(y.matmul(layer[0])).matmul(Split(y.matmul(layer[1])).transpose(-2, -1)) / Math.Sqrt(width / heads);
                var mixed = scores.softmax(-1).matmul(Split(y.matmul(layer[2]))).transpose(0, 1).reshape(tokens, width);
                x = (x + mixed.matmul(layer[3])).MoveToOuterDisposeScope();
            }
        };
    }

    private static Action Mlp()
    {
        var parts = new List<nn.Module<Tensor, Tensor>>();
        for (var i = 0; i < 20; i++) parts.AddRange([nn.Linear(128, 128, hasBias: false), nn.BatchNorm1d(128), nn.ReLU()]);
        var model = nn.Sequential([.. parts, nn.Linear(128, 10)]);
        var optimiser = optim.SGD(model.parameters(), 0.01);
        var (x, y) = (randn(256, 128), randint(0, 10, [256], dtype: int64));
        return () =>
        {
            using var scope = NewDisposeScope();
            optimiser.zero_grad();
            nn.functional.cross_entropy(model.call(x), y).backward();
            optimiser.step();
        };
    }

    private static Action Svdvals()
    {
        var a = randn(512, 512);
        return () => linalg.svdvals(a).Dispose();
    }

    private static Action Error()
    {
        var (a, b) = (zeros(2, 3), zeros(4, 5));
        return () =>
        {
            try
            {
                a.matmul(b);
            }
            catch (ExternalException)
            {
                // What is measured is how long it takes to get here.
            }
        };
    }

    private static Action Matmul()
    {
        var (a, b) = (randn(512, 512), randn(512, 512));
        return () => a.matmul(b).Dispose();
    }
}
