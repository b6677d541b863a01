using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Workbook.Kernel.Formatting;

/// <summary>Values as one or a few lines of text.</summary>
internal static class PlainText
{
    private const int Items = 20;

    /// <summary>The text of a value: invariant culture, numbers with the digits that identify them.</summary>
    public static string Of(object? value) => Of(value, depth: 0);

    /// <summary>Whether a value is shown as one piece, not as its parts.</summary>
    public static bool IsScalar(object? value) =>
        value is null or string or IFormattable or bool or char or Type or Delegate or Exception or Uri or Version
        || value.GetType() is { IsEnum: true } or { IsPrimitive: true };

    private static string Of(object? value, int depth) => value switch
    {
        null => "null",
        string text => depth == 0 ? text : "\"" + text + "\"",
        char c => depth == 0 ? c.ToString() : "'" + c + "'",
        bool b => b ? "true" : "false",
        Type type => TypeName.Of(type),
        Exception e => e.GetType().Name + ": " + e.Message,
        _ when Grid.Of(value) is { } grid => $"{grid.Kind}\n{grid.ToText()}",
        ITuple tuple => "(" + string.Join(", ", Enumerable.Range(0, tuple.Length).Select(i => Of(tuple[i], depth + 1))) + ")",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IDictionary pairs => Sequence(pairs.Keys.Cast<object?>().Select(k => $"{Of(k, depth + 1)}: {Of(pairs[k!], depth + 1)}"), pairs.Count),
        IEnumerable items when depth < 4 => Sequence(items.Cast<object?>().Select(i => Of(i, depth + 1)), Count(items)),
        _ => Printed(value),
    };

    /// <summary>How many items a sequence has, where that is known without running it.</summary>
    public static int? Count(IEnumerable items) => items switch
    {
        ICollection collection => collection.Count,
        _ when items.GetType().GetInterfaces().FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IReadOnlyCollection<>)) is { } i =>
            (int)i.GetProperty("Count")!.GetValue(items)!,
        _ => null,
    };

    private static string Sequence(IEnumerable<string> texts, int? count)
    {
        var shown = texts.Take(Items + 1).ToList();
        if (shown.Count <= Items) return shown.Count == 0 ? "[ ]" : "[ " + string.Join(", ", shown) + " ]";
        var rest = count is { } n ? $"{n - Items} more" : "more";
        return "[ " + string.Join(", ", shown.Take(Items)) + $", … ({rest}) ]";
    }

    private static string Printed(object value)
    {
        var type = value.GetType();
        var declaring = type.GetMethod(nameof(ToString), Type.EmptyTypes)?.DeclaringType;
        if (declaring != typeof(object) && declaring != typeof(ValueType)) return value.ToString() ?? "";
        var members = Members.Of(type).Select(m => $"{m.Name} = {Of(m.Get(value), 4)}");
        return $"{TypeName.Of(type)} {{ {string.Join(", ", members)} }}";
    }
}
