using BenchmarkDotNet.Attributes;
using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Randomness;
using RankCollapse.Theory.LayerNorm;
using RankCollapse.Theory.Masks;

namespace Benchmarks;

/// <summary>Random bits in bulk: vectors of counters against one counter at a time.</summary>
public class PhiloxBenchmark
{
    private readonly ulong[] output = new ulong[1 << 16];

    [Benchmark(Baseline = true)]
    public void Reference() => Philox4x32.FillReference(0, 0, 1, output);

    [Benchmark]
    public void Fast() => Philox4x32.Fill(0, 0, 1, output);
}

/// <summary>Token residual of a sequence as long as a paper's experiments: distance from the mean against all pairs.</summary>
public class ResidualBenchmark
{
    private readonly Matrix<double> tokens = new RandomSource(1).Stream("tokens").NormalMatrix(128, 64);

    [Benchmark(Baseline = true)]
    public double Reference() => TokenResidual.AbsoluteReference(tokens);

    [Benchmark]
    public double Fast() => TokenResidual.Absolute(tokens);
}

/// <summary>Dobrushin coefficient of a dense product of layers: the case where no row can be skipped.</summary>
public class DobrushinBenchmark
{
    private readonly Matrix<double> product = new UniformAttention(AttentionMask.Complete(128)).ToMatrix();

    [Benchmark(Baseline = true)]
    public double Reference() => Dobrushin.CoefficientReference(product);

    [Benchmark]
    public double Fast() => Dobrushin.Coefficient(product);
}

/// <summary>One layer of masked attention with a local mask: the case in which skipping forbidden pairs pays most.</summary>
public class AttentionLayerBenchmark
{
    private readonly Matrix<double> tokens;
    private readonly CentredTokens centred;
    private readonly AttentionWeights weights;
    private readonly MaskedAttention attention = new(AttentionMask.SlidingWindow(128));

    public AttentionLayerBenchmark()
    {
        var random = new RandomSource(1);
        tokens = random.Stream("tokens").NormalMatrix(128, 32);
        centred = CentredTokens.From(tokens);
        weights = AttentionWeights.Normal(32, 0.2, random.Stream("weights"));
    }

    [Benchmark(Baseline = true)]
    public Matrix<double> Reference() => attention.LayerReference(tokens, weights);

    [Benchmark]
    public CentredTokens Fast() => attention.Layer(centred, weights);
}

/// <summary>Basin map of the two-token system at the size of the notebook, 400 × 400 pairs and 300 layers: roots and quotients in vectors.</summary>
public class BasinBenchmark
{
    private readonly TwoTokenSystem system = new() { Shear = 2 };

    [Benchmark(Baseline = true)]
    public BasinMap Reference() => BasinMap.OfReference(system, 400, 300);

    [Benchmark]
    public BasinMap Fast() => BasinMap.Of(system, 400, 300);
}
