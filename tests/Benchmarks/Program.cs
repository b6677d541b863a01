using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Benchmarks;

// What can be asked for by name; each class measures a fast path beside its reference in the same run.
var comparisons = new Dictionary<string, Type>
{
    ["philox"] = typeof(PhiloxBenchmark), ["residual"] = typeof(ResidualBenchmark), ["dobrushin"] = typeof(DobrushinBenchmark), ["attention"] = typeof(AttentionLayerBenchmark),
    ["basin"] = typeof(BasinBenchmark), ["blowup"] = typeof(BlowUpBenchmark), ["probe"] = typeof(WeightProbeBenchmark), ["onelayer"] = typeof(OneLayerGradientBenchmark),
    ["memory"] = typeof(MemoryBenchmark),
};
// Those that measure a process, or a side in Python, by themselves.
var own = new Dictionary<string, Action<TextWriter>>
{
    ["chain"] = ChainBenchmark.Run,
    ["frequency"] = FrequencyBenchmark.Run,
    ["kernel"] = KernelBenchmark.Run,
    ["scan"] = ScanBenchmark.Run,
    ["sde"] = output =>
    {
        SdeBenchmark.Run(output);
        ShapedNetworkBenchmark.Run(output);
    },
    ["torch"] = TorchBenchmark.Run,
};
foreach (var name in args.Length == 0 ? [.. comparisons.Keys, .. own.Keys] : args)
{
    if (own.TryGetValue(name, out var run)) run(Console.Out);
    else if (comparisons.TryGetValue(name, out var type)) BenchmarkRunner.Run(type, Config());
    else
    {
        Console.Error.WriteLine($"There is no benchmark '{name}'. There are: {string.Join(", ", comparisons.Keys.Concat(own.Keys))}.");
        return 2;
    }
}
return 0;

// In this process, because a comparison needs no isolation between its two sides and each isolated side would be built anew.
static IConfig Config() => ManualConfig.CreateEmpty()
    .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance).WithIterationCount(8))
    .AddColumnProvider(DefaultColumnProviders.Instance)
    .AddColumn(StatisticColumn.Median)
    .AddLogger(new ConsoleLogger())
    .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "rankcollapse-benchmarks"));
