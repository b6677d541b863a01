using System.Text.Json;
using System.Text.Json.Serialization;

namespace RankCollapse.Figures.Rendering;

/// <summary>Lets System.Text.Json write a figure as plotly JSON. A figure is made by code, never read.</summary>
internal sealed class FigureJsonConverter : JsonConverter<Figure>
{
    public override Figure Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("A figure cannot be read from JSON. Run the code that draws it.");

    public override void Write(Utf8JsonWriter writer, Figure value, JsonSerializerOptions options) => writer.WriteRawValue(value.ToJson());
}
