using RankCollapse.Measures;

namespace RankCollapse.Theory.Recurrence;

/// <summary>
/// Why "lossless" says little without a model of precision: one real mode, λ = ½, holds any sequence of zeros and ones in the binary digits of
/// its state, x_L = Σ 2^{−m}·u_{L−m}, until the mantissa is full: 24 tokens in single, 53 in double precision.
/// </summary>
/// <source paper="orvieto2024" item="finite alphabets">Derived here.</source>
public static class BinaryMemory
{
    /// <summary>Tokens that fit: the bits of a mantissa with its hidden one.</summary>
    public const int SingleCapacity = 24, DoubleCapacity = 53;

    /// <summary>Runs the mode in single precision and reads the digits back.</summary>
    /// <param name="bits">Zeros and ones, oldest first; at least 1.</param>
    /// <returns>The decoded sequence, equal to the given one for up to 24 tokens.</returns>
    public static int[] ThroughSingle(ReadOnlySpan<int> bits)
    {
        Binary(bits);
        var state = 0f;
        foreach (var bit in bits) state = (0.5f * state) + bit;
        return Digits(state, bits.Length);
    }

    /// <summary>Runs the mode in double precision and reads the digits back.</summary>
    /// <param name="bits">Zeros and ones, oldest first; at least 1.</param>
    /// <returns>The decoded sequence, equal to the given one for up to 53 tokens.</returns>
    public static int[] ThroughDouble(ReadOnlySpan<int> bits)
    {
        Binary(bits);
        var state = 0.0;
        foreach (var bit in bits) state = (0.5 * state) + bit;
        return Digits(state, bits.Length);
    }

    private static int[] Digits(double state, int length)
    {
        var decoded = new int[length];
        for (var k = length - 1; k >= 0; k--, state *= 2)
        {
            decoded[k] = state >= 1 ? 1 : 0;
            state -= decoded[k];
        }

        return decoded;
    }

    private static void Binary(ReadOnlySpan<int> bits)
    {
        Guard.AtLeast(bits.Length, 1, nameof(bits), "Give a sequence of zeros and ones.");
        for (var k = 0; k < bits.Length; k++)
        {
            if (bits[k] is not (0 or 1)) throw new ArgumentException($"Token {k} was {bits[k]}; every token must be 0 or 1. The digits of other alphabets need another λ.", nameof(bits));
        }
    }
}
