using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Randomness;
using RankCollapse.Theory.ShapedAttention;

namespace RankCollapse.Tests.Theory.ShapedAttention;

public class TwoTokenExplosionTests
{
    [Fact]
    public void The_distance_of_two_tokens_has_an_equation_of_its_own()
    {
        for (var seed = 1UL; seed <= 10; seed++)
        {
            var v = Oracle.Random(2, seed);
            var (gamma, tau, heads) = (0.3 + (0.06 * seed), 0.2 + (0.1 * seed), 1 + (int)(seed % 3));
            var sde = CovarianceSde.ShapedAttention(gamma, tau, heads);
            var w = (v[0, 0] + v[1, 1] - (2 * v[0, 1])) / 2;
            double Half(Func<int, int, double> entry) => (entry(0, 0) + entry(1, 1) - entry(0, 1) - entry(1, 0)) / 2;
            var b = sde.Drift(v);
            Close.Relatively(gamma * gamma / (4 * tau * tau) * w * w * w, Half((i, j) => b[i, j]), 1e-10, $"drift, seed {seed}");
            var variance = Half((i, j) => Half((k, l) => sde.DiffusionReference(v, i, j, k, l)));
            Close.Relatively((2 * sde.LinearVariance * w * w) + (Math.Pow(gamma, 4) / (tau * tau * heads) * Math.Pow(w, 4)), variance, 1e-10, $"noise, seed {seed}");
            Close.Relatively((heads / (2 * gamma * gamma)) - 1, new TwoTokenExplosion(sde).DegreesOfFreedom, 1e-12);
        }
    }

    [Theory]
    [InlineData(0.4, 0.3, 1)]
    [InlineData(0.5, 0.3, 1)]
    [InlineData(0.9, 0.5, 4)]
    public void The_share_of_paths_that_explode_is_that_of_the_Student_law(double gamma, double tau, int heads)
    {
        var sde = CovarianceSde.ShapedAttention(gamma, tau, heads);
        var start = TokenCovariance.Exchangeable(2, 0.2);
        var paths = sde.SimulateAdaptively(start, new PathPlan { Until = 40, Step = 0.01, Paths = 2000 }, new RandomSource(8).Stream("explosions"));
        var expected = new TwoTokenExplosion(sde).Probability(start);
        Close.To(expected, paths.Exploded / 2000.0, (5 * Math.Sqrt(expected * (1 - expected) / 2000)) + 0.01);
    }

    [Fact]
    public void Above_the_threshold_no_path_explodes()
    {
        var sde = CovarianceSde.ShapedAttention(1, 0.1);
        var law = new TwoTokenExplosion(sde);
        var start = TokenCovariance.Exchangeable(2, 0.2);
        Assert.False(law.CanExplode);
        Close.To(0, law.Probability(start), 0);
        var paths = sde.SimulateAdaptively(start, new PathPlan { Until = 1, Step = 0.01, Paths = 500, Ceiling = 1e8 }, new RandomSource(8).Stream("calm"));
        Assert.Equal(0, paths.Exploded);
    }

    [Fact]
    public void Refusals_say_what_is_allowed()
    {
        Assert.Contains("has an MLP or no noise", Assert.Throws<ArgumentException>(() => new TwoTokenExplosion(CovarianceSde.Block(0.5, 1, new(0, -1)))).Message);
        Assert.Contains(
            "had 3 tokens; the law is for 2",
            Assert.Throws<ArgumentException>(() => new TwoTokenExplosion(CovarianceSde.ShapedAttention(0.5, 1)).Probability(Matrix<double>.Build.DenseIdentity(3))).Message);
        Close.To(0, new TwoTokenExplosion(CovarianceSde.ShapedAttention(0.5, double.PositiveInfinity)).Probability(Matrix<double>.Build.DenseIdentity(2)), 0);
    }
}
