using System.Runtime.Intrinsics;
using System.Runtime.CompilerServices;

namespace RankCollapse.Models.Recurrence;

/// <summary>e^x of a vector of numbers.</summary>
internal static class Exponential
{
    /// <summary>e^x, lane by lane. In single precision at least 3e-38: what decays by that much is gone.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Of<T>(Vector512<T> x) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return Vector512.As<float, T>(OfSingle(Vector512.As<T, float>(x)));
        return Vector512.As<double, T>(Vector512.Exp(Vector512.As<T, double>(x)));
    }

    /// <summary>2^k · e^r with |r| ≤ ln 2 / 2 and a polynomial of degree 6: within 2 units in the last place where |x| ≤ 86.</summary>
    /// <remarks>The library's own goes through double precision; a scan is made of exponentials, so half its time would go there.
    /// A NaN passes: the native bounds give back their second argument.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> OfSingle(Vector512<float> x)
    {
        const float rounder = 12582912f;
        var bounded = Vector512.MinNative(Vector512.Create<float>(88f), Vector512.MaxNative(Vector512.Create<float>(-86.5f), x));
        // Adding 1.5 · 2^23 rounds to a whole number, which then stands in the lowest bits.
        var shifted = Vector512.FusedMultiplyAdd(bounded, Vector512.Create<float>(1.44269504f), Vector512.Create<float>(rounder));
        var k = shifted - Vector512.Create<float>(rounder);
        // ln 2 in two parts, of which the first has few digits: k times it is exact.
        var r = Vector512.FusedMultiplyAdd(k, Vector512.Create<float>(-0.693359375f), bounded);
        r = Vector512.FusedMultiplyAdd(k, Vector512.Create<float>(2.12194440e-4f), r);
        var p = Vector512.FusedMultiplyAdd(Vector512.Create<float>(1.9875691500e-4f), r, Vector512.Create<float>(1.3981999507e-3f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create<float>(8.3334519073e-3f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create<float>(4.1665795894e-2f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create<float>(1.6666665459e-1f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create<float>(0.5f));
        p = Vector512.FusedMultiplyAdd(p, r * r, r + Vector512<float>.One);
        return p * Vector512.AsSingle((Vector512.AsInt32(shifted) << 23) + Vector512.Create<int>(0x3F800000));
    }
}
