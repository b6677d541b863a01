using System.Runtime.InteropServices;
using Workbook.Notebooks;

namespace Workbook.Jupyter;

/// <summary>A pipe by which any thread wakes the one that waits for sockets, which only that thread may touch.</summary>
internal sealed partial class WakeUp
{
    private readonly int[] ends = new int[2];

    public WakeUp()
    {
        if (Pipe(ends) != 0) throw new NotebookException("No pipe could be opened: this process has too many open files. Raise the limit (ulimit -n).");
    }

    /// <summary>The descriptor that can be read after <see cref="Wake"/>.</summary>
    public int Descriptor => ends[0];

    /// <summary>Wakes the thread that waits.</summary>
    public void Wake()
    {
        // One byte at a time into a pipe that holds thousands; a signal is the only reason to fail.
        while (Write(ends[1], [1], 1) < 0 && Marshal.GetLastPInvokeError() == LibZmq.Interrupted) { }
    }

    /// <summary>Takes the wake-ups so far; to be called only when <see cref="Descriptor"/> can be read.</summary>
    public void Clear()
    {
        var bytes = new byte[256];
        while (Read(ends[0], bytes, (nuint)bytes.Length) < 0 && Marshal.GetLastPInvokeError() == LibZmq.Interrupted) { }
    }

    [LibraryImport("libc", EntryPoint = "pipe", SetLastError = true)]
    private static partial int Pipe([Out] int[] ends);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(int descriptor, ReadOnlySpan<byte> bytes, nuint count);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint Read(int descriptor, Span<byte> bytes, nuint count);
}
