using BenchmarkDotNet.Attributes;
using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Randomness;
using RankCollapse.Theory.Recurrence;

namespace Benchmarks;

/// <summary>The Gram matrix of a small image's memory, 14 × 14 pixels and 256 modes: rows by powers and scalar products, against a general product.</summary>
public class MemoryBenchmark
{
    private const int Pixels = 196;
    private readonly NodeBank bank;
    private readonly LongMemory memory;

    public MemoryBenchmark()
    {
        bank = NodeBank.RandomRing(256, new RingInitialisation { Inner = 0.9 }, new RandomSource(1).Stream("ring"));
        memory = new LongMemory(bank, Pixels);
    }

    [Benchmark(Baseline = true)]
    public Matrix<double> Reference() => memory.GramReference();

    [Benchmark]
    public Matrix<double> Fast() => new LongMemory(bank, Pixels).Gram;
}
