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
    private const int Tokens = 1024, Width = 256, States = 16;

    /// <summary>Measures all sides in turns.</summary>
    public static IEnumerable<BenchmarkRow> Run(BenchmarkPlan plan)
    {
        set_num_threads(1);
        using var python = new PythonReference("scan.py");
        // The exponentials and the traffic of the states.
        var forward = Pass(needsGradient: false, system => system.Scan());
        yield return Compare(plan, python, ("forward", "loop in Python's torch", "loop_forward"), forward, promised: 10);
        yield return Compare(plan, python, ("forward", "chunks in Python's torch", "chunks_forward"), forward, promised: 1);
        // What a training step pays.
        var both = Pass(needsGradient: true, system => system.Scan());
        yield return Compare(plan, python, ("forward and backward", "loop in Python's torch", "loop_both"), both, promised: 4);
        yield return Compare(plan, python, ("forward and backward", "chunks in Python's torch", "chunks_both"), both, promised: 1);
        // The way that a GPU takes, here against its own reference in Python.
        var chunked = Pass(needsGradient: false, system => system.ScanChunked());
        yield return Compare(plan, python, ("forward by tensors", "chunks in Python's torch", "chunks_forward"), chunked, promised: 0.8);
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

    private static BenchmarkRow Compare(BenchmarkPlan plan, PythonReference python, (string Pass, string Beside, string Case) what, Action work, double promised)
    {
        for (var i = 0; i < plan.Repetitions(20); i++) work();
        var rounds = Math.Min(plan.Rounds, 5);
        var (ours, theirs) = (new double[rounds], new double[rounds]);
        for (var round = 0; round < rounds; round++)
        {
            ours[round] = PythonReference.Seconds(work, calls: 1, repetitions: plan.Repetitions(20));
            theirs[round] = python.Seconds(what.Case, repetitions: plan.Repetitions(5));
        }
        return BenchmarkRow.OfTimes($"selective scan, {what.Pass}, length {Tokens}, width {Width}, {States} states, 1 thread", what.Beside, ours, theirs, promised);
    }
}
