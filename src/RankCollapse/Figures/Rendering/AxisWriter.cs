using System.Globalization;
using System.Text.Json.Nodes;

namespace RankCollapse.Figures.Rendering;

/// <summary>Plotly's axes, colour bar and lines at critical values for one panel.</summary>
internal static class AxisWriter
{
    private static string Faint => Palette.Neutral.WithOpacity(0.25);

    public static JsonObject Horizontal(PanelPlan plan, PagePlan page)
    {
        var axis = Axis(plan.Panel.X, plan.X, plan.Plot.Left / page.Width, plan.Plot.Right / page.Width, plan.Plot.Width);
        axis["anchor"] = $"y{plan.Suffix}";
        if (plan.Ticks.Count > 0)
        {
            axis["tickvals"] = new JsonArray([.. Enumerable.Range(0, plan.Ticks.Count).Select(k => (JsonNode)k)]);
            axis["ticktext"] = new JsonArray([.. plan.Ticks.Select(t => (JsonNode)t)]);
            axis["tickangle"] = plan.TickAngle;
            axis["showgrid"] = false;
        }
        return axis;
    }

    public static JsonObject Vertical(PanelPlan plan, PagePlan page)
    {
        var axis = Axis(plan.Panel.Y, plan.Y, 1 - plan.Plot.Bottom / page.Height, 1 - plan.Plot.Top / page.Height, plan.Plot.Height);
        axis["anchor"] = $"x{plan.Suffix}";
        if (plan.Panel.EqualUnits && !plan.X.Log && !plan.Y.Log)
        {
            axis["scaleanchor"] = $"x{plan.Suffix}";
            axis["constrain"] = "domain";
        }
        return axis;
    }

    public static JsonObject ColourBar(PanelPlan plan, PagePlan page)
    {
        var colour = plan.Panel.Colour;
        var bar = new JsonObject
        {
            ["x"] = Math.Round((plan.Plot.Right + 12) / page.Width, 4),
            ["xanchor"] = "left",
            ["xpad"] = 0,
            ["y"] = Math.Round(1 - plan.Plot.Top / page.Height, 4),
            ["yanchor"] = "top",
            ["ypad"] = 0,
            ["len"] = Math.Round(plan.Plot.Height),
            ["lenmode"] = "pixels",
            ["thickness"] = 16,
            ["outlinewidth"] = 0,
            ["nticks"] = 6,
            ["exponentformat"] = "power",
            ["tickfont"] = Font(PagePlan.TextSize),
        };
        if (colour.Title.Length > 0)
            bar["title"] = new JsonObject { ["text"] = colour.Title, ["side"] = "right", ["font"] = Font(PagePlan.AxisTitleSize) };
        if (plan.Z.Log) PowersOfTen(bar, plan.Z);
        return new JsonObject
        {
            ["colorscale"] = colour.Center is null ? JsonValue.Create(Marks.FieldMark.Sequential) : Diverging(),
            ["colorbar"] = bar,
        };
    }

    public static JsonObject Line(Guide guide, PanelPlan plan) => new()
    {
        ["type"] = "line",
        ["xref"] = guide.Vertical ? $"x{plan.Suffix}" : $"x{plan.Suffix} domain",
        ["yref"] = guide.Vertical ? $"y{plan.Suffix} domain" : $"y{plan.Suffix}",
        ["x0"] = guide.Vertical ? plan.X.Rounded(guide.At) : 0,
        ["x1"] = guide.Vertical ? plan.X.Rounded(guide.At) : 1,
        ["y0"] = guide.Vertical ? 0 : plan.Y.Rounded(guide.At),
        ["y1"] = guide.Vertical ? 1 : plan.Y.Rounded(guide.At),
        // Grey is lost on a heat map; magenta is in neither of its colour scales.
        ["line"] = new JsonObject { ["color"] = (plan.Panel.HasField ? Palette.Magenta : Palette.Neutral).Hex, ["width"] = plan.Panel.HasField ? 3 : 2, ["dash"] = "dash" },
    };

