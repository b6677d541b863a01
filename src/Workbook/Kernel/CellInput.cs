namespace Workbook.Kernel;

/// <summary>Console input of cells: a question to the person at the front end, or a refusal where nobody sits there.</summary>
/// <remarks>A front end has no end of input, so that reading to the end is one answer.</remarks>
internal sealed class CellInput : TextReader
{
    private readonly Lock gate = new();
    private string line = "";
    private int position;

    /// <inheritdoc/>
    public override string ReadLine()
    {
        lock (gate)
        {
            if (position >= line.Length) return Ask();
            var rest = line[position..].TrimEnd('\n');
            position = line.Length;
            return rest;
        }
    }

    /// <inheritdoc/>
    public override int Read()
    {
        lock (gate)
        {
            Fill();
            return line[position++];
        }
    }

    /// <inheritdoc/>
    public override int Peek()
    {
        lock (gate) return position < line.Length ? line[position] : -1;
    }

    /// <inheritdoc/>
    public override int Read(char[] buffer, int index, int count)
    {
        lock (gate)
        {
            if (count == 0) return 0;
            Fill();
            var read = Math.Min(count, line.Length - position);
            line.CopyTo(position, buffer, index, read);
            position += read;
            return read;
        }
    }

    /// <inheritdoc/>
    public override string ReadToEnd() => ReadLine() + "\n";

    private void Fill()
    {
        if (position < line.Length) return;
        line = Ask() + "\n";
        position = 0;
    }

    private static string Ask()
    {
        if (CellOutput.Current is not { Ask: { } ask } output)
            throw new InvalidOperationException(
                "The cell reads from the console, but this front end has nobody to answer. Put the value into the cell tagged `parameters`.");
        // The question that the cell has written must be on the screen before the field is.
        output.Flush();
        return ask("", output.Cancellation);
    }
}
