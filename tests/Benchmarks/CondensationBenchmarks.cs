using BenchmarkDotNet.Attributes;
using RankCollapse.Models.Condensation;
using RankCollapse.Randomness;
using RankCollapse.Theory.Condensation;
using static TorchSharp.torch;

namespace Benchmarks;

/// <summary>The blow-up time of a start of width 20 to 1e-9: controlled steps against equal steps of the classical method in the same clock.</summary>
public class BlowUpBenchmark
{
    private readonly OuterState start = OuterState.Gaussian(20, new RandomSource(1).Stream("start"));

    [Benchmark(Baseline = true)]
    public double Reference()
    {
        var (state, time) = EffectiveDynamics.FollowReference(start, 0.01, 1400);
        return BlowUpBracket.At(time, state).Middle;
    }

    [Benchmark]
    public double Fast() => EffectiveDynamics.Follow(start, untilSize: 1e4).BlowUpTime;
}

/// <summary>One record of a training of the anchor model: batched decompositions and one product against a decomposition and pairs for each matrix.</summary>
public class WeightProbeBenchmark
{
    private readonly WeightProbe probe;

    public WeightProbeBenchmark()
    {
        set_num_threads(1);
        probe = new WeightProbe(new AnchorNet(64, 128, 0.01, new RandomSource(1).Stream("weights")).Matrices, changeOver: 1);
    }

    [Benchmark(Baseline = true)]
    public double Reference() => probe.MeasureReference().Sum(s => s.RowCosine);

    [Benchmark]
    public double Fast() => probe.Measure().Sum(s => s.RowCosine);
}

/// <summary>Gradients of the one-layer model at the size of the selective sign task: loops by hand against autograd, the price of a small tensor.</summary>
public class OneLayerGradientBenchmark
{
    private readonly SelectiveSignTask task = new();
    private readonly OneLayerWeights weights = OneLayerWeights.Gaussian(8, 0.5, 0.5, new RandomSource(1).Stream("weights"));
    private readonly OneLayerNet net;

    public OneLayerGradientBenchmark() => net = new OneLayerNet(task.Model, weights, CPU);

    [Benchmark(Baseline = true)]
    public OneLayerWeights Autograd() => net.Gradient();

    [Benchmark]
    public OneLayerWeights ByHand() => task.Model.Gradient(weights);
}
