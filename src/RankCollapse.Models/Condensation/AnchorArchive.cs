using System.Text.Json;
using System.Text.Json.Serialization;
using RankCollapse.Models.Data;
using RankCollapse.Models.Training;

namespace RankCollapse.Models.Condensation;

/// <summary>Anchor trainings that were run beforehand, for sliders that move without training: <c>data/condensation/anchor-runs.json</c>.</summary>
public static class AnchorArchive
{
    private const string File = "data/condensation/anchor-runs.json";

    private static readonly JsonSerializerOptions Compact = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals, Converters = { new ShortNumbers() },
    };

    /// <summary>The settings that the archive holds: Adam's epsilon at one scale of weights, and the scale at one epsilon, each with three seeds.</summary>
    public static IReadOnlyList<AnchorTraining> Settings { get; } =
    [
        .. from seed in new ulong[] { 0, 1, 2 }
           from setting in new (double Epsilon, double Exponent)[] { (1e-8, 1.2), (1e-7, 1.2), (1e-6, 1.2), (1e-5, 1.2), (1e-4, 1.2), (1e-5, 0.5), (1e-5, 0.7), (1e-5, 0.85), (1e-5, 1) }
           select new AnchorTraining { Epsilon = setting.Epsilon, Exponent = setting.Exponent, Seed = seed, RecordEvery = 10 },
    ];

    /// <summary>One stored run.</summary>
    /// <param name="Epsilon">Adam's epsilon.</param>
    /// <param name="Exponent">γ of the initial weights.</param>
    /// <param name="Seed">Seed.</param>
    /// <param name="Log">What was recorded, to four digits, every 20 steps.</param>
    public sealed record Run(double Epsilon, double Exponent, ulong Seed, ProbeLog Log);

    /// <summary>Reads the stored runs.</summary>
    /// <returns>As many as <see cref="Settings"/>.</returns>
    /// <exception cref="FileNotFoundException">The file is not there.</exception>
    public static IReadOnlyList<Run> Read() =>
        JsonSerializer.Deserialize<Run[]>(System.IO.File.ReadAllText(DataFiles.InRepository(File)), Compact) ?? [];

    /// <summary>Trains all settings anew and writes the file: minutes.</summary>
    /// <param name="progress">Is told ten times a second.</param>
    /// <param name="cancellation">Ends it after a step.</param>
    /// <returns>The runs.</returns>
    public static IReadOnlyList<Run> Make(IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        Run[] runs = [.. Settings.Select(s => new Run(s.Epsilon, s.Exponent, s.Seed, Thinned(s.Run(progress, cancellation).Log)))];
        System.IO.File.WriteAllText(DataFiles.InRepository(File), JsonSerializer.Serialize(runs, Compact).Replace("{\"Epsilon\"", "\n{\"Epsilon\"") + "\n");
        return runs;
    }

    private static ProbeLog Thinned(ProbeLog log)
    {
        T[] Half<T>(T[] all) => [.. all.Where((_, k) => log.Steps[k] % 20 == 0 || log.Steps[k] == 50)];
        return new(Half(log.Steps), Half(log.Losses), [.. log.Matrices.Select(m => new MatrixCurve(m.Matrix, Half(m.EffectiveRank), Half(m.RowCosine), Half(m.Change)))]);
    }

    /// <summary>Four significant digits: enough for a figure, and a third of the bytes.</summary>
    private sealed class ShortNumbers : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Null ? double.NaN : reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value)) writer.WriteRawValue(value.ToString("G4", System.Globalization.CultureInfo.InvariantCulture));
            else writer.WriteNullValue();
        }
    }
}
