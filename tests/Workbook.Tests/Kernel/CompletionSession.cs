using Workbook.Kernel;
using Workbook.Kernel.Completion;

namespace Workbook.Tests.Kernel;

/// <summary>A session in this process with a few cells run, for questions about the next cell.</summary>
public sealed class CompletionSession : IDisposable
{
    private const string Cells = """
        /// <summary>A place in the plane.</summary>
        /// <param name="Across">To the right.</param>
        /// <param name="Up">Upwards.</param>
        record Place(double Across, double Up) { public int Weight { get; init; } public static Place Origin => new(0, 0); }
        class Settings { public int Depth { get; set; } public double StepSize { get; set; } public readonly int Fixed; public Settings? Next { get; set; } }
        /// <summary>How far two places are apart.</summary>
        /// <param name="from">Where to start.</param>
        /// <param name="to">Where to end.</param>
        /// <returns>A length of at least 0.</returns>
        /// <exception cref="ArgumentException">A coordinate is not finite.</exception>
        /// <source paper="pythagoras" item="theorem">For shape [2] only, as in <see cref="Math.Sqrt"/>.</source>
        double DistanceBetween(Place from, Place to) => Math.Sqrt(Math.Pow(from.Across - to.Across, 2) + Math.Pow(from.Up - to.Up, 2));
        var places = new List<Place> { new(1, 2), new(3, 4) };
        var settings = new Settings();
        enum Norm { Frobenius, Spectral }
        static int Twice(this int number) => 2 * number;
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("completion-test-").FullName;

    public CompletionSession()
    {
        File.WriteAllText(Path.Combine(folder, "Library.dll"), "");
        Session = new CellSession(folder);
        foreach (var cell in new[] { Cells, "using System.Numerics;", "var later = 5; string? word = null; double[] numbers = [1, 2];" })
            Assert.Null(Session.Execute(new CellRequest(cell), _ => { }).GetAwaiter().GetResult()?.Message);
    }

    internal CellSession Session { get; }

    /// <summary>Completes at the bar in a text.</summary>
    internal Completions At(string marked) => Session.Complete(marked.Replace("|", "", StringComparison.Ordinal), marked.IndexOf('|', StringComparison.Ordinal));

    internal Inspection? Look(string marked, int detail = 0) =>
        Session.Inspect(marked.Replace("|", "", StringComparison.Ordinal), marked.IndexOf('|', StringComparison.Ordinal), detail);

    public void Dispose()
    {
        Session.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
