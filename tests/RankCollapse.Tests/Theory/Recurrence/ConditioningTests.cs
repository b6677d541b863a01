using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Randomness;
using RankCollapse.Theory.Recurrence;
using Complex = System.Numerics.Complex;

namespace RankCollapse.Tests.Theory.Recurrence;

public class ConditioningTests
{
    private static readonly RandomSource Random = new(61);

    [Fact]
    public void The_bound_for_real_nodes_agrees_with_the_reference()
    {
        var given = MemoryOracle.Of("B_real_bound");
        var lengths = given.GetProperty("L").Numbers().Select(l => (int)l).ToArray();
        void Agree(string entry, Func<int, double> bound)
        {
            var expected = given.GetProperty(entry).Numbers();
            for (var k = 0; k < expected.Length; k++) Close.Relatively(expected[k], bound(lengths[k]), 1e-9, $"{entry} at {lengths[k]}");
        }

        Agree("sym_closed_form", l => ChebyshevBound.Signed(l).ClosedForm);
        Agree("pos_closed_form", l => ChebyshevBound.Positive(l).ClosedForm);
        Agree("coefnorm2_T_{L-1}", l => ChebyshevBound.Signed(l).ConditionNumber);
        Agree("coefnorm2_T_{L-1}(t/0.9)", l => ChebyshevBound.Signed(l, 0.9).ConditionNumber);
        Agree("coefnorm2_shifted_pos", l => ChebyshevBound.Positive(l).ConditionNumber);
    }

    [Fact]
    public void Critical_lengths_are_those_of_the_sheet()
    {
        Assert.Equal((21, 44), (CriticalLength.Signed(CriticalLength.SingleEpsilon), CriticalLength.Signed(CriticalLength.DoubleEpsilon)));
        Assert.Equal((11, 23), (CriticalLength.Positive(CriticalLength.SingleEpsilon), CriticalLength.Positive(CriticalLength.DoubleEpsilon)));
        Assert.True(ChebyshevBound.Signed(21).ClosedForm < Math.Pow(2, 23), "the closed form alone would say 22");
        var ring = CriticalLength.Ring(0.9, CriticalLength.SingleEpsilon);
        Assert.True(RingConditioning.Equispaced(0.9, ring) > Math.Pow(2, 23) && RingConditioning.Equispaced(0.9, ring - 1) <= Math.Pow(2, 23));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(12)]
    public void No_real_nodes_no_width_and_no_scaling_beat_the_bound(int length)
    {
        foreach (var width in new[] { 1, 4, 16 })
        {
            for (var sample = 0; sample < 5; sample++)
            {
                var random = Random.Stream("real").Stream(length).Stream(width).Stream(sample);
                var bank = NodeBank.RandomReal(width * length, -1, 1, random);
                var weights = bank.Nodes.Select(node => new Complex(sample == 0 ? 1 : Math.Exp(3 * random.NextNormal()), 0));
                var ratio = new VandermondeEncoding(bank, length, weights).ComplexConditionNumber / ChebyshevBound.Signed(length).ConditionNumber;
                Assert.True(ratio >= 1, FormattableString.Invariant($"L = {length}, N = {width * length}, sample {sample}: ratio {ratio}"));
                var positive = NodeBank.RandomReal(width * length, 0, 1, random);
                Assert.True(new VandermondeEncoding(positive, length).ComplexConditionNumber >= ChebyshevBound.Positive(length).ConditionNumber);
            }
        }

        var best = new VandermondeEncoding(NodeBank.Chebyshev(4 * length), length).ComplexConditionNumber / ChebyshevBound.Signed(length).ConditionNumber;
        Assert.InRange(best, 1, 4);      // the bound is no idle one
        Assert.True(new VandermondeEncoding(NodeBank.EquispacedRing(length), length).ComplexConditionNumber < 1 + 1e-10, "outside its hypothesis the bound fails");
    }

    [Fact]
    public void Real_nodes_cannot_see_the_chebyshev_input_and_a_ring_can()
    {
        var bound = ChebyshevBound.Signed(12);
        var input = bound.InvisibleInput();
        var size = Math.Sqrt(input.Sum(u => u * u));
        Close.Relatively(bound.ConditionNumber, size, 1e-12);
        var real = NodeBank.RandomReal(20, -1, 1, Random.Stream("invisible"));
        var state = new VandermondeEncoding(real, 12).Encode(input);
        for (var i = 0; i < 20; i++) Close.To(bound.Evaluate(real.Nodes[i].Real), state[i].Real, 1e-11, $"mode {i}");
        Assert.True(state.Max(Complex.Abs) <= 1 + 1e-11);
        var ring = new VandermondeEncoding(NodeBank.EquispacedRing(20), 12).Encode(input);
        Close.Relatively(Math.Sqrt(20) * size, Math.Sqrt(ring.Sum(x => x.Magnitude * x.Magnitude)), 1e-12);
    }

