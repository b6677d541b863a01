using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Randomness;
using RankCollapse.Theory.Condensation;
using RankCollapse.Theory.Stochastic;

namespace RankCollapse.Tests.Theory.Condensation;

public class SecondStageTests
{
    private static Matrix<double> Normal(string name, int d = 4, double scale = 1) => new RandomSource(9).Stream(name).NormalMatrix(d, d, scale);

    [Fact]
    public void The_closed_form_has_its_reference_values()
    {
        var oracle = CondensationOracle.Of("qk_linear");
        var flow = new QueryKeyFlow(CondensationOracle.Sines(3, 3, 0.25));
        var (q, k) = (CondensationOracle.Sines(3, 3, 0.8), CondensationOracle.Sines(3, 3, 1.7));
        foreach (var (expected, actual) in oracle.GetProperty("sigma").Numbers().Zip(flow.Rates)) Close.To(expected, actual, 1e-12);
        foreach (var row in oracle.GetProperty("values").EnumerateArray())
        {
            var (query, key) = flow.At(q, k, row.GetProperty("t").GetDouble());
            Close.To(row.GetProperty("WQ").Matrix(), query, 1e-9 * query.FrobeniusNorm());
            Close.To(row.GetProperty("WK").Matrix(), key, 1e-9 * key.FrobeniusNorm());
            Close.To(row.GetProperty("erank_WQ").GetDouble(), Ranks.Effective(query), 1e-9);
            Close.To(row.GetProperty("erank_WQWKt").GetDouble(), Ranks.Effective(query.TransposeAndMultiply(key)), 1e-9);
        }

        Close.To(oracle.GetProperty("WQ_limit_normalised").Matrix(), flow.Limit(q, k).Query, 1e-9);
    }

    [Fact]
    public void The_closed_form_and_the_integrator_agree()
    {
        var flow = new QueryKeyFlow(Normal("F"));
        var ((query, key), (queryReference, keyReference)) = (flow.At(Normal("Q"), Normal("K"), 1.5), flow.AtReference(Normal("Q"), Normal("K"), 1.5));
        Close.To(queryReference, query, 1e-8);
        Close.To(keyReference, key, 1e-8);
    }

    [Fact]
    public void The_limit_has_the_multiplicity_of_the_largest_singular_value_as_rank_and_the_second_falls_at_the_gap()
    {
        var (q, k) = (Normal("Q", 3), Normal("K", 3));
        Matrix<double> Diagonal(params double[] values) => Matrix<double>.Build.DiagonalOfDiagonalArray(values);
        Assert.Equal(3, Ranks.Numerical(new QueryKeyFlow(Diagonal(1, 1, 1)).Limit(q, k).Query, 1e-9));
        Assert.Equal(2, Ranks.Numerical(new QueryKeyFlow(Diagonal(1, 1, 0.3)).Limit(q, k).Query, 1e-9));
        var simple = new QueryKeyFlow(Diagonal(1, 0.6, 0.3));
        Assert.Equal(1, Ranks.Numerical(simple.Limit(q, k).Query, 1e-9));
        Close.To(simple.Limit(q, k).Query, simple.At(q, k, 60).Query / simple.At(q, k, 60).Query.FrobeniusNorm(), 1e-9);
        double[] times = [15, 18, 21, 24];
        var slope = MathNet.Numerics.Fit.Line(times, [.. times.Select(t => -SpectralGap.Logarithmic(simple.At(q, k, t).Query))]).B;
        Close.Relatively(-simple.Gap, slope, 0.02);
        Close.To(new QueryKeyFlow(Diagonal(1, 1, 1)).Limit(q, k).Query, (q + k) / (q + k).FrobeniusNorm(), 1e-12);
    }

    [Fact]
    public void A_start_without_the_growing_part_of_the_first_mode_is_won_by_the_second()
    {
        var flow = new QueryKeyFlow(Matrix<double>.Build.DiagonalOfDiagonalArray([1, 0.5]));
        var q = Normal("Q", 2);
        var k = Normal("K", 2);
        k.SetRow(0, -q.Row(0));
        Assert.Contains("the next mode wins", Assert.Throws<ArgumentException>(() => flow.Limit(
            Matrix<double>.Build.DenseOfRows([q.Row(0), q.Row(0) * 0]), Matrix<double>.Build.DenseOfRows([-q.Row(0), q.Row(0) * 0]))).Message);
        var end = flow.At(q, k, 25).Query;
        Assert.True(end.Row(1).L2Norm() > 1e6 * end.Row(0).L2Norm());
    }

