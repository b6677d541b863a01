namespace RankCollapse.Figures;

/// <summary>Values that a mark was given but cannot show. They are counted and reported, never dropped in silence.</summary>
internal readonly record struct LeftOut(string Name, int Total, int NotFinite, int NotPositive)
{
    public int Count => NotFinite + NotPositive;

    public override string ToString()
    {
        var reasons = new List<string>();
        if (NotFinite > 0) reasons.Add($"{NotFinite} not finite");
        if (NotPositive > 0) reasons.Add($"{NotPositive} not positive on a log axis");
        return $"{Count} of {Total} values{(Name.Length > 0 ? $" of “{PlainText.Stripped(Name)}”" : "")} ({string.Join(", ", reasons)})";
    }

    public static LeftOut Of(string name, IEnumerable<(double X, double Y)> points, Scale x, Scale y)
    {
        int total = 0, notFinite = 0, notPositive = 0;
        foreach (var (px, py) in points)
        {
            total++;
            if (!double.IsFinite(px) || !double.IsFinite(py)) notFinite++;
            else if (!x.CanShow(px) || !y.CanShow(py)) notPositive++;
        }
        return new LeftOut(name, total, notFinite, notPositive);
    }
}
