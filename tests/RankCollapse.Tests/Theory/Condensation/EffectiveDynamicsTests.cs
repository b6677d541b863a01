using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Randomness;
using RankCollapse.Theory.Condensation;
using RankCollapse.Theory.Stochastic;

namespace RankCollapse.Tests.Theory.Condensation;

public class EffectiveDynamicsTests
{
    private static OuterState Start(ulong seed, int d = 5) => OuterState.Gaussian(d, new RandomSource(seed).Stream("start"));

    [Fact]
    public void Blow_up_times_brackets_and_limits_have_their_reference_values()
    {
        foreach (var row in CondensationOracle.Of("blowup_general").EnumerateArray())
        {
            var start = CondensationOracle.State(row.GetProperty("d").GetInt32(), row.GetProperty("k").GetDouble());
            Close.To(row.GetProperty("E0").GetDouble(), start.Energy, 1e-12);
            var bracket = BlowUpBracket.At(0, start);
            Close.To(row.GetProperty("lower_RF").GetDouble(), bracket.Low, 1e-12);
            Close.To(row.GetProperty("upper").GetDouble(), bracket.High, 1e-12);
            Close.To(row.GetProperty("Tstar").GetDouble(), EffectiveDynamics.Follow(start).BlowUpTime, 1e-9);
            var (u, w) = EffectiveDynamics.Follow(start, untilSize: 1e4).Limit;
            Close.To(0, (u - row.GetProperty("u_inf").Vector()).L2Norm(), 1e-7);
            Close.To(0, (w - row.GetProperty("w_inf").Vector()).L2Norm(), 1e-7);
        }
    }

    [Fact]
    public void A_state_on_the_way_has_its_reference_values()
    {
        var row = CondensationOracle.Of("condense_state");
        var state = EffectiveDynamics.Follow(CondensationOracle.State(3, 1.9)).At(row.GetProperty("at_t").GetDouble());
        Close.To(0, (state.Value - row.GetProperty("a").Vector()).L2Norm(), 1e-8);
        Close.To(row.GetProperty("W1").Matrix(), state.Hidden, 1e-8);
        Close.To(0, (state.Readout - row.GetProperty("W2").Vector()).L2Norm(), 1e-8);
        Close.Relatively(row.GetProperty("E").GetDouble(), state.Energy, 1e-8);
        Close.To(row.GetProperty("erank_W1").GetDouble(), Ranks.Effective(state.Hidden), 1e-8);
        Assert.True(AssumptionOne.At(state).Holds);
    }

    [Fact]
    public void Invariants_of_a_state_have_their_reference_values()
    {
        var effective = CondensationOracle.Of("effective");
        var row = effective.GetProperty("state")[0];
        var state = new OuterState(row.GetProperty("a").Vector(), row.GetProperty("W1").Matrix(), row.GetProperty("W2").Vector());
        Close.To(effective.GetProperty("D1").Matrix(), state.FirstInvariant, 1e-9);
        Close.To(effective.GetProperty("D2").Matrix(), state.SecondInvariant, 1e-9);
        // The file has ‖b‖² in place of min(‖a‖², ‖b‖²): a constant as well, as the two differ by the square of ‖a‖² − ‖b‖². Here ‖a‖ < ‖b‖.
        var gap = (state.Value * state.Value) - (state.Readout * state.Readout);
        Close.To(effective.GetProperty("Qdef4").GetDouble(), state.DegeneracyConstant - (gap * gap), 1e-9);
        Close.To(row.GetProperty("E").GetDouble(), state.Energy, 1e-9);
    }

    [Fact]
    public void The_controlled_integrator_and_equal_steps_of_the_classical_method_agree()
    {
        var start = Start(1);
        var (state, time) = EffectiveDynamics.FollowReference(start, 0.01, 1400);
        var path = EffectiveDynamics.Follow(start);
        Close.To(BlowUpBracket.At(time, state).Middle, path.BlowUpTime, 1e-9);
        Close.To(0, (path.At(0.5 * path.BlowUpTime).Velocity.Value - (path.At(0.5 * path.BlowUpTime).Hidden * path.At(0.5 * path.BlowUpTime).Readout)).L2Norm(), 1e-14);
    }

    [Fact]
    public void Both_invariant_matrices_and_the_degeneracy_constant_stay()
    {
        for (ulong seed = 0; seed < 10; seed++)
        {
            var start = Start(seed);
            foreach (var (_, state) in EffectiveDynamics.Follow(start, untilSize: 30).Steps)
            {
                // Entries reach ρ² = 900, rounded at 1e-13 each.
                Close.To(start.FirstInvariant, state.FirstInvariant, 1e-9, $"seed {seed}, D1");
                Close.To(start.SecondInvariant, state.SecondInvariant, 1e-9, $"seed {seed}, D2");
                Close.To(start.DegeneracyConstant, state.DegeneracyConstant, 1e-12 * Math.Pow(state.Size, 4) * 100, $"seed {seed}, constant");
            }
        }
    }

    [Theory]
    [InlineData(1.5, 1)]
    [InlineData(1, 1.5)]
    public void The_degeneracy_constant_vanishes_at_the_trapped_start_whichever_vector_is_longer(double a, double b) =>
        Close.To(0, new AlignedSolution { Value = a, Hidden = -1, Readout = b }.ToState(2).DegeneracyConstant, 1e-15);

