using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Randomness;
using RankCollapse.Theory.LambdaSkip;
using RankCollapse.Theory.LayerNorm;
using RankCollapse.Theory.Masks;
using Complex = System.Numerics.Complex;

namespace RankCollapse.Tests.Theory.LambdaSkip;

public class TokenMixingTests
{
    private static readonly MatrixBuilder<double> Build = Matrix<double>.Build;
    private static readonly VectorBuilder<double> BuildVector = Vector<double>.Build;
    private static readonly System.Text.Json.JsonElement Reference = ReferenceValues.Of("lambda-skip");

    [Fact]
    public void Reference_matrix_of_the_lti_model_is_its_recurrence()
    {
        var expected = Reference.GetProperty("lti_M");
        var (a, b, c) = (expected.GetProperty("A").Matrix(), BuildVector.Dense(expected.GetProperty("B").Numbers()),
            BuildVector.Dense(expected.GetProperty("C").Numbers()));
        var mixing = LtiMixing.FromStateSpace(a, b, c, 6);
        Assert.All(expected.GetProperty("markov").Numbers().Zip(mixing.MarkovParameters.ToArray()), pair => Close.To(pair.First, pair.Second, 1e-15));
        Close.To(expected.GetProperty("frob").GetDouble(), mixing.FrobeniusNorm(6), 1e-14);
        var inputs = LambdaInputs.Sine(6, 3);
        var m = mixing.MixingMatrix(inputs);
        Close.To(m.FrobeniusNorm(), mixing.FrobeniusNorm(6), 1e-14);
        Close.To(expected.GetProperty("y").Matrix(), m * inputs, 1e-14);
        Close.To(m * inputs, LtiMixing.OutputsReference(a, b, c, inputs), 1e-14);
    }

    [Fact]
    public void Diagonal_lti_model_has_the_markov_parameters_of_its_real_form()
    {
        // A rotation by 0.7 shrunk to 0.9 has the conjugate eigenvalues 0.9·e^(±0.7i); one of the pair is kept, c doubled.
        var (r, angle) = (0.9, 0.7);
        var a = Build.DenseOfArray(new[,] { { r * Math.Cos(angle), -r * Math.Sin(angle) }, { r * Math.Sin(angle), r * Math.Cos(angle) } });
        var real = LtiMixing.FromStateSpace(a, BuildVector.Dense([1.0, 0]), BuildVector.Dense([1.0, 2.0]), 12);
        var complex = LtiMixing.FromEigenvalues([Complex.FromPolarCoordinates(r, angle)], [1], [new Complex(1, -2)], 12);
        for (var lag = 0; lag < 12; lag++) Close.To(real.MarkovParameters[lag], complex.MarkovParameters[lag], 1e-14, $"lag {lag}");
    }

    [Fact]
    public void Reference_matrix_of_linear_attention_is_row_stochastic_and_its_recurrence()
    {
        var y = LambdaInputs.UnitSine(5, 3);
        var mixing = new LinearAttentionMixing(LambdaInputs.Query(3, 2), LambdaInputs.Key(3, 2));
        var m = mixing.MixingMatrix(y);
        Close.To(Reference.GetProperty("linatt_M").GetProperty("M").Matrix(), m, 1e-14);
        Assert.All(m.RowSums(), sum => Close.To(1, sum, 1e-15));
        Close.To(m * y, mixing.OutputsReference(y, y), 1e-14);
    }

    [Fact]
    public void Reference_matrix_of_the_theory_is_semiseparable_quadratic_and_its_recurrence()
    {
        var expected = Reference.GetProperty("sel_M_alpha");
        var y = LambdaInputs.UnitSine(5, 3);
        var mixing = new QuadraticSelectiveMixing(0.8, LambdaInputs.Sine(3, 3, 0.4));
        var m = mixing.MixingMatrix(y);
        Close.To(expected.GetProperty("M").Matrix(), m, 1e-15);
        Close.To(expected.GetProperty("frob").GetDouble(), m.FrobeniusNorm(), 1e-15);
        Close.To(m * y, mixing.OutputsReference(y), 1e-15);
        Close.To(9 * m, mixing.MixingMatrix(3 * y), 1e-14, "M(3Y) = 9M(Y)");
        Close.To(m, mixing.MixingMatrix(-y), 0, "M(−Y) = M(Y)");
    }

