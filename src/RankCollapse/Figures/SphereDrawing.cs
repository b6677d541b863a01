using System.Collections.Immutable;
using RankCollapse.Figures.Marks;

namespace RankCollapse.Figures;

/// <summary>The sphere on the page: outline, meridians and parallels, and paths split into the near and the far half.</summary>
internal static class SphereDrawing
{
    private const double LongestStep = 8 * Math.PI / 180;

    public static PointsMark Outline { get; } = Scaffold(Turn(120).Select(a => (Math.Cos(a), Math.Sin(a))));

    /// <summary>Outline, and the near half of meridians and parallels every 30 degrees.</summary>
    public static IEnumerable<Mark> Globe(SphereView view)
    {
        var lines = new List<(double, double)>();
        void Near(IEnumerable<(double X, double Y, double Z)> circle)
        {
            lines.AddRange(circle.Select(view.Project).Select(p => p.Front >= -0.02 ? (p.Right, p.Up) : (double.NaN, double.NaN)));
            lines.Add((double.NaN, double.NaN));
        }
        for (var degrees = 0; degrees < 180; degrees += 30)
        {
            var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
            Near(Turn(72).Select(a => (cos * Math.Cos(a), sin * Math.Cos(a), Math.Sin(a))));
        }
        for (var degrees = -60; degrees <= 60; degrees += 30)
        {
            var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
            Near(Turn(72).Select(a => (cos * Math.Cos(a), cos * Math.Sin(a), sin)));
        }
        return [Outline, Scaffold(lines)];
    }

    /// <summary>The near part, solid with a dot at its end, and the far part, dotted.</summary>
    public static IEnumerable<Mark> Path(SphereView view, Trajectory path)
    {
        var arc = AlongArcs(path.Directions()).Select(view.Project).ToList();
        var (near, far) = (new List<(double X, double Y)>(), new List<(double X, double Y)>());
        for (var k = 0; k < arc.Count; k++)
        {
            var (right, up, front) = arc[k];
            if (k > 0 && arc[k - 1].Front * front < 0)
            {
                // Where the path passes the rim both parts go on to the same point, so that no gap shows.
                var t = arc[k - 1].Front / (arc[k - 1].Front - front);
                var rim = (arc[k - 1].Right + t * (right - arc[k - 1].Right), arc[k - 1].Up + t * (up - arc[k - 1].Up));
                near.Add(rim);
                far.Add(rim);
            }
            near.Add(front >= 0 ? (right, up) : (double.NaN, double.NaN));
            far.Add(front < 0 ? (right, up) : (double.NaN, double.NaN));
        }
        var begin = arc.FindIndex(p => double.IsFinite(p.Right));
        yield return new PointsMark(path.Name, [.. far.Select(p => p.X)], [.. far.Select(p => p.Y)], Stroke.HiddenPath) { Hue = path.Hue, Named = false };
        yield return new PointsMark(path.Name, [.. near.Select(p => p.X)], [.. near.Select(p => p.Y)], Stroke.Path)
        {
            Hue = path.Hue,
            Start = begin >= 0 ? (arc[begin].Right, arc[begin].Up) : null,
            EndsInFront = arc[^1].Front >= 0,
            TotalBefore = path.X.Length,
            DroppedBefore = path.Directions().Count(d => !double.IsFinite(d.X)),
        };
    }

    /// <summary>The directions with great-circle arcs between them, in steps of at most 8 degrees.</summary>
    public static IEnumerable<(double X, double Y, double Z)> AlongArcs(IEnumerable<(double X, double Y, double Z)> directions)
    {
        (double X, double Y, double Z)? before = null;
        foreach (var b in directions)
        {
            if (before is { } a && a.X * b.X + a.Y * b.Y + a.Z * b.Z is var cosine && cosine > -0.999999)
            {
                var angle = Math.Acos(Math.Clamp(cosine, -1, 1));
                var steps = (int)Math.Ceiling(angle / LongestStep);
                for (var k = 1; k < steps; k++)
                {
                    var (wa, wb) = (Math.Sin(angle * (steps - k) / steps) / Math.Sin(angle), Math.Sin(angle * k / steps) / Math.Sin(angle));
                    yield return (wa * a.X + wb * b.X, wa * a.Y + wb * b.Y, wa * a.Z + wb * b.Z);
                }
            }
            yield return b;
            before = b;
        }
    }

    private static PointsMark Scaffold(IEnumerable<(double X, double Y)> points)
    {
        var all = points.ToImmutableArray();
        return new PointsMark("", [.. all.Select(p => p.X)], [.. all.Select(p => p.Y)], Stroke.Scaffold) { Named = false };
    }

    private static IEnumerable<double> Turn(int steps) => Enumerable.Range(0, steps + 1).Select(k => 2 * Math.PI * k / steps);
}
