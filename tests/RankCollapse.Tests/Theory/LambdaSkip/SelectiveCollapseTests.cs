using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Randomness;
using RankCollapse.Theory.LambdaSkip;
using RankCollapse.Theory.LayerNorm;

namespace RankCollapse.Tests.Theory.LambdaSkip;

public class SelectiveCollapseTests
{
    private static readonly MatrixBuilder<double> Build = Matrix<double>.Build;

    [Fact]
    public void Reference_constants_and_runs_are_reproduced()
    {
        foreach (var row in ReferenceValues.Of("lambda-skip").GetProperty("thmC").GetProperty("rows").EnumerateArray())
        {
            double Of(string name) => row.GetProperty(name).GetDouble();
            var start = LambdaInputs.UnitSine((int)Of("N"), 3, 0.3, 1);
            var mixing = new QuadraticSelectiveMixing(Of("alpha"), Build.DenseOfDiagonalArray([1, 0.9, 1.2]));
            var theorem = new SelectiveCollapse(mixing, start);
            Close.To(Of("w_lo"), theorem.LeastWeight, 1e-13);
            Close.To(Of("c0"), theorem.LeastCosine, 1e-13);
            Close.To(Of("p"), theorem.Contraction, 1e-13);
            Close.To(Of("bound_K12"), theorem.Bound(12), 1e-13);
            var expected = row.GetProperty("mu_k").Numbers();
            var run = new LambdaSkipLayer(mixing, 0).Run(start, expected.Length - 1);
            for (var k = 0; k < expected.Length; k++)
            {
                Close.To(expected[k], run.Residuals[k], 1e-12, $"layer {k}");
                Assert.True(run.Residuals[k] <= theorem.Bound(k), $"layer {k}");
            }
        }
    }

    [Fact]
    public void Inside_its_hypotheses_mu_stays_below_the_bound()
    {
        var random = new RandomSource(21).Stream("theorem C");
        for (var sample = 0; sample < 400; sample++)
        {
            var (mixing, start) = Draw(random.Stream(sample));
            var theorem = new SelectiveCollapse(mixing, start);
            var run = new LambdaSkipLayer(mixing, 0).Run(start, 15);
            for (var k = 0; k <= 15; k++) Assert.True(run.Residuals[k] <= theorem.Bound(k) + 1e-14, $"sample {sample}, layer {k}");
        }
    }

    [Fact]
    public void Without_a_skip_path_scaled_weights_change_no_token()
    {
        var (mixing, start) = Draw(new RandomSource(22).Stream("scale"));
        var scaled = new QuadraticSelectiveMixing(mixing.Decay, 137 * mixing.Weights);
        Close.To(new LambdaSkipLayer(mixing, 0).Run(start, 10).Tokens(10), new LambdaSkipLayer(scaled, 0).Run(start, 10).Tokens(10), 1e-13);
        Close.To(new SelectiveCollapse(mixing, start).Bound(10), new SelectiveCollapse(scaled, start).Bound(10), 1e-13);
    }

    [Fact]
    public void Second_token_is_the_slowest_and_has_the_exact_rate_with_and_without_a_skip_path()
    {
        foreach (var (skip, decay) in new[] { (0.0, 0.5), (0, 0.9), (0, 1), (1, 0.7), (5, 0.7), (-0.4, 0.6) })
        {
            var start = LambdaInputs.UnitSine(4, 3, 0.1, 1);
            var mixing = new QuadraticSelectiveMixing(decay, Build.DenseOfDiagonalArray([1, 0.9, 1.2]));
            var weight = start.Row(0) * mixing.Weights * start.Row(0);
            var run = new LambdaSkipLayer(mixing, skip).Run(start, 300);
            var rate = SkipCollapseRate.Selective(decay, weight, skip);
            Close.To(rate, run.PairRate(0, 1), 1e-6, $"λ = {skip}, α = {decay}");
            Assert.True(rate < 1);
        }

        foreach (var row in ReferenceValues.Of("lambda-skip").GetProperty("ssm_rate").EnumerateArray())
        {
            Close.To(row.GetProperty("rate").GetDouble(), SkipCollapseRate.Selective(
                row.GetProperty("alpha").GetDouble(), row.GetProperty("w").GetDouble(), row.GetProperty("lam").GetDouble()), 1e-15);
        }
    }

    [Fact]
    public void Outside_of_the_hypotheses_the_constants_are_refused()
    {
        var apart = Build.DenseOfArray(new double[,] { { 1, 0 }, { -1, 0 } });
        Assert.StartsWith("The least y_i·W·y_j was -1, the least cosine with the first token -1 and α 1; all three must be above 0.",
            Assert.Throws<ArgumentException>(() => new SelectiveCollapse(QuadraticSelectiveMixing.Scaled(1, 2), apart)).Message, StringComparison.Ordinal);
        Assert.StartsWith("Token 1 had length 2; tokens must have length 1.", Assert.Throws<ArgumentException>(() => new SelectiveCollapse(
            QuadraticSelectiveMixing.Scaled(1, 1), Build.DenseOfArray(new double[,] { { 1 }, { 2 } }))).Message, StringComparison.Ordinal);
        Assert.StartsWith("skipStrength was -1; it must be finite and above -1. At −w the first token cancels.",
            Assert.Throws<ArgumentOutOfRangeException>(() => SkipCollapseRate.Selective(1, 1, -1)).Message, StringComparison.Ordinal);
    }

    /// <summary>Positive weights and tokens in a cone, so that the hypotheses hold.</summary>
    private static (QuadraticSelectiveMixing Mixing, Matrix<double> Start) Draw(RandomStream stream)
    {
        var (tokens, width) = (2 + stream.NextInteger(5), 2 + stream.NextInteger(3));
        var weights = Build.Dense(width, width, (i, j) => (i == j ? 0.5 : 0) + stream.NextUniform());
        var start = SphereProjection.OfReference(Build.Dense(tokens, width, (_, _) => 0.05 + stream.NextUniform()));
        return (new QuadraticSelectiveMixing(0.2 + (0.8 * stream.NextUniform()), weights), start);
    }
}
