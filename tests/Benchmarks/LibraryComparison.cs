using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace Benchmarks;

/// <summary>A class with a fast path and its reference, marked as the baseline, measured by BenchmarkDotNet.</summary>
internal static class LibraryComparison
{
    /// <summary>Measures both sides.</summary>
    /// <param name="type">The class; it has two benchmarks, one of them the baseline.</param>
    /// <param name="what">What they do, with its size.</param>
    /// <param name="plan">How long to measure.</param>
    public static BenchmarkRow Run(Type type, string what, BenchmarkPlan plan)
    {
        var log = new LogCapture();
        var reports = BenchmarkRunner.Run(type, Config(plan).AddLogger(log)).Reports;
        double[] Seconds(bool isReference) => reports.SingleOrDefault(r => r.BenchmarkCase.Descriptor.Baseline == isReference)?.ResultStatistics?.OriginalValues.Select(ns => 1e-9 * ns).ToArray()
            ?? throw new InvalidOperationException($"{type.Name} was not measured:\n{string.Concat(log.CapturedOutput.Select(l => l.Text))}");
        return BenchmarkRow.OfTimes(what, "its plain reference", Seconds(isReference: false), Seconds(isReference: true));
    }

    // In this process, because a comparison needs no isolation between its two sides and each isolated side would be built anew.
    private static ManualConfig Config(BenchmarkPlan plan) => ManualConfig.CreateEmpty()
        .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance).WithIterationCount(plan.Rounds)
            .WithIterationTime(TimeInterval.FromMilliseconds(plan.IsQuick ? 60 : 300)).WithWarmupCount(plan.IsQuick ? 1 : 3))
        .AddColumnProvider(DefaultColumnProviders.Instance)
        .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "rankcollapse-benchmarks"));
}
