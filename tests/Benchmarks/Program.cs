using Benchmarks;

// What can be asked for by name: classes with a fast path and its reference, and what they do.
var comparisons = new Dictionary<string, (Type Class, string Case)>
{
    ["philox"] = (typeof(PhiloxBenchmark), "65 536 random words, in vectors of counters"),
    ["residual"] = (typeof(ResidualBenchmark), "token residual, 128 tokens of width 64: from the mean, not from pairs"),
    ["dobrushin"] = (typeof(DobrushinBenchmark), "Dobrushin coefficient of a dense 128 × 128 matrix"),
    ["attention"] = (typeof(AttentionLayerBenchmark), "a layer of attention that keeps all digits of the residual, window, 128 tokens of width 32 (1: as fast as the layer as printed)"),
    ["basin"] = (typeof(BasinBenchmark), "basin map, 400 × 400 pairs, 300 layers"),
    ["blowup"] = (typeof(BlowUpBenchmark), "blow-up time of a start of width 20 to 1e-9"),
    ["probe"] = (typeof(WeightProbeBenchmark), "one record of the weights of a training, width 64"),
    ["onelayer"] = (typeof(OneLayerGradientBenchmark), "gradients of the one-layer model by hand, beside autograd"),
    ["memory"] = (typeof(MemoryBenchmark), "Gram matrix of a memory, 196 pixels, 256 modes"),
    ["hopfield"] = (typeof(RememberedScoresBenchmark), "remembered scores of a layer, 8 × 6 heads, 197 tokens: one product that starts from the bias"),
    ["depthlaw"] = (typeof(DepthLawBenchmark), "12 layers that keep all digits of the residual, 32 tokens of width 16 (below 1: what the digits cost)"),
};
// Those that measure a process, or a side in Python, by themselves.
var own = new Dictionary<string, Func<BenchmarkPlan, IEnumerable<BenchmarkRow>>>
{
    ["chain"] = ChainBenchmark.Run,
    ["frequency"] = FrequencyBenchmark.Run,
    ["kernel"] = KernelBenchmark.Run,
    ["scan"] = ScanBenchmark.Run,
    ["sde"] = plan => [.. SdeBenchmark.Run(plan), .. ShapedNetworkBenchmark.Run(plan)],
    ["torch"] = TorchBenchmark.Run,
};

var plan = new BenchmarkPlan(args.Contains("--quick"));
string[] known = [.. comparisons.Keys, .. own.Keys];
string[] chosen = [.. args.Where(a => a != "--quick")];
if (chosen.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
{
    Console.Error.WriteLine($"There is no benchmark '{unknown}'. There are: {string.Join(", ", known)}.");
    return 2;
}

Console.WriteLine(BenchmarkPage.Head);
var rows = new List<string>();
foreach (var name in chosen.Length == 0 ? known : chosen)
{
    IEnumerable<BenchmarkRow> measured = own.TryGetValue(name, out var run) ? run(plan) : [LibraryComparison.Run(comparisons[name].Class, comparisons[name].Case, plan)];
    foreach (var row in measured)
    {
        rows.Add(row.Markdown(name));
        Console.WriteLine(rows[^1]);
    }
}
if (chosen.Length == 0)
{
    var page = Path.Combine(Environment.GetEnvironmentVariable("WORKBOOK_ROOT") ?? ".", "docs", "benchmarks.md");
    File.WriteAllText(page + ".new", BenchmarkPage.Text(rows, plan));
    File.Move(page + ".new", page, overwrite: true);
    Console.Error.WriteLine($"Written to {page}");
}
return 0;
