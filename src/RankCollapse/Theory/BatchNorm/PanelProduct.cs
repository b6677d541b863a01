using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RankCollapse.Theory.BatchNorm;

/// <summary>Lᵀ·R of panel matrices: blocked for the caches, eight rows by sixteen columns in registers.</summary>
/// <remarks>
/// Every entry is summed over k in ascending order with fused multiplications, whatever the blocks, the vector width and the number of
/// threads are: all forms, the plain one included, agree bit for bit.
/// </remarks>
internal static unsafe class PanelProduct
{
    /// <summary>Depth of a block: sixteen columns of R take 32 KB, which the first cache holds beside eight of L.</summary>
    private const int Depth = 256;

    /// <summary>Rows of a block: 128 columns of L, 256 deep, take 256 KB of the second cache.</summary>
    private const int Block = 128;

    /// <summary>result = leftᵀ·right, in the given number of threads.</summary>
    public static void Transposed(PanelMatrix left, PanelMatrix right, PanelMatrix result, int threads = 1) =>
        Blocks(left, right, result, threads, _ => result.Rows);

    /// <summary>The same where the result is symmetric: only the upper triangle is computed, then mirrored.</summary>
    public static void Symmetric(PanelMatrix left, PanelMatrix right, PanelMatrix result, int threads = 1)
    {
        Blocks(left, right, result, threads, panel => Math.Min(result.Rows, (panel + 1) * PanelMatrix.Width));
        result.MirrorUpper();
    }

    /// <summary>One number after the other, in the same order of summation.</summary>
    public static void TransposedReference(PanelMatrix left, PanelMatrix right, PanelMatrix result)
    {
        for (var i = 0; i < result.Rows; i++)
        {
            for (var j = 0; j < result.Columns; j++)
            {
                var sum = 0.0;
                for (var k = 0; k < left.Rows; k++) sum = Math.FusedMultiplyAdd(left[k, i], right[k, j], sum);
                result[i, j] = sum;
            }
        }
    }

    private static void Blocks(PanelMatrix left, PanelMatrix right, PanelMatrix result, int threads, Func<int, int> rowsOf)
    {
        for (var from = 0; from < left.Rows; from += Depth)
        {
            for (var row = 0; row < result.Rows; row += Block)
            {
                var (k, i) = (from, row);
                if (threads == 1 || result.Panels == 1)
                {
                    for (var p = 0; p < result.Panels; p++) Panel(left, right, result, p, k, i, Math.Min(i + Block, rowsOf(p)));
                    continue;
                }

                // The last panels of a symmetric product are the longest, so they go first.
                Parallel.For(0, result.Panels, new ParallelOptions { MaxDegreeOfParallelism = threads }, p =>
                {
                    var panel = result.Panels - 1 - p;
                    Panel(left, right, result, panel, k, i, Math.Min(i + Block, rowsOf(panel)));
                });
            }
        }
    }

    private static void Panel(PanelMatrix left, PanelMatrix right, PanelMatrix result, int panel, int from, int first, int end)
    {
        var depth = left.Rows;
        var count = Math.Min(Depth, depth - from);
        fixed (double* l = left.Data, r = right.Data, c = result.Data)
        {
            var b = r + ((((long)panel * depth) + from) * PanelMatrix.Width);
            for (var i = first; i < end; i += 8)
            {
                var a = l + (((((long)i / PanelMatrix.Width) * depth) + from) * PanelMatrix.Width) + (i % PanelMatrix.Width);
                var tile = c + ((((long)panel * result.Rows) + i) * PanelMatrix.Width);
                if (end - i >= 8) Tile(a, b, count, tile, accumulate: from > 0);
                else PartialTile(a, b, count, tile, end - i, accumulate: from > 0);
            }
        }
    }

    /// <summary>The last rows of a matrix whose height is no multiple of eight, by way of a full tile.</summary>
    private static void PartialTile(double* a, double* b, int count, double* c, int rows, bool accumulate)
    {
        var full = stackalloc double[8 * PanelMatrix.Width];
        var bytes = rows * PanelMatrix.Width * sizeof(double);
        if (accumulate) Buffer.MemoryCopy(c, full, bytes, bytes);
        Tile(a, b, count, full, accumulate);
        Buffer.MemoryCopy(full, c, bytes, bytes);
    }

