using System.Globalization;
using System.Text.Json.Nodes;

namespace RankCollapse.Claims;

/// <summary>What a claim compares: a number, an interval, a truth value or a word.</summary>
public sealed record Quantity
{
    private readonly object value;

    // Called with a cast to object: otherwise the copy constructor, by way of a conversion, is the better match.
    private Quantity(object value) => this.value = value;

    /// <summary>A real number.</summary>
    public static implicit operator Quantity(double number) => new((object)number);

    /// <summary>A whole number.</summary>
    public static implicit operator Quantity(long number) => new((object)number);

    /// <summary>A truth value.</summary>
    public static implicit operator Quantity(bool truth) => new((object)truth);

    /// <summary>A word.</summary>
    public static implicit operator Quantity(string word) => new((object)word);

    /// <summary>A closed interval.</summary>
    public static implicit operator Quantity((double Low, double High) interval) => new((object)interval);

    internal bool IsNotANumber => value is double.NaN;

    /// <summary>For readers: six significant digits.</summary>
    public override string ToString() => value switch
    {
        double number => Text(number),
        (double low, double high) => $"{Text(low)} and {Text(high)}",
        bool truth => truth ? "true" : "false",
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
    };

    internal static string Text(double number) => number.ToString("G6", CultureInfo.InvariantCulture).Replace("E", "e");

    /// <summary>For machines; what JSON has no number for is a word.</summary>
    internal JsonNode ToJson() => value switch
    {
        double number => Number(number),
        (double low, double high) => new JsonArray(Number(low), Number(high)),
        long number => JsonValue.Create(number),
        bool truth => JsonValue.Create(truth),
        _ => JsonValue.Create((string)value),
    };

    internal static JsonNode Number(double number) => double.IsFinite(number)
        ? JsonValue.Create(number)
        : JsonValue.Create(number.ToString(CultureInfo.InvariantCulture));
}