    [Fact]
    public void The_signal_is_what_drives_attention_and_vanishes_for_equal_tokens()
    {
        var data = LabelledSequences.Gaussian((10, 3, 4), new RandomSource(2).Stream("data"));
        foreach (var nonlinearity in new[] { Nonlinearity.Linear, Nonlinearity.Tanh })
        {
            var model = new OneLayerModel(data) { Nonlinearity = nonlinearity };
            var outer = OneLayerWeights.Gaussian(4, 0.7, 0.7, new RandomSource(4).Stream("outer"));
            var signal = model.AttentionSignal(outer);
            double[] scales = [3e-2, 1e-2, 3e-3];
            double Error(double delta)
            {
                var weights = outer.WithAttention(Normal("Q", 4, delta), Normal("K", 4, delta));
                var gradient = model.Gradient(weights);
                return (gradient.Query + (signal * weights.Key)).FrobeniusNorm() + (gradient.Key + signal.TransposeThisAndMultiply(weights.Query)).FrobeniusNorm();
            }

            Close.To(3, ConvergenceOrder.Fit(scales, [.. scales.Select(Error)]).Order, 0.1);
        }

        var equal = new LabelledSequences([.. Enumerable.Range(0, 6).Select(i =>
            Matrix<double>.Build.DenseOfRows(Enumerable.Repeat(new RandomSource(8).Stream(i).NormalMatrix(1, 4).Row(0), 3)))], [1, 1, 1, -1, -1, 1]);
        Close.To(Matrix<double>.Build.Dense(4, 4), new OneLayerModel(equal).AttentionSignal(OneLayerWeights.Gaussian(4, 1, 1, new RandomSource(4).Stream("w"))), 1e-15);
    }

    [Fact]
    public void The_hessian_of_attention_at_zero_has_the_eigenvalues_plus_and_minus_sigma()
    {
        var data = LabelledSequences.Gaussian((10, 3, 3), new RandomSource(2).Stream("data"));
        var model = new OneLayerModel(data) { Nonlinearity = Nonlinearity.Linear };
        var outer = OneLayerWeights.Gaussian(3, 0.7, 0.7, new RandomSource(4).Stream("outer"));
        var hessian = Matrix<double>.Build.Dense(18, 18, 0);
        for (var column = 0; column < 18; column++)
        {
            var unit = new double[18];
            unit[column] = 1e-4;
            Matrix<double> Half(int from, double sign) => Matrix<double>.Build.DenseOfRowMajor(3, 3, [.. unit.Skip(from).Take(9).Select(x => sign * x)]);
            double[] Gradient(double sign)
            {
                var g = model.Gradient(outer.WithAttention(Half(0, sign), Half(9, sign)));
                return [.. g.Query.ToRowMajorArray(), .. g.Key.ToRowMajorArray()];
            }

            hessian.SetColumn(column, [.. Gradient(1).Zip(Gradient(-1), (x, y) => (x - y) / 2e-4)]);
        }

        var sigma = new QueryKeyFlow(model.AttentionSignal(outer)).Rates;
        double[] expected = [.. sigma.SelectMany(s => new[] { s, s, s, -s, -s, -s }).Order()];
        double[] actual = [.. ((hessian + hessian.Transpose()) / 2).Evd(Symmetricity.Symmetric).EigenValues.Select(e => e.Real).Order()];
        foreach (var (e, a) in expected.Zip(actual)) Close.To(e, a, 1e-7);
    }

    [Fact]
    public void The_factorised_loss_is_exact_to_fourth_order_and_the_printed_one_only_to_second()
    {
        var data = LabelledSequences.Gaussian((10, 3, 4), new RandomSource(2).Stream("data"));
        var model = new OneLayerModel(data) { Nonlinearity = Nonlinearity.Linear };
        var outer = OneLayerWeights.Gaussian(4, 0.5, 0.5, new RandomSource(4).Stream("outer"));
        double[] scales = [0.1, 0.05, 0.025];
        OneLayerWeights At(double delta) => outer.WithAttention(Normal("Q", 4, delta), Normal("K", 4, delta));
        double Order(Func<OneLayerWeights, double> approximation) => ConvergenceOrder.Fit(scales,
            [.. scales.Select(delta => Math.Abs(approximation(At(delta)) - model.LossAt(At(delta))))]).Order;
        Close.To(4, Order(w => LossFactorisation.Approximation(model, w)), 0.3);
        Close.To(2, Order(w => LossFactorisation.AsPrinted(model, w)), 0.3);
        Assert.Contains("Set both", Assert.Throws<ArgumentException>(() => LossFactorisation.Approximation(new OneLayerModel(data), outer)).Message);
    }
}