    private static void Tile(double* a, double* b, int count, double* c, bool accumulate)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            WideTile(a, b, count, c, accumulate);
            return;
        }

        for (var row = 0; row < 8; row += 4)
        {
            for (var column = 0; column < PanelMatrix.Width; column += 8)
                NarrowTile(a + row, b + column, count, c + (row * PanelMatrix.Width) + column, accumulate);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WideTile(double* a, double* b, int count, double* c, bool accumulate)
    {
        Vector512<double> c00, c01, c10, c11, c20, c21, c30, c31, c40, c41, c50, c51, c60, c61, c70, c71;
        if (accumulate)
        {
            (c00, c01) = (Vector512.Load(c), Vector512.Load(c + 8));
            (c10, c11) = (Vector512.Load(c + 16), Vector512.Load(c + 24));
            (c20, c21) = (Vector512.Load(c + 32), Vector512.Load(c + 40));
            (c30, c31) = (Vector512.Load(c + 48), Vector512.Load(c + 56));
            (c40, c41) = (Vector512.Load(c + 64), Vector512.Load(c + 72));
            (c50, c51) = (Vector512.Load(c + 80), Vector512.Load(c + 88));
            (c60, c61) = (Vector512.Load(c + 96), Vector512.Load(c + 104));
            (c70, c71) = (Vector512.Load(c + 112), Vector512.Load(c + 120));
        }
        else
        {
            c00 = c01 = c10 = c11 = c20 = c21 = c30 = c31 = Vector512<double>.Zero;
            c40 = c41 = c50 = c51 = c60 = c61 = c70 = c71 = Vector512<double>.Zero;
        }

        for (var k = 0; k < count; k++, a += PanelMatrix.Width, b += PanelMatrix.Width)
        {
            var (b0, b1) = (Vector512.Load(b), Vector512.Load(b + 8));
            var x = Vector512.Create(a[0]);
            (c00, c01) = (Vector512.FusedMultiplyAdd(x, b0, c00), Vector512.FusedMultiplyAdd(x, b1, c01));
            x = Vector512.Create(a[1]);
            (c10, c11) = (Vector512.FusedMultiplyAdd(x, b0, c10), Vector512.FusedMultiplyAdd(x, b1, c11));
            x = Vector512.Create(a[2]);
            (c20, c21) = (Vector512.FusedMultiplyAdd(x, b0, c20), Vector512.FusedMultiplyAdd(x, b1, c21));
            x = Vector512.Create(a[3]);
            (c30, c31) = (Vector512.FusedMultiplyAdd(x, b0, c30), Vector512.FusedMultiplyAdd(x, b1, c31));
            x = Vector512.Create(a[4]);
            (c40, c41) = (Vector512.FusedMultiplyAdd(x, b0, c40), Vector512.FusedMultiplyAdd(x, b1, c41));
            x = Vector512.Create(a[5]);
            (c50, c51) = (Vector512.FusedMultiplyAdd(x, b0, c50), Vector512.FusedMultiplyAdd(x, b1, c51));
            x = Vector512.Create(a[6]);
            (c60, c61) = (Vector512.FusedMultiplyAdd(x, b0, c60), Vector512.FusedMultiplyAdd(x, b1, c61));
            x = Vector512.Create(a[7]);
            (c70, c71) = (Vector512.FusedMultiplyAdd(x, b0, c70), Vector512.FusedMultiplyAdd(x, b1, c71));
        }

        (c00, c10, c20, c30).Store(c, 0);
        (c40, c50, c60, c70).Store(c, 4);
        (c01, c11, c21, c31).Store(c + 8, 0);
        (c41, c51, c61, c71).Store(c + 8, 4);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(
        this (Vector512<double> First, Vector512<double> Second, Vector512<double> Third, Vector512<double> Fourth) rows, double* c, int row)
    {
        rows.First.Store(c + (row * PanelMatrix.Width));
        rows.Second.Store(c + ((row + 1) * PanelMatrix.Width));
        rows.Third.Store(c + ((row + 2) * PanelMatrix.Width));
        rows.Fourth.Store(c + ((row + 3) * PanelMatrix.Width));
    }

    /// <summary>Four rows by eight columns, for processors with vectors of four numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void NarrowTile(double* a, double* b, int count, double* c, bool accumulate)
    {
        Vector256<double> c00, c01, c10, c11, c20, c21, c30, c31;
        if (accumulate)
        {
            (c00, c01) = (Vector256.Load(c), Vector256.Load(c + 4));
            (c10, c11) = (Vector256.Load(c + 16), Vector256.Load(c + 20));
            (c20, c21) = (Vector256.Load(c + 32), Vector256.Load(c + 36));
            (c30, c31) = (Vector256.Load(c + 48), Vector256.Load(c + 52));
        }
        else
        {
            c00 = c01 = c10 = c11 = c20 = c21 = c30 = c31 = Vector256<double>.Zero;
        }

        for (var k = 0; k < count; k++, a += PanelMatrix.Width, b += PanelMatrix.Width)
        {
            var (b0, b1) = (Vector256.Load(b), Vector256.Load(b + 4));
            var x = Vector256.Create(a[0]);
            (c00, c01) = (Vector256.FusedMultiplyAdd(x, b0, c00), Vector256.FusedMultiplyAdd(x, b1, c01));
            x = Vector256.Create(a[1]);
            (c10, c11) = (Vector256.FusedMultiplyAdd(x, b0, c10), Vector256.FusedMultiplyAdd(x, b1, c11));
            x = Vector256.Create(a[2]);
            (c20, c21) = (Vector256.FusedMultiplyAdd(x, b0, c20), Vector256.FusedMultiplyAdd(x, b1, c21));
            x = Vector256.Create(a[3]);
            (c30, c31) = (Vector256.FusedMultiplyAdd(x, b0, c30), Vector256.FusedMultiplyAdd(x, b1, c31));
        }

        c00.Store(c);
        c01.Store(c + 4);
        c10.Store(c + 16);
        c11.Store(c + 20);
        c20.Store(c + 32);
        c21.Store(c + 36);
        c30.Store(c + 48);
        c31.Store(c + 52);
    }
}
