using static TorchSharp.torch;

namespace TorchSharp.Tests.Printing;

public class PrintingTests
{
    private static string Lines(params string[] lines) => string.Join("\n", lines);

    [Fact]
    public void Without_arguments_a_tensor_says_what_it_is()
    {
        using var scope = NewDisposeScope();
        Assert.Equal("[2x3], type = Float32, device = cpu", zeros(2, 3).ToString());
        Assert.Equal("[], type = Int64, device = cpu, value = 7", tensor(7L).ToString());
        Assert.Equal("[0], type = Float32, device = cpu", zeros(0).ToString());
    }

    [Fact]
    public void Numbers_are_aligned_in_brackets_and_in_matrices()
    {
        using var scope = NewDisposeScope();
        var t = tensor(new[,] { { 1, -2.5 }, { 100, 1.0 / 3 } });
        Assert.Equal(Lines("[[      1,    -2.5],", " [    100, 0.33333]]"), t.npstr(newLine: "\n"));
        Assert.Equal(Lines("[2x2], type = Float64, device = cpu", "       1    -2.5", "     100 0.33333"), t.jlstr(newLine: "\n"));
        Assert.Equal(t.jlstr(newLine: "\n"), t.str(newLine: "\n"));
        Assert.Equal(Lines("[2x2], type = Float64, device = cpu, value = {{1.0, -2.5},", " {100.0, 0.3}}").Replace("{1.0", "{  1.0", StringComparison.Ordinal)
            .Replace("-2.5}", " -2.5}", StringComparison.Ordinal).Replace(" 0.3}", "   0.3}", StringComparison.Ordinal), t.cstr("0.0", newLine: "\n"));
    }

    [Fact]
    public void Other_axes_head_the_matrices()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(Lines("[2x1x2], type = Int64, device = cpu", "[0,..,..] =", " 0 1", "[1,..,..] =", " 2 3"), arange(4).reshape(2, 1, 2).jlstr(newLine: "\n"));
    }

    [Fact]
    public void Long_axes_show_their_ends_and_long_rows_are_broken()
    {
        using var scope = NewDisposeScope();
        Assert.Equal("[   0,    1,    2, ..., 1998, 1999, 2000]", arange(2001).npstr());
        Assert.Equal(Lines("[0, 1, 2,", " 3, 4, 5]"), arange(6).npstr(width: 10, newLine: "\n"));
        var text = zeros(50, 60).npstr(newLine: "\n");
        Assert.Equal(7, text.Split('\n').Length);
        Assert.Equal(" ...,", text.Split('\n')[3]);
        Assert.Contains("[1997,..,..] =", zeros(2000, 1, 2).jlstr(newLine: "\n"));
    }

    [Fact]
    public void Complex_numbers_and_truth_values_are_written_as_such()
    {
        using var scope = NewDisposeScope();
        Assert.Equal("[1-2i, 0+3i]", tensor(new System.Numerics.Complex[] { new(1, -2), new(0, 3) }).npstr());
        Assert.Equal("[ True, False]", tensor(new[] { true, false }).npstr());
    }

    [Fact]
    public void Numbers_look_the_same_under_every_culture()
    {
        using var scope = NewDisposeScope();
        var commas = (System.Globalization.CultureInfo)System.Globalization.CultureInfo.InvariantCulture.Clone();
        commas.NumberFormat.NumberDecimalSeparator = ",";
        var before = System.Globalization.CultureInfo.CurrentCulture;
        System.Globalization.CultureInfo.CurrentCulture = commas;
        Assert.Equal("[1.5]", tensor(new[] { 1.5 }).npstr());
        System.Globalization.CultureInfo.CurrentCulture = before;
        Assert.Equal("[1,5]", tensor(new[] { 1.5 }).npstr(cultureInfo: commas));
    }
}
