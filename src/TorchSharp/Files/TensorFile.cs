namespace TorchSharp.Files;

/// <summary>Files as wholes: a reader never finds one half written, and an error names the file.</summary>
internal static class TensorFile
{
    public static void Write(string location, Action<BinaryWriter> write)
    {
        var draft = location + ".new";
        using (var writer = new BinaryWriter(File.Create(draft))) write(writer);
        File.Move(draft, location, overwrite: true);
    }

    public static T Read<T>(string location, Func<BinaryReader, T> read)
    {
        using var reader = new BinaryReader(File.OpenRead(location));
        try
        {
            return read(reader);
        }
        catch (EndOfStreamException e)
        {
            throw new EndOfStreamException($"{location}: {e.Message}", e);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{location}: {e.Message}", e);
        }
    }
}
