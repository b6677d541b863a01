using System.Globalization;
using RankCollapse.Models;
using RankCollapse.Models.Recurrence;
using RankCollapse.Randomness;
using static TorchSharp.torch;

namespace Benchmarks;

/// <summary>
/// The selective scan in vectors of channels beside Python's torch: the loop over tokens, and the scan in chunks. Length 1024, width 256,
/// 16 states, batch 1, single precision, alternating rounds, one thread on both sides.
/// </summary>
internal static class ScanBenchmark
{
    private const int Tokens = 1024, Width = 256, States = 16, Rounds = 5;

    /// <summary>Measures all sides in turns and prints one line for each comparison.</summary>
    public static void Run(TextWriter output)
    {
        set_num_threads(1);
        using var python = new PythonReference("scan.py");
        output.WriteLine(FormattableString.Invariant($"selective scan, length {Tokens}, width {Width}, {States} states, batch 1, float; {python.About["ready ".Length..]}; one thread; medians over {Rounds} rounds of 5th percentiles"));
        output.WriteLine("| pass | this | beside | reference | times as fast | from | to | promised |");
        output.WriteLine("|---|---|---|---|---|---|---|---|");
        // The exponentials and the traffic of the states.
        var forward = Pass(needsGradient: false, system => system.Scan());
        Compare(output, python, ("forward", "loop in torch", "loop_forward"), forward, promised: 10);
        Compare(output, python, ("forward", "chunks in torch", "chunks_forward"), forward, promised: 1);
        // What a training step pays.
        var both = Pass(needsGradient: true, system => system.Scan());
        Compare(output, python, ("forward and backward", "loop in torch", "loop_both"), both, promised: 4);
        Compare(output, python, ("forward and backward", "chunks in torch", "chunks_both"), both, promised: 1);
        // The way that a GPU takes, here against its own reference in Python.
        var chunked = Pass(needsGradient: false, system => system.ScanChunked());
        Compare(output, python, ("forward by tensors", "chunks in torch", "chunks_forward"), chunked, promised: 0.8);
    }

    private static Action Pass(bool needsGradient, Func<SelectiveSystem, Tensor> scan)
    {
        var random = new RandomSource(1).Stream("scan");
        Tensor Normal(string name, params long[] shape) => zeros(shape).FillNormal(1, random.Stream(name));
        Tensor[] parts =
        [
            Normal("u", 1, Tokens, Width), (Normal("delta", 1, Tokens, Width) - 3).softplus(), arange(1, States + 1, dtype: float32).neg().expand([Width, States]).contiguous(),
            Normal("write", 1, Tokens, States), Normal("read", 1, Tokens, States),
        ];
        if (needsGradient) parts = [.. parts.Select(p => p.requires_grad_())];
        var system = new SelectiveSystem { Input = parts[0], StepSizes = parts[1], Poles = parts[2], Write = parts[3], Read = parts[4] };
        return () =>
        {
            using var scope = NewDisposeScope();
            var y = scan(system);
            if (!needsGradient) return;
            foreach (var part in parts) part.grad?.zero_();
            y.sum().backward();
        };
    }

    private static void Compare(TextWriter output, PythonReference python, (string Pass, string Beside, string Case) what, Action work, double promised)
    {
        for (var i = 0; i < 20; i++) work();
        var (ours, theirs) = (new double[Rounds], new double[Rounds]);
        for (var round = 0; round < Rounds; round++)
        {
            ours[round] = PythonReference.Seconds(work, calls: 1, repetitions: 20);
            theirs[round] = python.Seconds(what.Case, repetitions: 5);
        }
        double[] ratios = [.. theirs.Zip(ours, (t, o) => t / o).Order()];
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {what.Pass} | {1e3 * Median(ours):0.00} ms | {what.Beside} | {1e3 * Median(theirs):0.0} ms | {Median(ratios):0.0} | {ratios[0]:0.0} | {ratios[^1]:0.0} | {promised} |"));
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
