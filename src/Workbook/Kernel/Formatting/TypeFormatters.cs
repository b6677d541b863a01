using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json.Nodes;

namespace Workbook.Kernel.Formatting;

/// <summary>The formatters that a type brings with it, through an attribute named <c>TypeFormatterSourceAttribute</c>.</summary>
/// <remarks>
/// Everything is matched by name, as .NET Interactive does, so that a library need reference neither of the two: the attribute has a
/// <c>FormatterSourceType</c> and may have <c>PreferredMimeTypes</c>; the source has <c>CreateTypeFormatters()</c>; each formatter has
/// <c>MimeType</c> and <c>bool Format(object, TextWriter)</c>.
/// </remarks>
internal sealed class TypeFormatters
{
    private static readonly ConcurrentDictionary<Type, TypeFormatters?> Known = new();

    private readonly (string MimeType, Func<object, TextWriter, bool> Format)[] formatters;

    private TypeFormatters((string, Func<object, TextWriter, bool>)[] formatters) => this.formatters = formatters;

    /// <summary>The formatters of a type, of the nearest base type or of an interface that has some; null when none has.</summary>
    public static TypeFormatters? Of(Type type) => Known.GetOrAdd(type, static type =>
    {
        for (var t = type; t is not null; t = t.BaseType)
            if (Declared(t) is { } found) return found;
        return type.GetInterfaces().Select(Declared).FirstOrDefault(found => found is not null);
    });

    /// <summary>The bundle of a value: one entry for each formatter that accepts it, and always <c>text/plain</c>.</summary>
    public JsonObject Format(object value)
    {
        var bundle = new JsonObject();
        foreach (var (mimeType, format) in formatters)
        {
            using var text = new StringWriter();
            if (format(value, text)) bundle[mimeType] = MimeBundle.Content(mimeType, text.ToString());
        }
        if (!bundle.ContainsKey("text/plain")) bundle["text/plain"] = PlainText.Of(value);
        return bundle;
    }

    private static TypeFormatters? Declared(Type type)
    {
        var attribute = type.GetCustomAttributes(inherit: false).FirstOrDefault(a => a.GetType().Name == "TypeFormatterSourceAttribute");
        if (attribute is null) return null;
        if (Property<Type>(attribute, "FormatterSourceType") is not { } sourceType) return null;
        var create = sourceType.GetMethod("CreateTypeFormatters", BindingFlags.Public | BindingFlags.Instance)
            ?? throw new InvalidOperationException($"{TypeName.Of(sourceType)} is named by {TypeName.Of(type)} as its formatter source, but has no method CreateTypeFormatters().");
        var source = Activator.CreateInstance(sourceType, nonPublic: true);
        var formatters = ((IEnumerable<object>)create.Invoke(source, null)!).Select(Bind).ToArray();
        if (Property<string[]>(attribute, "PreferredMimeTypes") is { Length: > 0 } preferred)
            formatters = [.. formatters.OrderBy(f => Array.IndexOf(preferred, f.MimeType) is var at and >= 0 ? at : preferred.Length)];
        return new TypeFormatters(formatters);
    }

    private static (string MimeType, Func<object, TextWriter, bool>) Bind(object formatter)
    {
        var format = formatter.GetType().GetMethod("Format", [typeof(object), typeof(TextWriter)])
            ?? throw new InvalidOperationException($"The formatter {TypeName.Of(formatter.GetType())} has no method bool Format(object, TextWriter).");
        return (Property<string>(formatter, "MimeType") ?? "text/plain", format.CreateDelegate<Func<object, TextWriter, bool>>(formatter));
    }

    private static T? Property<T>(object of, string name) where T : class => of.GetType().GetProperty(name)?.GetValue(of) as T;
}
