using System.Collections.Immutable;
using RankCollapse.Figures.Marks;

namespace RankCollapse.Figures;

public sealed partial record Figure
{
    /// <summary>Paths of directions on the unit circle: a label where each begins, a dot where it ends.</summary>
    /// <exception cref="ArgumentException">A path has a third coordinate.</exception>
    public static Figure OnCircle(params IEnumerable<Trajectory> paths)
    {
        var all = Some(paths, "trajectory");
        if (all.FirstOrDefault(p => !p.IsFlat) is { } deep)
            throw new ArgumentException($"The trajectory “{deep.Name}” has a third coordinate; a circle has two. Use Figure.OnSphere.", nameof(paths));
        return Diagram("Directions on the circle", [SphereDrawing.Outline, .. all.Select(OnFlat)]);
    }

    /// <summary>Paths of directions on the unit sphere, seen from <see cref="SphereView.Default"/>; the far side is dotted.</summary>
    public static Figure OnSphere(params IEnumerable<Trajectory> paths) => OnSphere(SphereView.Default, paths);

    /// <summary>Paths of directions on the unit sphere in orthographic projection; the far side is dotted.</summary>
    /// <param name="view">From where the sphere is seen.</param>
    /// <param name="paths">A label where each begins, a dot where it ends.</param>
    public static Figure OnSphere(SphereView view, params IEnumerable<Trajectory> paths) =>
        Diagram("Directions on the sphere", [.. SphereDrawing.Globe(view), .. Some(paths, "trajectory").SelectMany(p => SphereDrawing.Path(view, p))]);

    /// <summary>Tokens in the plane with the unit circle around them: a faint trail along the way each came, a dot where it is.</summary>
    /// <param name="name">Whose tokens; an architecture's name gives its colour.</param>
    /// <param name="trails">For each token its points, first to last; all of one length, inside the circle or on it.</param>
    /// <exception cref="ArgumentException">No trail, an empty one, or trails of several lengths.</exception>
    public static Figure InUnitDisc(string name, IEnumerable<(double[] X, double[] Y)> trails)
    {
        var all = Some(trails, "trail");
        var length = all[0].X.Length;
        if (length == 0 || all.Any(t => t.X.Length != length || t.Y.Length != length))
            throw new ArgumentException($"The trails of “{name}” have several lengths or no points; all must have as many x as y, and at least one.", nameof(trails));
        var mark = new TrailsMark(PlainText.Checked(name, "name of the tokens"), [.. all.Select(t => (t.X.ToImmutableArray(), t.Y.ToImmutableArray()))]);
        var disc = Diagram("Tokens in the unit disc", [SphereDrawing.Outline, mark with { Named = false }]);
        return disc.XRange(-1.08, 1.08).YRange(-1.08, 1.08);
    }

    /// <summary>An attention mask as a directed graph without self loops: an arrow j → i where token i attends to token j.</summary>
    /// <param name="mask">Shape [tokens, tokens]; <c>mask[i, j]</c> is true where token i may look at token j.</param>
    /// <param name="centers">Tokens, counted from 0, to set apart by colour: for example those that reach all others.</param>
    public static Figure Graph(bool[,] mask, params IEnumerable<int> centers) => OfMask(mask, centers, (i, j) => i != j);

    /// <summary>The same as <see cref="Graph"/>, with a loop at each token that attends to itself.</summary>
    /// <param name="mask">Shape [tokens, tokens]; <c>mask[i, j]</c> is true where token i may look at token j.</param>
    /// <param name="centers">Tokens, counted from 0, to set apart by colour.</param>
    public static Figure GraphWithSelfLoops(bool[,] mask, params IEnumerable<int> centers) => OfMask(mask, centers, (_, _) => true);

    private static PointsMark OnFlat(Trajectory path)
    {
        var directions = SphereDrawing.AlongArcs(path.Directions()).ToList();
        return new PointsMark(path.Name, [.. directions.Select(d => d.X)], [.. directions.Select(d => d.Y)], Stroke.Path)
        {
            Hue = path.Hue, DroppedBefore = Undirected(path), TotalBefore = path.X.Length,
        };
    }

    private static int Undirected(Trajectory path) => path.Directions().Count(d => !double.IsFinite(d.X));

    private static Figure OfMask(bool[,] mask, IEnumerable<int> centers, Func<int, int, bool> wanted)
    {
        var (tokens, columns) = (mask.GetLength(0), mask.GetLength(1));
        if (tokens != columns || tokens is < 1 or > 40)
            throw new ArgumentException(
                $"The mask has shape [{tokens}, {columns}]; it must be square with 1 to 40 tokens. Use Figure.Matrix to draw a larger one.", nameof(mask));
        var edges = from i in Enumerable.Range(0, tokens) from j in Enumerable.Range(0, tokens) where mask[i, j] && wanted(i, j) select (j, i);
        var set = centers.ToImmutableHashSet();
        if (set.Where(c => c < 0 || c >= tokens).Select(c => (int?)c).FirstOrDefault() is { } outside)
            throw new ArgumentOutOfRangeException(nameof(centers), $"Center {outside} is not a token; tokens are counted from 0 to {tokens - 1}.");
        return Diagram("Graph", [new GraphMark(tokens, [.. edges]) { Centers = set, Named = false }]);
    }

    private static Figure Diagram(string kind, ImmutableArray<Mark> marks) => new(new Panel
    {
        Kind = kind,
        Marks = marks,
        EqualUnits = true,
        X = new AxisSpec { Hidden = true, Range = (-1.3, 1.3) },
        Y = new AxisSpec { Hidden = true, Range = (-1.3, 1.3) },
    });
}
