using System.Globalization;
using System.Runtime.CompilerServices;

namespace RankCollapse.Models.Data;

/// <summary>The door of the data sets: every refusal says what was given, what is allowed and what to do.</summary>
internal static class Require
{
    /// <summary>Accepts an integer of at least <paramref name="least"/>.</summary>
    public static int AtLeast(int value, int least, string advice, [CallerMemberName] string name = "")
    {
        if (value >= least) return value;
        throw new ArgumentOutOfRangeException(name, $"{name} was {value}; it must be at least {least}. {advice}");
    }

    /// <summary>Accepts a number in a closed interval; NaN is outside of every interval.</summary>
    public static double Within(double value, (double Least, double Most) range, string advice, [CallerMemberName] string name = "")
    {
        if (value >= range.Least && value <= range.Most) return value;
        throw new ArgumentOutOfRangeException(
            name, $"{name} was {Show(value)}; it must be in [{Show(range.Least)}, {Show(range.Most)}]. {advice}");
    }

    /// <summary>Accepts a finite number of at least 0.</summary>
    public static double NotNegative(double value, string advice, [CallerMemberName] string name = "")
    {
        if (value >= 0 && double.IsFinite(value)) return value;
        throw new ArgumentOutOfRangeException(name, $"{name} was {Show(value)}; it must be finite and at least 0. {advice}");
    }

    /// <summary>Accepts an output span of exactly the length that will be filled.</summary>
    public static void Length(int given, int needed, string shape, [CallerMemberName] string method = "")
    {
        if (given == needed) return;
        throw new ArgumentException(
            $"The output of {method} had {given} entries; it fills {shape}, so {needed} are needed. Allocate exactly that many.");
    }

    /// <summary>Accepts the number of an element.</summary>
    public static int Index(int index, int count, string what)
    {
        if ((uint)index < (uint)count) return index;
        throw new ArgumentOutOfRangeException(
            nameof(index), $"The {what} number was {index}; there are {count}, numbered from 0 to {count - 1}. Check where it comes from.");
    }

    /// <summary>Accepts a count of elements to keep.</summary>
    public static int Portion(int count, int available, string what)
    {
        if (count >= 1 && count <= available) return count;
        throw new ArgumentOutOfRangeException(
            nameof(count),
            $"count was {count}; it must be from 1 to {available}, the number of {what}. Ask for fewer, or load a larger set.");
    }

    private static string Show(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
