namespace Workbook.Kernel.Formatting;

/// <summary>Type names as they are written in C#.</summary>
internal static class TypeName
{
    /// <summary>For example <c>List&lt;Double&gt;</c>; <c>null</c> for no type.</summary>
    public static string Of(Type? type)
    {
        if (type is null) return "null";
        if (type.IsArray) return Of(type.GetElementType()) + "[" + new string(',', type.GetArrayRank() - 1) + "]";
        if (!type.IsGenericType) return type.Name;
        var name = type.Name.Split('`')[0];
        return $"{name}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>";
    }
}
