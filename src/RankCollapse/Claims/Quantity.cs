using System.Globalization;
using System.Text.Json;
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

    /// <summary>The number when it is one, real or whole.</summary>
    internal double? AsNumber => value switch { double number => number, long count => count, _ => null };

    /// <summary>The ends when it is an interval.</summary>
    internal (double Low, double High)? AsInterval => value is (double low, double high) ? (low, high) : null;

    internal static Quantity FromJson(JsonNode node) => node switch
    {
        JsonArray { Count: 2 } ends => (FromJson(ends[0]!).AsNumber!.Value, FromJson(ends[1]!).AsNumber!.Value),
        JsonValue scalar when scalar.GetValueKind() is JsonValueKind.True or JsonValueKind.False => scalar.GetValue<bool>(),
        JsonValue scalar when scalar.GetValueKind() == JsonValueKind.Number => scalar.TryGetValue<long>(out var whole) ? whole : scalar.GetValue<double>(),
        JsonValue scalar => scalar.GetValue<string>() switch
        {
            "NaN" => double.NaN, "Infinity" => double.PositiveInfinity, "-Infinity" => double.NegativeInfinity, var word => word,
        },
        _ => throw new JsonException($"{node.ToJsonString()} is no number, interval, truth value or word."),
    };

    internal static JsonNode Number(double number) => double.IsFinite(number)
        ? JsonValue.Create(number)
        : JsonValue.Create(number.ToString(CultureInfo.InvariantCulture));
}
