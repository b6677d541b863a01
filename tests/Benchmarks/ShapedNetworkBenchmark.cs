using System.Globalization;
using RankCollapse.Models.ShapedAttention;
using RankCollapse.Randomness;
using RankCollapse.Theory.ShapedAttention;
using static TorchSharp.torch;

namespace Benchmarks;

/// <summary>The chain without weights beside the network with weights on libtorch: time for one layer of one network, one thread each.</summary>
internal static class ShapedNetworkBenchmark
{
    private const int Width = 200, Tokens = 4, Layers = 20, Rounds = 5;

    public static void Run(TextWriter output)
    {
        set_num_threads(1);
        var chain = new ShapedChain(branchStrength: 0.354, Width);
        var start = TokenCovariance.Exchangeable(Tokens, 0.2);
        using var generator = new Generator(1);
        var plan = new DepthPlan { Layers = Layers, Samples = 400, Threads = 1 };
        // In turns, so that whatever else the machine does meets both sides alike.
        var (without, with) = (new double[Rounds], new double[Rounds]);
        for (var round = 0; round < Rounds; round++)
        {
            without[round] = PythonReference.Seconds(() => chain.Simulate(start, plan, new RandomSource(1).Stream("chain")), plan.Samples * Layers, 1);
            with[round] = PythonReference.Seconds(() => new WeightNetwork(chain).Simulate(start, plan with { Samples = 4 }, generator), 4 * Layers, 1);
        }
        double[] ratios = [.. with.Zip(without, (w, c) => w / c).Order()];
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"a layer at n = {Width}, m = {Tokens}: {1e6 * without.Min():0.0} µs without weights, {1e6 * with.Min():0} µs with weights on libtorch: {ratios[Rounds / 2]:0} times ({ratios[0]:0} to {ratios[^1]:0}); promised at least 50"));
    }
}