    [Fact]
    public void An_equispaced_ring_has_exactly_the_closed_condition_number()
    {
        foreach (var (modes, length, radius) in new[] { (16, 16, 0.5), (16, 16, 0.9), (40, 16, 0.9), (12, 8, 1.0) })
            Close.Relatively(RingConditioning.Equispaced(radius, length), new VandermondeEncoding(NodeBank.EquispacedRing(modes, radius, 0.37), length).ComplexConditionNumber, 1e-10);
        foreach (var given in MemoryOracle.Of("B_ring").EnumerateArray())
            Close.Relatively(given.GetProperty("kappa2").GetDouble(), RingConditioning.Equispaced(given.GetProperty("r").GetDouble(), given.GetProperty("L").GetInt32()), 1e-9);
        Assert.True(Math.Abs(new VandermondeEncoding(NodeBank.EquispacedRing(7, 0.9), 8).Rank - 7) <= 1, "fewer modes than tokens");
        Close.Relatively(Math.E, RingConditioning.Equispaced(1 - 1e-6, 1_000_001), 1e-5);
    }

    [Fact]
    public void The_gram_matrix_of_a_random_ring_tends_to_the_closed_form()
    {
        const int Modes = 40_000, Length = 8;
        foreach (var ring in new RingInitialisation[] { new(), new() { Inner = 0.5, Outer = 0.95 }, new() { Inner = 0.9, MaximalPhase = 1 } })
        {
            var v = new VandermondeEncoding(NodeBank.RandomRing(Modes, ring, Random.Stream("gram")), Length).Matrix;
            var gram = v.ConjugateTransposeThisAndMultiply(v) / Modes;
            Close.To(0, (gram - new RingMemory(ring, Length).Gram).Enumerate().Max(Complex.Abs), 6 / Math.Sqrt(Modes), $"ring from {ring.Inner} to {ring.Outer}");
        }
    }

    [Fact]
    public void Closed_forms_of_the_disk_are_roots_of_the_length()
    {
        var disk = new RingMemory(new RingInitialisation(), 16);
        Close.To(4, disk.ConditionNumber, 1e-12);
        Close.To(Math.Sqrt(16 * 17 / 2.0), disk.NormalisedConditionNumber, 1e-12);
        double[] inner = [0, 0.5, 0.8, 0.9, 0.95, 0.99, 0.999], expected = [11.3, 9.8, 6.8, 4.9, 3.5, 1.66, 1.06];
        for (var k = 0; k < inner.Length; k++)
            Close.To(expected[k], new RingMemory(new RingInitialisation { Inner = inner[k] }, 128).ConditionNumber, k < 5 ? 0.05 : 0.005, $"r_min = {inner[k]}");
        Assert.Contains("closed form at 2π alone", Assert.Throws<InvalidOperationException>(() =>
            new RingMemory(new RingInitialisation { MaximalPhase = 1 }, 4).ConditionNumber).Message);
    }

    [Fact]
    public void A_restricted_phase_keeps_the_published_number_of_directions()
    {
        double[] phases = [2 * Math.PI, Math.PI, Math.PI / 2, Math.PI / 10, Math.PI / 50], expected = [64.0, 33.1, 17.0, 4.05, 1.40];
        for (var k = 0; k < phases.Length; k++)
            Close.To(expected[k], new RingMemory(new RingInitialisation { Inner = 0.999, Outer = 0.9999, MaximalPhase = phases[k] }, 64).EffectiveRank, k < 3 ? 0.06 : 0.006);
    }

    [Fact]
    public void The_chernoff_width_is_enough_at_its_failure_rate()
    {
        const int Length = 6, Runs = 100;
        var modes = RingConditioning.ModesFor(Length, 0.5, 0.01);
        Assert.True(modes >= 12 * Length * Math.Log(1200) && modes < 12 * Length * Math.Log(1200) + 1);
        var bound = RingConditioning.RandomCircle(modes, Length, 0.01);
        Assert.InRange(bound, 1.7, Math.Sqrt(3) + 1e-12);
        var beyond = Enumerable.Range(0, Runs).Count(k =>
            new VandermondeEncoding(NodeBank.RandomCircle(modes, Random.Stream("chernoff").Stream(k)), Length).ComplexConditionNumber > bound);
        Assert.True(beyond <= 8, $"{beyond} of {Runs} were beyond; 1 is expected at most and 8 has probability below 1e-6");
        Assert.Equal(double.PositiveInfinity, RingConditioning.RandomCircle(Length, Length, 0.01));
    }

