using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Randomness;
using RankCollapse.Theory.Masks;
using RankCollapse.Theory.ShapedAttention;
using RankCollapse.Theory.Stochastic;

namespace RankCollapse.Tests.Theory.ShapedAttention;

public class ShapedChainTests
{
    private static readonly RandomSource Random = new(21);

    [Fact]
    public void A_layer_with_given_draws_agrees_with_the_reference()
    {
        foreach (var given in Oracle.Of("exact_chain_step").EnumerateArray())
        {
            var m = given.Integer("m");
            var factor = TokenCovariance.Factor(Oracle.Covariance(m, given.Number("k")));
            var draws = new ChainDraws(given.GetProperty("Tk").Matrix(), Oracle.Normals(m), Oracle.OtherNormals(m), given.GetProperty("Tw").Matrix());
            var variant = new AttentionVariant { Temperature = given.Number("tau0") };
            var chain = new ShapedChain(given.Number("gamma"), given.Integer("n"), variant).WithKeys(given.Integer("nk"));
            Close.To(
                given.GetProperty("A").Matrix(),
                variant.Matrix(ShapedChain.Scores(factor, draws), variant.Amplitude(chain.Width, chain.Keys)), 1e-12);
            Close.To(given.GetProperty("Vnext").Matrix(), chain.AttentionLayer(factor, draws), 1e-12);
        }
    }

    [Fact]
    public void The_network_with_weights_agrees_with_the_reference()
    {
        foreach (var given in Oracle.Of("network_forward").EnumerateArray())
        {
            var (m, n, keys) = (given.Integer("m"), given.Integer("n"), given.Integer("nk"));
            Matrix<double> W(double a, int rows, int columns) => Matrix<double>.Build.Dense(
                rows, columns, (i, j) => 1.5 * Math.Sin(a + (1.7 * i) + (2.3 * j) + (0.31 * i * j)));
            var chain = new ShapedChain(
                given.Number("gamma"), n, new AttentionVariant { Temperature = given.Number("tau0") },
                new ShapedRelu(given.Number("c_plus"), given.Number("c_minus"))).WithKeys(keys);
            var network = new ShapedNetwork(chain);
            var x = W(0.1, m, n);
            var weights = new ShapedWeights(W(0.2, n, keys), W(0.3, n, keys), W(0.4, n, n));
            Close.To(given.GetProperty("Y").Matrix(), network.Scores(x, weights), 1e-11, "scores");
            var z = network.Attention(x, weights);
            Close.To(given.GetProperty("V_attention").Matrix(), TokenCovariance.Of(z), 1e-11);
            Close.Relatively(given.Number("c"), chain.Activation!.AtWidth(n).Gain, 1e-12);
            var next = network.Perceptron(z, W(0.5, n, n), W(0.6, n, n));
            Close.To(given.GetProperty("X_next").Matrix(), next, 1e-11);
            Close.To(given.GetProperty("V_block").Matrix(), TokenCovariance.Of(next), 1e-11);
        }
    }

    [Fact]
    public void Weights_and_the_draws_that_stand_for_them_give_the_same_covariance()
    {
        AttentionVariant[] variants =
        [
            AttentionVariant.Shaped, AttentionVariant.Softmax, new() { Temperature = 0.2, Centred = false },
            new() { Identity = false, Mask = AttentionMask.Causal(3) },
        ];
        foreach (var variant in variants)
        {
            var chain = new ShapedChain(0.8, 24, variant).WithKeys(10);
            var network = new ShapedNetwork(chain);
            var stream = Random.Stream("pathwise");
            var x = stream.NormalMatrix(3, 24);
            for (var layer = 0; layer < 5; layer++)
            {
                var weights = ShapedWeights.Normal(24, 10, stream);
                var expected = TokenCovariance.Of(network.Attention(x, weights));
                var factor = TokenCovariance.Factor(TokenCovariance.Of(x));
                Close.To(expected, chain.AttentionLayer(factor, network.DrawsOf(x, weights)), 1e-13 * Math.Max(1, expected.FrobeniusNorm()), $"layer {layer}");
                x = network.Attention(x, weights);
            }
        }
    }

