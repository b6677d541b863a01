using RankCollapse.Figures.Marks;

namespace RankCollapse.Figures.Rendering;

/// <summary>Which colour each name has in one figure: architectures keep theirs, other names get the free ones in order.</summary>
internal sealed class Colours
{
    private readonly Dictionary<string, Hue> byName = [];

    public Colours(IEnumerable<Panel> panels)
    {
        Panel[] all = [.. panels];
        var marks = all.SelectMany(p => p.Marks).Where(m => !m.FollowsColour && m.Name.Length > 0).DistinctBy(m => m.Name).ToList();
        var open = new List<string>();
        foreach (var mark in marks)
        {
            // Of two curves of one architecture in one panel only the first can have its colour.
            if (mark.Hue is { } own) byName[mark.Name] = own;
            else if (Palette.Find(mark.Name) is { } hue && !IsTaken(hue, mark.Name, all)) byName[mark.Name] = hue;
            else open.Add(mark.Name);
        }
        var free = Palette.Hues.Where(h => !byName.ContainsValue(h)).ToList();
        for (var k = 0; k < open.Count; k++) byName[open[k]] = open.Count <= free.Count ? free[k] : Ramp(k / Math.Max(1.0, open.Count - 1));
    }

    public Hue Of(Mark mark) => mark.Hue
        ?? (mark.Name.Length > 0 && byName.TryGetValue(mark.Name, out var hue) ? hue : null)
        ?? (mark.FollowsColour ? Before(mark.Name) ?? Palette.Neutral : Palette.Blue);

    private bool IsTaken(Hue hue, string name, Panel[] panels) => panels
        .Where(p => p.Marks.Any(m => m.Name == name))
        .Any(p => p.Marks.Any(m => m.Name != name && byName.GetValueOrDefault(m.Name) == hue));

    /// <summary>More names than hues are taken to be in order, as singular values are: from blue over magenta to orange.</summary>
    internal static Hue Ramp(double part) => part < 0.5
        ? Palette.Blue.Towards(Palette.Magenta, 2 * part)
        : Palette.Magenta.Towards(Palette.Orange, 2 * part - 1);

    /// <summary>"causal, bound" is drawn in the colour of "causal".</summary>
    private Hue? Before(string name) => name.IndexOf(',') is > 0 and var comma
        ? byName.GetValueOrDefault(name[..comma]) ?? Palette.Find(name)
        : Palette.Find(name);
}
