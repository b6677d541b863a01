using System.Numerics;
using RankCollapse.Measures;

namespace RankCollapse.Theory.LayerNorm;

/// <summary>
/// Where the two-token system ends from every pair of starting angles: a picture of the torus, and by counting cells the size of
/// the set that does not collapse. Immutable.
/// </summary>
/// <remarks>
/// Cells are sampled at their centres. Token 1 does not see token 2, so its path is computed once per column. All vector widths give
/// the same bits as <see cref="OfReference"/>: addition, product, quotient and root are rounded alike, and nothing is fused.
/// </remarks>
/// <source paper="wu2024" item="section 4.2">Their analysis has token 1 at its limit from the start; the joint basin is derived here
/// and is several times smaller.</source>
public sealed class BasinMap
{
    private readonly double[] sines;

    private BasinMap(TwoTokenSystem system, int resolution, int layers, double[] sines)
    {
        (System, Resolution, Layers, this.sines) = (system, resolution, layers, sines);
        Undefined = sines.LongCount(double.IsNaN);
    }

    /// <summary>The system.</summary>
    public TwoTokenSystem System { get; }

    /// <summary>Cells per axis.</summary>
    public int Resolution { get; }

    /// <summary>Number of layers that were run.</summary>
    public int Layers { get; }

    /// <summary>Pairs in which some token cancelled to length zero; they count as collapsed in no fraction and as apart in none.</summary>
    public long Undefined { get; }

    /// <summary>Starting angles along either axis, radians in (0, 2π), cell centres.</summary>
    public IReadOnlyList<double> Angles => [.. Enumerable.Range(0, Resolution).Select(k => Angle(k, Resolution))];

    /// <summary>Runs all pairs on all cores.</summary>
    /// <param name="system">The system.</param>
    /// <param name="resolution">Cells per axis, at least 2.</param>
    /// <param name="layers">At least 1.</param>
    /// <param name="cancel">Looked at between columns.</param>
    /// <returns>The map.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A resolution below 2 or fewer than 1 layer.</exception>
    public static BasinMap Of(TwoTokenSystem system, int resolution, int layers, CancellationToken cancel = default)
    {
        Check(system, resolution, layers);
        var sines = new double[resolution * resolution];
        var options = new ParallelOptions { CancellationToken = cancel };
        Parallel.For(0, resolution, options, column =>
        {
            var path = FirstToken(system, Angle(column, resolution), layers);
            Column(new TwoTokenSystem.Coefficients(system), path, Starts(resolution), sines.AsSpan(column * resolution, resolution));
        });
        return new BasinMap(system, resolution, layers, sines);
    }

    /// <summary>The same, one pair after the other, by <see cref="TwoTokenSystem.Next"/>.</summary>
    /// <param name="system">The system.</param>
    /// <param name="resolution">Cells per axis, at least 2.</param>
    /// <param name="layers">At least 1.</param>
    /// <returns>The same numbers, bit by bit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A resolution below 2 or fewer than 1 layer.</exception>
    public static BasinMap OfReference(TwoTokenSystem system, int resolution, int layers)
    {
        Check(system, resolution, layers);
        var sines = new double[resolution * resolution];
        for (var column = 0; column < resolution; column++)
        {
            for (var row = 0; row < resolution; row++)
            {
                var (first, second) = system.Orbit((Angle(column, resolution), Angle(row, resolution)), layers)[^1];
                sines[(column * resolution) + row] = Math.Abs((first.X * second.Z) - (first.Z * second.X));
            }
        }

        return new BasinMap(system, resolution, layers, sines);
    }

    /// <summary>Share of the circle from which token 2 stays apart while token 1 is at (0, 1) from the start: counted.</summary>
    /// <param name="system">The system.</param>
    /// <param name="points">Starting angles, at least 2, cell centres.</param>
    /// <param name="layers">At least 1.</param>
    /// <returns>In [0, 1], to about 1/points.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 2 points or 1 layer.</exception>
    public static double Frozen(TwoTokenSystem system, int points, int layers)
    {
        Check(system, points, layers);
        var frozen = Enumerable.Repeat((X: 0.0, Z: 1.0), layers + 1).ToArray();
        var sines = new double[points];
        Column(new TwoTokenSystem.Coefficients(system), frozen, Starts(points), sines);
        return sines.Count(sine => sine > Threshold(system)) / (double)points;
    }

