using System.Collections.Immutable;

namespace RankCollapse.Figures;

/// <summary>
/// The path of one token's direction over layers, on the circle or on the sphere.
/// A tuple <c>("token 1", angles)</c>, <c>("token 1", x, y)</c> or <c>("token 1", x, y, z)</c> is a trajectory.
/// </summary>
/// <remarks>Points are scaled to length one: what is drawn is the direction. A point that is zero or not finite becomes a gap and is reported.</remarks>
public sealed record Trajectory
{
    private Trajectory(string name, IEnumerable<double> x, IEnumerable<double> y, IEnumerable<double> z)
    {
        Name = PlainText.Checked(name, "name of a trajectory");
        (X, Y, Z) = ([.. x], [.. y], [.. z]);
        if (X.Length == 0 || X.Length != Y.Length || X.Length != Z.Length)
            throw new ArgumentException(
                $"The trajectory “{name}” has {X.Length}, {Y.Length} and {Z.Length} coordinates; there must be as many of each, and at least one.");
    }

    /// <summary>What the label says.</summary>
    public string Name { get; }

    internal ImmutableArray<double> X { get; }

    internal ImmutableArray<double> Y { get; }

    internal ImmutableArray<double> Z { get; }

    internal Hue? Hue { get; private init; }

    internal bool IsFlat => Z.All(z => z == 0);

    /// <summary>A path on the circle, by angle.</summary>
    /// <param name="name">What the label says.</param>
    /// <param name="angles">Radians, counter-clockwise from the first axis; shape [steps].</param>
    public static Trajectory OfAngles(string name, IEnumerable<double> angles)
    {
        double[] a = [.. angles];
        return new Trajectory(name, a.Select(Math.Cos), a.Select(Math.Sin), a.Select(_ => 0.0));
    }

    /// <summary>The path of a token's rows, shape [steps, 2] for the circle or [steps, 3] for the sphere.</summary>
    /// <param name="name">What the label says.</param>
    /// <param name="steps">One row per layer.</param>
    public static Trajectory OfRows(string name, double[,] steps)
    {
        var width = steps.GetLength(1);
        if (width is not (2 or 3))
            throw new ArgumentException($"The rows of “{name}” have {width} entries; a direction on the circle has 2, one on the sphere 3.", nameof(steps));
        IEnumerable<double> Column(int c) => Enumerable.Range(0, steps.GetLength(0)).Select(r => c < width ? steps[r, c] : 0);
        return new Trajectory(name, Column(0), Column(1), Column(2));
    }

    /// <summary>The same path in a colour of its own.</summary>
    public Trajectory In(Hue hue) => this with { Hue = hue };

    /// <summary>A path on the circle, by angle in radians.</summary>
    public static implicit operator Trajectory((string Name, IEnumerable<double> Angles) path) => OfAngles(path.Name, path.Angles);

    /// <summary>A path in the plane.</summary>
    public static implicit operator Trajectory((string Name, IEnumerable<double> X, IEnumerable<double> Y) path)
    {
        double[] x = [.. path.X];
        return new(path.Name, x, path.Y, x.Select(_ => 0.0));
    }

    /// <summary>A path in space.</summary>
    public static implicit operator Trajectory((string Name, IEnumerable<double> X, IEnumerable<double> Y, IEnumerable<double> Z) path) =>
        new(path.Name, path.X, path.Y, path.Z);

    /// <summary>The directions, scaled to length one; NaN where there is none.</summary>
    internal IEnumerable<(double X, double Y, double Z)> Directions()
    {
        for (var k = 0; k < X.Length; k++)
        {
            // Scaling by the largest entry first: a collapsed token may be as short as 1e-200 and still have a direction.
            var largest = Math.Max(Math.Abs(X[k]), Math.Max(Math.Abs(Y[k]), Math.Abs(Z[k])));
            var (x, y, z) = (X[k] / largest, Y[k] / largest, Z[k] / largest);
            var length = Math.Sqrt(x * x + y * y + z * z);
            yield return (x / length, y / length, z / length);
        }
    }
}
