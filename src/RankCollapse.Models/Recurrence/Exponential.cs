using System.Numerics;
using System.Runtime.CompilerServices;

namespace RankCollapse.Models.Recurrence;

/// <summary>e^x of a vector of numbers.</summary>
internal static class Exponential
{
    /// <summary>e^x, lane by lane.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Of<T>(Vector<T> x) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return Vector.As<float, T>(OfSingle(Vector.As<T, float>(x)));
        return Vector.As<double, T>(Vector.Exp(Vector.As<T, double>(x)));
    }

    /// <summary>2^k · e^r with |r| ≤ ln 2 / 2 and a polynomial of degree 6: within 2 units in the last place, 0 below −87, at most e^88 above.</summary>
    /// <remarks>The library's own goes through double precision; a scan is made of exponentials, so half its time would go there.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> OfSingle(Vector<float> x)
    {
        var clamped = Vector.Min(Vector.Max(x, new Vector<float>(-87.3f)), new Vector<float>(88f));
        var k = Vector.Floor((clamped * 1.44269504f) + new Vector<float>(0.5f));
        // ln 2 in two parts, of which the first has few digits: k times it is exact.
        var r = clamped - (k * 0.693359375f) - (k * -2.12194440e-4f);
        var p = new Vector<float>(1.9875691500e-4f);
        p = (p * r) + new Vector<float>(1.3981999507e-3f);
        p = (p * r) + new Vector<float>(8.3334519073e-3f);
        p = (p * r) + new Vector<float>(4.1665795894e-2f);
        p = (p * r) + new Vector<float>(1.6666665459e-1f);
        p = (p * r) + new Vector<float>(0.5f);
        p = (p * r * r) + r + Vector<float>.One;
        var power = Vector.AsVectorSingle((Vector.ConvertToInt32(k) + new Vector<int>(127)) << 23);
        // Below the smallest normal number the power of two would wrap around; a NaN stays one.
        return Vector.ConditionalSelect(Vector.LessThan(x, new Vector<float>(-87.3f)), Vector<float>.Zero, p * power)
            + Vector.ConditionalSelect(Vector.Equals(x, x), Vector<float>.Zero, x);
    }
}
