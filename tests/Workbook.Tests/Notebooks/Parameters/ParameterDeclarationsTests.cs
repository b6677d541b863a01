using Workbook.Notebooks.Parameters;

namespace Workbook.Tests.Notebooks.Parameters;

public class ParameterDeclarationsTests
{
    [Fact]
    public void Variables_with_literal_values_are_parameters_and_others_are_not() => Declares(
        """
        #r "nuget: Something"
        using System;
        int layers = 40;                // layers
        var w = 1.5;
        var shift = -2L;
        double? tolerance = null;
        string title = "a", subtitle = @"b";
        int[] widths = [64, 128];
        var steps = new[] { 1, 0.5 };
        var names = new string[] { "a" };
        const int fixedSize = 3;
        var computed = Math.PI * 2;
        var other = layers;
        int without;
        DateTime date = default;
        """,
        "int layers = 40", "double w = 1.5", "long shift = -2L", "double? tolerance = null", "string title = \"a\"", "string subtitle = @\"b\"",
        "int[] widths = [64, 128]", "double[] steps = new[] { 1, 0.5 }", "string[] names = new string[] { \"a\" }");

    [Fact]
    public void Members_of_a_record_are_parameters_of_the_first_variable_that_holds_one() => Declares(
        """
        record Settings(int Layers = 40)
        {
            public required double Step { get; init; }
            public List<int> Widths { get; set; } = [64];
            public Settings? Parent { get; init; }
            public int Computed => Layers * 2;
            public int ReadOnly { get; } = 1;
            public int Guarded { get; private set; } = 1;
            public static int Shared { get; set; } = 1;
            int Hidden { get; init; } = 1;
        }
        var parameters = new Settings { Step = 0.1 };
        var quick = parameters with { Layers = 10 };
        """,
        "parameters: int Layers = 40", "parameters: double Step = ", "parameters: List<int> Widths = [64]", "parameters: Settings? Parent = ");

    [Theory]
    [InlineData("Settings parameters = new();", "parameters")]
    [InlineData("Settings parameters = new() { Layers = 3 };", "parameters")]
    [InlineData("var p = (new Settings());", "p")]
    [InlineData("var full = new Settings(); var quick = full with { Layers = 1 }; var chosen = full;", "chosen")]
    [InlineData("var a = new Settings(); var b = new Settings();", "a")]
    [InlineData("var full = new Settings(); var quick = new Settings();", null)]
    [InlineData("var other = new Unknown();", null)]
    public void The_current_setting_is_the_first_such_variable_that_is_not_a_preset(string variables, string? current) => Assert.Equal(
        current, ParameterDeclarations.Parse("record Settings { public int Layers { get; init; } = 40; }\n" + variables).Current);

    [Theory]
    [InlineData("var parameters = new Settings(); var quick = parameters with { Layers = 1 };", true)]
    [InlineData("var parameters = new Settings(); Settings quick = Make();", true)]
    [InlineData("var parameters = new Settings();", false)]
    [InlineData("var parameters = new Settings(); var quick = 3;", false)]
    [InlineData("var parameters = new Settings(); var quick = new Others();", false)]
    [InlineData("int layers = 3; int quick = 1;", false)]
    public void A_quick_preset_is_a_variable_of_that_name_and_of_the_same_type(string variables, bool has) => Assert.Equal(
        has, ParameterDeclarations.Parse("record Settings { public int Layers { get; init; } } record Others;\n" + variables).HasPreset("quick"));

    private static void Declares(string source, params string[] expected) => Assert.Equal(
        expected,
        ParameterDeclarations.Parse(source).Parameters.Select(p => $"{(p.Owner is null ? "" : p.Owner + ": ")}{p.TypeName} {p.Name} = {p.Default}"));
}
