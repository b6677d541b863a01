using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Randomness;
using RankCollapse.Theory.Foundations;
using RankCollapse.Theory.Masks;

namespace RankCollapse.Tests.Theory.Foundations;

public class PureAttentionTests
{
    [Fact]
    public void Reference_paths_and_their_sum_are_reproduced()
    {
        var expected = ReferenceValues.Of("masks-layernorm").GetProperty("path_decomposition");
        var pass = ReferenceStack().Run(Inputs.F(4, 3));
        Close.To(expected.GetProperty("output").Matrix(), pass.Output, 1e-9);
        Assert.Equal(8, pass.Paths().Count());
        foreach (var path in expected.GetProperty("path_residual_composite").EnumerateObject())
        {
            int[] heads = [.. path.Name.Trim('(', ')').Split(',').Select(int.Parse)];
            Close.To(path.Value.GetDouble(), CompositeNorm.OfResidual(pass.Path(heads)), 1e-9, path.Name);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Paths_sum_to_the_forward_pass_and_sums_by_length_agree_with_their_reference(bool skip)
    {
        var pass = skip ? ReferenceStack().RunWithSkip(Inputs.F(4, 3)) : ReferenceStack().Run(Inputs.F(4, 3));
        Assert.Equal(skip ? 27 : 8, pass.Paths().Count());
        var sum = pass.Paths().Select(path => pass.Path(path)).Aggregate((a, b) => a + b);
        Close.To(pass.Output, sum, 1e-13 * Math.Max(1, pass.Output.InfinityNorm()));
        var (fast, reference) = (pass.ByLength(), pass.ByLengthReference());
        for (var length = 0; length <= 3; length++) Close.To(reference[length], fast[length], 1e-13, $"length {length}");
        Close.To(pass.Output, fast.Aggregate((a, b) => a + b), 1e-13 * Math.Max(1, pass.Output.InfinityNorm()));
        Assert.Equal(skip, fast[0].InfinityNorm() > 0);
    }

    [Fact]
    public void Path_lengths_are_binomial()
    {
        var law = new PathLengthLaw(heads: 3, layers: 5);
        int[] counts = [1, 15, 90, 270, 405, 243];
        for (var k = 0; k <= 5; k++)
        {
            Close.Relatively(counts[k], Math.Exp(law.LogCount(k)), 1e-12);
            Close.Relatively(counts[k] / 1024.0, law.Probability(k), 1e-12);
        }

        Close.To(3.75, law.MeanLength, 1e-14);
        Close.To(law.MeanLength, Enumerable.Range(0, 6).Sum(k => k * law.Probability(k)), 1e-12);
        Close.To(Math.Sqrt(Enumerable.Range(0, 6).Sum(k => law.Probability(k) * (k - 3.75) * (k - 3.75))), law.StandardDeviation, 1e-12);
        Close.To(1, law.ProbabilityUpTo(5), 1e-12);
        var deepest = PathLengthLaw.Published[^1].Law;
        Close.To(190.7, deepest.LogPaths / Math.Log(10), 0.1);
        Assert.True(deepest.ProbabilityUpTo(48) < 1e-60);
    }

    [Fact]
    public void One_layer_stays_below_the_cubic_bound()
    {
        var random = new RandomSource(12);
        var applied = 0;
        for (var sample = 0; sample < 300; sample++)
        {
            var stream = random.Stream(sample);
            var (tokens, width) = (2 + stream.NextInteger(6), 1 + stream.NextInteger(4));
            var weights = AttentionWeights.Normal(width, 0.8, stream).WithValue(stream.NormalMatrix(width, width));
            var common = stream.NormalMatrix(1, width);
            var x = (stream.NextUniform() * stream.NormalMatrix(tokens, width)) + Matrix<double>.Build.Dense(tokens, width, (_, j) => common[0, j]);
            var bound = new CubicBound(x, weights);
            Assert.True(bound.NextResidual <= bound.Sharp * (1 + 1e-12), $"sample {sample}: {bound.NextResidual} above {bound.Sharp}");
            if (!bound.CubicApplies) continue;
            applied++;
            Assert.True(bound.Sharp <= bound.Cubic * (1 + 1e-12), $"sample {sample}: {bound.Sharp} above {bound.Cubic}");
        }

        Assert.InRange(applied, 50, 299);
    }

    [Fact]
    public void The_distance_from_the_common_row_has_digits_where_plain_arithmetic_has_none()
    {
        var weights = AttentionWeights.Identity(3);
        var far = new CubicBound(0.1 * Inputs.F(4, 3), weights);
        var layer = new MaskedAttention(AttentionMask.Complete(4)).LayerReference(0.1 * Inputs.F(4, 3), weights);
        // Another common row moves the composite size by at most a factor 2.
        Assert.InRange(CompositeNorm.OfResidual(layer) / far.NextResidual, 0.5, 2);
        double Ratio(double scale) => new CubicBound(scale * CentredTokens.From(Inputs.F(4, 3)).Centred, weights).NextResidual / (scale * scale * scale);
        Close.Relatively(Ratio(1e-6), Ratio(1e-30), 1e-6);
    }

    [Fact]
    public void The_residual_after_a_layer_is_that_of_the_plain_product_and_the_constant_falls_with_the_temperature()
    {
        var x = 0.8 * Inputs.F(4, 3);
        var weights = new AttentionWeights(Inputs.Rotation(3, 0), Inputs.Rotation(3, 1) * 1.5, Inputs.Rotation(3, 2)).AtTemperature(1.3);
        var bound = new CubicBound(x, weights);
        // Far from consensus nothing cancels: attention minus the row that the mean's scores alone would give.
        var centred = CentredTokens.From(x);
        var mean = Vector<double>.Build.DenseOfArray(centred.Mean.ToArray());
        var shared = (centred.Centred * weights.Key * (mean * weights.Query) / 1.3).PointwiseExp();
        var attention = new MaskedAttention(AttentionMask.Complete(4)).AttentionMatrix(x, weights);
        var across = Matrix<double>.Build.Dense(4, 4, (i, j) => attention[i, j] - (shared[j] / shared.Sum()));
        Close.Relatively(CompositeNorm.Of(across * centred.Centred * weights.Value), bound.NextResidual, 1e-12);
        Close.Relatively(bound.Constant / 2, new CubicBound(x, weights.AtTemperature(2.6)).Constant, 1e-14);
        // The composite size of W_QK counts columns, as the bound does: largest column sum.
        Close.Relatively(4 * weights.Query.TransposeAndMultiply(weights.Key).L1Norm() * CompositeNorm.Of(weights.Value) / 1.3, bound.Constant, 1e-14);
    }

    [Fact]
    public void Reference_residuals_of_the_complete_mask_are_cubic()
    {
        var expected = ReferenceValues.Of("masks-layernorm").GetProperty("dong_cubic").GetProperty("residual").Numbers();
        var x = Matrix<double>.Build.Dense(4, 3, (_, j) => new[] { 0.3, -0.2, 0.5 }[j]) + (0.3 * Inputs.F(4, 3));
        var weights = new AttentionWeights(
            Matrix<double>.Build.Dense(3, 3, (i, j) => 0.5 * Math.Sin(1 + (1.3 * i) + (0.9 * j))),
            Matrix<double>.Build.Dense(3, 3, (i, j) => 0.5 * Math.Cos(0.3 + (0.8 * i) - (1.1 * j))), Inputs.Rotation(3, 0));
        var run = new MaskedAttention(AttentionMask.Complete(4)).Run(x, 3, weights);
        for (var t = 0; t < 3; t++) Close.To(expected[t], CompositeNorm.Of(run.State(t).Centred), 1e-9, $"layer {t}");
    }

    [Fact]
    public void A_cubic_recursion_is_read_as_base_three_and_an_exponential_one_is_not()
    {
        var residuals = new List<double> { 0.2 };
        while (residuals[^1] > 1e-290 && residuals.Count < 12) residuals.Add(0.4 * Math.Pow(residuals[^1], 3));
        var fit = DoublyExponentialFit.Of(residuals, constant: 0.4, floor: 1e-280, ceiling: 0.2);
        Close.To(3, fit.Base, 1e-9);
        Close.To(3, DoublyExponentialFit.Of(residuals).Base, 0.15, "without the constant");
        var halves = Enumerable.Range(0, 200).Select(t => Math.Pow(0.5, t)).ToArray();
        Assert.InRange(DoublyExponentialFit.Of(halves).Base, 1, 1.05);
        // Three points, the middle one off by e: the line keeps its slope ln 3, and the error of the slope is e/√3.
        var scattered = new[] { 1, 1 + Math.Log(3) + 0.01, 1 + (2 * Math.Log(3)) }.Select(y => Math.Exp(-Math.Exp(y))).ToArray();
        Close.To(3, DoublyExponentialFit.Of(scattered).Base, 1e-9);
        Close.To(0.01 * Math.Sqrt(3), DoublyExponentialFit.Of(scattered).StandardError, 1e-9);
        var error = Assert.Throws<InvalidOperationException>(() => DoublyExponentialFit.Of([0.5, 0.4]));
        Assert.StartsWith("0 layers were between", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_pair_is_held_stably_for_a_relative_error_grows_at_every_distance()
    {
        var pair = new CubicCollapse(scoreWeight: 1.7, temperature: 2);
        Assert.Equal(3, pair.ErrorGrowth(0));
        foreach (var amplitude in new[] { 1e-6, 0.1, 0.7, 1.5, 3 })
        {
            const double h = 1e-5;
            var slope = (Math.Log(pair.Next(amplitude * Math.Exp(h))) - Math.Log(pair.Next(amplitude * Math.Exp(-h)))) / (2 * h);
            // Central differences: h² and rounding over h are both below 1e-9.
            Close.To(slope, pair.ErrorGrowth(amplitude), 1e-9, $"amplitude {amplitude}");
            Assert.True(pair.ErrorGrowth(amplitude) > 1);
        }
    }

    [Fact]
    public void The_doubly_exponential_bound_covers_what_one_layer_bounds_give()
    {
        // One layer is the cubic bound itself, and L layers are it applied L times.
        Close.To(Math.Log(4 * 0.001), CubicBound.LogAfter(constant: 4, residual: 0.1, layers: 1), 1e-12);
        var twice = Math.Log(4) + (3 * CubicBound.LogAfter(4, 0.1, 1));
        Close.To(twice, CubicBound.LogAfter(4, 0.1, 2), 1e-12);
        Close.To(Math.Log(0.1), CubicBound.LogAfter(4, 0.1, 0), 1e-15);
    }

    [Fact]
    public void Chains_of_attention_matrices_forget_at_the_rate_of_their_second_singular_values()
    {
        var causal = new UniformAttention(AttentionMask.Causal(4)).ToMatrix();
        var chain = new ChainedAttention([.. Enumerable.Repeat<IReadOnlyList<Matrix<double>>>([causal, causal], 40)]);
        var random = new RandomSource(2).Stream("chain");
        Close.To(0.5, chain.Residual(40, random) / chain.Residual(39, random), 1e-6);
        var plain = causal;
        for (var k = 1; k < 6; k++) plain = causal * plain;
        Close.To(CentredTokens.From(plain).Centred.L2Norm(), chain.Residual(6, random), 1e-14);
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => chain.Residual(41, random));
        Assert.StartsWith("length was 41; it must be in [1, 40].", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Malformed_stacks_and_paths_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new MultiHeadAttention(AttentionMask.Complete(2), []));
        Assert.Contains("at least one layer", error.Message, StringComparison.Ordinal);
        var pass = ReferenceStack().Run(Inputs.F(4, 3));
        Assert.StartsWith("The path had 2 steps; it needs one per layer, 3.", Assert.Throws<ArgumentException>(() => pass.Path(0, 1)).Message, StringComparison.Ordinal);
        Assert.StartsWith("Step 1 of the path was head -1; it must be 0 to 1.", Assert.Throws<ArgumentException>(() => pass.Path(0, -1, 0)).Message, StringComparison.Ordinal);
    }

    private static MultiHeadAttention ReferenceStack() => new(AttentionMask.Complete(4), [.. Enumerable.Range(0, 3).Select(l =>
        (IReadOnlyList<AttentionWeights>)[.. Enumerable.Range(0, 2).Select(h => new AttentionWeights(
            Matrix<double>.Build.Dense(3, 3, (i, j) => 0.7 * Math.Sin(1 + h + (0.7 * l) + (1.3 * i) + (0.9 * j))),
            Matrix<double>.Build.Dense(3, 3, (i, j) => 0.7 * Math.Cos(0.3 + h + (0.5 * l) + (0.8 * i) - (1.1 * j))),
            Matrix<double>.Build.Dense(3, 3, (i, j) => 0.6 * Math.Sin(2 + (0.7 * (l + (5 * h))) + (1.3 * i) + (0.9 * j)))))])]);
}
