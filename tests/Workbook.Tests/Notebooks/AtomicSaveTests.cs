using Workbook.Notebooks;

namespace Workbook.Tests.Notebooks;

public sealed class AtomicSaveTests : IDisposable
{
    private readonly Sample.Folder folder = new();
    private readonly NotebookDocument changed = NotebookDocument.Parse(Sample.Canonical, "a.ipynb");
    private readonly string path;

    public AtomicSaveTests()
    {
        path = folder.File("a.ipynb");
        File.WriteAllText(path, Sample.Canonical);
        changed.ClearOutputs();
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_full_disk_leaves_the_original_and_no_other_file()
    {
        var error = Assert.Throws<NotebookException>(() => changed.Save(path, temporary => new FullDisk(temporary, room: 100)));
        Assert.Equal($"'{path}' could not be saved: No space left on device; the file on the disk is unchanged. "
            + $"Free some space in '{folder.Path}', allow writing there, or save to another folder.", error.Message);
        Assert.Equal(Sample.Canonical, File.ReadAllText(path));
        Assert.Equal(["a.ipynb"], folder.Names);
    }

    [Fact]
    public void A_full_disk_with_no_original_leaves_nothing()
    {
        var error = Assert.Throws<NotebookException>(() => changed.Save(folder.File("new.ipynb"), temporary => new FullDisk(temporary, room: 0)));
        Assert.Contains("; no file was written. ", error.Message, StringComparison.Ordinal);
        Assert.Equal(["a.ipynb"], folder.Names);
    }

    [Fact]
    public void A_folder_that_may_not_be_written_is_reported_and_nothing_is_deleted()
    {
        var error = Assert.Throws<NotebookException>(() => changed.Save(path, temporary =>
            throw new UnauthorizedAccessException($"Access to the path '{temporary}' is denied.")));
        Assert.Contains("is denied; the file on the disk is unchanged. ", error.Message, StringComparison.Ordinal);
        Assert.Equal(Sample.Canonical, File.ReadAllText(path));
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_reported()
    {
        var error = Assert.Throws<NotebookException>(() => changed.Save(folder.File("no/such.ipynb")));
        Assert.Contains("could not be saved: Could not find a part of the path", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void While_the_new_content_is_written_and_after_a_kill_the_original_is_whole()
    {
        var seen = new List<string>();
        // What is on the disk at each piece written is what a kill at that moment would leave.
        changed.Save(path, temporary => new Watched(temporary, () => seen.Add(File.ReadAllText(path))));
        Assert.True(seen.Count > 3, $"{seen.Count} pieces");
        Assert.All(seen, content => Assert.Equal(Sample.Canonical, content));
        Assert.Equal(changed.ToJson(), File.ReadAllText(path));
    }

    [Fact]
    public void What_a_killed_run_left_behind_does_not_hinder_the_next_save()
    {
        File.WriteAllText(AtomicFile.TemporaryPath(path), new string('x', 1_000_000));
        changed.Save(path);
        Assert.Equal(changed.ToJson(), File.ReadAllText(path));
        Assert.Equal(["a.ipynb"], folder.Names);
    }

    [Fact]
    public void The_temporary_file_is_in_the_same_folder_because_a_rename_cannot_leave_a_disk() =>
        Assert.Equal(folder.Path, Path.GetDirectoryName(AtomicFile.TemporaryPath(path)));

    [Fact]
    public void A_link_stays_a_link_and_its_target_is_replaced()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need special rights on Windows");
        File.CreateSymbolicLink(folder.File("link.ipynb"), path);
        changed.Save(folder.File("link.ipynb"));
        Assert.Equal(path, new FileInfo(folder.File("link.ipynb")).LinkTarget);
        Assert.Equal(changed.ToJson(), File.ReadAllText(path));
    }

    [Fact]
    public void The_permissions_of_the_file_are_kept()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no permission bits");
        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, mode);
        changed.Save(path);
        Assert.Equal(mode, OperatingSystem.IsWindows() ? mode : File.GetUnixFileMode(path));
    }

    /// <summary>Takes some bytes and then fails as a full disk does.</summary>
    private sealed class FullDisk(string path, int room) : FileStream(path, FileMode.Create)
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            base.Write(buffer[..Math.Min(room, buffer.Length)]);
            throw new IOException("No space left on device");
        }
    }

    /// <summary>Writes in small pieces and looks around before each.</summary>
    private sealed class Watched(string path, Action look) : FileStream(path, FileMode.Create)
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            foreach (var piece in buffer.ToArray().Chunk(200))
            {
                look();
                base.Write(piece);
                Flush();
            }
            look();
        }
    }
}
