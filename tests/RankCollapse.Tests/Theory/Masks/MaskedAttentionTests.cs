using System.Text.Json;
using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Randomness;
using RankCollapse.Theory.Masks;

namespace RankCollapse.Tests.Theory.Masks;

public class MaskedAttentionTests
{
    private static readonly MatrixBuilder<double> Build = Matrix<double>.Build;

    internal static IEnumerable<JsonProperty> Trajectories =>
        ReferenceValues.Of("masks-layernorm").GetProperty("theorem1_trajectories").GetProperty("cases").EnumerateObject();

    [Fact]
    public void All_reference_trajectories_are_reproduced()
    {
        int[] layers = [0, 1, 2, 3, 5, 10, 20];
        Assert.Equal(6, Trajectories.Count());
        foreach (var (name, expected) in Trajectories.Select(property => (property.Name, property.Value)))
        {
            var run = ReferenceRun(name, 40);
            Assert.Equal(expected.GetProperty("radius").GetInt32(), run.Mask.Graph.Radius);
            Close.To(expected.GetProperty("eps_min_attention_over_40_layers").GetDouble(), run.AttentionFloor, 1e-9, name);
            Close.To(expected.GetProperty("X5").Matrix(), run.Tokens(5), 1e-9, name);
            var row = run.Attention(0).Row(5).ToArray();
            Assert.All(expected.GetProperty("first_attention_row_last").Numbers().Zip(row), pair => Close.To(pair.First, pair.Second, 1e-9, name));
            var mu = expected.GetProperty("mu").Numbers();
            for (var k = 0; k < layers.Length; k++) Close.To(mu[k], run.Residuals[layers[k]], 1e-9, $"{name}, layer {layers[k]}");
        }
    }

    [Fact]
    public void The_centred_layer_equals_the_printed_layer_while_that_has_digits()
    {
        foreach (var name in Trajectories.Select(property => property.Name))
        {
            var attention = new MaskedAttention(MaskGraphTests.MaskOf(name, 6, 1));
            var (centred, plain) = (CentredTokens.From(Inputs.F(6, 4)), Inputs.F(6, 4));
            for (var layer = 0; layer < 20; layer++)
            {
                Close.To(attention.AttentionMatrix(plain, ReferenceWeights(layer)), ReferenceRun(name, 20).Attention(layer), 1e-13, name);
                centred = attention.Layer(centred, ReferenceWeights(layer));
                plain = attention.LayerReference(plain, ReferenceWeights(layer));
                Close.To(plain, centred.ToMatrix(), 1e-13, $"{name}, layer {layer}");
                Close.To(TokenResidual.Absolute(plain), centred.Residual, 1e-13, $"{name}, layer {layer}");
            }
        }
    }

    [Theory]
    [InlineData(0.9)]
    [InlineData(3)]
    [InlineData(30)]
    [InlineData(1000)]
    public void Near_and_far_from_consensus_both_forms_agree(double scale)
    {
        // Scores up to scale²: both branches of the centred layer, and the switch between them.
        var x = scale * Inputs.F(7, 3);
        var weights = AttentionWeights.Normal(3, 1, new RandomSource(5).Stream("weights"));
        foreach (var mask in new[] { AttentionMask.Complete(7), AttentionMask.Causal(7), AttentionMask.Dilated(7) })
        {
            var attention = new MaskedAttention(mask);
            Close.To(attention.LayerReference(x, weights) / scale, attention.Layer(CentredTokens.From(x), weights).ToMatrix() / scale, 2e-12);
        }
    }

    [Fact]
    public void Attention_rows_sum_to_one_and_respect_the_mask()
    {
        var mask = AttentionMask.UnidirectionalWindow(6, 2);
        var attention = new MaskedAttention(mask).AttentionMatrix(Inputs.F(6, 4), ReferenceWeights(0));
        for (var i = 0; i < 6; i++)
        {
            Close.To(1, attention.Row(i).Sum(), 1e-15);
            for (var j = 0; j < 6; j++) Assert.Equal(mask[i, j], attention[i, j] > 0);
        }
    }

