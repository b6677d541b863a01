using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Randomness;
using RankCollapse.Theory.Condensation;
using RankCollapse.Theory.Differential;
using RankCollapse.Theory.Stochastic;

namespace RankCollapse.Tests.Theory.Condensation;

public class OneLayerModelTests
{
    private static readonly LabelledSequences Data = LabelledSequences.Gaussian((12, 4, 4), new RandomSource(3).Stream("data"));

    private static OneLayerWeights Start(double scale, ulong seed = 5) => OneLayerWeights.Gaussian(4, scale, scale, new RandomSource(seed).Stream("weights"));

    [Theory]
    [InlineData("tanh_exp", Nonlinearity.Tanh, MarginLoss.Exponential)]
    [InlineData("tanh_log", Nonlinearity.Tanh, MarginLoss.Logistic)]
    [InlineData("lin_exp", Nonlinearity.Linear, MarginLoss.Exponential)]
    [InlineData("lin_log", Nonlinearity.Linear, MarginLoss.Logistic)]
    public void Loss_outputs_and_gradients_have_their_reference_values(string name, Nonlinearity nonlinearity, MarginLoss loss)
    {
        var row = CondensationOracle.Of("model").GetProperty("cases").GetProperty(name);
        var model = new OneLayerModel(CondensationOracle.Sequences) { Nonlinearity = nonlinearity, Loss = loss };
        Close.To(row.GetProperty("loss").GetDouble(), model.LossAt(CondensationOracle.Weights), 1e-9);
        foreach (var (expected, actual) in row.GetProperty("f").Numbers().Zip(model.Outputs(CondensationOracle.Weights))) Close.To(expected, actual, 1e-9);
        var (gradient, at) = (row.GetProperty("grad"), model.Gradient(CondensationOracle.Weights));
        Close.To(gradient.GetProperty("Q").Matrix(), at.Query, 1e-9, "Q");
        Close.To(gradient.GetProperty("K").Matrix(), at.Key, 1e-9, "K");
        Close.To(gradient.GetProperty("V").Matrix(), at.Value, 1e-9, "V");
        Close.To(gradient.GetProperty("W1").Matrix(), at.Hidden, 1e-9, "W1");
        Close.To(0, (gradient.GetProperty("W2").Vector() - at.Readout).L2Norm(), 1e-9, "W2");
    }

    [Fact]
    public void Direction_strength_and_attention_have_their_reference_values()
    {
        var oracle = CondensationOracle.Of("model");
        Close.To(0, (oracle.GetProperty("v").Vector() - CondensationOracle.Sequences.Direction).L2Norm(), 1e-12);
        Close.To(oracle.GetProperty("alpha").GetDouble(), CondensationOracle.Sequences.Strength, 1e-12);
        Close.To(oracle.GetProperty("E0").GetDouble(), CondensationOracle.Weights.Outer(CondensationOracle.Sequences.Direction, 1).Energy, 1e-12);
        var attention = new OneLayerModel(CondensationOracle.Sequences).Attention(CondensationOracle.Weights, 0);
        foreach (var (expected, actual) in oracle.GetProperty("attn_row_last_sample0").Numbers().Zip(attention)) Close.To(expected, actual, 1e-12);
    }

    [Theory]
    [InlineData(Nonlinearity.Tanh, MarginLoss.Exponential)]
    [InlineData(Nonlinearity.Linear, MarginLoss.Logistic)]
    public void The_real_model_follows_the_effective_dynamics_up_to_the_square_of_the_scale(Nonlinearity nonlinearity, MarginLoss loss)
    {
        var model = new OneLayerModel(Data) { Nonlinearity = nonlinearity, Loss = loss };
        var start = Start(1).Outer(Data.Direction, 1);
        var path = EffectiveDynamics.Follow(start);
        double[] scales = [0.004, 0.002, 0.001];
        var errors = scales.Select(scale =>
        {
            var clock = new EscapeTime { BlowUpTime = path.BlowUpTime, Scale = scale, Strength = Data.Strength, Loss = loss };
            var end = model.Flow(Start(scale), 0.7 * clock.Leading, new OdeAccuracy { Relative = 1e-10, Absolute = 1e-13 }).End;
            var (real, effective) = (end.Outer(Data.Direction, scale), path.At(0.7 * path.BlowUpTime));
            var outer = Math.Sqrt(real.ToArray().Zip(effective.ToArray(), (x, y) => (x - y) * (x - y)).Sum());
            return (Outer: outer, Attention: (end.Query - Start(scale).Query).FrobeniusNorm() / scale);
        }).ToList();
        Close.To(2, ConvergenceOrder.Fit(scales, [.. errors.Select(e => e.Outer)]).Order, 0.1, "outer");
        Close.To(2, ConvergenceOrder.Fit(scales, [.. errors.Select(e => e.Attention)]).Order, 0.1, "attention");
    }

