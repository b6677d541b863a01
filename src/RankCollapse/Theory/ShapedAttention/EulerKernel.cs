using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using RankCollapse.Randomness;
using Lane = System.Runtime.Intrinsics.Vector512<double>;

namespace RankCollapse.Theory.ShapedAttention;

/// <summary>
/// Eight paths from beginning to end, in a few kilobytes: nothing but recorded values leaves the core's cache.
/// </summary>
internal static class EulerKernel<TTokens>
    where TTokens : struct, ITokens
{
    /// <summary>What a thread does with one block of groups.</summary>
    public static Action<int> Run(PathJob job, TTokens tokens) => block =>
    {
        Span<Lane> memory = stackalloc Lane[CovarianceStep<TTokens>.Memory(tokens)];
        var last = Math.Min(job.Groups, (block + 1) * PathJob.GroupsPerBlock);
        for (var group = block * PathJob.GroupsPerBlock; group < last; group++)
        {
            if (job.Adaptive) AdaptivePaths(job, tokens, group * PathJob.Lanes, memory);
            else Paths(job, tokens, group * PathJob.Lanes, memory);
        }
    };

    // Compiled in full at the first call: a notebook's first cell would otherwise run in the slow tier to its end. Its parts are
    // methods of their own, for in one method there are more vectors than the compiler keeps track of.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Paths(PathJob job, TTokens tokens, int firstPath, Span<Lane> memory)
    {
        var m = tokens.Value;
        ref var v = ref MemoryMarshal.GetReference(memory);
        var (record, frozen, outside) = (0, 0UL, 0UL);
        var (step, ceiling, floor) = (Vector512.Create(job.Plan.TrueStep), Vector512.Create(job.Plan.Ceiling), Vector512.Create(job.Plan.Floor));
        for (nint i = 0; i < m * m; i++) Unsafe.Add(ref v, i) = Vector512.Create(job.Start[(int)(i / m), (int)(i % m)]);
        if (job.Recorded[0] == 0) Keep(job, m, record++, firstPath, ref v);
        for (var k = 0; k < job.Plan.Steps; k++)
        {
            if (frozen != 0xFF)
            {
                Draw(m, firstPath, (ulong)k, job.Key, ref CovarianceStep<TTokens>.Normals(tokens, ref v));
                CovarianceStep<TTokens>.Spread(tokens, ref v);
                ref var change = ref CovarianceStep<TTokens>.Change(tokens, job.Sde, step, ref v, out var clipped);
                outside |= clipped & ~frozen;
                var largest = CovarianceStep<TTokens>.Advance(m, Mask(~frozen), ref v, ref change);
                var stopping = Leaving(largest, ceiling, floor, out var exploding) & ~frozen;
                if (stopping != 0) job.Stop(firstPath, Vector512.Create((k + 1) * job.Plan.TrueStep), stopping, exploding);
                frozen |= stopping;
            }

            if (record < job.Recorded.Length && job.Recorded[record] == k + 1) Keep(job, m, record++, firstPath, ref v);
        }

        job.LeftTheCone(firstPath, outside);
    }

    /// <summary>Each path with a clock and a step of its own, dt/(1 + γ²/(τ₀²m)·‖V_c‖²), until all have arrived or were stopped.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AdaptivePaths(PathJob job, TTokens tokens, int firstPath, Span<Lane> memory)
    {
        var m = tokens.Value;
        ref var v = ref MemoryMarshal.GetReference(memory);
        var (frozen, outside, time, until) = (0UL, 0UL, Lane.Zero, Vector512.Create(job.Plan.Until));
        var (ceiling, floor) = (Vector512.Create(job.Plan.Ceiling), Vector512.Create(job.Plan.Floor));
        for (nint i = 0; i < m * m; i++) Unsafe.Add(ref v, i) = Vector512.Create(job.Start[(int)(i / m), (int)(i % m)]);
        for (var k = 0; frozen != 0xFF; k++)
        {
            Draw(m, firstPath, (ulong)k, job.Key, ref CovarianceStep<TTokens>.Normals(tokens, ref v));
            var slower = Vector512.FusedMultiplyAdd(
                CovarianceStep<TTokens>.Spread(tokens, ref v), Vector512.Create(job.Sde.AttentionDrift / m), Lane.One);
            var step = Vector512.Min(Vector512.Create(job.Plan.TrueStep) / slower, until - time);
            ref var change = ref CovarianceStep<TTokens>.Change(tokens, job.Sde, step, ref v, out var clipped);
            outside |= clipped & ~frozen;
            var largest = CovarianceStep<TTokens>.Advance(m, Mask(~frozen), ref v, ref change);
            time += step;
            var stopping = Leaving(largest, ceiling, floor, out var exploding) & ~frozen;
            if (stopping != 0) job.Stop(firstPath, time, stopping, exploding);
            frozen |= stopping | Vector512.GreaterThanOrEqual(time, until).ExtractMostSignificantBits();
        }

        Keep(job, m, 0, firstPath, ref v);
        job.LeftTheCone(firstPath, outside);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Draw(nint m, int firstPath, ulong step, ulong key, ref Lane normals)
    {
        var paths = Vector512.Create((ulong)firstPath) + Vector512.Create(0UL, 1, 2, 3, 4, 5, 6, 7);
        for (nint k = 0; k < ((m * m) + 1) / 2; k++)
        {
            var (first, second) = Philox4x32.EightBlocks(paths, (uint)k, step, key);
            (Unsafe.Add(ref normals, 2 * k), Unsafe.Add(ref normals, (2 * k) + 1)) = NormalPairs.Of(first, second);
        }
    }

    /// <summary>Lanes that passed the ceiling, are not a number, or fell below the floor.</summary>
    private static ulong Leaving(Lane largest, Lane ceiling, Lane floor, out ulong exploding)
    {
        exploding = ~Vector512.LessThanOrEqual(largest, ceiling).ExtractMostSignificantBits() & 0xFF;
        return exploding | (~Vector512.GreaterThanOrEqual(largest, floor).ExtractMostSignificantBits() & 0xFF);
    }

    private static Lane Mask(ulong lanes) => (~Vector512.Equals(
        Vector512.Create(lanes) & Vector512.Create(1UL, 2, 4, 8, 16, 32, 64, 128), Vector512<ulong>.Zero)).AsDouble();

    private static void Keep(PathJob job, nint m, int record, int firstPath, ref Lane v)
    {
        var pair = 0;
        for (nint i = 0; i < m; i++)
        {
            for (nint j = i; j < m; j++) job.Keep(record, pair++, firstPath, Unsafe.Add(ref v, (i * m) + j));
        }
    }
}