    [Fact]
    public void Every_bracket_holds_the_blow_up_time_and_they_close()
    {
        for (ulong seed = 0; seed < 12; seed++)
        {
            var path = EffectiveDynamics.Follow(Start(seed, seed % 2 == 0 ? 2 : 7));
            Assert.True(path.Escaped, $"seed {seed}");
            foreach (var bracket in path.Brackets)
            {
                Assert.True(bracket.Low <= path.BlowUpTime + 1e-10, $"seed {seed}: low {bracket.Low:R}, T* {path.BlowUpTime:R}");
                Assert.True(bracket.High >= path.BlowUpTime - 1e-10, $"seed {seed}: high {bracket.High:R}, T* {path.BlowUpTime:R}");
            }

            Assert.True(path.Brackets.Last().Width < 1e-10);
        }
    }

    [Fact]
    public void Energy_grows_at_least_like_its_four_thirds_power_and_its_share_never_falls()
    {
        for (ulong seed = 0; seed < 12; seed++)
        {
            var path = EffectiveDynamics.Follow(Start(seed));
            var ratio = double.NegativeInfinity;
            foreach (var (_, state) in path.Steps)
            {
                Assert.True(state.EnergyRate >= 3 * Math.Pow(Math.Abs(state.Energy), 4 / 3.0) * (1 - 1e-12));
                Assert.True(state.EnergyRatio >= ratio - 1e-12);
                ratio = state.EnergyRatio;
            }

            Close.To(Math.Pow(3, -1.5), ratio, 1e-8);
        }
    }

    [Fact]
    public void Condensation_needs_no_assumption_and_becomes_rank_one_at_its_rates()
    {
        for (ulong seed = 0; seed < 12; seed++)
        {
            var start = Start(seed, 4);
            var path = EffectiveDynamics.Follow(start);
            Assert.True(1 - path.End.Alignment < 1e-6);
            Close.To(1, path.End.Value.L2Norm() * (path.BlowUpTime - path.Steps[^1].Time), 1e-4);
            Assert.True(AssumptionOne.At(EffectiveDynamics.Follow(start, untilSize: 1e6).End).Holds, $"seed {seed}");
            var bound = Math.Sqrt((start.Hidden.TransposeAndMultiply(start.Hidden) - start.Value.OuterProduct(start.Value)).Evd().EigenValues.Max(e => e.Real));
            Assert.All(path.Steps.Where(s => s.State.Size < 1e3), s => Assert.True(Ranks.SingularValues(s.State.Hidden)[1] <= bound + 1e-9));
            Assert.True(bound <= Ranks.SingularValues(start.Hidden)[0] + 1e-12);
        }
    }

    [Fact]
    public void The_direction_error_falls_with_the_square_of_the_time_left()
    {
        var path = EffectiveDynamics.Follow(Start(3));
        var limit = EffectiveDynamics.Follow(Start(3), untilSize: 1e5).Limit.Value;
        double[] left = [0.04, 0.02, 0.01, 0.005];
        var order = ConvergenceOrder.Fit(left, [.. left.Select(l => (path.At(path.BlowUpTime - (l * path.BlowUpTime)).Value.Normalize(2) - limit).L2Norm())]).Order;
        Close.To(2, order, 0.1);
    }

    [Fact]
    public void Once_true_Assumption_1_stays_true()
    {
        for (ulong seed = 0; seed < 30; seed++)
        {
            var holds = EffectiveDynamics.Follow(Start(seed, 3)).Steps.Select(s => AssumptionOne.At(s.State).Holds).ToList();
            var since = holds.IndexOf(true);
            Assert.True(since < 0 || holds.Skip(since).All(h => h), $"seed {seed}");
        }
    }

    [Fact]
    public void The_pair_identity_of_proposition_5_is_the_square_of_an_invariant()
    {
        var state = EffectiveDynamics.Follow(Start(5), untilSize: 20).End;
        for (var i = 0; i < 5; i++)
        {
            for (var j = 0; j < 5; j++)
            {
                var q = Math.Pow(state.Value[i] * state.Value[j], 2);
                var p = state.Value[i] * state.Value[j] * (state.Hidden.Row(i) * state.Hidden.Row(j));
                Close.To(Math.Pow(Start(5).FirstInvariant[i, j], 2), Math.Pow(1 - (p / q), 2) * q, 1e-8);
            }
        }
    }

    [Fact]
    public void The_energy_bound_of_proposition_8_holds_with_the_measured_constant()
    {
        for (ulong seed = 0; seed < 10; seed++)
        {
            var path = EffectiveDynamics.Follow(Start(seed, 3));
            var step = path.Steps.TakeWhile(s => s.State.Energy < 1).Count();
            var bound = EnergyBound.Of(path, step);
            Assert.True(bound.Constant >= 1);
            Assert.All(path.Steps.Skip(step), s => Assert.True(s.State.Energy <= bound.At(s.Time) * (1 + 1e-9)));
            Assert.True(path.BlowUpTime >= path.Steps[step].Time + (Math.Pow(path.Steps[step].State.Energy, -1 / 3.0) / bound.Constant));
            Close.To(1, EnergyBound.Of(path, path.Steps.Count - 2).Constant, 1e-3);
        }
    }

    [Fact]
    public void Refusals_say_what_was_given()
    {
        var zero = new OuterState(Vector<double>.Build.Dense(2), Matrix<double>.Build.Dense(2, 2), Vector<double>.Build.Dense(2));
        Assert.Contains("such a state never moves", Assert.Throws<ArgumentOutOfRangeException>(() => EffectiveDynamics.Follow(zero)).Message);
        Assert.Contains("it must be [2, 3]", Assert.Throws<ArgumentException>(() =>
            new OuterState(Vector<double>.Build.Dense(2), Matrix<double>.Build.Dense(3, 2), Vector<double>.Build.Dense(3))).Message);
        Assert.Contains("the bound needs it above 0", Assert.Throws<ArgumentException>(() => EnergyBound.Of(EffectiveDynamics.Follow(
            new AlignedSolution { Value = 1, Hidden = -0.5, Readout = 1 }.ToState(2)), 0)).Message);
    }
}
