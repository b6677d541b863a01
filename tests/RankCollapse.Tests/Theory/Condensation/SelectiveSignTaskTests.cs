using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Randomness;
using RankCollapse.Theory.Condensation;

namespace RankCollapse.Tests.Theory.Condensation;

public class SelectiveSignTaskTests
{
    [Fact]
    public void Constants_have_their_reference_values()
    {
        var task = new SelectiveSignTask();
        Close.To(1.647918433002, task.PlateauSlope, 1e-11);
        Close.To(0.673575314055, task.PlateauLoss, 1e-11);
        Close.To(0.239320284080, task.SecondStage.Rates[0], 1e-11);
        foreach (var row in CondensationOracle.Of("toy_other_sB").EnumerateArray())
        {
            var other = new SelectiveSignTask(row.GetProperty("sB").GetDouble(), row.GetProperty("d").GetInt32());
            Close.To(row.GetProperty("alpha").GetDouble(), other.Data.Strength, 1e-12);
            Close.To((1 + other.Contrast) / 6, other.Data.Strength, 1e-12);
            Close.To(row.GetProperty("beta_star").GetDouble(), other.PlateauSlope, 1e-10);
            Close.To(row.GetProperty("L_star").GetDouble(), other.PlateauLoss, 1e-10);
            Close.To(row.GetProperty("sigma1").GetDouble(), other.SecondStage.Rates[0], 1e-10);
            Close.To(0, (other.SecondStage.Signal.Row(3) - row.GetProperty("F_row4").Vector()).L2Norm(), 1e-10);
        }
    }

    [Fact]
    public void The_signal_reads_from_the_query_to_the_difference_of_the_markers_and_its_rate_falls_with_the_root_of_the_width()
    {
        var task = new SelectiveSignTask();
        var (u, v) = (task.SecondStage.QueryDirection, task.SecondStage.KeyDirection);
        Close.To(1, Math.Abs(u[3]), 1e-12);
        Close.To(0.6247, Math.Abs(v[1]), 1e-4);
        Close.To(0.7809, Math.Abs(v[2]), 1e-4);
        Assert.True(v[1] * v[2] < 0);
        Close.To(task.SecondStage.Rates[0] / 2, new SelectiveSignTask(2, 32).SecondStage.Rates[0], 1e-12);
        Assert.Equal(1, Ranks.Numerical(task.SecondStage.Signal));
    }

    [Fact]
    public void The_saddle_is_a_critical_point_at_the_plateau_loss()
    {
        var task = new SelectiveSignTask();
        var gradient = task.Model.Gradient(task.Saddle());
        Close.To(task.PlateauLoss, task.Model.LossAt(task.Saddle()), 1e-14);
        Close.To(0, gradient.Value.FrobeniusNorm() + gradient.Hidden.FrobeniusNorm() + gradient.Readout.L2Norm() + gradient.Query.FrobeniusNorm(), 1e-12);
        Assert.Contains("has no minimiser", Assert.Throws<InvalidOperationException>(() => new SelectiveSignTask(1).PlateauSlope).Message);
        Close.To(0.5, new SelectiveSignTask(1).PlateauLossAt(60), 1e-12);
    }

    [Fact]
    public void From_the_saddle_the_activation_comes_when_the_linear_flow_says()
    {
        var task = new SelectiveSignTask();
        var random = new RandomSource(1);
        Matrix<double> q = random.Stream("Q").NormalMatrix(8, 8, 1e-5), k = random.Stream("K").NormalMatrix(8, 8, 1e-5);
        var predicted = task.SecondStage.ActivationTime(q, k, 0.1);
        Close.Relatively(predicted, task.SecondStage.ActivationEstimate(q, k, 0.1), 0.01);
        var observed = task.Model.Flow(task.Saddle().WithAttention(q, k), predicted + 5)
            .FirstTimeNotNegative(w => w.Query.TransposeAndMultiply(w.Key).FrobeniusNorm() - 0.1);
        Close.Relatively(predicted, observed, 0.005);
    }

    [Fact]
    public void Gradient_descent_escapes_stands_on_the_plateau_and_leaves_it_as_predicted()
    {
        var task = new SelectiveSignTask();
        var start = OneLayerWeights.Gaussian(8, 0.02, 1e-4, new RandomSource(1).Stream("start"));
        var losses = task.Model.Descend(start, 0.05, 4000).Select(task.Model.LossAt).ToList();
        var escape = new EscapeTime
        {
            BlowUpTime = EffectiveDynamics.Follow(start.Outer(task.Data.Direction, 0.02)).BlowUpTime, Scale = 0.02, Strength = task.Data.Strength,
        };
        var observed = 0.05 * losses.FindIndex(l => l < 0.9);
        Close.Relatively(escape.Corrected(0.1), observed, 0.02);
        Close.Relatively(task.PlateauLoss, losses[(int)((observed + 15) / 0.05)], 0.01);
        Assert.True(losses[^1] < 0.05, $"{losses[^1]}");
    }

    [Fact]
    public void With_several_classes_only_the_top_singular_pair_condenses_at_the_predicted_power()
    {
        var random = new RandomSource(6);
        var g = random.Stream("l").OrthogonalMatrix(4).SubMatrix(0, 4, 0, 3)
            * Matrix<double>.Build.DiagonalOfDiagonalArray([1, 0.6, 0.3]) * random.Stream("r").OrthogonalMatrix(5).SubMatrix(0, 3, 0, 5);
        var dynamics = new MultiClassDynamics(g);
        Close.To(-0.4, dynamics.Exponent, 1e-12);
        var late = dynamics.Follow(1e5, random.Stream("start")).Where(s => s.Size > 1e3).ToList();
        var slope = MathNet.Numerics.Fit.Line([.. late.Select(s => Math.Log(s.Size))], [.. late.Select(s => Math.Log(s.Lengths[1] / s.Lengths[0]))]).B;
        Close.To(dynamics.Exponent, slope, 0.01);
    }

    [Fact]
    public void Metrics_agree_with_their_definitions()
    {
        var random = new RandomSource(7);
        var direction = random.Stream("u").NormalMatrix(1, 5).Row(0);
        var rankOne = direction.OuterProduct(random.Stream("w").NormalMatrix(1, 4).Row(0));
        Assert.All(CondensationMetrics.ColumnAlignment(rankOne, direction), c => Close.To(1, c, 1e-12));
        Close.To(1, CondensationMetrics.MeanRowCosine(rankOne), 1e-12);
        var (cosines, order) = CondensationMetrics.OrderedRowCosines(rankOne);
        // After ordering, the two signs are two blocks.
        Assert.Equal(direction.Count(x => x * direction[order[0]] > 0), Enumerable.Range(0, 5).TakeWhile(j => cosines[0, j] > 0).Count());
        Close.To(0.5, CondensationMetrics.RelativeChange(rankOne, 1.5 * rankOne), 1e-12);
        Close.To(1, CondensationMetrics.SingularVectorStability(random.Stream("m").NormalMatrix(4, 4), -random.Stream("m").NormalMatrix(4, 4)), 1e-9);
        Assert.Contains("Column 1 was zero", Assert.Throws<ArgumentException>(() =>
            CondensationMetrics.ColumnAlignment(Matrix<double>.Build.DenseOfRowArrays([1, 0], [1, 0]), Vector<double>.Build.Dense(2, 1))).Message);
    }
}
