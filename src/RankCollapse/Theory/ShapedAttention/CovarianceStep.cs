using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Lane = System.Runtime.Intrinsics.Vector512<double>;

namespace RankCollapse.Theory.ShapedAttention;

/// <summary>
/// One Euler step of eight paths, one path per lane, each with a step of its own. Matrices are stored row by row, symmetric ones in full.
/// </summary>
internal static class CovarianceStep<TTokens>
    where TTokens : struct, ITokens
{
    /// <summary>Vectors of scratch memory: V first, then the normals as told by <see cref="Normals"/>.</summary>
    public static int Memory(TTokens tokens) => (7 * tokens.Value * tokens.Value) + (4 * tokens.Value);

    /// <summary>Where the m² normals of a step are expected; one more is written when m² is odd.</summary>
    public static ref Lane Normals(TTokens tokens, ref Lane v) => ref Unsafe.Add(ref v, 5 * tokens.Value * tokens.Value);

    /// <summary>‖V_c‖² of each path, leaving V_c for <see cref="Change"/>.</summary>
    public static Lane Spread(TTokens tokens, ref Lane v)
    {
        var m = tokens.Value;
        ref var centred = ref Unsafe.Add(ref v, m * m);
        Centre(tokens, ref v, ref centred, ref Unsafe.Add(ref v, (7 * m * m) + m));
        var square = Lane.Zero;
        for (nint i = 0; i < m * m; i++) square = Vector512.FusedMultiplyAdd(Unsafe.Add(ref centred, i), Unsafe.Add(ref centred, i), square);
        return square;
    }

    /// <summary>b·dt + √dt·(L·G·Kᵀ + K·Gᵀ·Lᵀ) on and below the diagonal, after <see cref="Spread"/>.</summary>
    /// <returns>The change, and the lanes in which V was not positive definite.</returns>
    public static ref Lane Change(TTokens tokens, CovarianceSde sde, Lane step, ref Lane v, out ulong outside)
    {
        var m = tokens.Value;
        ref var centred = ref Unsafe.Add(ref v, m * m);
        ref var factor = ref Unsafe.Add(ref v, 2 * m * m);
        ref var mixture = ref Unsafe.Add(ref v, 3 * m * m);
        ref var product = ref Unsafe.Add(ref v, 4 * m * m);
        ref var normals = ref Normals(tokens, ref v);
        ref var change = ref Unsafe.Add(ref v, (6 * m * m) + m);
        ref var pull = ref Unsafe.Add(ref v, (7 * m * m) + m);
        Drift(tokens, sde, step, ref v, ref centred, ref pull, ref change);
        Mix(tokens, sde, step, ref v, ref centred, ref product, ref mixture);
        Copy(m * m, ref v, ref factor);
        outside = Cholesky(tokens, ref factor);
        if (sde.AttentionNoise != 0) Cholesky(tokens, ref mixture);
        else Scale(m * m, Vector512.Sqrt(Vector512.Create(sde.LinearVariance / 2) * step), ref factor, ref mixture);
        Noise(tokens, ref factor, ref mixture, ref normals, ref product, ref change);
        return ref change;
    }

    /// <summary>V_c, with the row means of V left in the scratch vector.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Centre(TTokens tokens, ref Lane v, ref Lane centred, ref Lane means)
    {
        nint m = tokens.Value;
        var (share, mean) = (Vector512.Create(1.0 / m), Lane.Zero);
        for (nint i = 0; i < m; i++)
        {
            var sum = Lane.Zero;
            for (nint j = 0; j < m; j++) sum += Unsafe.Add(ref v, (i * m) + j);
            Unsafe.Add(ref means, i) = sum * share;
            mean += sum * share;
        }

        mean *= share;
        for (nint i = 0; i < m; i++)
        {
            var offset = mean - Unsafe.Add(ref means, i);
            for (nint j = 0; j < m; j++)
                Unsafe.Add(ref centred, (i * m) + j) = Unsafe.Add(ref v, (i * m) + j) + (offset - Unsafe.Add(ref means, j));
        }
    }

    /// <summary>change ← b(V)·dt on and below the diagonal.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Drift(
        TTokens tokens, CovarianceSde sde, Lane step, ref Lane v, ref Lane centred, ref Lane pull, ref Lane change)
    {
        nint m = tokens.Value;
        var (square, trace) = (Lane.Zero, Lane.Zero);
        for (nint i = 0; i < m * m; i++) square = Vector512.FusedMultiplyAdd(Unsafe.Add(ref centred, i), Unsafe.Add(ref centred, i), square);
        for (nint i = 0; i < m; i++) trace += Unsafe.Add(ref centred, (i * m) + i);
        trace *= Vector512.Create(1.0 / m);
        for (nint i = 0; i < m; i++)
        {
            var sum = Lane.Zero;
            for (nint j = 0; j < m; j++)
                sum = Vector512.FusedMultiplyAdd(Unsafe.Add(ref v, (i * m) + j), Unsafe.Add(ref centred, (j * m) + j) - trace, sum);
            Unsafe.Add(ref pull, i) = sum * (Vector512.Create(sde.AttentionDrift / m / 2) * step);
        }

        square *= Vector512.Create(sde.AttentionDrift / m / m) * step;
        for (nint i = 0; i < m; i++)
        {
            for (nint j = 0; j <= i; j++)
            {
                var tilt = (Unsafe.Add(ref v, (i * m) + i) * Unsafe.Add(ref pull, j)) + (Unsafe.Add(ref v, (j * m) + j) * Unsafe.Add(ref pull, i));
                Unsafe.Add(ref change, (i * m) + j) = Vector512.FusedMultiplyAdd(square, Unsafe.Add(ref v, (i * m) + j), tilt);
            }
        }

        if (sde.Activation is not null) AddPerceptron(m, sde, step, ref v, ref change);
    }

    /// <summary>The MLP's drift lane by lane: an arc cosine for every pair, which is not worth a polynomial of its own.</summary>
    private static void AddPerceptron(nint m, CovarianceSde sde, Lane step, ref Lane v, ref Lane change)
    {
        Span<double> lanes = stackalloc double[PathJob.Lanes];
        for (nint i = 0; i < m; i++)
        {
            for (nint j = 0; j <= i; j++)
            {
                var (first, second, shared) = (Unsafe.Add(ref v, (i * m) + i), Unsafe.Add(ref v, (j * m) + j), Unsafe.Add(ref v, (i * m) + j));
                for (var lane = 0; lane < lanes.Length; lane++)
                {
                    // A variance that a step made negative has no drift; the path is counted as having left the cone.
                    lanes[lane] = first[lane] > 0 && second[lane] > 0
                        ? sde.ActivationWeight * step[lane] * sde.Activation!.Drift(first[lane], second[lane], shared[lane])
                        : 0;
                }

                Unsafe.Add(ref change, (i * m) + j) += Vector512.Create<double>(lanes);
            }
        }
    }

    /// <summary>mixture ← dt·(ς²/2·V + c_a²·V·V_c·V) on and below the diagonal.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Mix(
        TTokens tokens, CovarianceSde sde, Lane step, ref Lane v, ref Lane centred, ref Lane product, ref Lane mixture)
    {
        if (sde.AttentionNoise == 0) return;
        nint m = tokens.Value;
        var linear = Vector512.Create(sde.LinearVariance / 2) * step;
        var attention = Vector512.Create(sde.AttentionNoise / m * (sde.AttentionNoise / m)) * step;
        for (nint i = 0; i < m; i++)
        {
            for (nint j = 0; j < m; j++)
            {
                var sum = Lane.Zero;
                for (nint k = 0; k < m; k++)
                    sum = Vector512.FusedMultiplyAdd(Unsafe.Add(ref v, (i * m) + k), Unsafe.Add(ref centred, (k * m) + j), sum);
                Unsafe.Add(ref product, (i * m) + j) = sum * attention;
            }
        }

        for (nint i = 0; i < m; i++)
        {
            for (nint j = 0; j <= i; j++)
            {
                var sum = linear * Unsafe.Add(ref v, (i * m) + j);
                for (nint k = 0; k < m; k++)
                    sum = Vector512.FusedMultiplyAdd(Unsafe.Add(ref product, (i * m) + k), Unsafe.Add(ref v, (k * m) + j), sum);
                Unsafe.Add(ref mixture, (i * m) + j) = sum;
            }
        }
    }

    /// <summary>The lower factor in place; a pivot below 1e-13 of its diagonal is clipped at 0, and its lanes are returned.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static ulong Cholesky(TTokens tokens, ref Lane matrix)
    {
        nint m = tokens.Value;
        var clipped = 0UL;
        for (nint j = 0; j < m; j++)
        {
            var diagonal = Unsafe.Add(ref matrix, (j * m) + j);
            var pivot = diagonal;
            for (nint k = 0; k < j; k++)
                pivot = Vector512.FusedMultiplyAdd(-Unsafe.Add(ref matrix, (j * m) + k), Unsafe.Add(ref matrix, (j * m) + k), pivot);
            var good = Vector512.GreaterThan(pivot, Vector512.Abs(diagonal) * Vector512.Create(1e-13));
            clipped |= ~good.ExtractMostSignificantBits() & 0xFF;
            var root = Vector512.Sqrt(pivot) & good;
            Unsafe.Add(ref matrix, (j * m) + j) = root;
            var inverse = (Lane.One / root) & good;
            for (nint i = j + 1; i < m; i++)
            {
                var rest = Unsafe.Add(ref matrix, (i * m) + j);
                for (nint k = 0; k < j; k++)
                    rest = Vector512.FusedMultiplyAdd(-Unsafe.Add(ref matrix, (i * m) + k), Unsafe.Add(ref matrix, (j * m) + k), rest);
                Unsafe.Add(ref matrix, (i * m) + j) = rest * inverse;
            }
        }

        return clipped;
    }

    /// <summary>change += L·G·Kᵀ + K·Gᵀ·Lᵀ on and below the diagonal.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Noise(
        TTokens tokens, ref Lane factor, ref Lane mixture, ref Lane normals, ref Lane product, ref Lane change)
    {
        nint m = tokens.Value;
        for (nint i = 0; i < m; i++)
        {
            for (nint j = 0; j < m; j++)
            {
                var sum = Lane.Zero;
                for (nint k = 0; k <= i; k++)
                    sum = Vector512.FusedMultiplyAdd(Unsafe.Add(ref factor, (i * m) + k), Unsafe.Add(ref normals, (k * m) + j), sum);
                Unsafe.Add(ref product, (i * m) + j) = sum;
            }
        }

        for (nint i = 0; i < m; i++)
        {
            for (nint j = 0; j <= i; j++)
            {
                var sum = Unsafe.Add(ref change, (i * m) + j);
                for (nint k = 0; k <= j; k++)
                    sum = Vector512.FusedMultiplyAdd(Unsafe.Add(ref product, (i * m) + k), Unsafe.Add(ref mixture, (j * m) + k), sum);
                for (nint k = 0; k <= i; k++)
                    sum = Vector512.FusedMultiplyAdd(Unsafe.Add(ref product, (j * m) + k), Unsafe.Add(ref mixture, (i * m) + k), sum);
                Unsafe.Add(ref change, (i * m) + j) = sum;
            }
        }
    }

    /// <summary>Adds the change where a path is alive; the largest absolute entry, NaN where there is one.</summary>
    public static Lane Advance(nint m, Lane alive, ref Lane v, ref Lane change)
    {
        var largest = Lane.Zero;
        for (nint i = 0; i < m; i++)
        {
            for (nint j = 0; j <= i; j++)
            {
                var next = Unsafe.Add(ref v, (i * m) + j) + (Unsafe.Add(ref change, (i * m) + j) & alive);
                Unsafe.Add(ref v, (i * m) + j) = next;
                Unsafe.Add(ref v, (j * m) + i) = next;
                largest = Vector512.Max(largest, Vector512.Abs(next));
            }
        }

        return largest;
    }

    private static void Copy(nint count, ref Lane from, ref Lane to)
    {
        for (nint i = 0; i < count; i++) Unsafe.Add(ref to, i) = Unsafe.Add(ref from, i);
    }

    private static void Scale(nint count, Lane scale, ref Lane from, ref Lane to)
    {
        for (nint i = 0; i < count; i++) Unsafe.Add(ref to, i) = Unsafe.Add(ref from, i) * scale;
    }
}
