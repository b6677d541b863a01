using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Randomness;
using RankCollapse.Theory.Recurrence;
using Complex = System.Numerics.Complex;

namespace RankCollapse.Tests.Theory.Recurrence;

public class VandermondeEncodingTests
{
    private static readonly RandomSource Random = new(6);

    [Theory]
    [InlineData("A_state_real", 5)]
    [InlineData("A_state_spiral_N8_L6", 6)]
    public void States_and_condition_numbers_agree_with_the_reference(string entry, int length)
    {
        var given = MemoryOracle.Of(entry);
        var bank = MemoryOracle.Bank(given.GetProperty("lambda"));
        var weighted = new VandermondeEncoding(bank, length, given.GetProperty("b").Numbers().Select(b => new Complex(b, 0)));
        var (sequence, expected) = (given.GetProperty("u").Numbers(), MemoryOracle.Complexes(given.GetProperty("x_L")));
        foreach (var state in new[] { weighted.Encode(sequence), weighted.EncodeReference(sequence) })
            for (var i = 0; i < expected.Length; i++) Close.To(0, Complex.Abs(expected[i] - state[i]), 1e-12, $"mode {i}");
        Close.Relatively(given.GetProperty("cond2_V").GetDouble(), new VandermondeEncoding(bank, length).ComplexConditionNumber, 1e-9);
        Close.Relatively(given.GetProperty("cond2_diag(b)V").GetDouble(), weighted.ComplexConditionNumber, 1e-9);
    }

    [Fact]
    public void Determinant_and_inverse_norm_agree_with_the_reference_and_with_elimination()
    {
        var given = MemoryOracle.Of("A_state_real");
        var encoding = new VandermondeEncoding(MemoryOracle.Bank(given.GetProperty("lambda")), 5);
        Close.Relatively(given.GetProperty("det_V").GetProperty("re").GetDouble(), encoding.Determinant.Real, 1e-10);
        Close.To(0, Complex.Abs(encoding.Determinant - encoding.DeterminantReference()), 1e-15);
        Close.Relatively(given.GetProperty("invnorm_1_of_V(max column abs sum of V^-1)").GetDouble(), VandermondeInverseBounds.InverseNorm(encoding.Bank), 1e-9);
    }

    [Fact]
    public void The_worked_example_comes_out()
    {
        var encoding = new VandermondeEncoding(MemoryOracle.Real(0.5, -0.5, 0.9), 3);
        double[] expected = [4.25, 2.25, 5.61];
        Assert.All(encoding.Encode([1, 2, 3]).Zip(expected), pair => Close.To(pair.Second, pair.First.Real, 1e-14));
        Close.To(-0.56, encoding.Determinant.Real, 1e-15);
    }

    [Theory]
    [InlineData(6, 6)]
    [InlineData(16, 8)]
    [InlineData(20, 32)]
    public void A_sequence_is_read_back_within_fifty_condition_numbers_of_rounding(int modes, int length)
    {
        for (var sample = 0; sample < 10; sample++)
        {
            var random = Random.Stream("read back").Stream(sample);
            var encoding = new VandermondeEncoding(NodeBank.RandomRing(modes, new() { Inner = 0.5 }, random), length);
            var sequence = random.NormalMatrix(1, length).ToRowMajorArray();
            var error = Distance(sequence, encoding.Decode(encoding.Encode(sequence)));
            Assert.True(error <= 50 * encoding.StackedConditionNumber * CriticalLength.DoubleEpsilon,
                FormattableString.Invariant($"sample {sample}: error {error:E2}, condition {encoding.StackedConditionNumber:E2}"));
        }
    }

    [Fact]
    public void The_lagrange_inverse_undoes_the_matrix_and_equal_nodes_are_refused()
    {
        var bank = NodeBank.RandomRing(7, new() { Inner = 0.8 }, Random.Stream("lagrange"));
        var encoding = new VandermondeEncoding(bank, 7);
        var product = encoding.Inverse() * encoding.Matrix;
        Close.To(0, (product - Matrix<Complex>.Build.DenseIdentity(7)).Enumerate().Max(Complex.Abs), 50 * encoding.ComplexConditionNumber * 2.3e-16);
        Assert.Contains("Two nodes of “given” are equal", Assert.Throws<InvalidOperationException>(() => new VandermondeEncoding(MemoryOracle.Real(0.5, 0.5), 2).Inverse()).Message);
        Assert.Contains("There were 7 nodes and 6 tokens", Assert.Throws<InvalidOperationException>(() => new VandermondeEncoding(bank, 6).Inverse()).Message);
    }

    [Fact]
    public void Two_equal_nodes_cost_one_rank()
    {
        var encoding = new VandermondeEncoding(MemoryOracle.Real(0.5, 0.5, 0.7, 0.9), 4);
        Assert.Equal(3, encoding.Rank);
        Assert.Equal(Complex.Zero, encoding.Determinant);
        Assert.Equal(double.PositiveInfinity, encoding.ComplexConditionNumber);
        Assert.Equal(double.PositiveInfinity, encoding.StackedConditionNumber);
    }

