using RankCollapse.Measures;

namespace RankCollapse.Theory.Differential;

/// <summary>
/// Dormand and Prince's embedded Runge-Kutta pair of orders 5 and 4: seven stages, the last of which is the first of the next step,
/// error control by step size, and a fourth-order polynomial between the steps. For equations that are not stiff. Immutable.
/// </summary>
/// <source paper="dormand1980" item="RK5(4)7M">Dense output and step control as in Hairer, Nørsett and Wanner, section II.6.</source>
public sealed class DormandPrince
{
    private static readonly double[][] A =
    [
        [1 / 5.0],
        [3 / 40.0, 9 / 40.0],
        [44 / 45.0, -56 / 15.0, 32 / 9.0],
        [19372 / 6561.0, -25360 / 2187.0, 64448 / 6561.0, -212 / 729.0],
        [9017 / 3168.0, -355 / 33.0, 46732 / 5247.0, 49 / 176.0, -5103 / 18656.0],
        [35 / 384.0, 0, 500 / 1113.0, 125 / 192.0, -2187 / 6784.0, 11 / 84.0],
    ];

    private static readonly double[] C = [1 / 5.0, 3 / 10.0, 4 / 5.0, 8 / 9.0, 1, 1];
    private static readonly double[] Error = [71 / 57600.0, 0, -71 / 16695.0, 71 / 1920.0, -17253 / 339200.0, 22 / 525.0, -1 / 40.0];
    private static readonly double[] Dense =
    [
        -12715105075 / 11282082432.0, 0, 87487479700 / 32700410799.0, -10690763975 / 1880347072.0,
        701980252875 / 199316789632.0, -1453857185 / 822651844.0, 69997945 / 29380423.0,
    ];

    private readonly VectorField field;
    private readonly OdeAccuracy accuracy;

    /// <summary>A solver of one equation.</summary>
    /// <param name="field">The right side.</param>
    /// <param name="accuracy">How exactly; <see cref="OdeAccuracy.Usual"/> when left out.</param>
    public DormandPrince(VectorField field, OdeAccuracy? accuracy = null)
    {
        ArgumentNullException.ThrowIfNull(field);
        (this.field, this.accuracy) = (field, accuracy ?? OdeAccuracy.Usual);
    }

    /// <summary>Integrates with controlled steps.</summary>
    /// <param name="start">y(0), shape [size], finite.</param>
    /// <param name="until">Last time, above 0.</param>
    /// <param name="stop">Ends it earlier, after a step.</param>
    /// <returns>The solution from time 0.</returns>
    /// <exception cref="ArgumentException">A start that is not finite.</exception>
    /// <exception cref="InvalidOperationException">Too many steps, or steps that shrink to nothing: the solution explodes or the equation is stiff.</exception>
    public OdeSolution Solve(ReadOnlySpan<double> start, double until, StopCondition? stop = null)
    {
        Guard.Finite(start, nameof(start));
        Guard.Positive(until, nameof(until), "It is the last time; the first is 0.");
        var work = new Step(field, start);
        var (segments, refused, time) = (new List<OdeSolution.Segment>(), 0, 0.0);
        var size = Math.Min(until, work.FirstGuess(accuracy));
        while (time < until && segments.Count + refused < accuracy.MaximumSteps)
        {
            size = Math.Min(size, until - time);
            if (size < 1e-14 * Math.Max(1, time)) break;
            work.Try(time, size);
            var error = work.ErrorOf(accuracy);
            if (error <= 1)
            {
                segments.Add(work.Accept(time, size));
                time = until - time - size < 1e-13 * until ? until : time + size;
                if (stop?.Invoke(time, work.State) == true) return new OdeSolution(0, start.ToArray(), segments, refused, stopped: true);
            }
            else refused++;
            size *= error < 1e-10 ? 5 : double.IsFinite(error) ? Math.Clamp(0.9 * Math.Pow(error, -0.2), 0.2, error <= 1 ? 5 : 1) : 0.2;
        }

        if (time >= until) return new OdeSolution(0, start.ToArray(), segments, refused, stopped: false);
        throw new InvalidOperationException(FormattableString.Invariant(
            $"The integration stood at time {time:R} of {until:R} after {segments.Count} steps and {refused} refused ones. ")
            + "The solution explodes there or the equation is stiff; stop before, change the clock, or ask for less accuracy.");
    }

