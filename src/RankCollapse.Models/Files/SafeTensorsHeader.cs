using System.Numerics;
using System.Text.Json;
using static TorchSharp.torch;

namespace RankCollapse.Models.Files;

/// <summary>One tensor of a safetensors file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Element type.</param>
/// <param name="Shape">Length of each axis.</param>
/// <param name="Begin">Where its bytes begin, counted from the end of the header.</param>
/// <param name="End">Where they end.</param>
internal sealed record SafeTensorsEntry(string Name, ScalarType Type, long[] Shape, long Begin, long End);

/// <summary>The head of a safetensors file: its length in eight bytes, then names, types, shapes and places as JSON.</summary>
internal static class SafeTensorsHeader
{
    /// <summary>Longer heads are refused by other readers as well.</summary>
    private const long LongestHeader = 100_000_000;

    private static readonly (string Name, ScalarType Type, int Bytes)[] Types =
    [
        ("BOOL", ScalarType.Bool, 1), ("U8", ScalarType.Byte, 1), ("I8", ScalarType.Int8, 1), ("I16", ScalarType.Int16, 2), ("F16", ScalarType.Float16, 2),
        ("BF16", ScalarType.BFloat16, 2), ("I32", ScalarType.Int32, 4), ("F32", ScalarType.Float32, 4), ("I64", ScalarType.Int64, 8), ("F64", ScalarType.Float64, 8),
        ("C64", ScalarType.ComplexFloat32, 8),
    ];

    public static string NameOf(ScalarType type, string tensor) => Types.FirstOrDefault(t => t.Type == type).Name
        ?? throw new NotSupportedException($"{tensor} holds {type} elements, which safetensors files have no name for. They hold: {string.Join(", ", Types.Select(t => t.Type))}.");

    public static int BytesOf(ScalarType type) => Types.First(t => t.Type == type).Bytes;

    /// <summary>Reads and checks the head; the stream then stands at the first tensor's bytes.</summary>
    /// <exception cref="InvalidDataException">The head is not one, or does not fit the file.</exception>
    public static (List<SafeTensorsEntry> Entries, Dictionary<string, string> Metadata) Read(Stream stream, string path)
    {
        Span<byte> word = stackalloc byte[8];
        if (stream.ReadAtLeast(word, 8, throwOnEndOfStream: false) < 8) throw Wrong(path, $"the length of the header was expected in 8 bytes, and the file has {stream.Length}");
        var length = BitConverter.ToUInt64(word);
        if (length > (ulong)(stream.Length - 8)) throw Wrong(path, $"the header should take {length} bytes, and {stream.Length - 8} follow: the file is truncated, or of another kind");
        if (length > LongestHeader) throw Wrong(path, $"the header takes {length} bytes; at most {LongestHeader} are allowed");
        var text = new byte[length];
        stream.ReadExactly(text);
        var entries = new List<SafeTensorsEntry>();
        var metadata = new Dictionary<string, string>();
        try
        {
            using var json = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
            foreach (var item in json.RootElement.EnumerateObject())
            {
                if (item.Name != "__metadata__") entries.Add(Entry(item, path));
                else foreach (var note in item.Value.EnumerateObject()) metadata[note.Name] = note.Value.GetString() ?? "";
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new InvalidDataException($"{path}: the header of a safetensors file was expected, and its JSON is wrong: {e.Message}", e);
        }
        CheckPlaces(entries, stream.Length - 8 - (long)length, path);
        return (entries, metadata);
    }

    public static byte[] Write(IReadOnlyList<SafeTensorsEntry> entries, IReadOnlyDictionary<string, string> metadata)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (metadata.Count > 0)
            {
                json.WriteStartObject("__metadata__");
                foreach (var (key, value) in metadata) json.WriteString(key, value);
                json.WriteEndObject();
            }
            foreach (var entry in entries)
            {
                json.WriteStartObject(entry.Name);
                json.WriteString("dtype", NameOf(entry.Type, entry.Name));
                json.WriteStartArray("shape");
                foreach (var axis in entry.Shape) json.WriteNumberValue(axis);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(entry.Begin);
                json.WriteNumberValue(entry.End);
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        // Spaces up to a multiple of eight: a reader that maps the file finds its numbers aligned.
        while (buffer.Length % 8 != 0) buffer.WriteByte((byte)' ');
        return [.. BitConverter.GetBytes(buffer.Length), .. buffer.ToArray()];
    }

    private static SafeTensorsEntry Entry(JsonProperty item, string path)
    {
        var named = item.Value.GetProperty("dtype").GetString();
        var (name, type, bytes) = Types.FirstOrDefault(t => t.Name == named);
        if (name is null) throw Wrong(path, $"the tensor {item.Name} has the type {named}; known are {string.Join(", ", Types.Select(t => t.Name))}");
        long[] shape = [.. item.Value.GetProperty("shape").EnumerateArray().Select(v => v.GetInt64())];
        long[] place = [.. item.Value.GetProperty("data_offsets").EnumerateArray().Select(v => v.GetInt64())];
        if (place.Length != 2) throw Wrong(path, $"the tensor {item.Name} has {place.Length} data_offsets; 2 were expected");
        if (shape.Any(axis => axis < 0)) throw Wrong(path, $"the tensor {item.Name} has the shape [{string.Join(", ", shape)}]");
        var size = shape.Aggregate((BigInteger)bytes, (product, axis) => product * axis);
        if (size != (BigInteger)place[1] - place[0])
            throw Wrong(path, $"the tensor {item.Name} of type {named} and shape [{string.Join(", ", shape)}] takes {size} bytes, and its offsets {place[0]} to {place[1]} give it {(BigInteger)place[1] - place[0]}");
        return new SafeTensorsEntry(item.Name, type, shape, place[0], place[1]);
    }

    /// <summary>The tensors lie one behind the other and fill the file: anything else is damage, or a trick.</summary>
    private static void CheckPlaces(List<SafeTensorsEntry> entries, long available, string path)
    {
        entries.Sort((a, b) => (a.Begin, a.End).CompareTo((b.Begin, b.End)));
        var (end, last) = (0L, "the header");
        foreach (var entry in entries)
        {
            if (entry.Begin < end) throw Wrong(path, $"the tensor {entry.Name} begins at byte {entry.Begin}, and {last} ends at {end}: they overlap");
            if (entry.Begin > end) throw Wrong(path, $"the tensor {entry.Name} begins at byte {entry.Begin}, and {last} ends at {end}: bytes between them belong to no tensor");
            (end, last) = (entry.End, entry.Name);
        }
        if (end > available) throw Wrong(path, $"the tensors take {end} bytes, and {available} follow the header: the file is truncated");
        if (end < available) throw Wrong(path, $"the tensors take {end} bytes, and {available} follow the header: {available - end} belong to no tensor");
    }

    private static InvalidDataException Wrong(string path, string what) => new($"{path} is not a whole safetensors file: {what}.");
}
