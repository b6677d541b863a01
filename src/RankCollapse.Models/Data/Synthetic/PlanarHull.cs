namespace RankCollapse.Models.Data;

/// <summary>The convex hull of points in the plane.</summary>
public static class PlanarHull
{
    /// <summary>Which points are corners of the convex hull, by Andrew's monotone chains: O(n log n).</summary>
    /// <param name="points">Shape [points, 2], at least 1 point, finite, all different. Points inside of an edge are not corners.</param>
    /// <returns>Shape [points]; true for corners.</returns>
    /// <exception cref="ArgumentException">No points, an odd number of coordinates, or one that is not finite.</exception>
    /// <source paper="andrew1979" item="monotone chain">Plain determinants: rounding decides nearly collinear points.</source>
    public static bool[] Corners(ReadOnlySpan<double> points)
    {
        var (x, y) = Coordinates(points);
        var corners = new bool[x.Length];
        var order = Enumerable.Range(0, x.Length).OrderBy(i => x[i]).ThenBy(i => y[i]).ToArray();
        Chain(order);
        Array.Reverse(order);
        Chain(order);
        return corners;

        // One half of the hull, from one end of the order to the other: what turns right or not at all is no corner.
        void Chain(int[] along)
        {
            var chain = new List<int>();
            foreach (var point in along)
            {
                while (chain.Count >= 2 && Turn(chain[^2], chain[^1], point) <= 0) chain.RemoveAt(chain.Count - 1);
                chain.Add(point);
            }

            foreach (var point in chain) corners[point] = true;
        }

        double Turn(int a, int b, int c) => ((x[b] - x[a]) * (y[c] - y[a])) - ((y[b] - y[a]) * (x[c] - x[a]));
    }

    /// <summary>The same by definition: a point is a corner unless it lies in a triangle or on a segment of other points. O(n⁴).</summary>
    /// <param name="points">Shape [points, 2], at least 1 point, finite, all different.</param>
    /// <returns>Shape [points]; true for corners.</returns>
    /// <exception cref="ArgumentException">No points, an odd number of coordinates, or one that is not finite.</exception>
    public static bool[] CornersReference(ReadOnlySpan<double> points)
    {
        var (x, y) = Coordinates(points);
        var corners = new bool[x.Length];
        for (var p = 0; p < x.Length; p++) corners[p] = !IsInside(p);
        return corners;

        bool IsInside(int p)
        {
            for (var a = 0; a < x.Length; a++)
            {
                for (var b = a + 1; b < x.Length; b++)
                {
                    for (var c = b; c < x.Length; c++)
                    {
                        if (p != a && p != b && p != c && InTriangle(p, a, b, c)) return true;
                    }
                }
            }

            return false;
        }

        bool InTriangle(int p, int a, int b, int c)
        {
            var (u, v, w) = (Turn(a, b, p), Turn(b, c, p), Turn(c, a, p));
            if (b == c || Turn(a, b, c) == 0) return u == 0 && Between(p, a, b);
            return (u >= 0 && v >= 0 && w >= 0) || (u <= 0 && v <= 0 && w <= 0);
        }

        bool Between(int p, int a, int b) => ((x[a] - x[p]) * (x[b] - x[p])) + ((y[a] - y[p]) * (y[b] - y[p])) <= 0;

        double Turn(int a, int b, int c) => ((x[b] - x[a]) * (y[c] - y[a])) - ((y[b] - y[a]) * (x[c] - x[a]));
    }

    private static (double[] X, double[] Y) Coordinates(ReadOnlySpan<double> points)
    {
        if (points.Length == 0 || points.Length % 2 != 0)
        {
            throw new ArgumentException(
                $"There were {points.Length} coordinates; points of the plane need two each, and at least 1 point. Use shape [points, 2].",
                nameof(points));
        }

        var (x, y) = (new double[points.Length / 2], new double[points.Length / 2]);
        for (var i = 0; i < points.Length; i++)
        {
            if (!double.IsFinite(points[i]))
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"Coordinate [{i / 2}, {i % 2}] was {points[i]}; every coordinate must be finite. ")
                    + "Look for an overflow before this call.", nameof(points));
            }

            (i % 2 == 0 ? x : y)[i / 2] = points[i];
        }

        return (x, y);
    }
}