    /// <summary>Integrates with equal steps and no error control: for measuring the order.</summary>
    /// <param name="start">y(0), shape [size].</param>
    /// <param name="until">Last time, above 0.</param>
    /// <param name="steps">Number of steps, at least 1.</param>
    /// <returns>The solution.</returns>
    public OdeSolution EqualSteps(ReadOnlySpan<double> start, double until, int steps)
    {
        Guard.Finite(start, nameof(start));
        Guard.Positive(until, nameof(until), "It is the last time; the first is 0.");
        Guard.AtLeast(steps, 1, nameof(steps), "It is the number of steps.");
        var (work, segments) = (new Step(field, start), new List<OdeSolution.Segment>(steps));
        for (var k = 0; k < steps; k++)
        {
            work.Try(k * until / steps, until / steps);
            segments.Add(work.Accept(k * until / steps, until / steps));
        }

        return new OdeSolution(0, start.ToArray(), segments, refused: 0, stopped: false);
    }

    /// <summary>The stages of one step and the room that they need.</summary>
    private sealed class Step
    {
        private readonly VectorField field;
        private readonly double[][] slopes;
        private readonly double[] trial;
        private double[] state, next;
        private double size;

        public Step(VectorField field, ReadOnlySpan<double> start)
        {
            (this.field, state, next, trial) = (field, start.ToArray(), new double[start.Length], new double[start.Length]);
            slopes = [.. Enumerable.Range(0, 7).Select(_ => new double[trial.Length])];
            field(0, state, slopes[0]);
        }

        public ReadOnlySpan<double> State => state;

        public double FirstGuess(OdeAccuracy accuracy)
        {
            double Size(double[] v) => Math.Sqrt(v.Zip(state, (x, y) => Math.Pow(x / (accuracy.Absolute + (accuracy.Relative * Math.Abs(y))), 2)).Average());
            var slope = Size(slopes[0]);
            return slope > 0 ? Math.Min(0.1, 0.01 * Math.Max(Size(state), 1) / slope) : 0.1;
        }

        public void Try(double time, double length)
        {
            size = length;
            for (var stage = 0; stage < 6; stage++)
            {
                var into = stage == 5 ? next : trial;
                for (var i = 0; i < into.Length; i++)
                {
                    var sum = 0.0;
                    for (var j = 0; j <= stage; j++) sum += A[stage][j] * slopes[j][i];
                    into[i] = state[i] + (length * sum);
                }

                field(time + (C[stage] * length), into, slopes[stage + 1]);
            }
        }

        public double ErrorOf(OdeAccuracy accuracy)
        {
            var sum = 0.0;
            for (var i = 0; i < state.Length; i++)
            {
                var scaled = size * Combined(Error, i)
                    / (accuracy.Absolute + (accuracy.Relative * Math.Max(Math.Abs(state[i]), Math.Abs(next[i]))));
                sum += scaled * scaled;
            }

            return double.IsNaN(sum) ? double.PositiveInfinity : Math.Sqrt(sum / state.Length);
        }

        public OdeSolution.Segment Accept(double time, double length)
        {
            var c = Enumerable.Range(0, 5).Select(_ => new double[state.Length]).ToArray();
            for (var i = 0; i < state.Length; i++)
            {
                c[0][i] = state[i];
                c[1][i] = next[i] - state[i];
                c[2][i] = (length * slopes[0][i]) - c[1][i];
                c[3][i] = c[1][i] - (length * slopes[6][i]) - c[2][i];
                c[4][i] = length * Combined(Dense, i);
            }

            (state, next) = (next, state);
            (slopes[0], slopes[6]) = (slopes[6], slopes[0]);
            return new OdeSolution.Segment(time, length, c);
        }

        private double Combined(double[] weights, int i)
        {
            var sum = 0.0;
            for (var k = 0; k < 7; k++) sum += weights[k] * slopes[k][i];
            return sum;
        }
    }
}