    [Fact]
    public void Gautschi_bounds_enclose_the_inverse_with_equality_on_a_ray()
    {
        for (var sample = 0; sample < 20; sample++)
        {
            var bank = NodeBank.RandomRing(6, new(), Random.Stream("gautschi").Stream(sample));
            Assert.InRange(VandermondeInverseBounds.InverseNorm(bank), VandermondeInverseBounds.Lower(bank) * (1 - 1e-9), VandermondeInverseBounds.Upper(bank) * (1 + 1e-9));
        }

        var ray = new NodeBank("ray", new[] { 0.2, 0.5, 0.9, 1.3 }.Select(r => Complex.FromPolarCoordinates(r, 0.7)));
        Close.Relatively(VandermondeInverseBounds.Upper(ray), VandermondeInverseBounds.InverseNorm(ray), 1e-12);
    }

    [Fact]
    public void Remembered_lower_bounds_hold_and_one_with_a_larger_exponent_is_false()
    {
        double[] optimised = [3.15, 5.86, 14.5, 31.3];
        for (var n = 3; n <= 6; n++)
        {
            Assert.True(VandermondeInverseBounds.AnyReal(n) < optimised[n - 3]);
            var bank = NodeBank.EvenReal(n, 0, 1);
            var v = new VandermondeEncoding(bank, n);
            var infinity = v.Matrix.InfinityNorm() * v.Inverse().InfinityNorm();
            Assert.True(infinity > VandermondeInverseBounds.NonNegative(n));
            var symmetric = new VandermondeEncoding(NodeBank.Chebyshev(n), n);
            Assert.True(symmetric.Matrix.InfinityNorm() * symmetric.Inverse().InfinityNorm() > VandermondeInverseBounds.Symmetric(n));
        }

        Assert.True(Math.Sqrt(2.0 / 3) * Math.Pow(1 + Math.Sqrt(2), 2) > optimised[0], "with the exponent n − 1 it would contradict n = 3");
    }

    [Fact]
    public void A_vanishing_gradient_forces_noise_and_an_equispaced_ring_reads_without_interference()
    {
        foreach (var bank in new[] { NodeBank.RandomRing(12, new(), Random.Stream("lags")), NodeBank.RandomReal(12, -1, 1, Random.Stream("lags")), NodeBank.Decays(12, 0.2) })
        {
            Assert.All(LagReadout.OfComplex(new VandermondeEncoding(bank, 8)).Interference, gap => Assert.True(gap >= 1 - 1e-9, $"{bank}: {gap}"));
            Assert.All(LagReadout.OfReal(new VandermondeEncoding(bank, 8)).Interference, gap => Assert.True(gap >= 1 - 1e-9, $"{bank}: {gap}"));
        }

        var ring = LagReadout.OfComplex(new VandermondeEncoding(NodeBank.EquispacedRing(12, 0.9), 8));
        for (var m = 0; m < 8; m++)
        {
            Close.To(1, ring.Interference[m], 1e-12);
            Close.Relatively(Math.Pow(0.9, -m) / Math.Sqrt(12), ring.Noise[m], 1e-12);
        }

        var real = LagReadout.OfReal(new VandermondeEncoding(NodeBank.Chebyshev(12), 10));
        Assert.True(real.Interference.Max() > 100, "a large gradient does not prevent loss");
    }

    [Fact]
    public void Symmetric_recurrences_obey_the_bound_for_real_nodes_and_gaussian_ones_do_not()
    {
        var random = Random.Stream("krylov");
        var b = Vector<double>.Build.DenseOfEnumerable(random.NormalMatrix(1, 64).Enumerate());
        var symmetric = KrylovMemory.ConditionNumber(KrylovMemory.Symmetric(64, random), b, 12);
        var gaussian = KrylovMemory.ConditionNumber(KrylovMemory.Glorot(64, random), b, 12);
        Assert.True(symmetric >= ChebyshevBound.Signed(12).ConditionNumber);
        Assert.InRange(symmetric, 1e3, 1e5);
        Assert.InRange(gaussian, 2, 15);
    }
}
