using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Randomness;
using RankCollapse.Theory.BatchNorm;

namespace RankCollapse.Tests.Theory.BatchNorm;

public class CorrelationMatrixTests
{
    [Fact]
    public void Drift_and_traces_have_the_reference_values()
    {
        foreach (var expected in BatchNormReference.StartingWith("drift_"))
        {
            var m = new CorrelationMatrix(expected.GetProperty("input").Matrix());
            Close.To(expected.GetProperty("drift").GetDouble(), m.Drift, 1e-11);
            Close.To(m.Drift, m.DriftReference(), 1e-11);
            Close.To(expected.GetProperty("trM3").GetDouble(), m.Spectrum.CubeTrace, 1e-11);
            Close.To(expected.GetProperty("sum_sq_diag_M2").GetDouble(), m.Spectrum.SquaredDiagonal, 1e-11);
            foreach (var exact in expected.GetProperty("exact_E_frob2_after_one_rademacher_layer").EnumerateObject())
            {
                var strength = double.Parse(exact.Name, System.Globalization.CultureInfo.InvariantCulture);
                Close.Relatively(exact.Value.GetDouble(), new RademacherLayer(m).ExpectedSquaredNorm(strength), 1e-12);
                Close.Relatively(exact.Value.GetDouble(), new RademacherLayer(m).ExpectedSquaredNormReference(strength), 1e-12);
            }
        }
    }

    [Theory]
    [InlineData(0.6, -1.1264)]
    [InlineData(0.0, 4.0)]
    [InlineData(0.5, 0.0)]
    public void Two_features_drift_by_their_closed_form(double cosine, double drift)
    {
        Close.To(drift, CorrelationMatrix.Pair(cosine).Drift, 1e-13);
        Close.To(4 * (1 - (cosine * cosine)) * (1 - (4 * cosine * cosine)), CorrelationMatrix.Pair(cosine).Drift, 1e-13);
    }

    [Fact]
    public void Blocks_make_the_bracket_vanish_and_the_lemma_an_equality()
    {
        var expected = BatchNormReference.Case("block_ones_6_3");
        var m = CorrelationMatrix.Blocks(6, 3);
        Close.To(expected.GetProperty("r").GetDouble(), m.Spectrum.SoftBound, 1e-13);
        Close.To(expected.GetProperty("drift").GetDouble(), m.Drift, 1e-11);
        Close.To(0, m.DriftBracket, 1e-11);
        Assert.Equal(2, m.Spectrum.SoftRank(0));
        Close.To(2, m.Spectrum.SoftRankBound(0), 1e-13);
        Close.To(2 * 7 * 6, CorrelationMatrix.Identity(7).Drift, 1e-10);
        Close.To(0, CorrelationMatrix.SignState([1, -1, -1, 1]).Drift, 1e-11);
    }