    [Fact]
    public void Softmax_attention_mixes_by_the_attention_matrix_of_its_mask()
    {
        var weights = new AttentionWeights(LambdaInputs.Query(4, 4), LambdaInputs.Key(4, 4), Build.DenseIdentity(4));
        var y = LambdaInputs.UnitSine(6, 4);
        var complete = SoftmaxMixing.Complete(weights).MixingMatrix(y);
        for (var i = 0; i < 6; i++)
        {
            var scores = Enumerable.Range(0, 6).Select(j => Math.Exp((y.Row(i) * weights.Query).DotProduct(y.Row(j) * weights.Key) / 2)).ToArray();
            for (var j = 0; j < 6; j++) Close.To(scores[j] / scores.Sum(), complete[i, j], 1e-15);
        }

        var causal = SoftmaxMixing.Causal(weights).MixingMatrix(y);
        var cut = complete.LowerTriangle();
        Close.To(cut.NormalizeRows(1), causal, 1e-15);
        Assert.InRange(complete.FrobeniusNorm(), 1, Math.Sqrt(6));
    }

    [Fact]
    public void Full_diagonal_and_scalar_transitions_agree_with_each_other_and_with_the_recurrence()
    {
        var random = new RandomSource(4).Stream("scan");
        for (var sample = 0; sample < 50; sample++)
        {
            var stream = random.Stream(sample);
            var (tokens, state, width) = (1 + stream.NextInteger(9), 1 + stream.NextInteger(4), 1 + stream.NextInteger(3));
            var (b, c, u) = (stream.NormalMatrix(tokens, state), stream.NormalMatrix(tokens, state), stream.NormalMatrix(tokens, width));
            var a = stream.NormalMatrix(tokens, state).Map(Math.Tanh);
            var diagonal = SelectiveScan.DiagonalMixingMatrix(a, b, c);
            var full = SelectiveScan.MixingMatrix([.. a.EnumerateRows().Select(row => Build.DenseOfDiagonalVector(row))], b, c);
            Close.To(full, diagonal, 1e-13);
            Close.To(diagonal * u, SelectiveScan.OutputsReference(a, b, c, u), 1e-12);
            var same = Build.Dense(tokens, state, (l, _) => a[l, 0]);
            Close.To(SelectiveScan.DiagonalMixingMatrix(same, b, c), SelectiveScan.ScalarMixingMatrix(a.Column(0).ToArray(), b, c), 1e-13);
        }
    }

    [Fact]
    public void Transitions_that_do_not_commute_are_applied_in_the_order_of_the_tokens()
    {
        var random = new RandomSource(9).Stream("order");
        Matrix<double>[] a = [random.NormalMatrix(2, 2), random.NormalMatrix(2, 2), random.NormalMatrix(2, 2)];
        var (b, c) = (random.NormalMatrix(3, 2), random.NormalMatrix(3, 2));
        var m = SelectiveScan.MixingMatrix(a, b, c);
        Close.To(c.Row(2) * (a[2] * (a[1] * b.Row(0))), m[2, 0], 1e-15);
        Close.To(c.Row(1) * b.Row(1), m[1, 1], 1e-15);
        Assert.Equal(0, m[0, 1]);
    }

    [Fact]
    public void Ssd_head_mixes_as_its_recurrence_and_forgets_by_its_steps()
    {
        var random = new RandomSource(5).Stream("ssd");
        var head = new SsdHead(random.NormalMatrix(4, 3), random.NormalMatrix(4, 3), random.NormalMatrix(1, 4).Row(0))
        {
            DecayRate = 1.7, StepBias = -1,
        };
        var y = random.NormalMatrix(7, 4);
        var m = head.MixingMatrix(y);
        Close.To(m * y, head.OutputsReference(y), 1e-12);
        Assert.All(head.Steps(y), step => Assert.True(step > 0));
        // Without forgetting what is left of the mask is the lower triangle.
        var keeping = new SsdHead(random.NormalMatrix(4, 3), random.NormalMatrix(4, 3), 0 * y.Row(0)) { StepBias = -60 };
        Close.To(Build.Dense(7, 7, (i, j) => i >= j ? 1 : 0), SelectiveScan.Semiseparable([.. keeping.Steps(y).Select(step => Math.Exp(-step))]), 1e-15);
        Close.To(Math.Log(1 + Math.E), SsdHead.Softplus(1), 1e-15);
        Close.To(800, SsdHead.Softplus(800), 0);
    }