    [Fact]
    public void Half_as_many_complex_modes_as_tokens_hold_a_real_sequence_and_one_fewer_does_not()
    {
        var bank = NodeBank.EquispacedRing(4, 0.95, 0.25);     // none real, no two conjugate
        var encoding = new VandermondeEncoding(bank, 8);
        Assert.Equal((8, double.PositiveInfinity), (encoding.Rank, encoding.ComplexConditionNumber));
        var sequence = Random.Stream("half").NormalMatrix(1, 8).ToRowMajorArray();
        Close.To(0, Distance(sequence, encoding.Decode(encoding.Encode(sequence))), 1e-12);
        Assert.Equal(6, new VandermondeEncoding(bank.First(3), 8).Rank);
        // A conjugate pair counts once: three complex modes, two of them conjugate, give four real numbers.
        Assert.Equal(4, new VandermondeEncoding(new NodeBank("pair", [new(0.3, 0.4), new(0.3, -0.4), new(-0.7, 0.2)]), 8).Rank);
    }

    [Fact]
    public void The_stacked_matrix_has_the_singular_values_of_the_conjugate_closed_bank_over_root_two()
    {
        var bank = NodeBank.RandomRing(5, new() { Inner = 0.6 }, Random.Stream("closed"));
        var (stacked, closed) = (new VandermondeEncoding(bank, 6), new VandermondeEncoding(bank.ConjugateClosed(), 6));
        for (var k = 0; k < 6; k++) Close.Relatively(closed.ComplexSingularValues[k] / Math.Sqrt(2), stacked.StackedSingularValues[k], 1e-10, $"singular value {k}");
        Assert.True(stacked.StackedConditionNumber < double.PositiveInfinity && stacked.ComplexConditionNumber == double.PositiveInfinity);
    }

    [Fact]
    public void With_too_few_modes_different_inputs_share_a_state()
    {
        var encoding = new VandermondeEncoding(NodeBank.EquispacedRing(2, 0.9, 0.3), 6);
        var invisible = encoding.InvisibleInputs();
        Assert.Equal(2, invisible.Count);
        double[] sequence = [1, -2, 3, 0.5, 0, 1];
        double[] other = [.. sequence.Zip(invisible[0], (u, n) => u + n)];
        var (first, second) = (encoding.Encode(sequence), encoding.Encode(other));
        for (var i = 0; i < 2; i++) Close.To(0, Complex.Abs(first[i] - second[i]), 1e-14);
        Assert.True(Distance(sequence, other) > 0.1);
        Assert.Empty(new VandermondeEncoding(NodeBank.EquispacedRing(3, 0.9, 0.3), 6).InvisibleInputs());
    }

    [Fact]
    public void Channels_agree_with_the_reference_and_merge_when_the_input_matrix_has_rank_one()
    {
        var given = MemoryOracle.Of("A_multichannel");
        var bank = MemoryOracle.Bank(given.GetProperty("lambda"));
        var encoding = new ChannelEncoding(bank, given.GetProperty("B").Matrix(), 3);
        var values = encoding.SingularValues;
        Close.Relatively(given.GetProperty("cond2").GetDouble(), values[0] / values[^1], 1e-9);
        Assert.All(given.GetProperty("singular_values").Numbers().Zip(values), pair => Close.Relatively(pair.First, pair.Second, 1e-9));
        Assert.Equal(6, encoding.Rank);
        Assert.Equal(3, new ChannelEncoding(bank, Matrix<double>.Build.Dense(6, 2, 1), 3).Rank);
        Assert.Equal(6, new ChannelEncoding(bank, ChannelEncoding.DisjointGroups(2, 3), 3).Rank);
    }

    [Fact]
    public void A_zero_input_leaves_a_zero_state_at_every_length()
    {
        foreach (var length in new[] { 1, 7, 50 })
            Assert.All(new VandermondeEncoding(NodeBank.Chebyshev(5), length).Encode(new double[length]), x => Assert.Equal(Complex.Zero, x));
    }

    [Fact]
    public void Refusals_say_what_is_wanted()
    {
        var bank = NodeBank.EquispacedRing(3);
        Assert.Contains("There were 2 input weights for 3 modes", Assert.Throws<ArgumentException>(() => new VandermondeEncoding(bank, 2, [1, 1])).Message);
        Assert.Contains("The sequence had 3 tokens; the encoding is for 2", Assert.Throws<ArgumentException>(() => new VandermondeEncoding(bank, 2).Encode([1, 2, 3])).Message);
        Assert.Contains("The state had 1 numbers for 3 modes", Assert.Throws<ArgumentException>(() => new VandermondeEncoding(bank, 2).Decode([Complex.One])).Message);
        Assert.Contains("Node 1 of the bank “x” was", Assert.Throws<ArgumentException>(() => new NodeBank("x", [1, double.NaN])).Message);
        Assert.Contains("radius was 1.5; it must be in [0, 1]", Assert.Throws<ArgumentOutOfRangeException>(() => NodeBank.EquispacedRing(3, 1.5)).Message);
        Assert.Contains("had no nodes; at least 1 is needed", Assert.Throws<ArgumentException>(() => new NodeBank("x", [])).Message);
    }

    private static double Distance(double[] a, double[] b) =>
        Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum() / a.Sum(x => x * x));
}