    /// <summary>The lemma, the sign of the bracket and both forms of the drift on random states of random size and rank.</summary>
    [Fact]
    public void Soft_rank_lemma_and_drift_hold_for_random_states() => Prop.ForAll(
        Arb.From(Gen.Choose(0, 1_000_000)),
        seed =>
        {
            var random = new RandomSource((ulong)seed).Stream("state");
            var (d, n) = (1 + random.NextInteger(12), 1 + random.NextInteger(12));
            var m = CorrelationMatrix.Of(random.NormalMatrix(d, n));
            var threshold = random.NextUniform();
            return m.Spectrum.SoftRank(threshold) >= m.Spectrum.SoftRankBound(threshold) - 1e-9
                && m.DriftBracket >= -1e-9
                && Math.Abs(m.Drift - m.DriftReference()) < 1e-9 * d * d * d
                && m.Spectrum.SoftRank(0) == Math.Min(d, n);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Without_the_unit_diagonal_the_lemma_fails()
    {
        // Eigenvalues 0.4 and 0.4: r = 2, and none reaches 1/2, so 0 ≥ 1/4·2 is false.
        var h = Matrix<double>.Build.DenseIdentity(2) * Math.Sqrt(0.8);
        Assert.Equal(0, RankCollapse.Measures.Ranks.Soft(h, 0.5));
        Close.To(0.5, 0.25 * RankCollapse.Measures.Ranks.SoftBound(h), 1e-13);
    }

    [Fact]
    public void Exact_expectation_extrapolates_to_the_drift()
    {
        for (var sample = 0; sample < 12; sample++)
        {
            var m = CorrelationMatrix.Of(new RandomSource(7).Stream(sample).NormalMatrix(2 + (sample % 4), 3));
            Close.To(m.Drift, new RademacherLayer(m).ExtrapolatedDrift(), 5e-4, $"sample {sample}");
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Row_factorisation_equals_the_sum_over_all_matrices(int width)
    {
        var m = new RademacherLayer(CorrelationMatrix.Of(new RandomSource(8).Stream("m").NormalMatrix(width, 4)));
        foreach (var strength in new[] { 0.05, 0.4, 3 })
            Close.Relatively(m.ExpectedSquaredNormReference(strength), m.ExpectedSquaredNorm(strength), 1e-13);
    }

    [Fact]
    public void Eigenvalues_agree_with_a_general_decomposition()
    {
        foreach (var n in new[] { 1, 2, 3, 8, 17, 40 })
        {
            var x = new RandomSource(9).Stream(n).NormalMatrix(n, n);
            var symmetric = x + x.Transpose();
            var (fast, slow) = (SymmetricEigenvalues.Of(symmetric), SymmetricEigenvalues.OfReference(symmetric));
            foreach (var (a, b) in fast.Zip(slow)) Close.To(b, a, 1e-12 * n, $"{n}");
        }

        Assert.Equal([3, 0, 0], SymmetricEigenvalues.Of(Matrix<double>.Build.Dense(3, 3, 1)).Select(value => Math.Round(value, 12)));
    }

    [Fact]
    public void Errors_say_what_was_given_what_is_allowed_and_what_to_do()
    {
        Assert.StartsWith(
            "Entry [1, 1] was 2; the diagonal of M must be 1 within 1e-9. Use CorrelationMatrix.Of(H), which normalizes the rows.",
            Assert.Throws<ArgumentException>(() => new CorrelationMatrix(Matrix<double>.Build.DenseOfDiagonalArray([1, 2]))).Message);
        Assert.StartsWith(
            "Entries [1, 0] and [0, 1] were 0.5 and 0; M must be symmetric within 1e-9. Pass H·Hᵀ/N, not H.",
            Assert.Throws<ArgumentException>(() => new CorrelationMatrix(Matrix<double>.Build.DenseOfArray(new[,] { { 1, 0 }, { 0.5, 1 } }))).Message);
        Assert.StartsWith(
            "threshold was 1; τ must be in [0, 1). Use 0.5 to reproduce the published scaling.",
            Assert.Throws<ArgumentOutOfRangeException>(() => CorrelationMatrix.Identity(2).Spectrum.SoftRank(1)).Message);
        Assert.StartsWith(
            "size was 4; it must divide the 6 features. Use 1 for M = I.", Assert.Throws<ArgumentException>(() => CorrelationMatrix.Blocks(6, 4)).Message);
        Assert.StartsWith(
            "The signs had an entry other than −1 and 1", Assert.Throws<ArgumentException>(() => CorrelationMatrix.SignState([1, 0.5])).Message);
        Assert.StartsWith(
            "M had 17 features; at most 16 can be enumerated, 2^d rows each. Use RepresentationChain to sample.",
            Assert.Throws<ArgumentException>(() => new RademacherLayer(CorrelationMatrix.Identity(17))).Message);
        Assert.StartsWith(
            "Some signs gave a zero row",
            Assert.Throws<InvalidOperationException>(() => new RademacherLayer(CorrelationMatrix.Pair(1)).ExpectedSquaredNorm(double.PositiveInfinity)).Message);
        Assert.StartsWith(
            "M had 5 features; the reference visits 2^(d²) matrices and stops at 4. Use ExpectedSquaredNorm.",
            Assert.Throws<InvalidOperationException>(() => new RademacherLayer(CorrelationMatrix.Identity(5)).ExpectedSquaredNormReference(0.1)).Message);
    }
}
