using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Workbook.Notebooks.Parameters;

namespace Workbook.Tests.Notebooks.Parameters;

public class LiteralTypeTests
{
    [Theory]
    [InlineData("int", "40", "40")]
    [InlineData("int", " -2147483648", "-2147483648")]
    [InlineData("int", "0x_FF", "0x_FF")]
    [InlineData("int", "1_000", "1_000")]
    [InlineData("int", "+3", "3")]
    [InlineData("long", "3000000000", "3000000000")]
    [InlineData("long", "-9223372036854775808", "-9223372036854775808")]
    [InlineData("uint", "7u", "7u")]
    [InlineData("ulong", "18446744073709551615", "18446744073709551615")]
    [InlineData("float", "0.1", "0.1f")]
    [InlineData("float", "2f", "2f")]
    [InlineData("double", "1e-3", "1e-3")]
    [InlineData("double", "-2", "-2")]
    [InlineData("decimal", "0.10", "0.10m")]
    [InlineData("Double", "1.5", "1.5")]
    [InlineData("bool", "true", "true")]
    [InlineData("string", "bare word", "\"bare word\"")]
    [InlineData("string", "\"a\\tb\"", "\"a\\tb\"")]
    [InlineData("string", "say \"x\"; Exit()", "\"say \\\"x\\\"; Exit()\"")]
    [InlineData("string", "null", "\"null\"")]
    [InlineData("string?", "null", "null")]
    [InlineData("char", "x", "'x'")]
    [InlineData("char", "'\\n'", "'\\n'")]
    [InlineData("int?", "null", "null")]
    [InlineData("int?", "4", "4")]
    [InlineData("Nullable<int>", "4", "4")]
    [InlineData("int[]", "[1, 2]", "[1, 2]")]
    [InlineData("int[]", "new[] { 1, -2 }", "[1, -2]")]
    [InlineData("double[]", "[]", "[]")]
    [InlineData("float[]", "[0.5, 1]", "[0.5f, 1]")]
    [InlineData("IReadOnlyList<string>", "[\"a\", \"b\"]", "[\"a\", \"b\"]")]
    [InlineData("int[][]", "[[1], [2, 3]]", "[[1], [2, 3]]")]
    public void Literals_of_the_type_are_accepted_and_compile(string type, string given, string expected)
    {
        Assert.Equal(expected, TypeOf(type)!.Translate(given));
        var script = CSharpScript.Create($"using System; using System.Collections.Generic; {type} value = {expected};");
        Assert.Empty(script.Compile(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error));
    }

    [Theory]
    [InlineData("int", "abc")]
    [InlineData("int", "1.5")]
    [InlineData("int", "2147483648")]
    [InlineData("int", "5L")]
    [InlineData("int", "--5")]
    [InlineData("int", "1; Exit()")]
    [InlineData("int", "1 + 1")]
    [InlineData("int", "")]
    [InlineData("uint", "-1")]
    [InlineData("ulong", "-1")]
    [InlineData("long", "9223372036854775808")]
    [InlineData("float", "1e60")]
    [InlineData("double", "1m")]
    [InlineData("double", "0,5")]
    [InlineData("decimal", "1e60")]
    [InlineData("bool", "yes")]
    [InlineData("bool", "1")]
    [InlineData("string", "\"open")]
    [InlineData("string", "\"a\" + Secret")]
    [InlineData("char", "ab")]
    [InlineData("int", "null")]
    [InlineData("int[]", "[1, 2.5]")]
    [InlineData("int[]", "1, 2")]
    [InlineData("int[]", "[1, .. Others]")]
    public void Anything_else_is_not(string type, string given) => Assert.Null(TypeOf(type)!.Translate(given));

    [Theory]
    [InlineData("DateTime")]
    [InlineData("Dictionary<string, int>")]
    [InlineData("int[,]")]
    [InlineData("object")]
    [InlineData("byte")]
    public void Types_without_literals_are_known_as_such(string type) => Assert.Null(TypeOf(type));

    [Theory]
    [InlineData("Layrs", "Layers")]
    [InlineData("layers", "Layers")]
    [InlineData("Lyaers", "Layers")]
    [InlineData("Step", "Step, Steps, StepSize")]
    [InlineData("zzzzzz", "")]
    public void Near_names_come_first_and_far_ones_not_at_all(string given, string near) =>
        Assert.Equal(near, string.Join(", ", NearestNames.Of(given, ["Width", "StepSize", "Layers", "Steps", "Step"])));

    [Theory]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("ab", "ba", 1)]
    [InlineData("same", "same", 0)]
    public void Distances_count_single_letter_edits_and_swaps(string from, string to, int distance) =>
        Assert.Equal(distance, NearestNames.Distance(from, to));

    private static LiteralType? TypeOf(string type) => LiteralType.Of(SyntaxFactory.ParseTypeName(type));
}