    [Fact]
    public void Frobenius_bounds_of_the_theory_hold_and_are_reached_by_equal_tokens()
    {
        var random = new RandomSource(6).Stream("bounds");
        for (var sample = 0; sample < 300; sample++)
        {
            var stream = random.Stream(sample);
            var (tokens, width) = (1 + stream.NextInteger(7), 1 + stream.NextInteger(4));
            var mixing = new QuadraticSelectiveMixing(stream.NextUniform(), stream.NormalMatrix(width, width));
            var y = stream.NormalMatrix(tokens, width);
            Assert.True(mixing.MixingMatrix(y).FrobeniusNorm() <= mixing.FrobeniusBound(y) * (1 + 1e-12), $"sample {sample}");
            var unit = SphereProjection.OfReference(y);
            Assert.True(mixing.MixingMatrix(3 * unit).FrobeniusNorm() <= mixing.FrobeniusBound(tokens, 3) * (1 + 1e-12), $"sample {sample}");
        }

        var equal = Build.Dense(5, 2, (_, j) => j == 0 ? 1 : 0);
        var scaled = QuadraticSelectiveMixing.Scaled(0.9, 2, 1.5);
        Close.To(scaled.FrobeniusBound(5), scaled.MixingMatrix(equal).FrobeniusNorm(), 1e-14);
    }

    [Fact]
    public void Fixed_mixings_know_what_they_are_and_refuse_another_length()
    {
        Assert.True(TokenMixing.Uniform(4).IsRowStochastic);
        Assert.False(TokenMixing.Fixed(-Build.DenseIdentity(4)).IsRowStochastic);
        Close.To(Build.Dense(3, 3, 1 / 3.0), TokenMixing.Uniform(3).MixingMatrix(Build.Dense(3, 2, 7)), 0);
        Assert.StartsWith("There were 3 tokens; this matrix mixes 4. Build it for the sequence length.",
            Assert.Throws<ArgumentException>(() => TokenMixing.Uniform(4).MixingMatrix(Build.Dense(3, 2))).Message, StringComparison.Ordinal);
        Assert.StartsWith("There were 3 tokens and 2 Markov parameters; there must be one for every token.",
            Assert.Throws<ArgumentException>(() => new LtiMixing(1, 2).MixingMatrix(Build.Dense(3, 2))).Message, StringComparison.Ordinal);
        Assert.StartsWith("The tokens had width 3; the parameters need width 2.",
            Assert.Throws<ArgumentException>(() => QuadraticSelectiveMixing.Scaled(1, 2).MixingMatrix(Build.Dense(3, 3))).Message, StringComparison.Ordinal);
        Assert.StartsWith("decay was 1.5; it must be in [0, 1]. 1 keeps the state for ever; above 1 it would explode.",
            Assert.Throws<ArgumentOutOfRangeException>(() => QuadraticSelectiveMixing.Scaled(1.5, 2)).Message, StringComparison.Ordinal);
        Assert.StartsWith("The transitions had shape [3, 1] and the inputs [3, 2]; both must be [tokens, state].",
            Assert.Throws<ArgumentException>(() => SelectiveScan.DiagonalMixingMatrix(Build.Dense(3, 1), Build.Dense(3, 2), Build.Dense(3, 2))).Message,
            StringComparison.Ordinal);
        Assert.StartsWith("Entry [0, 0] was NaN", Assert.Throws<ArgumentException>(
            () => TokenMixing.Uniform(1).MixingMatrix(Build.Dense(1, 1, double.NaN))).Message, StringComparison.Ordinal);
    }
}
