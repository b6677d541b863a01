using static TorchSharp.torch;

namespace Benchmarks;

/// <summary>C# over libtorch against Python's torch over the same libtorch: alternating rounds on one thread, paired ratios.</summary>
internal static class TorchBenchmark
{
    /// <summary>Measures.</summary>
    public static IEnumerable<BenchmarkRow> Run(BenchmarkPlan plan)
    {
        set_num_threads(1);
        manual_seed(0);
        using var python = new PythonReference("torch_cases.py");
        // Dispatch and disposal: nothing to compute.
        yield return Compare(plan, python, "add", "adding 4 numbers to 4", Add(), calls: 100, repetitions: 400);
        // 480 calls of medium size: what temporaries cost, and when they die.
        yield return Compare(plan, python, "attention", "48 layers of attention, 128 tokens, width 256", Attention(), calls: 1, repetitions: 20);
        // Forward, backward, batch norm's statistics, the optimiser.
        yield return Compare(plan, python, "mlp", "training step of an MLP, 20 layers, width 128", Mlp(), calls: 1, repetitions: 40);
        // One long call.
        yield return Compare(plan, python, "svdvals", "singular values, 512 × 512", Svdvals(), calls: 1, repetitions: 20);
    }

    private static BenchmarkRow Compare(BenchmarkPlan plan, PythonReference python, string name, string what, Action work, int calls, int repetitions)
    {
        for (var i = 0; i < plan.Repetitions(30); i++) work();
        var (ours, theirs) = (new double[plan.Rounds], new double[plan.Rounds]);
        for (var round = 0; round < plan.Rounds; round++)
        {
            ours[round] = PythonReference.Seconds(work, calls, plan.Repetitions(repetitions));
            theirs[round] = python.Seconds(name, plan.Repetitions(repetitions));
        }
        return BenchmarkRow.OfTimes($"{what}, 1 thread", "Python's torch", ours, theirs);
    }

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
                // What Python frees at the end of an expression is freed there, and what it holds in a variable at the end of the layer.
                using var y = nn.functional.layer_norm(x, [width], gain, shift);
                using var scores = WrappedTensorDisposeScope(() => Split(y.matmul(layer[0])).matmul(Split(y.matmul(layer[1])).transpose(-2, -1)) / Math.Sqrt(width / heads));
                using var mixed = WrappedTensorDisposeScope(() => scores.softmax(-1).matmul(Split(y.matmul(layer[2]))).transpose(0, 1).reshape(tokens, width));
                using var added = mixed.matmul(layer[3]);
                var next = x + added;
                if (!ReferenceEquals(x, start)) x.Dispose();
                x = next;
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
}
