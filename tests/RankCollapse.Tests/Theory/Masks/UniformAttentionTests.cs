using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using RankCollapse.Measures;
using RankCollapse.Theory.Masks;

namespace RankCollapse.Tests.Theory.Masks;

public class UniformAttentionTests
{
    [Fact]
    public void All_reference_graphs_have_their_second_eigenvalue()
    {
        foreach (var row in MaskGraphTests.ReferenceRows)
        {
            var rate = new UniformAttention(MaskGraphTests.MaskOf(row)).CollapseRate;
            Close.To(row.GetProperty("lambda2_uniform").GetDouble(), rate, 1e-8, row.ToString());
        }
    }

    [Fact]
    public void Eigenvalues_of_triangular_masks_are_exact_reciprocals()
    {
        Assert.Equal([1, 0.5, 1.0 / 3, 0.25, 0.2], Real(AttentionMask.Causal(5)));
        // Defective, 63 times 1/2 in one block: a dense solver would be off by about 1e-16^(1/63) = 0.56.
        Assert.Equal([1, .. Enumerable.Repeat(0.5, 63)], Real(AttentionMask.UnidirectionalWindow(64)));
        Assert.Equal(0.5, new UniformAttention(AttentionMask.SinkWithUnidirectionalWindow(64)).CollapseRate);
    }

    [Fact]
    public void A_triangular_mask_in_another_order_of_tokens_is_just_as_exact()
    {
        // The uni-directional window along a shuffled order of 40 tokens.
        var order = Enumerable.Range(0, 40).Select(k => 7 * k % 40).ToArray();
        var allowed = new bool[40, 40];
        for (var k = 0; k < 40; k++)
        {
            allowed[order[k], order[k]] = true;
            if (k > 0) allowed[order[k], order[k - 1]] = true;
        }

        var shuffled = new UniformAttention(AttentionMask.Custom("shuffled", allowed));
        Assert.Equal(0.5, shuffled.CollapseRate);
        Assert.Equal((39, 39), (shuffled.RateMultiplicity, shuffled.JordanBlockSize));
    }

    [Theory]
    [InlineData(8, 1)]
    [InlineData(9, 3)]
    [InlineData(64, 1)]
    [InlineData(6, 4)]
    public void Ring_rate_follows_its_formula(int tokens, int halfWidth) => Close.To(
        ClosedFormRates.RingWindow(tokens, halfWidth), new UniformAttention(AttentionMask.RingWindow(tokens, halfWidth)).CollapseRate, 1e-12);

