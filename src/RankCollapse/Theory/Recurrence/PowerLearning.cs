using System.Numerics;
using RankCollapse.Measures;

namespace RankCollapse.Theory.Recurrence;

/// <summary>One eigenvalue learns a power: the loss ½|λ^k − λ*^k|² by Adam, in one of three parametrisations.</summary>
/// <remarks>
/// With ν and θ, or r and θ, the loss depends on the phases only by their difference, so that runs from the same offset are the same for
/// every target phase, up to rounding. With real and imaginary part the landscape turns with θ*, and Adam, which scales coordinate
/// by coordinate, is not invariant under turning.
/// </remarks>
/// <source paper="orvieto2024" item="learning a power of an eigenvalue">From the LRU paper, arXiv 2303.06349; the invariance is derived here.</source>
public sealed record PowerLearning
{
    /// <summary>k, at least 1; default 100.</summary>
    public int Power { get; init => field = Guard.AtLeast(value, 1, nameof(Power), "It is the lag that the mode has to get right."); } = 100;

    /// <summary>−log|λ*|, above 0; default 0.005.</summary>
    public double Decay { get; init => field = Guard.Positive(value, nameof(Decay), "The target must be inside the unit circle."); } = 0.005;

    /// <summary>How far off the first phase is, radians; default 0.02. The first modulus is that of the target.</summary>
    public double PhaseOffset { get; init => field = Guard.Within(value, -Math.PI, Math.PI, nameof(PhaseOffset), "It is an angle."); } = 0.02;

    /// <summary>Adam's step size, above 0; default 1e-3. Its other constants are 0.9, 0.999 and 1e-8.</summary>
    public double StepSize { get; init => field = Guard.Positive(value, nameof(StepSize), "1e-4 to 3e-3 is usual here."); } = 1e-3;

    /// <summary>λ* of a phase.</summary>
    /// <param name="phase">θ*, radians.</param>
    public Complex Target(double phase) => Complex.FromPolarCoordinates(Math.Exp(-Decay), phase);

    /// <summary>½|λ^k − λ*^k|².</summary>
    /// <param name="eigenvalue">λ.</param>
    /// <param name="phase">θ*, radians.</param>
    public double Loss(Complex eigenvalue, double phase) => (Whole(eigenvalue, Power) - Whole(Target(phase), Power)).Norm() / 2;

    /// <summary>The two numbers that stand for an eigenvalue.</summary>
    /// <param name="eigenvalue">λ, not 0.</param>
    /// <param name="by">The parametrisation.</param>
    public static (double First, double Second) Coordinates(Complex eigenvalue, NodeParametrisation by) => by switch
    {
        NodeParametrisation.Exponential => (-Math.Log(Complex.Abs(eigenvalue)), eigenvalue.Phase),
        NodeParametrisation.Polar => (Complex.Abs(eigenvalue), eigenvalue.Phase),
        _ => (eigenvalue.Real, eigenvalue.Imaginary),
    };

    /// <summary>The eigenvalue of two numbers.</summary>
    /// <param name="at">ν and θ, r and θ, or x and y.</param>
    /// <param name="by">The parametrisation.</param>
    public static Complex Eigenvalue((double First, double Second) at, NodeParametrisation by) => by switch
    {
        NodeParametrisation.Exponential => Complex.FromPolarCoordinates(Math.Exp(-at.First), at.Second),
        NodeParametrisation.Polar => at.First * Complex.FromPolarCoordinates(1, at.Second),
        _ => new Complex(at.First, at.Second),
    };

    /// <summary>The gradient of the loss in the two numbers.</summary>
    /// <param name="at">Where.</param>
    /// <param name="phase">θ*, radians.</param>
    /// <param name="by">The parametrisation.</param>
    public (double First, double Second) Gradient((double First, double Second) at, double phase, NodeParametrisation by)
    {
        var lambda = Eigenvalue(at, by);
        var before = Whole(lambda, Power - 1);
        var error = Complex.Conjugate((before * lambda) - Whole(Target(phase), Power)) * Power;
        var turn = Complex.ImaginaryOne * lambda;
        var (first, second) = by switch
        {
            NodeParametrisation.Exponential => (-lambda, turn),
            NodeParametrisation.Polar => (Complex.FromPolarCoordinates(1, at.Second), turn),
            _ => (Complex.One, Complex.ImaginaryOne),
        };
        return ((error * before * first).Real, (error * before * second).Real);
    }

    /// <summary>Adam from the offset phase.</summary>
    /// <param name="phase">θ*, radians.</param>
    /// <param name="by">The parametrisation.</param>
    /// <param name="steps">At least 0.</param>
    /// <returns>The eigenvalue before step 0, 1, … and after the last, and its loss.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A negative number of steps.</exception>
    public IReadOnlyList<(Complex Eigenvalue, double Loss)> Run(double phase, NodeParametrisation by, int steps)
    {
        Guard.AtLeast(steps, 0, nameof(steps), "The paper has 500.");
        // Not through Coordinates: the phase is to stay target plus offset to the last digit, without a jump at π.
        var at = by switch
        {
            NodeParametrisation.Exponential => (Decay, phase + PhaseOffset),
            NodeParametrisation.Polar => (Math.Exp(-Decay), phase + PhaseOffset),
            _ => Coordinates(Complex.FromPolarCoordinates(Math.Exp(-Decay), phase + PhaseOffset), by),
        };
        var (m, v) = ((First: 0.0, Second: 0.0), (First: 0.0, Second: 0.0));
        var path = new List<(Complex, double)> { (Eigenvalue(at, by), Loss(Eigenvalue(at, by), phase)) };
        for (var step = 1; step <= steps; step++)
        {
            var g = Gradient(at, phase, by);
            m = ((0.9 * m.First) + (0.1 * g.First), (0.9 * m.Second) + (0.1 * g.Second));
            v = ((0.999 * v.First) + (0.001 * g.First * g.First), (0.999 * v.Second) + (0.001 * g.Second * g.Second));
            var (ofMean, ofSquare) = (1 - Math.Pow(0.9, step), 1 - Math.Pow(0.999, step));
            double Change(double mean, double square) => StepSize * mean / ofMean / (Math.Sqrt(square / ofSquare) + 1e-8);
            at = (at.Item1 - Change(m.First, v.First), at.Item2 - Change(m.Second, v.Second));
            path.Add((Eigenvalue(at, by), Loss(Eigenvalue(at, by), phase)));
        }

        return path;
    }

    /// <summary>How many steps it takes until the loss is below a threshold for the first time.</summary>
    /// <param name="phase">θ*, radians.</param>
    /// <param name="by">The parametrisation.</param>
    /// <param name="threshold">Above 0.</param>
    /// <param name="limit">Steps after which it gives up, at least 1.</param>
    /// <returns>Steps; null where the limit did not suffice.</returns>
    public int? StepsTo(double phase, NodeParametrisation by, double threshold, int limit)
    {
        Guard.Positive(threshold, nameof(threshold), "1e-6 is small against the first loss.");
        Guard.AtLeast(limit, 1, nameof(limit), "The paper has 500.");
        var path = Run(phase, by, limit);
        var first = path.TakeWhile(p => !(p.Loss < threshold)).Count();
        return first < path.Count ? first : null;
    }

    /// <summary>A whole power by repeated squaring: to a few roundings, which a power by logarithms is not.</summary>
    private static Complex Whole(Complex z, int k)
    {
        var product = Complex.One;
        for (; k > 0; k >>= 1, z *= z) if ((k & 1) == 1) product *= z;
        return product;
    }
}
