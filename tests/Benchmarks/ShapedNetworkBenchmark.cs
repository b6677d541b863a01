using RankCollapse.Models.ShapedAttention;
using RankCollapse.Randomness;
using RankCollapse.Theory.ShapedAttention;
using static TorchSharp.torch;

namespace Benchmarks;

/// <summary>The chain without weights beside the network with weights on libtorch: time for one layer of one network, one thread each.</summary>
internal static class ShapedNetworkBenchmark
{
    private const int Width = 200, Tokens = 4, Layers = 20;

    /// <summary>Measures both sides in turns.</summary>
    public static IEnumerable<BenchmarkRow> Run(BenchmarkPlan plan)
    {
        set_num_threads(1);
        var chain = new ShapedChain(branchStrength: 0.354, Width);
        var start = TokenCovariance.Exchangeable(Tokens, 0.2);
        using var generator = new Generator(1);
        var depth = new DepthPlan { Layers = Layers, Samples = plan.Repetitions(400), Threads = 1 };
        var (without, with) = (new double[plan.Rounds], new double[plan.Rounds]);
        for (var round = 0; round < plan.Rounds; round++)
        {
            without[round] = PythonReference.Seconds(() => chain.Simulate(start, depth, new RandomSource(1).Stream("chain")), depth.Samples * Layers, 1);
            with[round] = PythonReference.Seconds(() => new WeightNetwork(chain).Simulate(start, depth with { Samples = 4 }, generator), 4 * Layers, 1);
        }
        yield return BenchmarkRow.OfTimes($"a layer of shaped attention without weights, n = {Width}, m = {Tokens}, 1 thread", "with weights on libtorch", without, with, promised: 50);
    }
}