    [Fact]
    public void Ring_formula_for_neighbours_is_one_cosine() =>
        Close.To((1 + (2 * Math.Cos(2 * Math.PI / 12))) / 3, ClosedFormRates.RingWindow(12), 1e-15);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(17)]
    [InlineData(64)]
    [InlineData(128)]
    public void Sliding_window_rate_follows_its_formula(int tokens) => Close.To(
        ClosedFormRates.SlidingWindow(tokens), new UniformAttention(AttentionMask.SlidingWindow(tokens)).CollapseRate, 1e-12);

    [Fact]
    public void Sliding_window_rates_are_those_of_the_sheet()
    {
        Close.To(0.9398, ClosedFormRates.SlidingWindow(8), 5e-5);
        Close.To(0.99918, ClosedFormRates.SlidingWindow(64), 5e-6);
        Close.To(0.999797, ClosedFormRates.SlidingWindow(128), 5e-7);
        // The next order is N^-3: the error at 1024 tokens is at most a few times 1024^-3.
        Close.To(ClosedFormRates.SlidingWindowForLongSequences(1024), ClosedFormRates.SlidingWindow(1024), 10 * Math.Pow(1024, -3));
    }

    [Fact]
    public void Jordan_blocks_are_counted_exactly()
    {
        Assert.Equal(7, new UniformAttention(AttentionMask.UnidirectionalWindow(8)).JordanBlockSize);
        Assert.Equal(1, new UniformAttention(AttentionMask.Causal(8)).JordanBlockSize);
        Assert.Equal(1, new UniformAttention(AttentionMask.SinkWithUnidirectionalWindow(8)).JordanBlockSize);
        Assert.Equal(1, new UniformAttention(AttentionMask.SlidingWindow(8)).JordanBlockSize);
        // Degrees 1, 2, 3, 3, 3, 3, 3, 3: one token decays at 1/2, and six at 1/3, which does not matter in the end.
        var wide = new UniformAttention(AttentionMask.UnidirectionalWindow(8, halfWidth: 2));
        Assert.Equal((0.5, 1, 1), (wide.CollapseRate, wide.RateMultiplicity, wide.JordanBlockSize));
        // Everybody looks at the token before, without self-loops: nilpotent of order N − 1 beside the eigenvalue 1.
        var shift = new bool[6, 6];
        for (var i = 0; i < 6; i++) shift[i, Math.Max(0, i - 1)] = true;
        var nilpotent = new UniformAttention(AttentionMask.Custom("shift", shift));
        Assert.Equal((0, 5), (nilpotent.CollapseRate, nilpotent.JordanBlockSize));
        Assert.Null(new UniformAttention(AttentionMask.GlobalTokenWithWindow(5).Forbidding(1, 2)).JordanBlockSize);
    }

    [Fact]
    public void A_periodic_mask_has_rate_one_and_complex_eigenvalues_count_by_modulus()
    {
        var cycle = new bool[3, 3];
        for (var i = 0; i < 3; i++) cycle[i, (i + 1) % 3] = true;
        var periodic = new UniformAttention(AttentionMask.Custom("cycle", cycle));
        Close.To(1, periodic.CollapseRate, 1e-12);
        Assert.Equal(2, periodic.RateMultiplicity);

        // With self-loops the eigenvalues are (1 + ω)/2, ω a third root of one, of modulus 1/2.
        for (var i = 0; i < 3; i++) cycle[i, i] = true;
        var lazy = new UniformAttention(AttentionMask.Custom("lazy cycle", cycle));
        Close.To(0.5, lazy.CollapseRate, 1e-12);
        Close.To(Math.Sqrt(3) / 4, Math.Abs(lazy.SecondEigenvalue.Imaginary), 1e-12);
    }

    [Fact]
    public void Eigenvalue_one_occurs_once_for_every_closed_class() =>
        Prop.ForAll(MaskGraphTests.RandomMasks, mask =>
            new UniformAttention(mask).Eigenvalues.Count(value => Complex.Abs(value - 1) < 1e-6) == mask.Graph.ClosedClasses.Count)
            .Check(MaskGraphTests.Settings);

    [Fact]
    public void Eigenvalues_have_the_trace_of_the_matrix_and_of_its_square() =>
        Prop.ForAll(MaskGraphTests.RandomMasks, mask =>
        {
            var uniform = new UniformAttention(mask);
            var matrix = uniform.ToMatrix();
            var sum = uniform.Eigenvalues.Aggregate(Complex.Zero, (a, b) => a + b);
            var squares = uniform.Eigenvalues.Aggregate(Complex.Zero, (a, b) => a + (b * b));
            return Complex.Abs(sum - matrix.Trace()) < 1e-10 && Complex.Abs(squares - (matrix * matrix).Trace()) < 1e-10;
        }).Check(MaskGraphTests.Settings);

    [Fact]
    public void Sparser_is_not_always_slower()
    {
        var (causal, sink) = (AttentionMask.Causal(32), AttentionMask.SinkWithUnidirectionalWindow(32));
        Assert.True(sink.EdgeCount * 5 < causal.EdgeCount);
        Assert.Equal(new UniformAttention(causal).CollapseRate, new UniformAttention(sink).CollapseRate);
    }

    [Fact]
    public void Removing_pairs_can_make_collapse_faster()
    {
        var dense = AttentionMask.GlobalTokenWithWindow(8);
        var sparse = AttentionMask.SinkWithUnidirectionalWindow(8);
        Assert.Equal((34, 21, 34), (dense.EdgeCount, sparse.EdgeCount, dense.Or(sparse).EdgeCount));
        Close.To(0.659, new UniformAttention(dense).CollapseRate, 5e-4);
        Assert.Equal(0.5, new UniformAttention(sparse).CollapseRate);
    }

    [Theory]
    [InlineData(3, 2)]
    [InlineData(6, 17)]
    [InlineData(12, 60)]
    public void Uniform_unidirectional_window_moves_weight_by_the_binomial_law(int tokens, int layers)
    {
        var power = new UniformAttention(AttentionMask.UnidirectionalWindow(tokens)).ToMatrix().Power(layers);
        Close.Relatively(power[tokens - 1, 0], ClosedFormRates.UnidirectionalWindowWeight(tokens, layers), 1e-11);
        Close.To(1 - power[tokens - 1, 0], ClosedFormRates.UnidirectionalWindowDeficit(tokens, layers), 1e-13);
    }

    [Fact]
    public void Binomial_deficit_keeps_its_digits_where_the_weight_is_one()
    {
        // P[Bin(200, 1/2) ≤ 1] = 201 / 2^200.
        Close.Relatively(201 * Math.Pow(2, -200), ClosedFormRates.UnidirectionalWindowDeficit(3, 200), 1e-12);
        Assert.Equal(0, ClosedFormRates.UnidirectionalWindowWeight(5, 3));
    }

    [Fact]
    public void Spectral_gap_of_a_well_conditioned_mask_agrees_with_the_general_measure() => Close.To(
        1 - new UniformAttention(AttentionMask.GlobalTokenWithWindow(9)).CollapseRate,
        SpectralGap.OfEigenvalues(new UniformAttention(AttentionMask.GlobalTokenWithWindow(9)).ToMatrix()), 1e-10);

    [Fact]
    public void Errors_say_what_was_given_what_is_allowed_and_what_to_do()
    {
        Assert.StartsWith(
            "tokens was 1; it must be at least 2. A single token agrees with itself; there is no rate.",
            Assert.Throws<ArgumentOutOfRangeException>(() => ClosedFormRates.Causal(1)).Message);
        Assert.StartsWith(
            "layers was -1; it must be at least 0. Count layers from 0.",
            Assert.Throws<ArgumentOutOfRangeException>(() => ClosedFormRates.UnidirectionalWindowWeight(3, -1)).Message);
        Assert.StartsWith(
            "halfWidth was 0; it must be at least 1. Use 1 for the nearest neighbours.",
            Assert.Throws<ArgumentOutOfRangeException>(() => ClosedFormRates.RingWindow(5, 0)).Message);
    }

    private static double[] Real(AttentionMask mask) => [.. new UniformAttention(mask).Eigenvalues.Select(value => value.Real)];
}
