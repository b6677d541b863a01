using System.Globalization;

namespace Workbook.Kernel.Formatting;

/// <summary>A vector or matrix of numbers: two-dimensional arrays, and MathNet's types, which are matched by name.</summary>
/// <param name="Kind">For example <c>Matrix, 3 × 4</c>.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Columns">Number of columns.</param>
/// <param name="At">The entry at a row and a column.</param>
internal sealed record Grid(string Kind, int Rows, int Columns, Func<int, int, object?> At)
{
    private const int Shown = 12;

    /// <summary>The grid that a value is, or null.</summary>
    public static Grid? Of(object? value)
    {
        if (value is Array { Rank: 2 } array)
            return new Grid($"{TypeName.Of(array.GetType().GetElementType())}[{array.GetLength(0)}, {array.GetLength(1)}]",
                array.GetLength(0), array.GetLength(1), (i, j) => array.GetValue(i, j));
        if (value is null) return null;
        for (var type = value.GetType(); type is not null; type = type.BaseType)
        {
            if (type.Namespace != "MathNet.Numerics.LinearAlgebra") continue;
            if (type.Name == "Matrix`1") return OfMatrix(value, type);
            if (type.Name == "Vector`1") return OfVector(value, type);
        }
        return null;
    }

    private static Grid OfMatrix(object value, Type type)
    {
        int rows = Property(value, type, "RowCount"), columns = Property(value, type, "ColumnCount");
        var at = type.GetMethod("At", [typeof(int), typeof(int)])!;
        return new Grid($"Matrix, {rows} × {columns}", rows, columns, (i, j) => at.Invoke(value, [i, j]));
    }

    private static Grid OfVector(object value, Type type)
    {
        var count = Property(value, type, "Count");
        var at = type.GetMethod("At", [typeof(int)])!;
        return new Grid($"Vector, {count}", 1, count, (_, j) => at.Invoke(value, [j]));
    }

    private static int Property(object value, Type type, string name) => (int)type.GetProperty(name)!.GetValue(value)!;

    /// <summary>The rows that are shown, each with the entries that are shown; an ellipsis stands for what is left out.</summary>
    public IEnumerable<IReadOnlyList<string>> Cells()
    {
        foreach (var i in Picked(Rows))
            yield return [.. Picked(Columns).Select(j => i < 0 || j < 0 ? "…" : Entry(At(i, j)))];
    }

    /// <summary>Right-aligned columns of text.</summary>
    public string ToText()
    {
        var rows = Cells().ToList();
        if (rows.Count == 0 || rows[0].Count == 0) return "(empty)";
        var widths = Enumerable.Range(0, rows[0].Count).Select(j => rows.Max(r => r[j].Length)).ToArray();
        return string.Join("\n", rows.Select(row => string.Join("  ", row.Select((entry, j) => entry.PadLeft(widths[j])))));
    }

    private static string Entry(object? entry) => entry switch
    {
        double x => x.ToString("G6", CultureInfo.InvariantCulture),
        float x => x.ToString("G6", CultureInfo.InvariantCulture),
        IFormattable x => x.ToString(null, CultureInfo.InvariantCulture),
        _ => PlainText.Of(entry),
    };

    private static IEnumerable<int> Picked(int count) =>
        count <= Shown ? Enumerable.Range(0, count) : [.. Enumerable.Range(0, Shown - 2), -1, count - 1];
}
