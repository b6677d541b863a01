namespace RankCollapse.Models.Files;

/// <summary>A file that appears under its name only when it is whole.</summary>
internal static class Draft
{
    /// <summary>Writes a file under another name first.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes the contents.</param>
    public static void Write(string path, Action<Stream> write)
    {
        var draft = path + ".saving";
        try
        {
            using (var stream = File.Create(draft)) write(stream);
            File.Move(draft, path, overwrite: true);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }
}
