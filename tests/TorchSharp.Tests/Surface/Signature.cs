using System.Globalization;
using System.Reflection;

namespace TorchSharp.Tests.Surface;

/// <summary>Prints types and members in the form of the listing of TorchSharp's public API.</summary>
internal static class Signature
{
    public const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(int)] = "int", [typeof(long)] = "long", [typeof(float)] = "float", [typeof(double)] = "double",
        [typeof(bool)] = "bool", [typeof(string)] = "string",
    };

    public static string OfType(Type type) => $"TYPE {type.FullName} : {type.BaseType?.Name} abstract={type.IsAbstract} sealed={type.IsSealed}";

    /// <summary>One line for each public member that the type declares; accessors of properties follow after a tab.</summary>
    public static IEnumerable<string> Members(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type)) yield break;
        foreach (var method in type.GetMethods(Declared).Where(m => !m.IsSpecialName || m.Name.StartsWith("op_", StringComparison.Ordinal)))
            yield return $"M {(method.IsStatic ? "static " : "")}{Name(method.ReturnType)} {method.Name}({Parameters(method)})";
        foreach (var constructor in type.GetConstructors(Declared)) yield return $"M  .ctor({Parameters(constructor)})";
        foreach (var property in type.GetProperties(Declared))
            yield return $"P {Name(property.PropertyType)} {property.Name}[{string.Join(",", property.GetIndexParameters().Select(p => Name(p.ParameterType)))}]"
                + (property.GetGetMethod() is null ? "" : "\tget") + (property.GetSetMethod() is null ? "" : "\tset");
        foreach (var field in type.GetFields(Declared)) yield return $"F {Name(field.FieldType)} {field.Name}";
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(p =>
        (p.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "") + Name(p.ParameterType) + " " + p.Name + (p.HasDefaultValue ? "=" + Default(p.RawDefaultValue) : "")));

    private static string Default(object? value) => value switch
    {
        null => "null",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static string Name(Type type)
    {
        if (type.IsByRef) return "ref " + Name(type.GetElementType()!);
        if (type.IsArray) return Name(type.GetElementType()!) + "[]";
        if (Nullable.GetUnderlyingType(type) is { } inner) return Name(inner) + "?";
        if (Keywords.TryGetValue(type, out var keyword)) return keyword;
        if (!type.IsGenericType) return type.Name;
        return type.Name.Split('`')[0] + "<" + string.Join(",", type.GetGenericArguments().Select(Name)) + ">";
    }
}
