namespace RankCollapse.Randomness;

/// <summary>
/// A seed, from which named and numbered streams are taken. Immutable and safe for several threads; two streams of the same
/// name give the same numbers, and streams of different names are independent.
/// </summary>
/// <example><code>
/// var random = new RandomSource(seed: 1);
/// var weights = random.Stream("weights").NormalMatrix(64, 64);
/// </code></example>
public sealed class RandomSource
{
    /// <summary>Starts from a seed.</summary>
    /// <param name="seed">Any 64-bit number. Nearby seeds give unrelated numbers.</param>
    public RandomSource(ulong seed) => Seed = seed;

    /// <summary>The seed.</summary>
    public ulong Seed { get; }

    /// <summary>A stream by name, from its beginning.</summary>
    /// <param name="name">What the numbers are for, e.g. "weights"; not empty, upper and lower case differ.</param>
    /// <returns>A new cursor at the first number of that stream.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public RandomStream Stream(string name) => new(StreamKey.Child(Seed, name), step: 0);

    /// <summary>A stream by number, from its beginning: one per path, sample or repetition.</summary>
    /// <param name="index">At least 0. Stream 1 and stream "1" differ.</param>
    /// <returns>A new cursor at the first number of that stream.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The index is negative.</exception>
    public RandomStream Stream(long index) => new(StreamKey.Child(Seed, index), step: 0);

    /// <summary>One line.</summary>
    /// <returns>The seed.</returns>
    public override string ToString() => $"RandomSource(seed: {Seed})";
}

/// <summary>Keys of streams: a child key is a Philox block of its parent's key and the child's name or number.</summary>
/// <remarks>Keys have 64 bits, so among a million streams the chance that any two coincide is about 3e-8.</remarks>
internal static class StreamKey
{
    private const uint NameDomain = 0x6E616D65, IndexDomain = 0x696E6478;

    public static ulong Child(ulong parent, string name)
    {
        if (string.IsNullOrEmpty(name))
        {
            throw new ArgumentException(
                "The stream had no name; give at least 1 character that says what the numbers are for, e.g. \"weights\".", nameof(name));
        }

        // FNV-1a over UTF-16 code units: stable across platforms and runs, unlike string.GetHashCode.
        var hash = 14695981039346656037UL;
        foreach (var letter in name) hash = unchecked((hash ^ letter) * 1099511628211UL);
        return Derive(parent, hash, NameDomain);
    }

    public static ulong Child(ulong parent, long index)
    {
        if (index >= 0) return Derive(parent, (ulong)index, IndexDomain);
        throw new ArgumentOutOfRangeException(
            nameof(index), $"The stream index was {index}; it must be at least 0. Number paths, samples or repetitions from 0.");
    }

    private static ulong Derive(ulong parent, ulong value, uint domain)
    {
        var (w0, w1, _, _) = Philox4x32.Block(
            ((uint)value, (uint)(value >> 32), domain, 0xFFFFFFFF), ((uint)parent, (uint)(parent >> 32)));
        return w0 | ((ulong)w1 << 32);
    }
}