    /// <summary>|sin| of the angle between the tokens in the end: 0 for rank one, |x| at B. NaN where a token cancelled.</summary>
    /// <returns>Shape [second angle, first angle].</returns>
    public double[,] Sines()
    {
        var table = new double[Resolution, Resolution];
        for (var column = 0; column < Resolution; column++)
            for (var row = 0; row < Resolution; row++) table[row, column] = sines[(column * Resolution) + row];
        return table;
    }

    /// <summary>Share of all pairs that are still apart: |sin| above half of what it is at B (above 0.05 where B does not exist).</summary>
    public double FractionApart => sines.Count(sine => sine > Threshold(System)) / (double)sines.Length;

    /// <summary>One line.</summary>
    /// <returns>System, resolution, fraction and failures.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"{Resolution} × {Resolution} pairs, {Layers} layers: {FractionApart:P2} stay apart, {Undefined} undefined");

    private static double Threshold(TwoTokenSystem system) => system.Equilibria is { } points ? Math.Abs(points.B.X) / 2 : 0.05;

    private static double Angle(int cell, int cells) => (cell + 0.5) * 2 * Math.PI / cells;

    private static (double[] X, double[] Z) Starts(int cells) => (
        [.. Enumerable.Range(0, cells).Select(k => Math.Cos(Angle(k, cells)))],
        [.. Enumerable.Range(0, cells).Select(k => Math.Sin(Angle(k, cells)))]);

    private static (double X, double Z)[] FirstToken(TwoTokenSystem system, double angle, int layers)
    {
        var path = new (double X, double Z)[layers + 1];
        path[0] = (Math.Cos(angle), Math.Sin(angle));
        for (var layer = 0; layer < layers; layer++) path[layer + 1] = system.Next(path[layer], path[layer]).First;
        return path;
    }

    /// <summary>Token 2 from all starts at once, several vectors at a time: one alone would wait for its own root and quotient.</summary>
    private static void Column(
        TwoTokenSystem.Coefficients c, ReadOnlySpan<(double X, double Z)> first, (double[] X, double[] Z) starts, Span<double> sines)
    {
        var lanes = Vector<double>.Count;
        var (lastX, lastZ) = first[^1];
        var at = 0;
        for (; at + (2 * lanes) <= sines.Length; at += 2 * lanes)
        {
            var (x0, z0) = (new Vector<double>(starts.X, at), new Vector<double>(starts.Z, at));
            var (x1, z1) = (new Vector<double>(starts.X, at + lanes), new Vector<double>(starts.Z, at + lanes));
            for (var layer = 0; layer + 1 < first.Length; layer++)
            {
                var (rx, rz) = (new Vector<double>(c.Rho * first[layer].X), new Vector<double>(c.Rho * first[layer].Z));
                (x0, z0) = Step(c, rx, rz, x0, z0);
                (x1, z1) = Step(c, rx, rz, x1, z1);
            }

            Vector.Abs((lastX * z0) - (lastZ * x0)).CopyTo(sines[at..]);
            Vector.Abs((lastX * z1) - (lastZ * x1)).CopyTo(sines[(at + lanes)..]);
        }

        for (; at < sines.Length; at++)
        {
            var (x, z) = (starts.X[at], starts.Z[at]);
            for (var layer = 0; layer + 1 < first.Length; layer++)
            {
                var (p, q) = ((c.Rho * first[layer].X) + x, (c.Rho * first[layer].Z) + z);
                (x, z) = TwoTokenSystem.Unit((c.Lambda * p) + (c.SecondSkip * x), (c.Shear * p) + q + (c.SecondSkip * z));
            }

            sines[at] = Math.Abs((lastX * z) - (lastZ * x));
        }
    }

    private static (Vector<double> X, Vector<double> Z) Step(
        TwoTokenSystem.Coefficients c, Vector<double> rx, Vector<double> rz, Vector<double> x, Vector<double> z)
    {
        var (p, q) = (rx + x, rz + z);
        var u = (c.Lambda * p) + (c.SecondSkip * x);
        var v = (c.Shear * p) + q + (c.SecondSkip * z);
        var length = Vector.SquareRoot((u * u) + (v * v));
        return (u / length, v / length);
    }

    private static void Check(TwoTokenSystem system, int resolution, int layers)
    {
        ArgumentNullException.ThrowIfNull(system);
        Guard.AtLeast(resolution, 2, nameof(resolution), "400 is usual.");
        Guard.AtLeast(layers, 1, nameof(layers), "300 is usual.");
    }
}
