using RankCollapse.Display;

namespace RankCollapse.Figures;

/// <summary>How a notebook displays a <see cref="Figure"/>: plotly JSON and plain text, no HTML (it would hide the static image).</summary>
internal sealed class FigureFormatterSource
{
    public const string Plotly = "application/vnd.plotly.v1+json";

    public const string Plain = "text/plain";

    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new TextFormatter<Figure>(Plotly, figure => figure.ToJson()),
        new TextFormatter<Figure>(Plain, figure => figure.ToString()),
    ];
}
