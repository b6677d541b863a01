using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Randomness;
using RankCollapse.Theory.LambdaSkip;
using RankCollapse.Theory.Masks;

namespace RankCollapse.Tests.Theory.LambdaSkip;

public class GateTests
{
    private static readonly MatrixBuilder<double> Build = Matrix<double>.Build;
    private static readonly Vector<double> Diagonal = Vector<double>.Build.Dense([1.0, 1]);
    private static readonly System.Text.Json.JsonElement Reference = ReferenceValues.Of("lambda-skip").GetProperty("gating");

    [Fact]
    public void Reference_runs_of_the_gated_pair_are_reproduced()
    {
        foreach (var row in Reference.GetProperty("rows").EnumerateArray())
        {
            var weights = row.GetProperty("w").GetDouble() * Build.DenseIdentity(2);
            var layer = row.GetProperty("mode").GetString() switch
            {
                "none" => GatedPair.Ungated,
                "linear" => new LambdaSkipLayer(TokenMixing.Uniform(2), 0) { Gate = TokenGate.Linear(weights) },
                _ => new LambdaSkipLayer(TokenMixing.Uniform(2), 0) { Gate = TokenGate.Silu(weights) },
            };
            var expected = row.GetProperty("mu_k").Numbers();
            var run = layer.Run(GatedPair.Tokens(row.GetProperty("t").GetDouble()), expected.Length - 1);
            for (var k = 0; k < expected.Length; k++) Close.To(expected[k], run.Residuals[k], 1e-12, $"layer {k}");
        }

        Close.To(Reference.GetProperty("elasticity_z_1_over_sqrt2").GetDouble(), GatedPair.Growth, 1e-15);
    }

    [Fact]
    public void Without_a_gate_the_pair_collapses_at_once_with_a_linear_one_every_pair_is_fixed_with_silu_it_parts()
    {
        for (var angle = 0.05; angle < 0.78; angle += 0.1)
        {
            var start = GatedPair.Tokens(angle);
            Assert.InRange(GatedPair.Ungated.Run(start, 1).Residuals[1], 0, 1e-15);
            Close.To(start, GatedPair.Linear.Run(start, 20).Tokens(20), 1e-13);
            Close.To(1, GatedPair.Silu.Run(start, 120).Residuals[120], 1e-12);
        }

        // A small difference grows by the elasticity of the gate.
        var near = GatedPair.Silu.Run(GatedPair.Tokens((Math.PI / 4) - 1e-6), 1);
        Close.To(GatedPair.Growth, near.Residuals[1] / near.Residuals[0], 1e-6);
    }

    [Fact]
    public void Jacobian_by_the_product_rule_equals_differences_of_the_layer()
    {
        var random = new RandomSource(61).Stream("jacobian");
        foreach (var gate in new[] { null, TokenGate.Linear(random.NormalMatrix(3, 3)), TokenGate.Silu(random.NormalMatrix(3, 3)) })
        {
            foreach (var mixing in new TokenMixing[]
                { TokenMixing.Uniform(4), SoftmaxMixing.Causal(AttentionWeights.Normal(3, 1, random)), SoftmaxMixing.Complete(AttentionWeights.Normal(3, 1, random)) })
            {
                var layer = new LambdaSkipLayer(mixing, 0.7) { Gate = gate, Value = random.NormalMatrix(3, 3), RowLength = 1.5 };
                var direction = random.NormalMatrix(1, 3).Row(0);
                Close.To(ConsensusJacobian.OfReference(layer, direction, 4), ConsensusJacobian.Of(layer, direction, 4), 1e-7, mixing.Name);
            }
        }
    }

    [Fact]
    public void Transverse_radius_tells_whether_collapse_attracts()
    {
        Close.To(0, ConsensusJacobian.TransverseRadius(GatedPair.Ungated, Diagonal, 2), 1e-12);
        Close.To(1, ConsensusJacobian.TransverseRadius(GatedPair.Linear, Diagonal, 2), 1e-12);
        Close.To(GatedPair.Growth, ConsensusJacobian.TransverseRadius(GatedPair.Silu, Diagonal, 2), 1e-12);
        // The whole derivative has the common motion too: 1 without a gate although collapse attracts.
        Close.To(1, ConsensusJacobian.Radius(ConsensusJacobian.Of(GatedPair.Ungated, Diagonal, 2)), 1e-12);
        Close.To(1 + GatedPair.Growth, ConsensusJacobian.Radius(ConsensusJacobian.Of(GatedPair.Silu, Diagonal, 2)), 1e-12);
        // Without a gate it is the known rate: (½ + λ)/(1 + λ) for causal attention, λ/(1 + λ) for uniform.
        var causal = new LambdaSkipLayer(SoftmaxMixing.Causal(AttentionWeights.Identity(2)), 4);
        Close.To(0.9, ConsensusJacobian.TransverseRadius(causal, Diagonal, 3), 1e-12);
        Close.To(0.8, ConsensusJacobian.TransverseRadius(GatedPair.Ungated.WithSkip(4), Diagonal, 2), 1e-12);
    }

    [Fact]
    public void Runs_agree_with_the_verdict_of_the_jacobian()
    {
        // With a skip path of strength 3 the gate no longer repels: both sides of the verdict are seen.
        foreach (var skip in new[] { -0.3, 0, 0.5, 3 })
        {
            var layer = new LambdaSkipLayer(TokenMixing.Uniform(2), skip) { Gate = GatedPair.Silu.Gate };
            var radius = ConsensusJacobian.TransverseRadius(layer, Diagonal, 2);
            var run = layer.Run(GatedPair.Tokens((Math.PI / 4) - 1e-7), 1);
            Close.To(radius, run.Residuals[1] / run.Residuals[0], 1e-6, $"λ = {skip}");
        }
    }

    [Fact]
    public void What_has_no_verdict_is_refused()
    {
        Assert.StartsWith("The layer turned the direction by", Assert.Throws<ArgumentException>(
            () => ConsensusJacobian.TransverseRadius(GatedPair.Silu, Vector<double>.Build.Dense([1.0, 0.5]), 2)).Message, StringComparison.Ordinal);
        Assert.StartsWith("The layer had mixing “selective state space model” and LN; it must have row-stochastic mixing and LN.",
            Assert.Throws<ArgumentException>(() => ConsensusJacobian.Of(new TwoTokenSelective().Layer(1), Diagonal, 2)).Message, StringComparison.Ordinal);
        Assert.StartsWith("The tokens had width 3; the gate needs width 2. Rows are tokens.", Assert.Throws<ArgumentException>(
            () => TokenGate.Linear(Build.DenseIdentity(2)).Of(Build.Dense(2, 3))).Message, StringComparison.Ordinal);
    }
}
