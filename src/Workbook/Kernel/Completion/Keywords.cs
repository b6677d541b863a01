using System.Collections.Immutable;

namespace Workbook.Kernel.Completion;

/// <summary>The words of the language that can start or continue something in a cell.</summary>
internal static class Keywords
{
    /// <summary>Types that are keywords.</summary>
    public static readonly ImmutableArray<string> Types =
    [
        "bool", "byte", "char", "decimal", "double", "dynamic", "float", "int", "long", "nint", "nuint", "object", "sbyte", "short", "string", "uint",
        "ulong", "ushort",
    ];

    /// <summary>All that can stand where a name can.</summary>
    public static readonly ImmutableArray<string> All =
    [
        .. Types, "abstract", "as", "async", "await", "base", "break", "case", "catch", "checked", "class", "const", "continue", "default", "delegate", "do",
        "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "for", "foreach", "get", "goto", "if", "implicit", "in", "init",
        "interface", "internal", "is", "let", "lock", "nameof", "new", "not", "null", "operator", "or", "and", "orderby", "out", "override", "params",
        "partial", "private", "protected", "public", "readonly", "record", "ref", "required", "return", "sealed", "select", "set", "sizeof", "stackalloc",
        "static", "struct", "switch", "this", "throw", "true", "try", "typeof", "unchecked", "unsafe", "using", "var", "virtual", "void", "volatile", "when",
        "where", "while", "with", "yield", "from", "group", "join",
    ];
}
