using RankCollapse.Theory.Condensation;

namespace RankCollapse.Tests.Theory.Condensation;

public class AlignedSolutionTests
{
    private static AlignedSolution Of(double x, double y, double z) => new() { Value = x, Hidden = y, Readout = z };

    [Fact]
    public void Carlsons_integral_has_its_known_values()
    {
        // R_F(x, x, x) = x^(−1/2); R_F(0, 1, 2) is the lemniscate constant over 2; R_F(x, y, y) = arctan(√((y − x)/x))/√(y − x).
        Close.To(0.5, CarlsonIntegral.First(4, 4, 4), 1e-15);
        Close.To(1.3110287771460600, CarlsonIntegral.First(0, 1, 2), 1e-14);
        Close.To(Math.Atan(Math.Sqrt(2)) / Math.Sqrt(2), CarlsonIntegral.First(1, 3, 3), 1e-15);
        Assert.Equal(double.PositiveInfinity, CarlsonIntegral.First(0, 3, 0));
        Assert.Contains("at least 0", Assert.Throws<ArgumentOutOfRangeException>(() => CarlsonIntegral.First(-1, 1, 1)).Message);
    }

    [Fact]
    public void Blow_up_times_have_their_reference_values()
    {
        foreach (var row in CondensationOracle.Of("aligned_blowup").EnumerateArray())
        {
            var aligned = Of(row.GetProperty("x").GetDouble(), row.GetProperty("y").GetDouble(), row.GetProperty("z").GetDouble());
            Close.To(row.GetProperty("Tstar").GetDouble(), aligned.BlowUpTime, 1e-9);
        }

        Close.To(Math.Atanh(Math.Sqrt(3) / 2) / Math.Sqrt(3), Of(2, 1, 1).BlowUpTime, 1e-14);
        Close.To(1 / 1.7, AlignedSolution.Balanced(1.7).BlowUpTime, 1e-15);
    }

    [Theory]
    [InlineData(2, 1, 1)]
    [InlineData(1.5, 0.7, -0.4)]
    [InlineData(1, -0.5, 1)]
    [InlineData(-0.3, 2, 0.9)]
    public void The_closed_form_and_the_integrator_agree_for_both_signs(double x, double y, double z) =>
        Close.To(EffectiveDynamics.Follow(Of(x, y, z).ToState(3)).BlowUpTime, Of(x, y, z).BlowUpTime, 1e-9);

    [Fact]
    public void Balanced_states_attain_both_ends_of_the_bracket()
    {
        var bracket = BlowUpBracket.At(0, AlignedSolution.Balanced(2).ToState(4));
        Close.To(0.5, bracket.Low, 1e-15);
        Close.To(0.5, bracket.High, 1e-15);
    }

    [Fact]
    public void Without_either_condition_of_definition_4_there_are_starts_that_never_escape()
    {
        // Both have E → 0 from below; the first violates ‖a‖ ≠ ‖b‖ and has the second constant 0 as well, the second only the constant.
        var first = EffectiveDynamics.Follow(Of(1, -1, 1).ToState(2), untilTau: 12);
        Assert.False(first.Escaped);
        Assert.All(first.Steps, s => Close.Relatively(-Math.Pow(1 + s.Time, -3), s.State.Energy, 1e-6));
        Assert.Equal(double.PositiveInfinity, Of(1, -1, 1).BlowUpTime);

        var second = EffectiveDynamics.Follow(Of(1.5, -1, 1).ToState(2), untilTau: 12);
        Assert.False(second.Escaped);
        Close.To(0, Of(1.5, -1, 1).ToState(2).DegeneracyConstant, 1e-15);
        Close.To(Math.Sqrt(1.25), second.End.Value.L2Norm(), 1e-6);
        double[] late = [4, 5, 6, 7];
        var fit = MathNet.Numerics.Fit.Line(late, [.. late.Select(t => Math.Log(second.At(t).Readout.L2Norm()))]);
        Close.To(-Math.Sqrt(1.25), fit.B, 1e-3);
    }

    [Fact]
    public void Near_the_degenerate_start_the_escape_is_delayed_only_logarithmically()
    {
        double[] gaps = [1e-4, 1e-5, 1e-6, 1e-7];
        var slope = MathNet.Numerics.Fit.Line([.. gaps.Select(e => Math.Log(1 / e))], [.. gaps.Select(e => Of(1.5, -1, 1 - e).BlowUpTime)]).B;
        Close.To(1 / Math.Sqrt(1.25), slope, 1e-4);
    }

    [Fact]
    public void Definition_4_is_not_necessary()
    {
        var start = Of(1, -0.5, 1);
        Close.To(start.ToState(2).Value.L2Norm(), start.ToState(2).Readout.L2Norm(), 0);
        Assert.True(double.IsFinite(start.BlowUpTime));
    }
}