    [Fact]
    public void Two_tokens_on_a_line_follow_the_cubic_law_far_below_rounding()
    {
        var cubic = new CubicCollapse(scoreWeight: 1.7, temperature: 2);
        var amplitudes = cubic.Amplitudes(start: 0.8, layers: 6);
        var one = Build.Dense(1, 1, 1);
        var weights = new AttentionWeights(1.7 * one, one, one).AtTemperature(2);
        var run = new MaskedAttention(AttentionMask.Complete(2)).Run(Build.DenseOfArray(new[,] { { 0.8 }, { -0.8 } }), 6, weights);
        Assert.InRange(amplitudes[6], 1e-110, 1e-100);
        for (var layer = 0; layer <= 6; layer++)
            Close.Relatively(Math.Sqrt(2) * amplitudes[layer], run.Residuals[layer], 1e-12, $"layer {layer}");
        Assert.Equal(0.85, cubic.CubicConstant);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(9)]
    [InlineData(13)]
    public void Complete_mask_collapses_cubically(int tokens)
    {
        var weights = AttentionWeights.Normal(4, 0.5, new RandomSource(7).Stream("weights"));
        var run = new MaskedAttention(AttentionMask.Complete(tokens)).Run(Inputs.F(tokens, 4), 12, weights);
        var orders = CollapseRate.Orders(run.Residuals, floor: 1e-250);
        Assert.True(orders.Length >= 4, $"{orders.Length} orders");
        Close.To(3, orders[^1], 0.02, "last order");
        // What is computed from the tokens themselves stops at their rounding.
        Assert.InRange(TokenResidual.Absolute(run.Tokens(7)), 0, 1e-14);
    }

    [Fact]
    public void Tokens_that_take_the_same_average_agree_exactly_after_one_layer()
    {
        // All ten look at the first two only; the mean of ten equal numbers is often off by rounding.
        var allowed = new bool[10, 10];
        for (var i = 0; i < 10; i++) allowed[i, 0] = allowed[i, 1] = true;
        var attention = new MaskedAttention(AttentionMask.Custom("two leaders", allowed));
        for (var sample = 0; sample < 20; sample++)
        {
            var x = new RandomSource(8).Stream(sample).NormalMatrix(10, 3);
            Assert.Equal(0, attention.Run(x, 1, AttentionWeights.Averaging(3)).Residuals[1]);
        }
    }

    [Theory]
    [InlineData("causal")]
    [InlineData("global0+window")]
    [InlineData("window")]
    public void Other_masks_collapse_merely_exponentially(string name)
    {
        var run = Generic(MaskGraphTests.MaskOf(name, 8, 1), layers: 300);
        Close.To(1, CollapseRate.Orders(run.Residuals).Last(), 1e-3);
    }

    [Fact]
    public void Sharper_attention_slows_the_first_layer_of_every_mask()
    {
        // Reduced form of the temperature experiment: d_QK = 1/64, 1, 64.
        var weights = AttentionWeights.Normal(16, 0.25, new RandomSource(3).Stream("weights"));
        var x = new RandomSource(3).Stream("tokens").NormalMatrix(32, 16);
        foreach (var mask in new[] { AttentionMask.Complete(32), AttentionMask.Causal(32), AttentionMask.SlidingWindow(32) })
        {
            var first = new[] { 0.125, 1, 8 }.Select(
                temperature => new MaskedAttention(mask).Run(x, 1, weights.AtTemperature(temperature)).RelativeResiduals()[1]).ToArray();
            Assert.True(first[0] > first[1] && first[1] > first[2], $"{mask.Name}: {string.Join(", ", first)}");
        }
    }

    [Fact]
    public void A_run_knows_its_states_products_and_norms()
    {
        var run = ReferenceRun("causal", 4);
        Close.To(run.Attention(2) * run.Attention(1), run.AttentionProduct(1, 2), 1e-16);
        Close.To(Build.DenseIdentity(6), run.AttentionProduct(3, 0), 0);
        Close.To(1, run.ValueProductNorm(4), 1e-14, "rotations keep lengths");
        Close.To(TokenResidual.Relative(run.Tokens(3)), run.RelativeResiduals()[3], 1e-14);
        Assert.Equal(run.AttentionFloors.Min(), run.AttentionFloor);
        var scaled = new MaskedAttention(AttentionMask.Causal(6)).Run(Inputs.F(6, 4), 3, ReferenceWeights(0).WithValue(2 * Build.DenseIdentity(4)));
        Close.To(8, scaled.ValueProductNorm(3), 1e-13);
    }