    [Fact]
    public void The_flow_keeps_its_invariants_and_tanh_breaks_only_the_last()
    {
        foreach (var nonlinearity in new[] { Nonlinearity.Tanh, Nonlinearity.Linear })
        {
            var start = Start(0.5);
            var end = new OneLayerModel(Data) { Nonlinearity = nonlinearity }.Flow(start, 20).End;
            static Matrix<double> Attention(OneLayerWeights w) => w.Query.TransposeThisAndMultiply(w.Query) - w.Key.TransposeThisAndMultiply(w.Key);
            static Matrix<double> Value(OneLayerWeights w) => w.Value.TransposeThisAndMultiply(w.Value) - w.Hidden.TransposeAndMultiply(w.Hidden);
            static Matrix<double> Last(OneLayerWeights w) => w.Hidden.TransposeThisAndMultiply(w.Hidden) - w.Readout.OuterProduct(w.Readout);
            Assert.True((end.Hidden - start.Hidden).FrobeniusNorm() > 0.1);
            Close.To(Attention(start), Attention(end), 1e-6);
            Close.To(Value(start), Value(end), 1e-6);
            var drift = (Last(end) - Last(start)).FrobeniusNorm();
            Assert.True(nonlinearity == Nonlinearity.Linear ? drift < 1e-6 : drift > 1e-3, $"{nonlinearity}: {drift}");
        }
    }

    [Fact]
    public void The_part_of_the_value_matrix_beside_the_direction_stays_as_it_was()
    {
        var path = EffectiveDynamics.Follow(Start(1).Outer(Data.Direction, 1));
        var clock = new EscapeTime { BlowUpTime = path.BlowUpTime, Scale = 0.005, Strength = Data.Strength };
        var (start, end) = (Start(0.005), new OneLayerModel(Data).Flow(Start(0.005), 0.9 * clock.Leading).End);
        var across = Matrix<double>.Build.DenseIdentity(4) - Data.Direction.OuterProduct(Data.Direction);
        Assert.True((end.Value - start.Value).FrobeniusNorm() > 0.01);
        Assert.True((across * (end.Value - start.Value)).FrobeniusNorm() < 0.05 * (end.Value - start.Value).FrobeniusNorm());
    }

    [Fact]
    public void Escape_times_are_as_predicted()
    {
        var path = EffectiveDynamics.Follow(Start(1).Outer(Data.Direction, 1));
        double[] scales = [0.02, 0.01, 0.005, 0.0025];
        var errors = scales.Select(scale =>
        {
            var clock = new EscapeTime { BlowUpTime = path.BlowUpTime, Scale = scale, Strength = Data.Strength };
            var model = new OneLayerModel(Data);
            var observed = model.Flow(Start(scale), 1.2 * clock.Leading, stop: w => model.LossAt(w) < 0.85).FirstTimeNotNegative(w => 0.9 - model.LossAt(w));
            return (Leading: Math.Abs(observed - clock.Leading) * clock.Pace, Corrected: Math.Abs(observed - clock.Corrected(0.1)) * clock.Pace);
        }).ToList();
        Assert.True(errors[^1].Leading < 0.01 * path.BlowUpTime, $"{errors[^1]} of {path.BlowUpTime}");
        Close.To(1, ConvergenceOrder.Fit(scales, [.. errors.Select(e => e.Leading)]).Order, 0.2);
        Assert.True(ConvergenceOrder.Fit(scales, [.. errors.Select(e => e.Corrected)]).Order > 0.95);
        Assert.All(errors, e => Assert.True(e.Corrected < e.Leading, $"{e}"));
    }

    [Fact]
    public void The_correction_of_the_escape_time_leaves_a_share_in_proportion_to_the_drop()
    {
        var clock = new EscapeTime
        {
            BlowUpTime = EffectiveDynamics.Follow(Start(1).Outer(Data.Direction, 1)).BlowUpTime, Scale = 0.001, Strength = Data.Strength,
        };
        var model = new OneLayerModel(Data);
        var flow = model.Flow(Start(0.001), 1.2 * clock.Leading, OdeAccuracy.Fine, w => model.LossAt(w) < 0.95);
        double[] drops = [0.02, 0.01, 0.005, 0.0025];
        var shares = drops.Select(drop =>
        {
            var observed = flow.FirstTimeNotNegative(w => 1 - drop - model.LossAt(w));
            return Math.Abs(observed - clock.Corrected(drop)) / Math.Abs(observed - clock.Leading);
        }).ToArray();
        // e^(−q) = 1 − q + …: with weights w the share is of order w³, and w³ is of the order of the drop; the next is w times that.
        Close.To(1, ConvergenceOrder.Fit(drops, shares).Order, 0.15, string.Join(" ", shares));
    }

    [Fact]
    public void Weights_of_another_width_and_labels_that_are_no_signs_are_refused()
    {
        Assert.Contains("both must be equal", Assert.Throws<ArgumentException>(() => new OneLayerModel(Data).LossAt(CondensationOracle.Weights)).Message);
        Assert.Contains("each must be −1 or 1", Assert.Throws<ArgumentException>(() => new LabelledSequences([Matrix<double>.Build.Dense(2, 2)], [0])).Message);
        Assert.Contains("no condensation direction", Assert.Throws<InvalidOperationException>(() =>
            new LabelledSequences([Matrix<double>.Build.Dense(2, 2)], [1]).Direction).Message);
    }
}
