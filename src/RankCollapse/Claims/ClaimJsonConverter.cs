using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace RankCollapse.Claims;

/// <summary>Writes a claim with the names of the ledger. A claim is made by a measurement, never read.</summary>
internal sealed class ClaimJsonConverter : JsonConverter<Claim>
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override Claim Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("A claim cannot be read from JSON. Run the notebook that measures it.");

    public override void Write(Utf8JsonWriter writer, Claim value, JsonSerializerOptions options) => writer.WriteRawValue(new JsonObject
    {
        ["id"] = value.Id,
        ["paper"] = value.Paper.Key,
        ["statement"] = value.Statement,
        ["kind"] = value.Kind.Word(),
        ["basis"] = value.Basis.Word(),
        ["predicted"] = value.Predicted.ToJson(),
        ["relation"] = value.Relation,
        ["measured"] = value.Measured.ToJson(),
        ["tolerance"] = value.Tolerance,
        ["why"] = value.Why,
        ["holds"] = value.Holds,
    }.ToJsonString(Readable));
}