    [Fact]
    public void Simulation_takes_the_layers_of_the_plain_form()
    {
        var chain = new ShapedChain(0.6, 40, new AttentionVariant { Temperature = 0.3 });
        var start = Oracle.Random(3, 5);
        var networks = chain.Simulate(start, new DepthPlan { Layers = 4, Samples = 3, Record = [0, 1] }, Random.Stream("layers"));
        for (var sample = 0; sample < 3; sample++)
        {
            var stream = Random.Stream("layers").Stream(sample);
            var v = start;
            for (var layer = 0; layer < 4; layer++)
            {
                v = chain.AttentionLayer(TokenCovariance.Factor(v), chain.Draw(3, stream));
                if (layer == 0) Close.To(v, networks.Path(sample, 1), 1e-12);
            }

            Close.To(start, networks.Path(sample, 0), 1e-14);
            Close.To(v, networks.Path(sample, 2), 1e-11);
        }
    }

    [Theory]
    [InlineData("shaped", false)]
    [InlineData("few keys", false)]
    [InlineData("block", true)]
    public void The_chain_has_the_law_of_the_network_with_weights(string name, bool perceptron)
    {
        var chain = new ShapedChain(0.8, 8, new AttentionVariant { Temperature = 0.4 }, perceptron ? new ShapedRelu(0, -1) : null)
            .WithKeys(name == "few keys" ? 1 : 6);
        var start = TokenCovariance.Exchangeable(2, 0.3);
        var network = new ShapedNetwork(chain);
        EmpiricalLaw[] weights = [new(Run(v => v[0, 1])), new(Run(v => v[0, 0]))];
        double[] Run(Func<Matrix<double>, double> number) => [.. Enumerable.Range(0, 4000).Select(sample =>
        {
            var stream = Random.Stream("weights").Stream(sample);
            var x = network.Tokens(start);
            for (var layer = 0; layer < 3; layer++)
            {
                x = network.Attention(x, ShapedWeights.Normal(8, chain.Keys, stream));
                if (perceptron) x = network.Perceptron(x, stream.NormalMatrix(8, 8), stream.NormalMatrix(8, 8));
            }

            return number(TokenCovariance.Of(x));
        })];
        var exact = chain.Simulate(start, new DepthPlan { Layers = 3, Samples = 8000 }, Random.Stream("exact"));
        var critical = KolmogorovSmirnov.CriticalValue(4000, 8000, 1e-6);
        Assert.InRange(KolmogorovSmirnov.Distance(weights[0], exact.Entry(0, 1)), 0, critical);
        Assert.InRange(KolmogorovSmirnov.Distance(weights[1], exact.Entry(0, 0)), 0, critical);
    }

    [Fact]
    public void A_perceptron_chain_has_the_law_of_a_perceptron()
    {
        var relu = new ShapedRelu(0.5, -1);
        var start = TokenCovariance.Exchangeable(2, 0.3);
        var chain = ShapedChain.Perceptron(relu, 6);
        var (positive, negative, gain) = relu.AtWidth(6);
        var direct = new EmpiricalLaw(Enumerable.Range(0, 6000).Select(sample =>
        {
            var stream = Random.Stream("mlp").Stream(sample);
            var z = TokenCovariance.Factor(start) * stream.NormalMatrix(2, 6);
            for (var layer = 1; layer < 4; layer++)
                z = Math.Sqrt(gain / 6) * z.Map(x => x * (x > 0 ? positive : negative)) * stream.NormalMatrix(6, 6);
            return TokenCovariance.Of(z)[0, 1];
        }));
        var networks = chain.Simulate(start, new DepthPlan { Layers = 4, Samples = 6000 }, Random.Stream("mlp chain"));
        Assert.InRange(KolmogorovSmirnov.Distance(direct, networks.Entry(0, 1)), 0, KolmogorovSmirnov.CriticalValue(6000, 6000, 1e-6));
    }

    [Fact]
    public void A_single_token_has_the_exact_moments_of_every_width()
    {
        var chain = new ShapedChain(0.8, 10);
        var networks = chain.Simulate(Matrix<double>.Build.Dense(1, 1, 1.5), new DepthPlan { Layers = 4, Samples = 40_000 }, Random.Stream("single"));
        var law = new SingleTokenLaw(CovarianceSde.ShapedAttention(0.8, 1).LinearVariance, 1.5);
        var v = networks.Entry(0, 0);
        Close.To(1.5, v.Mean, 5 * v.StandardError);
        var squares = new EmpiricalLaw(v.Ascending.Select(x => x * x));
        Close.To(law.SecondMomentAtWidth(10, 4), squares.Mean, 5 * squares.StandardError);
    }

