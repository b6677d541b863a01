using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Randomness;
using RankCollapse.Theory.LambdaSkip;
using RankCollapse.Theory.LayerNorm;

namespace RankCollapse.Tests.Theory.LambdaSkip;

public class ResidualFloorTests
{
    [Fact]
    public void No_layer_falls_below_the_floor_and_some_come_near()
    {
        var random = new RandomSource(11).Stream("floor");
        var closest = double.PositiveInfinity;
        for (var sample = 0; sample < 3000; sample++)
        {
            var stream = random.Stream(sample);
            var (tokens, width) = (2 + stream.NextInteger(6), 1 + stream.NextInteger(5));
            var skip = stream.NextRademacher() * (1.05 + (10 * stream.NextUniform()));
            var spread = stream.NextUniform();
            var y = SphereProjection.OfReference(stream.NormalMatrix(tokens, width, spread).Add(stream.NormalMatrix(1, width)[0, 0]));
            var mixing = stream.NormalMatrix(tokens, tokens, 2).PointwiseExp().NormalizeRows(1);
            var next = SphereProjection.OfReference((mixing * y * stream.OrthogonalMatrix(width)) + (skip * y));
            var before = TokenResidual.Absolute(y);
            var floor = ResidualFloor.PerLayer(skip, ResidualFloor.MixingNorm(mixing));
            if (floor == 0 || before < 1e-6) continue;
            var ratio = TokenResidual.Absolute(next) / (floor * before);
            Assert.True(ratio >= 1 - 1e-9, $"sample {sample}: {ratio:R}");
            closest = Math.Min(closest, ratio);
        }

        Assert.InRange(closest, 1, 1.2);
    }

    [Fact]
    public void Floor_of_uniform_attention_is_lambda_over_one_plus_lambda()
    {
        var uniform = Matrix<double>.Build.Dense(5, 5, 0.2);
        Close.To(0, ResidualFloor.MixingNorm(uniform), 1e-15);
        Close.To(0.8, ResidualFloor.PerLayer(4, ResidualFloor.MixingNorm(uniform)), 1e-15);
    }

    [Fact]
    public void Mixing_norm_is_that_of_the_doubly_centred_matrix()
    {
        var mixing = new RandomSource(2).Stream("m").NormalMatrix(6, 6).PointwiseExp().NormalizeRows(1);
        var p = Matrix<double>.Build.DenseIdentity(6) - (1 / 6.0);
        Close.To((p * mixing * p).L2Norm(), ResidualFloor.MixingNorm(mixing), 1e-14);
        Close.To(1, ResidualFloor.MixingNorm(Matrix<double>.Build.DenseIdentity(4)), 1e-15);
    }

    [Fact]
    public void Least_skip_leaves_the_share_and_no_more()
    {
        foreach (var (layers, tau, sigma) in new[] { (2, 0.0, 1.0), (1, 0.2, 1.0), (16, 0.3, 1.0), (64, 0.9, 2.5), (2000, 0.5, 0.1) })
        {
            var least = ResidualFloor.LeastSkip(0.5, layers, tau, sigma);
            Close.To(0.5, Math.Pow(ResidualFloor.PerLayer(least, tau, sigma), layers), 1e-10, $"{layers} layers");
            Assert.True(Math.Pow(ResidualFloor.PerLayer(-0.999 * least, tau, sigma), layers) < 0.5);
        }

        // (λ/(λ + 1))^K = ½ exactly, for uniform attention.
        Close.To(1 / (Math.Pow(2, 1 / 64.0) - 1), ResidualFloor.LeastSkip(0.5, 64, 0), 1e-10);
    }

    [Fact]
    public void Floor_says_nothing_for_a_weak_skip_path_and_refuses_none()
    {
        Assert.Equal(0, ResidualFloor.PerLayer(1, 0.1));
        Assert.Equal(0, ResidualFloor.PerLayer(2, 3));
        Assert.StartsWith("skipStrength was 0; it must be finite and above 0. Without a skip path there is no floor.",
            Assert.Throws<ArgumentOutOfRangeException>(() => ResidualFloor.PerLayer(0, 0.1)).Message, StringComparison.Ordinal);
    }
}
