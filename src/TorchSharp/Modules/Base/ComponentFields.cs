using System.Collections.Concurrent;
using System.Reflection;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The fields of a class of modules that may hold parts of it.</summary>
internal static class ComponentFields
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly ConcurrentDictionary<Type, (FieldInfo Field, string Name)[]> Known = [];

    /// <summary>Fields with the names of what they hold, base classes first; classes of this library register their own.</summary>
    public static (FieldInfo Field, string Name)[] Of(Type type) => Known.GetOrAdd(type, Find);

    private static (FieldInfo Field, string Name)[] Find(Type type)
    {
        var classes = new Stack<Type>();
        for (var t = type; t is not null && t.Assembly != typeof(nn.Module).Assembly; t = t.BaseType) classes.Push(t);
        return [.. classes.SelectMany(c => c.GetFields(Declared).OrderBy(f => f.MetadataToken)).Where(MayHold).Select(f => (f, Name(f)))];
    }

    private static bool MayHold(FieldInfo field) => typeof(nn.Module).IsAssignableFrom(field.FieldType) || typeof(Tensor).IsAssignableFrom(field.FieldType)
        // The type of a field may be an interface that modules implement.
        || (field.FieldType.IsInterface && field.FieldType.IsGenericType && field.FieldType.Name.StartsWith("IModule`", StringComparison.Ordinal));

    private static string Name(FieldInfo field)
    {
        if (field.GetCustomAttribute<ComponentNameAttribute>() is { Name: { Length: > 0 } given }) return given;
        // The field behind a property is called <Property>k__BackingField; a captured constructor argument <argument>P.
        return field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>')] : field.Name;
    }
}
