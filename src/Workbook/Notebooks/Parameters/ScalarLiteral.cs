using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Workbook.Notebooks.Parameters;

/// <summary>A number, bool, string or char.</summary>
/// <param name="Name">The C# keyword.</param>
internal sealed record ScalarLiteral(string Name) : LiteralType(Name)
{
    private static readonly string[] Integers = ["int", "long", "uint", "ulong"];
    private static readonly string[] Fractions = ["float", "double", "decimal"];

    private static readonly Dictionary<string, string> FrameworkNames = new(StringComparer.Ordinal)
    {
        ["Int32"] = "int", ["Int64"] = "long", ["UInt32"] = "uint", ["UInt64"] = "ulong", ["Single"] = "float", ["Double"] = "double",
        ["Decimal"] = "decimal", ["Boolean"] = "bool", ["String"] = "string", ["Char"] = "char",
    };

    /// <summary>Whether a sign may precede the literal.</summary>
    public bool IsNumber => Integers.Contains(Name) || Fractions.Contains(Name);

    /// <summary>The type of a keyword such as <c>int</c>; null when its values are not settable.</summary>
    public static ScalarLiteral? Of(string keyword) => FrameworkNames.ContainsValue(keyword) ? new ScalarLiteral(keyword) : null;

    /// <summary>The type of a name such as <c>Int32</c>.</summary>
    public static ScalarLiteral? OfFrameworkName(string name) => FrameworkNames.TryGetValue(name, out var keyword) ? new ScalarLiteral(keyword) : null;

    /// <summary>The type of a literal's value.</summary>
    public static ScalarLiteral? OfConstant(object constant) => OfFrameworkName(constant.GetType().Name);

    /// <inheritdoc/>
    protected override string? TranslateBare(string text) => Name switch
    {
        // Anything that does not start as a C# string is taken word for word: a shell has removed the quotes already.
        "string" when !IsQuoted(text) => SymbolDisplay.FormatLiteral(text, quote: true),
        "char" when text.Length == 1 => SymbolDisplay.FormatLiteral(text[0], quote: true),
        _ => null,
    };

    /// <inheritdoc/>
    public override string? TranslateLiteral(ExpressionSyntax literal)
    {
        var sign = "";
        while (IsNumber && literal is PrefixUnaryExpressionSyntax { OperatorToken.ValueText: "-" or "+" } signed && sign.Length == 0)
        {
            sign = signed.OperatorToken.ValueText;
            literal = signed.Operand;
        }
        return literal is LiteralExpressionSyntax { Token: { Value: { } value } token } ? Translate(sign, token.Text, value) : null;
    }

    private string? Translate(string sign, string digits, object value) => (Name, value) switch
    {
        ("bool", bool flag) => flag ? "true" : "false",
        ("string", string text) => SymbolDisplay.FormatLiteral(text, quote: true),
        ("char", char letter) => SymbolDisplay.FormatLiteral(letter, quote: true),
        ("double", int or long or uint or ulong or float or double) => Signed(sign, digits),
        ("float", int or long or uint or ulong or float) => Signed(sign, digits),
        ("float", double wide) when float.IsFinite((float)wide) => Signed(sign, digits.TrimEnd('d', 'D') + "f"),
        ("decimal", int or long or uint or ulong or decimal) => Signed(sign, digits),
        ("decimal", double) when decimal.TryParse(digits.Replace("_", ""), NumberStyles.Float, CultureInfo.InvariantCulture, out _) =>
            Signed(sign, digits + "m"),
        (_, int or long or uint or ulong) when Integers.Contains(Name) => IsInRange(sign, value) ? Signed(sign, digits) : null,
        _ => null,
    };

    private bool IsInRange(string sign, object value)
    {
        var number = Convert.ToDecimal(value, CultureInfo.InvariantCulture) * (sign == "-" ? -1 : 1);
        return Name switch
        {
            // The suffix L makes a literal long, which C# does not convert to int or uint by itself.
            "int" => number is >= int.MinValue and <= int.MaxValue && (value is int || number == int.MinValue),
            "uint" => number is >= 0 and <= uint.MaxValue && value is int or uint,
            "long" => number is >= long.MinValue and <= long.MaxValue && (value is not ulong || number == long.MinValue),
            _ => number >= 0,
        };
    }

    private static string Signed(string sign, string digits) => sign == "-" ? "-" + digits : digits;

    private static bool IsQuoted(string text) => text.Length > 0 && (text[0] == '"' || text.StartsWith("@\"", StringComparison.Ordinal));
}
