using System.Runtime.Intrinsics;
using MathNet.Numerics.LinearAlgebra;

namespace RankCollapse.Theory.BatchNorm;

/// <summary>Eigenvalues alone of a symmetric matrix: Householder reduction to three diagonals, then implicit shifts.</summary>
/// <source paper="wilkinson1971" item="tred1 and imtql1">An order of magnitude faster than a decomposition that also returns vectors.</source>
internal static class SymmetricEigenvalues
{
    private const int MostSweeps = 60;

    /// <summary>Eigenvalues in falling order; the lower triangle of the row-major matrix is read and overwritten.</summary>
    public static double[] Of(double[] a, int n)
    {
        var (diagonal, off) = (new double[n], new double[n]);
        Reduce(a, n, diagonal, off);
        Iterate(diagonal, off, n);
        Array.Sort(diagonal);
        Array.Reverse(diagonal);
        return diagonal;
    }

    /// <summary>The same for a matrix.</summary>
    public static double[] Of(Matrix<double> matrix) => Of(matrix.ToRowMajorArray(), matrix.RowCount);

    /// <summary>By a general decomposition.</summary>
    public static double[] OfReference(Matrix<double> matrix) =>
        [.. matrix.Evd(Symmetricity.Symmetric).EigenValues.Select(value => value.Real).OrderDescending()];

    private static void Reduce(double[] a, int n, double[] diagonal, double[] off)
    {
        var p = new double[n];
        for (var i = n - 1; i >= 1; i--)
        {
            var row = a.AsSpan(i * n, i);
            var scale = 0.0;
            foreach (var value in row) scale = Math.Max(scale, Math.Abs(value));
            if (i == 1 || scale == 0)
            {
                off[i] = row[i - 1];
                diagonal[i] = a[(i * n) + i];
                continue;
            }

            var h = 0.0;
            for (var k = 0; k < i; k++)
            {
                row[k] /= scale;
                h += row[k] * row[k];
            }

            var f = row[i - 1];
            var g = f >= 0 ? -Math.Sqrt(h) : Math.Sqrt(h);
            off[i] = scale * g;
            h -= f * g;
            row[i - 1] = f - g;
            Reflect(a, n, i, row, p, h);
            diagonal[i] = a[(i * n) + i];
        }

        diagonal[0] = a[0];
    }

    /// <summary>The leading square becomes (1 − u·uᵀ/h)·A·(1 − u·uᵀ/h), lower triangle only.</summary>
    private static void Reflect(double[] a, int n, int i, ReadOnlySpan<double> u, double[] p, double h)
    {
        Array.Clear(p, 0, i);
        for (var j = 0; j < i; j++) p[j] += (a[(j * n) + j] * u[j]) + DotAndAdd(a.AsSpan(j * n, j), u, u[j], p);
        var along = 0.0;
        for (var j = 0; j < i; j++)
        {
            p[j] /= h;
            along += p[j] * u[j];
        }

        along /= 2 * h;
        for (var j = 0; j < i; j++) p[j] -= along * u[j];
        for (var j = 0; j < i; j++) SubtractTwo(a.AsSpan(j * n, j + 1), u[j], p, p[j], u);
    }

    /// <summary>line·u, while p grows by factor·line: both triangles of a symmetric matrix in one pass.</summary>
    private static double DotAndAdd(ReadOnlySpan<double> line, ReadOnlySpan<double> u, double factor, Span<double> p)
    {
        var (sums, k) = (Vector512<double>.Zero, 0);
        for (; k + 8 <= line.Length; k += 8)
        {
            var part = Vector512.Create(line.Slice(k, 8));
            sums += part * Vector512.Create(u.Slice(k, 8));
            (Vector512.Create<double>(p.Slice(k, 8)) + (part * Vector512.Create(factor))).CopyTo(p[k..]);
        }

        var sum = Vector512.Sum(sums);
        for (; k < line.Length; k++)
        {
            sum += line[k] * u[k];
            p[k] += line[k] * factor;
        }

        return sum;
    }

    private static void SubtractTwo(Span<double> line, double uj, ReadOnlySpan<double> p, double pj, ReadOnlySpan<double> u)
    {
        var k = 0;
        for (; k + 8 <= line.Length; k += 8)
        {
            var change = (Vector512.Create(uj) * Vector512.Create(p.Slice(k, 8))) + (Vector512.Create(pj) * Vector512.Create(u.Slice(k, 8)));
            (Vector512.Create<double>(line.Slice(k, 8)) - change).CopyTo(line[k..]);
        }

        for (; k < line.Length; k++) line[k] -= (uj * p[k]) + (pj * u[k]);
    }

    private static void Iterate(double[] d, double[] off, int n)
    {
        var e = new double[n];
        Array.Copy(off, 1, e, 0, n - 1);
        // Relative to the whole matrix: many eigenvalues that are 0 up to rounding would otherwise never part from one another.
        var rounding = 0.0;
        for (var i = 0; i < n; i++) rounding = Math.Max(rounding, 1.2e-16 * (Math.Abs(d[i]) + Math.Abs(e[i])));
        for (var l = 0; l < n; l++)
        {
            for (var sweep = 0; ; sweep++)
            {
                var m = l;
                while (m < n - 1 && Math.Abs(e[m]) > rounding) m++;
                if (m == l) break;
                if (sweep == MostSweeps)
                    throw new InvalidOperationException($"The eigenvalues did not settle in {MostSweeps} sweeps. Look for entries that are not finite.");
                Sweep(d, e, l, m);
            }
        }
    }

    private static void Sweep(double[] d, double[] e, int l, int m)
    {
        var g = (d[l + 1] - d[l]) / (2 * e[l]);
        g = d[m] - d[l] + (e[l] / (g + Math.CopySign(double.Hypot(g, 1), g)));
        var (s, c, p) = (1.0, 1.0, 0.0);
        for (var i = m - 1; i >= l; i--)
        {
            var (f, b) = (s * e[i], c * e[i]);
            var r = double.Hypot(f, g);
            e[i + 1] = r;
            if (r == 0)
            {
                d[i + 1] -= p;
                e[m] = 0;
                return;
            }

            (s, c) = (f / r, g / r);
            g = d[i + 1] - p;
            r = ((d[i] - g) * s) + (2 * c * b);
            p = s * r;
            d[i + 1] = g + p;
            g = (c * r) - b;
        }

        d[l] -= p;
        e[l] = g;
        e[m] = 0;
    }
}
