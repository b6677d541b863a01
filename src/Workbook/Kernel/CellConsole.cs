using System.Text;

namespace Workbook.Kernel;

/// <summary>Console output that goes to the cell that wrote it, also from tasks, threads and timers the cell started.</summary>
internal sealed class CellConsole(string stream) : TextWriter
{
    /// <inheritdoc/>
    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>Puts cell consoles in the place of the process's.</summary>
    public static void Install()
    {
        Console.SetOut(new CellConsole("stdout"));
        Console.SetError(new CellConsole("stderr"));
        Console.SetIn(new CellInput());
    }

    /// <inheritdoc/>
    public override void Write(char value) => CellOutput.Current?.Write(stream, [value]);

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => CellOutput.Current?.Write(stream, buffer.AsSpan(index, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer) => CellOutput.Current?.Write(stream, buffer);

    /// <inheritdoc/>
    public override void Write(string? value) => CellOutput.Current?.Write(stream, value);

    /// <inheritdoc/>
    public override void WriteLine(string? value) => CellOutput.Current?.Write(stream, value + NewLine);

    /// <inheritdoc/>
    public override void Flush() => CellOutput.Current?.Flush();
}
