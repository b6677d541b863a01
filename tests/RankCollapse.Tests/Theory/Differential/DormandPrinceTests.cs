using RankCollapse.Theory.Differential;
using RankCollapse.Theory.Stochastic;

namespace RankCollapse.Tests.Theory.Differential;

public class DormandPrinceTests
{
    // y″ = −y, and a clock that makes the field depend on time: y₃′ = cos t.
    private static readonly VectorField Oscillator = (t, y, dy) => (dy[0], dy[1], dy[2]) = (y[1], -y[0], Math.Cos(t));

    private static double Error(double[] y, double t) =>
        Math.Max(Math.Abs(y[0] - Math.Cos(t)), Math.Max(Math.Abs(y[1] + Math.Sin(t)), Math.Abs(y[2] - Math.Sin(t))));

    [Fact]
    public void With_equal_steps_the_error_is_of_fifth_order_at_the_end_and_between_steps()
    {
        double[] steps = [40, 80, 160, 320];
        var solver = new DormandPrince(Oscillator);
        double End(double count) => Error(solver.EqualSteps([1, 0, 0], 8, (int)count).End, 8);
        double Between(double count)
        {
            var solution = solver.EqualSteps([1, 0, 0], 8, (int)count);
            return Enumerable.Range(0, 97).Max(k => Error(solution.At(8 * k / 96.7), 8 * k / 96.7));
        }

        Close.To(-5, ConvergenceOrder.Fit(steps, [.. steps.Select(End)]).Order, 0.15);
        // The polynomial is of fourth order: its error in a step is h⁵.
        Close.To(-5, ConvergenceOrder.Fit(steps, [.. steps.Select(Between)]).Order, 0.3);
    }

    [Fact]
    public void The_classical_method_is_of_fourth_order()
    {
        double[] steps = [40, 80, 160, 320];
        double End(double count) => Error(ClassicalRungeKutta.End(Oscillator, [1, 0, 0], 8 / count, (int)count), 8);
        Close.To(-4, ConvergenceOrder.Fit(steps, [.. steps.Select(End)]).Order, 0.15);
    }

    [Theory]
    [InlineData(1e-6)]
    [InlineData(1e-9)]
    [InlineData(1e-12)]
    public void The_error_follows_the_tolerance(double tolerance)
    {
        var solution = new DormandPrince(Oscillator, new OdeAccuracy { Relative = tolerance, Absolute = tolerance }).Solve([1, 0, 0], 20);
        var error = Enumerable.Range(0, 101).Max(k => Error(solution.At(k / 5.0), k / 5.0));
        Assert.InRange(error, tolerance / 10, 100 * tolerance);
    }

    [Fact]
    public void A_steeper_tolerance_costs_steps_by_its_fifth_root()
    {
        double[] tolerances = [1e-6, 1e-8, 1e-10, 1e-12];
        double Steps(double tolerance) => new DormandPrince(Oscillator, new OdeAccuracy { Relative = tolerance, Absolute = tolerance }).Solve([1, 0, 0], 60).Times.Count;
        Close.To(-0.2, ConvergenceOrder.Fit(tolerances, [.. tolerances.Select(Steps)]).Order, 0.02);
    }

    [Fact]
    public void A_crossing_is_found_and_a_stop_is_obeyed()
    {
        var solution = new DormandPrince(Oscillator, OdeAccuracy.Fine).Solve([1, 0, 0], 20, (t, _) => t > 7);
        Assert.True(solution.Stopped && solution.Until is > 7 and < 8);
        Close.To(Math.PI / 2, solution.FirstTimeNotNegative(y => -y[0]), 1e-10);
        Assert.Equal(double.PositiveInfinity, solution.FirstTimeNotNegative(y => y[0] - 2));
    }

    [Fact]
    public void An_explosion_is_refused_with_its_time()
    {
        var fault = Assert.Throws<InvalidOperationException>(() => new DormandPrince((_, y, dy) => dy[0] = y[0] * y[0]).Solve([1], 2));
        Assert.Contains("The solution explodes there or the equation is stiff", fault.Message);
        // y = 1/(1 − t): the time in the message is that of the blow-up.
        Assert.Matches(@"stood at time (0\.99999|1)", fault.Message);
        Assert.Contains("it must be in [0, 1]", Assert.Throws<ArgumentOutOfRangeException>(() => new DormandPrince(Oscillator).Solve([1, 0, 0], 1).At(2)).Message);
    }
}
