using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Randomness;
using RankCollapse.Theory.BatchNorm;

namespace RankCollapse.Tests.Theory.BatchNorm;

public class BatchNormLayerTests
{
    [Fact]
    public void Both_normalizations_give_the_reference_values()
    {
        var expected = BatchNormReference.Case("bn_explicit");
        var input = expected.GetProperty("input").Matrix();
        Close.To(expected.GetProperty("bn_nomean").Matrix(), BatchNormalization.WithoutMean(input), 1e-14);
        Close.To(expected.GetProperty("bn_mean").Matrix(), BatchNormalization.Centred(input), 1e-14);
    }

    [Fact]
    public void Layers_on_H_and_on_M_give_the_reference_trajectories()
    {
        foreach (var expected in BatchNormReference.StartingWith("bn_forward"))
        {
            var (d, n) = (expected.GetProperty("d").GetInt32(), expected.GetProperty("n").GetInt32());
            var gamma = expected.GetProperty("gamma");
            var layer = new BatchNormLayer(gamma.ValueKind == System.Text.Json.JsonValueKind.Null ? double.PositiveInfinity : gamma.GetDouble());
            var h = BatchNormalization.WithoutMean(BatchNormReference.Input(d, n));
            var m = CorrelationMatrix.Of(h).ToMatrix();
            for (var l = 0; l < expected.GetProperty("L").GetInt32(); l++)
            {
                h = layer.Next(h, BatchNormReference.Weights(d, l));
                m = layer.NextCorrelation(m, BatchNormReference.Weights(d, l));
            }

            Close.To(expected.GetProperty("H").Matrix(), h, 1e-11);
            Close.To(expected.GetProperty("M").Matrix(), m, 1e-11);
            var state = new CorrelationMatrix(m);
            Close.Relatively(expected.GetProperty("r").GetDouble(), state.Spectrum.SoftBound, 1e-11);
            Close.Relatively(expected.GetProperty("r").GetDouble(), Ranks.SoftBound(h), 1e-11);
            Close.Relatively(expected.GetProperty("frob2_M").GetDouble(), state.Spectrum.SquaredNorm, 1e-11);
            Close.Relatively(expected.GetProperty("drift").GetDouble(), state.Drift, 1e-10);
            Close.Relatively(expected.GetProperty("orth_gap_V").GetDouble(), OrthogonalityGap.Of(h), 1e-11);
            Close.To(expected.GetProperty("orth_gap_V").GetDouble(), state.Spectrum.OrthogonalityGap(n), 1e-8);
            foreach (var (known, found) in expected.GetProperty("eig_M_desc").Numbers().Zip(state.Spectrum.Eigenvalues)) Close.To(known, found, 1e-11);
            foreach (var rank in expected.GetProperty("rank_tau").EnumerateObject())
            {
                var threshold = double.Parse(rank.Name, System.Globalization.CultureInfo.InvariantCulture);
                Assert.Equal(rank.Value.GetInt32(), state.Spectrum.SoftRank(threshold));
                Assert.Equal(rank.Value.GetInt32(), Ranks.Soft(h, threshold));
            }
        }
    }

    [Fact]
    public void A_centred_network_is_the_uncentred_one_from_a_centred_start()
    {
        var random = new RandomSource(3);
        var layer = new BatchNormLayer(0.7);
        var x = random.Stream("x").NormalMatrix(6, 5) + 3;
        var (centred, plain) = (BatchNormalization.Centred(x), BatchNormalization.WithoutMean(BatchNormalization.CentreRows(x)));
        for (var l = 0; l < 40; l++)
        {
            var w = random.Stream("w").AtStep(l).NormalMatrix(6, 6);
            centred = BatchNormalization.Centred(layer.Mixing(w) * centred);
            plain = layer.Next(plain, w);
        }

        Close.To(plain, centred, 1e-11);
        Assert.Equal(4, Ranks.Numerical(plain, 1e-12));
    }

    [Fact]
    public void Normalization_within_a_sample_commutes_with_linear_layers()
    {
        var random = new RandomSource(4);
        var layer = new BatchNormLayer(double.PositiveInfinity);
        var (with, without) = (random.Stream("x").NormalMatrix(5, 3), random.Stream("x").NormalMatrix(5, 3));
        for (var l = 0; l < 30; l++)
        {
            var w = layer.Mixing(random.Stream("w").AtStep(l).NormalMatrix(5, 5));
            (with, without) = (BatchNormalization.PerSample(w * with), w * without);
        }

        Close.To(BatchNormalization.PerSample(without), with, 1e-11);
    }

    [Fact]
    public void Rank_one_sign_states_are_mapped_to_sign_states()
    {
        var signs = Matrix<double>.Build.DenseOfColumnArrays([1, -1, 1, 1, -1]);
        foreach (var h in new RepresentationChain(5, 0.3).Path(ChainStart.Of(signs), new RandomSource(5).Stream("signs")).Take(200))
            Close.To(0, h.Enumerate().Max(entry => Math.Abs(Math.Abs(entry) - 1)), 1e-15);
        var m = new BatchNormLayer(0.3).NextCorrelation(CorrelationMatrix.SignState([1, -1, 1, 1, -1]).ToMatrix(), new RandomSource(5).Stream(1).NormalMatrix(5, 5));
        Close.To(0, m.Enumerate().Max(entry => Math.Abs(Math.Abs(entry) - 1)), 1e-13);
    }

    [Fact]
    public void Errors_say_what_was_given_what_is_allowed_and_what_to_do()
    {
        Assert.StartsWith(
            "strength was 0; it must be above 0. Use double.PositiveInfinity for the plain layer W·H.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new BatchNormLayer(0)).Message);
        var zero = Matrix<double>.Build.DenseOfArray(new[,] { { 1.0, 2 }, { 0, 0 } });
        Assert.StartsWith(
            "Row 1 of H was zero; batch normalization divides by its length. Leave the feature out",
            Assert.Throws<ArgumentException>(() => BatchNormalization.WithoutMean(zero)).Message);
        Assert.StartsWith(
            "Row 0 of H was zero;", Assert.Throws<ArgumentException>(() => BatchNormalization.Centred(Matrix<double>.Build.Dense(2, 1, 7.3))).Message);
        Assert.StartsWith(
            "Column 0 of H was zero; normalisation within a sample divides by its length. Leave the sample out.",
            Assert.Throws<ArgumentException>(() => BatchNormalization.PerSample(zero.Transpose() * Matrix<double>.Build.DenseOfDiagonalArray([0, 1]))).Message);
        Assert.StartsWith(
            "Row 0 of A·H had squared length 0; batch normalization divides by its root. Draw other weights",
            Assert.Throws<ArgumentException>(() => new BatchNormLayer(double.PositiveInfinity)
                .NextCorrelation(CorrelationMatrix.Pair(1).ToMatrix(), Matrix<double>.Build.DenseOfArray(new[,] { { 1.0, -1 }, { 1, 1 } }))).Message);
        Assert.StartsWith(
            "H had 2 features and W shape [3, 3]; W must be square of that size. Features are rows here, samples columns.",
            Assert.Throws<ArgumentException>(() => new BatchNormLayer(1).Next(zero, Matrix<double>.Build.DenseIdentity(3))).Message);
    }
}
