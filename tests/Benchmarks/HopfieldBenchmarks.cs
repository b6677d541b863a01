using BenchmarkDotNet.Attributes;
using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Models;
using RankCollapse.Models.Attention;
using RankCollapse.Models.Hopfield;
using RankCollapse.Models.Stacks;
using RankCollapse.Randomness;
using RankCollapse.Theory.Hopfield;
using static TorchSharp.torch;

namespace Benchmarks;

/// <summary>The remembered scores of one layer at the size of a vision transformer, 8 images of 197 tokens and 6 heads of 32: one product that starts
/// from the bias, against product, scale, two shares and a sum.</summary>
public class RememberedScoresBenchmark
{
    private readonly SelfAttention attention;
    private readonly HopfieldAttention memory = new(new ScoreMemory { Retention = 0.5 });
    private readonly Tensor tokens, held;

    public RememberedScoresBenchmark()
    {
        set_num_threads(1);
        var random = new RandomSource(1);
        attention = Initialisation.Scaled(new SelfAttention(new AttentionDesign { Width = 192, Heads = 6 }), 1, random.Stream("weights"));
        tokens = zeros(8, 197, 192).FillNormal(1, random.Stream("tokens"));
        held = attention.Scores(tokens).detach();
    }

    [Benchmark(Baseline = true)]
    public void Reference()
    {
        using var free = no_grad();
        memory.AverageReference(attention, tokens, held).Dispose();
    }

    [Benchmark]
    public void Fast()
    {
        using var free = no_grad();
        memory.Average(attention, tokens, held).Dispose();
    }
}

/// <summary>What the stable recursion of the depth law costs against the layers as printed, which end at 1e-16: 32 tokens of width 16, 12 layers.</summary>
public class DepthLawBenchmark
{
    private readonly Matrix<double> tokens = new RandomSource(1).Stream("tokens").NormalMatrix(32, 16);
    private readonly HopfieldStack stack = new(
        new HopfieldHead(new RandomSource(1).Stream("score").NormalMatrix(16, 16, 0.1), Matrix<double>.Build.DenseIdentity(16)), new ScoreMemory { Retention = 0.5 });

    [Benchmark(Baseline = true)]
    public IReadOnlyList<Matrix<double>> Reference() => stack.RunReference(tokens, 12);

    [Benchmark]
    public HopfieldStackRun Stable() => stack.Run(tokens, 12);
}
