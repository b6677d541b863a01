using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Randomness;
using RankCollapse.Theory.Recurrence;
using Complex = System.Numerics.Complex;

namespace RankCollapse.Tests.Theory.Recurrence;

public class InputStructureTests
{
    private static readonly RandomSource Random = new(62);

    [Fact]
    public void Few_modes_store_slow_sequences_as_in_the_reference()
    {
        var given = MemoryOracle.Of("D_basis");
        var inputs = LowDimensionalInputs.Cosines(24, 5);
        var ring = MemoryOracle.Bank(given.GetProperty("lambda"));
        Close.Relatively(given.GetProperty("kappa2_ring").GetDouble(), inputs.ConditionNumber(ring), 1e-8);
        Assert.All(given.GetProperty("svals_ring").Numbers().Zip(inputs.ComplexSingularValues(ring)), pair => Close.Relatively(pair.First, pair.Second, 1e-9));
        Close.Relatively(given.GetProperty("kappa2_real_linspace(.3,.97,5)").GetDouble(), inputs.ConditionNumber(NodeBank.EvenReal(5, 0.3, 0.97)), 1e-8);
    }

    [Fact]
    public void Almost_all_nodes_store_a_space_of_as_many_dimensions_and_one_mode_fewer_does_not()
    {
        for (var sample = 0; sample < 10; sample++)
        {
            var random = Random.Stream("generic").Stream(sample);
            var inputs = new LowDimensionalInputs(random.NormalMatrix(30, 4));
            var bank = NodeBank.RandomRing(4, new() { Inner = 0.5 }, random);
            Assert.Equal(4, inputs.Rank(bank));
            Assert.Equal(3, inputs.Rank(bank.First(3)));
            double[] alpha = [1, -2, 0.5, 3];
            var state = new VandermondeEncoding(bank, 30).Encode(inputs.Sequence(alpha));
            Assert.All(alpha.Zip(inputs.Decode(bank, state)), pair => Close.To(pair.First, pair.Second, 1e-9));
        }
    }

    [Fact]
    public void Distinct_nodes_are_not_always_enough()
    {
        var sparse = LowDimensionalInputs.KnownSupport(3, 0, 2);
        Assert.Equal(1, sparse.Rank(MemoryOracle.Real(1, -1)));
        Assert.Equal(2, sparse.Rank(MemoryOracle.Real(1, -0.9)));
        var zeroOfBasis = new LowDimensionalInputs(Matrix<double>.Build.DenseOfRowMajor(2, 1, [-0.7, 1]));
        Assert.Equal(0, zeroOfBasis.Rank(MemoryOracle.Real(0.7)));
        Assert.Equal(1, zeroOfBasis.Rank(MemoryOracle.Real(0.6)));
    }

    [Fact]
    public void Distinct_positive_nodes_read_every_known_support()
    {
        for (var sample = 0; sample < 20; sample++)
        {
            var random = Random.Stream("positive").Stream(sample);
            int[] lags = [.. Enumerable.Range(0, 12).OrderBy(_ => random.NextUniform()).Take(3).Order()];
            var v = new VandermondeEncoding(NodeBank.EvenReal(3, 0.2 + (0.3 * random.NextUniform()), 1), 12).Matrix;
            var minor = Matrix<double>.Build.Dense(3, 3, (i, s) => v[i, lags[s]].Real).Determinant();
            Assert.True(minor > 0, $"lags {string.Join(", ", lags)}: minor {minor}");
        }
    }

    [Fact]
    public void Prony_finds_lags_and_values_of_sparse_inputs_from_twice_as_many_modes_as_spikes()
    {
        for (var sample = 0; sample < 20; sample++)
        {
            var random = Random.Stream("prony").Stream(sample);
            var decoder = new PronyDecoder(spikes: 3, length: 40);
            var sequence = new double[40];
            foreach (var lag in Enumerable.Range(0, 40).OrderBy(_ => random.NextUniform()).Take(3)) sequence[lag] = random.NextNormal();
            var decoded = decoder.Decode(new VandermondeEncoding(decoder.Bank, 40).Encode(sequence));
            for (var k = 0; k < 40; k++) Close.To(sequence[k], decoded[k], 1e-6, $"sample {sample}, token {k}");
        }

        var fewer = new PronyDecoder(4, 30);
        var two = new double[30];
        (two[3], two[20]) = (1, -2);
        Assert.All(two.Zip(fewer.Decode(new VandermondeEncoding(fewer.Bank, 30).Encode(two))), pair => Close.To(pair.First, pair.Second, 1e-6));
        Assert.All(fewer.Decode(new Complex[8]), token => Assert.Equal(0, token));
        Assert.Contains("4 spikes need 8", Assert.Throws<ArgumentException>(() => fewer.Decode(new Complex[3])).Message);
    }

