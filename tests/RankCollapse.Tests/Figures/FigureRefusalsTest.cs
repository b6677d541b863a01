using RankCollapse.Figures;

namespace RankCollapse.Tests.Figures;

/// <summary>What a figure refuses, and in which words: what was given, what is allowed, what to do.</summary>
public class FigureRefusalsTest
{
    private static Figure Plain() => Figure.Lines(("a", [1.0, 2]));

    public static TheoryData<Func<object>, string> Refusals => new()
    {
        { () => Plain().Title("the rate $\\lambda$"), "The title was “the rate $\\lambda$”; TeX between dollar signs is not typeset in figures. Use Unicode and tags instead: “μ<sub>t</sub> ≤ λ<sup>t</sup>”." },
        { () => Plain().X("$t$"), "The x axis title was “$t$”" },
        { () => Figure.Lines(("$a$", [1.0])), "The name of a curve was “$a$”" },
        { () => Figure.Lines(), "The figure was given no curve; give it at least one." },
        { () => new Curve("a", [], []), "The curve “a” has no points; it must have at least one." },
        { () => new Curve("a", [1, 2], [1, 2, 3]), "The curve “a” has 3 values and 2 x positions; there must be as many of both." },
        { () => new Curve("a", [1], [1]).Between([1, 2], [3]), "The curve “a” has 1 values and 2 lower edges" },
        { () => new Curve("a", [1], [1]).Every(0), "step was 0; it must be at least 1. Use 1 to keep all points." },
        { () => new Sample("s", [double.NaN]), "The sample “s” has no finite value among 1; it must have at least one." },
        { () => Figure.Densities(("s", [2.0, 2])), "All 2 values of the sample “s” are equal to 2; there is no density to draw. Use Figure.Histogram or a note." },
        { () => Figure.Histogram(0, ("s", [2.0])), "bins was 0; it must be at least 1. Leave it out to have it chosen." },
        { () => new Bar("b", 1, -0.5), "The error of bar “b” was -0.5; it must be at least 0. Use 0 for no error bar." },
        { () => Figure.GroupedBars(["x", "y"], ("s", [1.0])), "The series “s” has 1 values for 2 groups; give one value per group." },
        { () => Figure.HeatMap([1], [1, 2], new double[1, 2]), "values has shape [1, 2] for 2 rows (y) and 1 columns (x); it must be [rows, columns] and not empty. Exchange x and y, or transpose the values." },
        { () => Plain().Color("c"), "The figure has no colour scale; only heat maps, matrices and contours have one." },
        { () => Plain().XRange(2, 1), "XRange was from 2 to 1; both ends must be finite and the first must be below the second. Leave XRange out to show all data." },
        { () => Plain().LogY("y").YRange(-1, 1).ToJson(), "The range of the y axis was from -1 to 1, but the axis is logarithmic; both ends must be positive. Use Y(…) instead of LogY(…) or another range." },
        { () => Plain().Size(100, 500), "Size was 100 by 500 pixels; both must be in [300, 1600]. Leave Size out for 900 by 540." },
        { () => Plain().VerticalLine("v", double.NaN), "The line “v” was at NaN; it must be at a finite value." },
        { () => Figure.OnCircle(("t", [1.0], [0.0], [2.0])), "The trajectory “t” has a third coordinate; a circle has two. Use Figure.OnSphere." },
        { () => Trajectory.OfRows("t", new double[2, 4]), "The rows of “t” have 4 entries; a direction on the circle has 2, one on the sphere 3." },
        { () => new SphereView { Elevation = 91 }, "Elevation was 91; it must be in [−90, 90] degrees. Use 90 to look down on the pole." },
        { () => new SphereView { Azimuth = double.NaN }, "Azimuth was NaN; it must be a finite number of degrees. Use 0 to look along the first axis." },
        { () => Figure.Graph(new bool[2, 3]), "The mask has shape [2, 3]; it must be square with 1 to 40 tokens. Use Figure.Matrix to draw a larger one." },
        { () => Figure.Graph(new bool[2, 2], 2), "Center 2 is not a token; tokens are counted from 0 to 1." },
        { () => Figure.Grid(5, Plain()), "columns was 5; it must be in [1, 4]." },
        { () => Figure.Grid(1, Figure.Grid(1, Plain(), Plain())), "A panel of a grid was itself a grid; give all panels to one grid." },
        { () => Figure.Grid(1, Figure.Animation("k", [1, 2], _ => Plain())), "A panel of a grid was an animation; animate the whole: Figure.Animation(…, value => Figure.Grid(…))." },
        { () => Figure.Grid(2, Plain(), Plain()).VerticalLine("v", 1), "The figure has 2 panels, so it is not clear which one is meant. Add lines and notes to the panels before Figure.Grid." },
        { () => Plain().With(Figure.Grid(1, Plain(), Plain())), "Only a still figure of one panel can be laid over another." },
        { () => Figure.Animation("k", [1], _ => Plain()), "The animation over k has 1 frames; it must have 2 to 200." },
        { () => Figure.Animation("k", [1, 2], k => Figure.Lines(Enumerable.Range(0, k).Select(c => new Curve($"c{c}", [1], [1])))), "At k = 1 they are: linear x, linear y, points “c0”, 0 lines, 0 notes; at k = 2: linear x, linear y, points “c0”, points “c1”" },
        { () => Plain().StartAt(1), "The figure is not an animation, so it has no frame to start at. Use Figure.Animation." },
        { () => Figure.Animation("k", [1, 2], _ => Plain()).StartAt(2), "frame was 2; it must be in [0, 1]." },
    };

    [Theory]
    [MemberData(nameof(Refusals), DisableDiscoveryEnumeration = true)]
    public void What_cannot_be_drawn_is_refused_with_the_remedy(Func<object> draw, string words) =>
        Assert.Contains(words, Assert.ThrowsAny<Exception>(draw).Message);
}
