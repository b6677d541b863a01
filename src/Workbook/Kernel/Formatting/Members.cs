using System.Reflection;

namespace Workbook.Kernel.Formatting;

/// <summary>The public properties and fields of a type, read without letting one failing getter hide the others.</summary>
/// <param name="Name">The member's name.</param>
/// <param name="Get">Reads it from an instance; a getter that throws gives the exception as its value.</param>
internal sealed record Members(string Name, Func<object, object?> Get)
{
    /// <summary>The readable public members in the order of their declaration.</summary>
    public static IReadOnlyList<Members> Of(Type type)
    {
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.CanRead && p.GetIndexParameters().Length == 0 && !p.PropertyType.IsByRefLike)
            .Select(p => new Members(p.Name, instance => Read(() => p.GetValue(instance))));
        var fields = type.GetFields(BindingFlags.Public | BindingFlags.Instance).Select(f => new Members(f.Name, f.GetValue));
        return [.. properties, .. fields];
    }

    private static object? Read(Func<object?> get)
    {
        try
        {
            return get();
        }
        catch (TargetInvocationException e)
        {
            return e.InnerException;
        }
    }
}