    [Fact]
    public void Errors_say_what_was_given_what_is_allowed_and_what_to_do()
    {
        var attention = new MaskedAttention(AttentionMask.Causal(6));
        var weights = AttentionWeights.Identity(4);
        var run = attention.Run(Inputs.F(6, 4), 2, weights);
        Assert.StartsWith(
            "There were 5 tokens; the causal mask is for 6. Build the mask for the sequence length.",
            Assert.Throws<ArgumentException>(() => attention.AttentionMatrix(Inputs.F(5, 4), weights)).Message);
        Assert.StartsWith(
            "The tokens had width 3; the weights need width 4. Rows are tokens, columns are features.",
            Assert.Throws<ArgumentException>(() => attention.Run(Inputs.F(6, 3), 1, weights)).Message);
        Assert.StartsWith(
            "layers was -1; it must be at least 0. Give the depth; 0 only measures the start.",
            Assert.Throws<ArgumentOutOfRangeException>(() => attention.Run(Inputs.F(6, 4), -1, weights)).Message);
        Assert.StartsWith(
            "layer reached 3; this run of 2 layers allows 0 to 2. Run it deeper or ask for an earlier layer.",
            Assert.Throws<ArgumentOutOfRangeException>(() => run.State(3)).Message);
        Assert.StartsWith(
            "count was -1; it must be at least 0. Give the number of layers in the product.",
            Assert.Throws<ArgumentOutOfRangeException>(() => run.AttentionProduct(0, -1)).Message);
        Assert.Equal(
            "The run had 0 layers; an attention floor needs at least 1. Run it deeper.",
            Assert.Throws<InvalidOperationException>(() => attention.Run(Inputs.F(6, 4), 0, weights).AttentionFloor).Message);
        Assert.StartsWith(
            "The query weights had shape [4, 2], the key weights [4, 3] and the value weights [4, 4]; they must be [width, key width], "
            + "[width, key width] and [width, width]. Tokens are rows here: transpose weights that act from the left.",
            Assert.Throws<ArgumentException>(
                () => new AttentionWeights(Build.Dense(4, 2), Build.Dense(4, 3), Build.Dense(4, 4))).Message);
        Assert.StartsWith(
            "temperature was 0; it must be finite and above 0. Use a large temperature for attention that is almost uniform.",
            Assert.Throws<ArgumentOutOfRangeException>(() => weights.AtTemperature(0)).Message);
        Assert.StartsWith(
            "width was 0; it must be at least 1. Give the width of the tokens.",
            Assert.Throws<ArgumentOutOfRangeException>(() => AttentionWeights.Identity(0)).Message);
        Assert.StartsWith(
            "amplitude was NaN;", Assert.Throws<ArgumentOutOfRangeException>(() => new CubicCollapse(1).Next(double.NaN)).Message);
        Assert.StartsWith(
            "temperature was -1; it must be finite and above 0. Use 1 for one key dimension.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new CubicCollapse(1, -1)).Message);
    }

    [Fact]
    public void A_run_stops_when_it_is_cancelled() => Assert.Throws<OperationCanceledException>(() => new MaskedAttention(
        AttentionMask.Causal(6)).Run(Inputs.F(6, 4), 5, AttentionWeights.Identity(4), new CancellationToken(canceled: true)));

    internal static AttentionRun ReferenceRun(string mask, int layers) =>
        new MaskedAttention(MaskGraphTests.MaskOf(mask, 6, 1)).Run(Inputs.F(6, 4), layers, ReferenceWeights);

    /// <summary>Generic tokens and weak generic attention with W_V = I, which ends in consensus at the exact rate.</summary>
    internal static AttentionRun Generic(AttentionMask mask, int layers)
    {
        var random = new RandomSource(11);
        return new MaskedAttention(mask).Run(
            random.Stream("tokens").NormalMatrix(mask.Tokens, 4), layers, AttentionWeights.Normal(4, 0.25, random.Stream("weights")));
    }

    private static AttentionWeights ReferenceWeights(int t) => new(
        Build.Dense(4, 4, (i, j) => 0.3 * Math.Sin(1 + (0.7 * t) + (1.3 * i) + (0.9 * j))),
        Build.Dense(4, 4, (i, j) => 0.3 * Math.Cos(0.3 + (0.5 * t) + (0.8 * i) - (1.1 * j))),
        Inputs.Rotation(4, t));
}