    [Fact]
    public void One_mode_holds_bits_until_the_mantissa_is_full()
    {
        var random = Random.Stream("bits");
        int[] Bits(int length) => [1, .. Enumerable.Range(1, length - 2).Select(_ => random.NextInteger(2)), 1];
        for (var sample = 0; sample < 50; sample++)
        {
            var (single, full) = (Bits(BinaryMemory.SingleCapacity), Bits(BinaryMemory.DoubleCapacity));
            Assert.Equal(single, BinaryMemory.ThroughSingle(single));
            Assert.Equal(full, BinaryMemory.ThroughDouble(full));
            var (tooLong, tooLongFull) = (Bits(25), Bits(54));
            Assert.NotEqual(tooLong, BinaryMemory.ThroughSingle(tooLong));
            Assert.NotEqual(tooLongFull, BinaryMemory.ThroughDouble(tooLongFull));
        }

        Assert.Contains("Token 1 was 2; every token must be 0 or 1", Assert.Throws<ArgumentException>(() => BinaryMemory.ThroughSingle([0, 2])).Message);
    }

    [Fact]
    public void Legendre_polynomials_are_the_impulse_response_of_hippo()
    {
        var given = MemoryOracle.Of("G_legs");
        Assert.All(given.GetProperty("expm(tA)B_N8").Numbers().Zip(LegendreMemory.ImpulseResponse(8, 0.7)), pair => Close.To(pair.First, pair.Second, 1e-12));
        Assert.All(LegendreMemory.ImpulseResponseReference(8, 0.7).Zip(LegendreMemory.ImpulseResponse(8, 0.7)), pair => Close.To(pair.First, pair.Second, 1e-10));
        var (a, b, p) = DiagonalPolesExtensions.HiPPOLegS(4);
        Close.To(given.GetProperty("A_N4").Matrix(), a, 1e-14);
        Assert.All(given.GetProperty("B_N4").Numbers().Zip(b), pair => Close.To(pair.First, pair.Second, 1e-15));
        Assert.All(given.GetProperty("P_N4").Numbers().Zip(p), pair => Close.To(pair.First, pair.Second, 1e-15));
        Close.To(0, LegendreMemory.NormalPartDeviation(12), 1e-13);
    }

    [Theory]
    [InlineData(DiagonalPoles.Linear, 16, 1e-7, 15)]
    [InlineData(DiagonalPoles.Linear, 64, 1e-7, 20)]
    [InlineData(DiagonalPoles.Real, 16, 1e-7, 11)]
    [InlineData(DiagonalPoles.Real, 16, 1e-3, 6)]
    [InlineData(DiagonalPoles.Real, 64, 1e-7, 12)]
    [InlineData(DiagonalPoles.Real, 64, 1e-3, 6)]
    public void Banks_of_s4d_have_the_numerical_ranks_of_the_sheet(DiagonalPoles poles, int modes, double threshold, int expected)
    {
        // N counts the nodes of the real bank and the states, conjugates included, of the linear one.
        var bank = poles == DiagonalPoles.Real ? NodeBank.OfPoles(poles, 2 * modes, 0.1) : NodeBank.OfPoles(poles, modes, 0.1).ConjugateClosed();
        var values = new VandermondeEncoding(bank, 32).ComplexSingularValues.ToArray();
        Assert.Equal(expected, values.Count(value => value > threshold * values[0]));
    }

    [Fact]
    public void The_gram_matrix_of_a_long_memory_is_that_of_the_encoding_and_reads_as_well()
    {
        var bank = NodeBank.RandomRing(40, new() { Inner = 0.9 }, Random.Stream("long"));
        var (memory, encoding) = (new LongMemory(bank, 50), new VandermondeEncoding(bank, 50));
        Close.To(memory.GramReference(), memory.Gram, 1e-11);
        for (var k = 0; k < 10; k++) Close.Relatively(encoding.StackedSingularValues[k], memory.SingularValues[k], 1e-9);
        var sequence = Random.Stream("long").NormalMatrix(1, 50).ToRowMajorArray();
        var state = memory.NoisyState(sequence, 1e-4, Random.Stream("noise"));
        Assert.All(encoding.Decode(state, 1e-8).Zip(memory.Decode(state)), pair => Close.To(pair.First, pair.Second, 1e-6));
        Assert.True(state.Zip(encoding.Encode(sequence)).Max(pair => Complex.Abs(pair.First - pair.Second)) is > 1e-5 and < 1e-3);
    }

    [Fact]
    public void An_impulse_response_stays_within_its_envelope_and_counts_its_turns()
    {
        var mode = new ImpulseResponse(5e-5, 0.3);
        for (var lag = 0; lag < 2000; lag += 7)
        {
            Close.To(Complex.Pow(mode.Eigenvalue, lag).Real, mode.At(lag), 1e-11);
            Assert.True(Math.Abs(mode.At(lag)) <= Math.Exp(-5e-5 * lag));
        }

        Close.To(0.3 * 16384 / (2 * Math.PI), mode.Oscillations(16384), 1e-9);
        Close.To(mode.Oscillations(100), new ImpulseResponse(5e-5, (2 * Math.PI) - 0.3).Oscillations(100), 1e-9, "a phase and its mirror image look alike");
    }
}
