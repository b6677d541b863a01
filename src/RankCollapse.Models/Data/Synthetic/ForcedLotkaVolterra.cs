using RankCollapse.Randomness;
using RankCollapse.Theory.Differential;

namespace RankCollapse.Models.Data;

/// <summary>
/// Prey x and predators y under a random push v: ẋ = x(⅔ − (4/3) y + ½ v), ẏ = y (x − 1), from (1, 1). The push is constant
/// on intervals of equal length and uniform in [−1, 1]; the input at a step is the push, the target the state after the step.
/// </summary>
/// <source paper="linear-rnn-universality" item="reduced run of the ODE experiment">Derived for that run, not from the paper.</source>
public sealed record ForcedLotkaVolterra
{
    /// <summary>Number of intervals on which the push is constant, at least 1; default 16.</summary>
    public int Pushes { get; init => field = Require.AtLeast(value, 1, "It is the number of intervals of constant push."); } = 16;

    /// <summary>Outputs per interval, at least 1; default 4.</summary>
    public int StepsPerPush { get; init => field = Require.AtLeast(value, 1, "It is the number of outputs per interval."); } = 4;

    /// <summary>Time between two outputs, in [1e-6, 1]; default 0.2.</summary>
    public double Spacing { get; init => field = Require.Within(value, (1e-6, 1), "It is a time; small oscillations take 7.7."); } = 0.2;

    /// <summary>Integration steps of order four between two outputs, at least 1; default 2.</summary>
    public int Substeps { get; init => field = Require.AtLeast(value, 1, "Two steps of 0.1 are enough."); } = 2;

    /// <summary>Draws sequences of Pushes × StepsPerPush steps; sequence i does not depend on how many are drawn.</summary>
    /// <param name="count">Number of sequences, at least 1.</param>
    /// <param name="random">Where the pushes come from; <c>random.AtStep(step)</c> gives a fresh set for every step.</param>
    /// <returns>Inputs v of shape [count, steps, 1] and targets (x, y) of shape [count, steps, 2]; x and y stay above 0.</returns>
    public SignalTask Draw(int count, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Require.AtLeast(count, 1, "It is the number of sequences.", nameof(count));
        var steps = Pushes * StepsPerPush;
        var inputs = new double[count * steps];
        for (var i = 0; i < count; i++)
        {
            var stream = random.Sample(i);
            var sequence = inputs.AsSpan(i * steps, steps);
            for (var push = 0; push < Pushes; push++)
                sequence.Slice(push * StepsPerPush, StepsPerPush).Fill((2 * stream.NextUniform()) - 1);
        }

        var targets = new double[count * steps * 2];
        for (var i = 0; i < count; i++) Respond(inputs.AsSpan(i * steps, steps), targets.AsSpan(i * steps * 2, steps * 2));
        return new SignalTask(new SignalTaskShape(steps, 1, 2), inputs, targets);
    }

    /// <summary>The states that follow a sequence of pushes.</summary>
    /// <param name="pushes">v, one per step, shape [steps]; finite.</param>
    /// <param name="states">Filled with (x, y) after each step, shape [steps, 2].</param>
    /// <exception cref="ArgumentException">The output has another size.</exception>
    public void Respond(ReadOnlySpan<double> pushes, Span<double> states)
    {
        Require.Length(states.Length, 2 * pushes.Length, $"[{pushes.Length}, 2] states");
        double[] state = [1, 1];
        for (var step = 0; step < pushes.Length; step++)
        {
            var push = pushes[step];
            state = ClassicalRungeKutta.End((_, now, change) =>
            {
                change[0] = now[0] * ((2.0 / 3) - (4.0 / 3 * now[1]) + (0.5 * push));
                change[1] = now[1] * (now[0] - 1);
            }, state, Spacing / Substeps, Substeps);
            state.CopyTo(states[(2 * step)..]);
        }
    }
}
