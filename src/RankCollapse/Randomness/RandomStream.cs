namespace RankCollapse.Randomness;

/// <summary>
/// A cursor on one stream of random numbers, addressed by (seed, stream, step, position). It moves with every draw and is
/// not safe for several threads: give every thread, path or sample its own <see cref="Stream(long)"/>.
/// </summary>
/// <remarks>
/// Every uniform, normal, Rademacher and exponential draw consumes exactly one 64-bit number of the stream, whether drawn
/// alone or in bulk, so that a fill equals the same number of single draws. Only chi-square draws reject and retry.
/// </remarks>
public sealed partial class RandomStream
{
    private const int BufferSize = 64;
    private readonly ulong key;
    private readonly ulong[] buffer = new ulong[BufferSize];
    private long bufferStart = -1;
    private long position;

    internal RandomStream(ulong key, long step)
    {
        this.key = key;
        StepIndex = step;
    }

    /// <summary>For kernels that compute counters themselves.</summary>
    internal ulong Key => key;

    /// <summary>The step that this cursor is keyed by; 0 unless <see cref="AtStep"/> was called.</summary>
    public long StepIndex { get; }

    /// <summary>How many 64-bit numbers have been consumed since the beginning of the step.</summary>
    public long Position => position;

    /// <summary>A stream of its own below this one, by name. Does not depend on the step or position of this cursor.</summary>
    /// <param name="name">What the numbers are for; not empty.</param>
    /// <returns>A new cursor at the first number of that stream.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public RandomStream Stream(string name) => new(StreamKey.Child(key, name), step: 0);

    /// <summary>A stream of its own below this one, by number. Does not depend on the step or position of this cursor.</summary>
    /// <param name="index">At least 0.</param>
    /// <returns>A new cursor at the first number of that stream.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The index is negative.</exception>
    public RandomStream Stream(long index) => new(StreamKey.Child(key, index), step: 0);

    /// <summary>The numbers of one step or layer of this stream, from their beginning; step 0 is the stream itself.</summary>
    /// <remarks>With the step in the key, what is drawn at step t does not depend on how much was drawn before it.</remarks>
    /// <param name="step">At least 0.</param>
    /// <returns>A new cursor; it replaces an earlier step of this cursor.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The step is negative.</exception>
    public RandomStream AtStep(long step)
    {
        if (step >= 0) return new RandomStream(key, step);
        throw new ArgumentOutOfRangeException(
            nameof(step), $"step was {step}; it must be at least 0. Number steps or layers from 0.");
    }

    /// <summary>The next 64 random bits.</summary>
    /// <returns>A number uniform on all 64-bit numbers.</returns>
    public ulong NextBits()
    {
        if (position - bufferStart >= BufferSize || bufferStart < 0) Refill();
        return buffer[(int)(position++ - bufferStart)];
    }

    /// <summary>A uniform draw from the upper 53 bits.</summary>
    /// <returns>A multiple of 2⁻⁵³ in [0, 1).</returns>
    public double NextUniform() => (NextBits() >> 11) * (1.0 / (1L << 53));

    /// <summary>A standard normal draw, by inversion: mean 0, variance 1.</summary>
    /// <returns>A finite number, at most about 8.2 in absolute value.</returns>
    public double NextNormal() => NormalQuantile.Of(OpenUniform());

    /// <summary>A fair sign.</summary>
    /// <returns>−1 or 1.</returns>
    public double NextRademacher() => (long)NextBits() < 0 ? -1 : 1;

    /// <summary>An exponential draw of mean 1.</summary>
    /// <returns>A finite number above 0.</returns>
    public double NextExponential() => -Math.Log(OpenUniform());

    /// <summary>A chi-square draw: mean k, variance 2k.</summary>
    /// <param name="degreesOfFreedom">k, above 0; it need not be an integer.</param>
    /// <returns>A finite number of at least 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">k is not above 0.</exception>
    /// <source paper="marsaglia2000" item="a simple method for generating gamma variables">Below k = 2 with the power correction.</source>
    public double NextChiSquare(double degreesOfFreedom)
    {
        if (!(degreesOfFreedom > 0 && double.IsFinite(degreesOfFreedom)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(degreesOfFreedom),
                $"degreesOfFreedom was {degreesOfFreedom}; it must be finite and above 0. Use the number of squared normals in the sum.");
        }

        var shape = degreesOfFreedom / 2;
        var boost = shape < 1 ? Math.Pow(OpenUniform(), 1 / shape) : 1;
        var d = (shape < 1 ? shape + 1 : shape) - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = NextNormal();
            var v = 1 + (c * x);
            if (v <= 0) continue;
            v = v * v * v;
            if (Math.Log(OpenUniform()) < (0.5 * x * x) + (d * (1 - v + Math.Log(v)))) return 2 * d * v * boost;
        }
    }

    /// <summary>An integer below a limit, without bias.</summary>
    /// <param name="limit">At least 1.</param>
    /// <returns>A number in 0, …, limit − 1, each equally likely.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The limit is below 1.</exception>
    public int NextInteger(int limit)
    {
        if (limit < 1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(limit), $"limit was {limit}; it must be at least 1. The draw is from 0 to limit − 1.");
        }

        // The top of a 64-bit product; the rejected part keeps every value equally likely.
        var rejected = unchecked(0UL - (ulong)limit) % (ulong)limit;
        while (true)
        {
            var high = Math.BigMul(NextBits(), (ulong)limit, out var lower);
            if (lower >= rejected) return (int)high;
        }
    }

    /// <summary>Consumes and returns as many of the next numbers as are at hand, at least 1 and at most <paramref name="wanted"/>.</summary>
    private ReadOnlySpan<ulong> NextBuffered(int wanted)
    {
        if (position - bufferStart >= BufferSize || bufferStart < 0) Refill();
        var from = (int)(position - bufferStart);
        var count = Math.Min(wanted, BufferSize - from);
        position += count;
        return buffer.AsSpan(from, count);
    }

    private void Refill()
    {
        bufferStart = position & ~(BufferSize - 1L);
        Philox4x32.Fill((ulong)bufferStart / 2, (ulong)StepIndex, key, buffer);
    }

    private double OpenUniform() => NormalQuantile.OpenUniform(NextBits());
}