    public static JsonObject Font(double size) => new() { ["size"] = size, ["color"] = Palette.Neutral.Hex };

    private static JsonObject Axis(AxisSpec spec, Scale scale, double from, double to, double pixels)
    {
        var (low, high) = (scale.Coordinate(scale.Low), scale.Coordinate(scale.High));
        var axis = new JsonObject
        {
            ["domain"] = new JsonArray(Math.Round(from, 4), Math.Round(to, 4)),
            ["range"] = spec.Downwards ? new JsonArray(high, low) : new JsonArray(low, high),
        };
        if (scale.Log) axis["type"] = "log";
        if (spec.Hidden)
        {
            axis["visible"] = false;
            return axis;
        }
        if (spec.Title.Length > 0)
            axis["title"] = new JsonObject { ["text"] = spec.Title, ["font"] = Font(PagePlan.AxisTitleSize), ["standoff"] = 8 };
        // Plotly draws powers of ten a quarter larger than other numbers.
        axis["tickfont"] = Font(scale.Log && scale.Extent >= 1.5 ? PagePlan.TextSize - 1 : PagePlan.TextSize);
        axis["gridcolor"] = Faint;
        axis["linecolor"] = Palette.Neutral.Hex;
        axis["showline"] = true;
        axis["zeroline"] = false;
        axis["ticks"] = "outside";
        axis["tickcolor"] = Palette.Neutral.Hex;
        axis["exponentformat"] = "power";
        Spacing(axis, scale, pixels);
        return axis;
    }

    private static void Spacing(JsonObject axis, Scale scale, double pixels)
    {
        var most = Math.Max(3, (int)(pixels / 65));
        if (!scale.Log) axis["nticks"] = Math.Min(8, most + 1);
        // Whole decades only: plotly's 2 and 5 in between are unreadable at half width.
        else if (scale.Extent >= 1.5) axis["dtick"] = Math.Ceiling(scale.Extent / Math.Min(8, most));
        // Below that plotly writes bare digits, "5" for 50: one, two and five of each decade in full instead.
        else if (OneTwoFive(scale) is { Count: >= 2 } ticks)
        {
            axis["tickvals"] = new JsonArray([.. ticks.Select(t => (JsonNode)t.Value)]);
            axis["ticktext"] = new JsonArray([.. ticks.Select(t => (JsonNode)t.Text)]);
        }
    }

    private static List<(double Value, string Text)> OneTwoFive(Scale scale)
    {
        var first = (int)Math.Floor(Math.Log10(scale.Low));
        var all = from power in Enumerable.Range(first, 4)
                  from digit in new[] { 1, 2, 5 }
                  let value = double.Parse(FormattableString.Invariant($"{digit}e{power}"), CultureInfo.InvariantCulture)
                  where value >= scale.Low && value <= scale.High
                  select (value, power is >= -3 and <= 4
                      ? value.ToString("0.###", CultureInfo.InvariantCulture)
                      : $"{(digit == 1 ? "" : $"{digit}·")}10<sup>{power}</sup>".Replace("-", "−"));
        return [.. all];
    }

    private static void PowersOfTen(JsonObject bar, Scale z)
    {
        var step = Math.Max(1, (int)Math.Ceiling(z.Extent / 6));
        var powers = Enumerable.Range(0, 700).Select(k => (int)Math.Ceiling(Math.Log10(z.Low)) + k * step).TakeWhile(p => p <= Math.Log10(z.High)).ToList();
        bar["tickvals"] = new JsonArray([.. powers.Select(p => (JsonNode)p)]);
        bar["ticktext"] = new JsonArray([.. powers.Select(p => (JsonNode)$"10<sup>{p}</sup>".Replace("-", "−"))]);
    }

    private static JsonArray Diverging() =>
    [
        new JsonArray(0, "#1b5fae"), new JsonArray(0.25, "#86b4e3"), new JsonArray(0.5, "#f4f4f4"), new JsonArray(0.75, "#efa868"), new JsonArray(1, "#b4540a"),
    ];
}