    [Fact]
    public void Without_skip_path_the_determinant_has_its_exact_law_at_finite_width()
    {
        var chain = new ShapedChain(1, 20, new AttentionVariant { Temperature = double.PositiveInfinity });
        var start = TokenCovariance.Exchangeable(3, 0.2);
        var networks = chain.Simulate(start, new DepthPlan { Layers = 10, Samples = 8000 }, Random.Stream("determinant"));
        var change = networks.Of(0, v => Math.Log(v.Determinant() / start.Determinant()));
        var (mean, variance) = LinearCovarianceLaw.LogDeterminantAtWidth(3, 20, 10);
        Close.To(mean, change.Mean, 5 * change.StandardError);
        Close.Relatively(variance, change.Variance, 5 * Math.Sqrt(2.0 / 8000));
    }

    [Fact]
    public void One_head_in_two_halves_keeps_mean_and_linear_noise_and_halves_the_noise_of_attention()
    {
        // Two heads at once equal one head when scores are off; with scores the drift is the same.
        var start = Oracle.Random(2, 9);
        CovarianceEnsemble One(int heads, double temperature) => new ShapedChain(0.9, 400, new AttentionVariant { Heads = heads, Temperature = temperature })
            .Simulate(start, new DepthPlan { Layers = 1, Samples = 40_000 }, Random.Stream($"heads {heads}"));
        foreach (var heads in new[] { 1, 4 })
        {
            var sde = CovarianceSde.ShapedAttention(0.9, 0.15, heads);
            var step = new EmpiricalLaw(One(heads, 0.15).Entry(0, 0).Ascending.Select(x => 400 * (x - start[0, 0])));
            var expected = 400 * sde.DiffusionReference(start, 0, 0, 0, 0);
            // The relative error of a variance of nearly normal numbers is √(2/N); the step is of order 1/n, here 1/400 times the drift.
            Close.Relatively(expected, step.Variance, (5 * Math.Sqrt(3.0 / 40_000)) + 0.05, $"{heads} heads");
        }
    }

    [Fact]
    public void Threads_do_not_change_a_network()
    {
        var chain = new ShapedChain(0.5, 20);
        var plan = new DepthPlan { Layers = 5, Samples = 50, Threads = 1 };
        var start = TokenCovariance.Exchangeable(3, 0.2);
        Assert.Equal(
            chain.Simulate(start, plan, Random.Stream("t")).Entry(0, 2).Ascending,
            chain.Simulate(start, plan with { Threads = 2 }, Random.Stream("t")).Entry(0, 2).Ascending);
    }

    [Fact]
    public void Pieces_taken_out_explode_or_vanish_and_are_reported()
    {
        var start = TokenCovariance.Exchangeable(4, 0.2);
        var plan = new DepthPlan { Layers = 12, Samples = 4 };
        var nothing = new ShapedChain(1, 300, new AttentionVariant { Identity = false }).Simulate(start, plan, Random.Stream("gone"));
        Close.To(0, nothing.Entry(0, 0).Median, 0, "λ = 0, centred, no identity");
        Assert.Contains("0 values and 4 dropped", Assert.Throws<ArgumentException>(() => nothing.Correlation(0, 1)).Message);
        var huge = new ShapedChain(1, 300, new AttentionVariant { Centred = false })
            .Simulate(start, plan with { Layers = 500 }, Random.Stream("gone"));
        Assert.Equal(4, huge.Exploded);
        Assert.Equal(double.PositiveInfinity, huge.Entry(0, 0).Median);
    }

    [Fact]
    public void Refusals_say_what_is_allowed()
    {
        var chain = new ShapedChain(0.5, 10);
        Assert.StartsWith(
            "The width was 10 for 6 tokens and 1 heads; it must be a multiple of the heads, and at least 12 per head",
            Assert.Throws<ArgumentException>(() => chain.Simulate(TokenCovariance.Exchangeable(6, 0.1), new DepthPlan { Layers = 1, Samples = 1 }, Random.Stream("x"))).Message);
        Assert.Contains(
            "The tokens had 4 features; the network has 10.",
            Assert.Throws<ArgumentException>(() => new ShapedNetwork(chain).Attention(Inputs.F(2, 4), ShapedWeights.Normal(10, 10, Random.Stream("w")))).Message);
        Assert.StartsWith("Layers was 0; it must be at least 1.", Assert.Throws<ArgumentOutOfRangeException>(() => new DepthPlan { Layers = 0, Samples = 1 }).Message);
        Assert.StartsWith("Temperature was -1; it must be above 0.", Assert.Throws<ArgumentOutOfRangeException>(() => new AttentionVariant { Temperature = -1 }).Message);
    }
}
