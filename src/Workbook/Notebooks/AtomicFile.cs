namespace Workbook.Notebooks;

/// <summary>
/// Replaces a file in one step: the new content is written beside it, flushed to the disk and renamed over it. A reader, a full disk
/// or a killed process sees the old content or the new one, never a part.
/// </summary>
internal static class AtomicFile
{
    /// <summary>Opens the file beside the target; a test gives another one to act as a full disk.</summary>
    public delegate Stream OpenForWriting(string path);

    /// <summary>Where the new content is until it is complete. One fixed name, so that a killed run leaves at most one such file.</summary>
    public static string TemporaryPath(string path) =>
        Path.Combine(Path.GetDirectoryName(path) ?? "", "." + Path.GetFileName(path) + ".saving");

    /// <summary>Writes all bytes, or nothing.</summary>
    /// <exception cref="NotebookException">The file could not be written; it is as it was before.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content, OpenForWriting? open = null)
    {
        // Renaming over a link would cut it; what it points to is replaced instead.
        var target = Path.GetFullPath((File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName : null) ?? path);
        var temporary = TemporaryPath(target);
        var opened = false;
        try
        {
            using (var stream = (open ?? Open)(temporary))
            {
                opened = true;
                stream.Write(content);
                if (stream is FileStream file)
                    file.Flush(flushToDisk: true);
                else
                    stream.Flush();
            }
            if (!OperatingSystem.IsWindows() && File.Exists(target))
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(target));
            File.Move(temporary, target, overwrite: true);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            var left = opened && !TryDelete(temporary) ? $" '{temporary}' was left behind and may be deleted." : "";
            var state = File.Exists(target) ? "the file on the disk is unchanged" : "no file was written";
            throw new NotebookException(
                $"'{path}' could not be saved: {cause.Message.TrimEnd('.')}; {state}.{left} Free some space in '{Path.GetDirectoryName(target)}', "
                + "allow writing there, or save to another folder.", cause);
        }
    }

    private static FileStream Open(string path) => new(path, FileMode.Create, FileAccess.Write, FileShare.None);

    private static bool TryDelete(string path)
    {
        try
        {
            File.Delete(path);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
