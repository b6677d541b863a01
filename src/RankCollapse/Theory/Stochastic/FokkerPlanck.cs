using RankCollapse.Measures;

namespace RankCollapse.Theory.Stochastic;

/// <summary>
/// The density of a scalar Itô process with constant noise, dX = a(X) dt + √(2D) dB, by finite volumes: no sampling. Mass is
/// conserved and densities stay positive at the first steps. Immutable.
/// </summary>
/// <remarks>Scharfetter-Gummel fluxes, exact where the drift is constant in a cell; the point mass at the start is smoothed by
/// eight quarter-steps of backward Euler, after which Crank-Nicolson is of second order. Nothing leaves through the ends.</remarks>
public sealed class FokkerPlanck
{
    private readonly double[] below, diagonal, above;
    private readonly double low, size;

    /// <summary>A solver on an interval.</summary>
    /// <param name="drift">a, finite on the interval.</param>
    /// <param name="diffusivity">D, half the variance per unit of time; finite and above 0.</param>
    /// <param name="low">Left end.</param>
    /// <param name="high">Right end; far enough that no mass arrives there.</param>
    /// <param name="cells">At least 10.</param>
    /// <exception cref="ArgumentException">A parameter outside its range, or a drift that is not finite.</exception>
    public FokkerPlanck(Func<double, double> drift, double diffusivity, double low, double high, int cells)
    {
        ArgumentNullException.ThrowIfNull(drift);
        Guard.Positive(diffusivity, nameof(diffusivity), "It is half the variance per unit of time.");
        Guard.AtLeast(cells, 10, nameof(cells), "Use at least some hundreds.");
        Guard.Positive(high - low, nameof(high), "The right end must lie to the right of the left end.");
        (this.low, size) = (low, (high - low) / cells);
        (below, diagonal, above) = (new double[cells], new double[cells], new double[cells]);
        for (var i = 0; i + 1 < cells; i++)
        {
            var speed = drift(low + ((i + 1) * size));
            if (!double.IsFinite(speed))
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"The drift at {low + ((i + 1) * size)} was {speed}; it must be finite on the interval. Narrow the interval."), nameof(drift));
            }

            var peclet = speed * size / diffusivity;
            var (leaving, entering) = (diffusivity / (size * size) * Bernoulli(-peclet), diffusivity / (size * size) * Bernoulli(peclet));
            diagonal[i] -= leaving;
            below[i + 1] += leaving;
            diagonal[i + 1] -= entering;
            above[i] += entering;
        }
    }

    /// <summary>The density at a time, from a point.</summary>
    /// <param name="start">Where all mass is at time 0; inside the interval.</param>
    /// <param name="time">Above 0.</param>
    /// <param name="steps">Number of time steps, at least 4.</param>
    /// <returns>A density of total mass 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter outside its range.</exception>
    public GridDensity Evolve(double start, double time, int steps = 400)
    {
        Guard.Positive(time, nameof(time), "At time 0 all mass is at the start.");
        Guard.AtLeast(steps, 4, nameof(steps), "Use some hundreds.");
        Guard.Within(start, low, low + (size * diagonal.Length), nameof(start), "Widen the interval.");
        var mass = new double[diagonal.Length];
        // Shared between two cells so that the mean is the start itself.
        var at = ((start - low) / size) - 0.5;
        var cell = Math.Clamp((int)Math.Floor(at), 0, mass.Length - 2);
        (mass[cell], mass[cell + 1]) = (1 - (at - cell), at - cell);
        var step = time / steps;
        for (var k = 0; k < 8; k++) mass = Implicit(mass, step / 4);
        for (var k = 2; k < steps; k++) mass = Implicit(Explicit(mass, step / 2), step / 2);
        return new GridDensity(low, size, mass);
    }

    /// <summary>x/(eˣ − 1), continued by its value 1 at 0.</summary>
    private static double Bernoulli(double x) => Math.Abs(x) < 1e-8 ? 1 - (x / 2) : x / Exponentials.MinusOne(x);

    private double[] Explicit(double[] mass, double step)
    {
        var next = new double[mass.Length];
        for (var i = 0; i < mass.Length; i++)
        {
            var change = diagonal[i] * mass[i];
            if (i > 0) change += below[i] * mass[i - 1];
            if (i + 1 < mass.Length) change += above[i] * mass[i + 1];
            next[i] = mass[i] + (step * change);
        }

        return next;
    }

    /// <summary>Solves (1 − step·A)·next = mass by elimination; the matrix is an M-matrix, so no pivoting is needed.</summary>
    private double[] Implicit(double[] mass, double step)
    {
        var (factor, next) = (new double[mass.Length], new double[mass.Length]);
        var pivot = 1 - (step * diagonal[0]);
        next[0] = mass[0] / pivot;
        for (var i = 1; i < mass.Length; i++)
        {
            factor[i] = -step * above[i - 1] / pivot;
            pivot = 1 - (step * diagonal[i]) + (step * below[i] * factor[i]);
            next[i] = (mass[i] + (step * below[i] * next[i - 1])) / pivot;
        }

        for (var i = mass.Length - 2; i >= 0; i--) next[i] -= factor[i + 1] * next[i + 1];
        return next;
    }
}
