using System.Text;
using RankCollapse.Figures.Marks;

namespace RankCollapse.Figures.Rendering;

/// <summary>A figure in words: title, what is drawn, what was left out.</summary>
internal static class Description
{
    public static string Of(Figure figure)
    {
        var text = new StringBuilder();
        if (figure.TitleText.Length > 0) text.AppendLine(PlainText.Stripped(figure.TitleText));
        if (figure.SubtitleText.Length > 0) text.AppendLine(PlainText.Stripped(figure.SubtitleText));
        text.Append(Alternative(figure));
        if (LeftOut(figure) is { Length: > 0 } left) text.AppendLine().Append(left);
        return text.ToString().ReplaceLineEndings("\n");
    }

    /// <summary>The given alternative text, or else one made of axes and data.</summary>
    public static string Alternative(Figure figure)
    {
        if (figure.AltText.Length > 0) return figure.AltText;
        var panels = new PagePlan(figure).Panels.Select(Panel);
        var animated = figure.States.IsEmpty
            ? ""
            : $"Animation over {PlainText.Stripped(figure.Parameter)}, {figure.States.Length} frames from {figure.States[0].Label} to " +
              $"{figure.States[^1].Label}; shown at {figure.States[figure.StartState].Label}. ";
        return animated + string.Join(" ", panels);
    }

    /// <summary>One sentence on the values that cannot be shown; empty when there are none.</summary>
    public static string LeftOut(Figure figure)
    {
        var page = new PagePlan(figure);
        var left = new List<string>();
        for (var f = 0; f < page.Frames.Count; f++)
            foreach (var plan in page.Panels)
                foreach (var mark in page.Frames[f][plan.Index].Marks)
                {
                    var counted = mark is FieldMark field ? field.LeftOut(plan.Z) : mark.LeftOut(plan.X, plan.Y);
                    if (counted.Count > 0) left.Add(counted + (figure.States.IsEmpty ? "" : $" at {figure.States[f].Label}"));
                }
        const int Most = 6;
        if (left.Count == 0) return "";
        return $"Left out: {string.Join("; ", left.Take(Most))}{(left.Count > Most ? $"; and more in {left.Count - Most} further places" : "")}.";
    }

    private static string Panel(PanelPlan plan)
    {
        var panel = plan.Panel;
        var text = new StringBuilder(panel.Kind);
        if (panel.Title.Length > 0) text.Append($" “{PlainText.Stripped(panel.Title)}”");
        if (!panel.IsDiagram) text.Append($". {Axis("x", panel.X, plan.X)}; {Axis("y", panel.Y, plan.Y)}");
        if (panel.HasField && panel.Colour.Title.Length > 0) text.Append($"; colour: {PlainText.Stripped(panel.Colour.Title)}");
        var marks = panel.Marks.Select(m => m.Describe(plan.X, plan.Y)).Where(d => d.Length > 0).ToList();
        const int Most = 8;
        text.Append(". ").Append(string.Join("; ", marks.Take(Most)));
        if (marks.Count > Most) text.Append($"; and {marks.Count - Most} more");
        foreach (var guide in panel.Guides) text.Append($"; line “{PlainText.Stripped(guide.Name)}” at {PlainText.Number(guide.At)}");
        foreach (var note in panel.Notes) text.Append($"; note: {PlainText.Stripped(note.Text)}");
        return text.Append('.').ToString();
    }

    private static string Axis(string letter, AxisSpec spec, Scale scale)
    {
        var name = spec.Title.Length > 0 ? $"{letter}: {PlainText.Stripped(spec.Title)}" : letter;
        return spec.Categories.IsEmpty
            ? $"{name} from {PlainText.Number(scale.Low)} to {PlainText.Number(scale.High)}{(scale.Log ? ", logarithmic" : "")}"
            : $"{name}: {string.Join(", ", spec.Categories.Select(PlainText.Stripped))}";
    }
}
