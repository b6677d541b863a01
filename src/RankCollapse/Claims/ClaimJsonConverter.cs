using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace RankCollapse.Claims;

/// <summary>A claim with the names of the ledger. Reading one does not make it: it is not entered into the session's ledger.</summary>
internal sealed class ClaimJsonConverter : JsonConverter<Claim>
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override Claim Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var json = JsonNode.Parse(ref reader)?.AsObject() ?? throw new JsonException("A claim was null; it must be an object.");
        JsonNode Field(string name) => json[name] ?? throw new JsonException($"A claim has no {name}. Run the notebook again that made it.");
        string Text(string name) => Field(name).GetValue<string>();
        return new Claim(new ClaimSubject(Text("id"), Papers.WithKey(Text("paper")), Text("statement")), ClaimWords.ToKind(Text("kind")), ClaimWords.ToBasis(Text("basis")))
        {
            Predicted = Quantity.FromJson(Field("predicted")), Relation = Text("relation"), Measured = Quantity.FromJson(Field("measured")),
            Tolerance = Field("tolerance").GetValue<double>(), Why = Text("why"), Holds = Field("holds").GetValue<bool>(),
        };
    }

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
