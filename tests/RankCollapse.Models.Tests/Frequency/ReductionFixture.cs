using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Models.Attention;
using RankCollapse.Models.Frequency;
using RankCollapse.Models.Stacks;
using RankCollapse.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace RankCollapse.Models.Tests.Frequency;

/// <summary>A random body in double precision and tokens on a grid of 4 × 4 patches.</summary>
internal static class ReductionFixture
{
    public const int Side = 4, Width = 8, Batch = 3;

    public static ReducibleTransformer Body(int layers = 3)
    {
        var body = Initialisation.Usual(new ReducibleTransformer(new ReducibleDesign { Width = Width, Heads = 2, Layers = layers }), new RandomSource(7).Stream("weights"));
        return body.to(float64);
    }

    public static Tensor Input(int batch = Batch) => zeros([batch, 1 + (Side * Side), Width], dtype: float64).FillNormal(1, new RandomSource(8).Stream("tokens"));

    public static Matrix<double>[] Heads(AttentionPass pass, int image) => [.. Enumerable.Range(0, 2).Select(h => pass.Attention[image, h].ToMatrix())];

    public static double[] Row(Tensor table, int image) => table[image].to(float64).data<double>().ToArray();

    public static int[] Integers(Tensor table, int image) => [.. table[image].data<long>().ToArray().Select(v => (int)v)];

    public static Matrix<double> Patches(TokenState state, int image) => state.Tokens[image].narrow(0, 1, state.Patches).ToMatrix();

    public static void Same(Matrix<double> expected, Matrix<double> actual, double tolerance) =>
        Assert.InRange((expected - actual).Enumerate().Max(Math.Abs), 0, tolerance);
}
