using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using RankCollapse.Randomness;
using Lane = System.Runtime.Intrinsics.Vector512<double>;

namespace RankCollapse.Theory.ShapedAttention;

/// <summary>
/// The steps of eight paths from beginning to end, one path per lane, in a few kilobytes: nothing but recorded values leaves the
/// core's cache. Matrices are stored row by row, symmetric ones in full.
/// </summary>
internal static class EulerKernel<TTokens>
    where TTokens : struct, ITokens
{
    private const int Matrices = 7;

    /// <summary>What a thread does with one block of groups.</summary>
    public static Action<int> Run(PathJob job, TTokens tokens) => block =>
    {
        Span<Lane> memory = stackalloc Lane[(Matrices * tokens.Value * tokens.Value) + (4 * tokens.Value)];
        var last = Math.Min(job.Groups, (block + 1) * PathJob.GroupsPerBlock);
        for (var group = block * PathJob.GroupsPerBlock; group < last; group++) Paths(job, tokens, group * PathJob.Lanes, memory);
    };

    // Compiled in full at the first call: a notebook's first cell would otherwise run in the slow tier to its end. Its parts are
    // methods of their own, for in one method there are more vectors than the compiler keeps track of.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Paths(PathJob job, TTokens tokens, int firstPath, Span<Lane> memory)
    {
        nint m = tokens.Value;
        ref var v = ref MemoryMarshal.GetReference(memory);
        ref var centred = ref Unsafe.Add(ref v, m * m);
        ref var factor = ref Unsafe.Add(ref v, 2 * m * m);
        ref var mixture = ref Unsafe.Add(ref v, 3 * m * m);
        ref var product = ref Unsafe.Add(ref v, 4 * m * m);
        ref var normals = ref Unsafe.Add(ref v, 5 * m * m);
        ref var change = ref Unsafe.Add(ref v, (6 * m * m) + m);
        ref var pull = ref Unsafe.Add(ref v, (7 * m * m) + m);
        var (record, frozen, outside) = (0, 0UL, 0UL);
        var (step, ceiling, floor) = (job.Plan.TrueStep, Vector512.Create(job.Plan.Ceiling), Vector512.Create(job.Plan.Floor));
        var paths = Vector512.Create((ulong)firstPath) + Vector512.Create(0UL, 1, 2, 3, 4, 5, 6, 7);
        for (nint i = 0; i < m * m; i++) Unsafe.Add(ref v, i) = Vector512.Create(job.Start[(int)(i / m), (int)(i % m)]);
        if (job.Recorded[0] == 0) Keep(job, m, record++, firstPath, ref v);
        for (var k = 0; k < job.Plan.Steps; k++)
        {
            if (frozen != 0xFF)
            {
                Draw(m, paths, (ulong)k, job.Key, ref normals);
                Centre(tokens, ref v, ref centred, ref pull);
                Drift(tokens, job.Sde, step, ref v, ref centred, ref pull, ref change);
                Mix(tokens, job.Sde, step, ref v, ref centred, ref product, ref mixture);
                Copy(m * m, ref v, ref factor);
                outside |= Cholesky(tokens, ref factor) & ~frozen;
                if (job.Sde.AttentionNoise != 0) Cholesky(tokens, ref mixture);
                else Scale(m * m, Math.Sqrt(job.Sde.LinearVariance / 2 * step), ref factor, ref mixture);
                Noise(tokens, ref factor, ref mixture, ref normals, ref product, ref change);
                var largest = Advance(m, Mask(~frozen), ref v, ref change);
                var alive = Vector512.LessThanOrEqual(largest, ceiling) & Vector512.GreaterThanOrEqual(largest, floor);
                var stopping = ~alive.ExtractMostSignificantBits() & ~frozen & 0xFF;
                if (stopping != 0)
                {
                    job.Stop(firstPath, k + 1, stopping, ~Vector512.LessThanOrEqual(largest, ceiling).ExtractMostSignificantBits());
                    frozen |= stopping;
                }
            }

            if (record < job.Recorded.Length && job.Recorded[record] == k + 1) Keep(job, m, record++, firstPath, ref v);
        }

        job.LeftTheCone(firstPath, outside);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Draw(nint m, Vector512<ulong> paths, ulong step, ulong key, ref Lane normals)
    {
        for (nint k = 0; k < ((m * m) + 1) / 2; k++)
        {
            var (first, second) = Philox4x32.EightBlocks(paths, (uint)k, step, key);
            (Unsafe.Add(ref normals, 2 * k), Unsafe.Add(ref normals, (2 * k) + 1)) = NormalPairs.Of(first, second);
        }
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
        TTokens tokens, CovarianceSde sde, double step, ref Lane v, ref Lane centred, ref Lane pull, ref Lane change)
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
            Unsafe.Add(ref pull, i) = sum * Vector512.Create(sde.AttentionDrift / m * step / 2);
        }

        square *= Vector512.Create(sde.AttentionDrift / m * step / m);
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
    private static void AddPerceptron(nint m, CovarianceSde sde, double step, ref Lane v, ref Lane change)
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
                        ? sde.ActivationWeight * step * sde.Activation!.Drift(first[lane], second[lane], shared[lane])
                        : 0;
                }

                Unsafe.Add(ref change, (i * m) + j) += Vector512.Create<double>(lanes);
            }
        }
    }

    /// <summary>mixture ← dt·(ς²/2·V + c_a²·V·V_c·V) on and below the diagonal.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Mix(
        TTokens tokens, CovarianceSde sde, double step, ref Lane v, ref Lane centred, ref Lane product, ref Lane mixture)
    {
        if (sde.AttentionNoise == 0) return;
        nint m = tokens.Value;
        var linear = Vector512.Create(sde.LinearVariance / 2 * step);
        var attention = Vector512.Create(sde.AttentionNoise / m * (sde.AttentionNoise / m) * step);
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
    private static Lane Advance(nint m, Lane alive, ref Lane v, ref Lane change)
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

    private static Lane Mask(ulong lanes) => (~Vector512.Equals(
        Vector512.Create(lanes) & Vector512.Create(1UL, 2, 4, 8, 16, 32, 64, 128), Vector512<ulong>.Zero)).AsDouble();

    private static void Copy(nint count, ref Lane from, ref Lane to)
    {
        for (nint i = 0; i < count; i++) Unsafe.Add(ref to, i) = Unsafe.Add(ref from, i);
    }

    private static void Scale(nint count, double scale, ref Lane from, ref Lane to)
    {
        for (nint i = 0; i < count; i++) Unsafe.Add(ref to, i) = Unsafe.Add(ref from, i) * Vector512.Create(scale);
    }

    private static void Keep(PathJob job, nint m, int record, int firstPath, ref Lane v)
    {
        var pair = 0;
        for (nint i = 0; i < m; i++)
        {
            for (nint j = i; j < m; j++) job.Keep(record, pair++, firstPath, Unsafe.Add(ref v, (i * m) + j));
        }
    }
}
