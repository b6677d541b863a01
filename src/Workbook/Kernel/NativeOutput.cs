using System.Runtime.InteropServices;
using System.Text;

namespace Workbook.Kernel;

/// <summary>Keeps standard output for the protocol, and gives what native code and child processes print there to the running cell.</summary>
/// <remarks>On systems other than Linux and macOS native output is not redirected: it would disturb the protocol there.</remarks>
internal static partial class NativeOutput
{
    private const int StandardOutput = 1;

    /// <summary>Moves standard output out of everybody's way.</summary>
    /// <returns>The stream that reaches the parent process.</returns>
    public static Stream Claim()
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS()) return Console.OpenStandardOutput();
        var ends = new int[2];
        var kept = Duplicate(StandardOutput);
        if (kept < 0 || Pipe(ends) != 0 || DuplicateTo(ends[1], StandardOutput) < 0) return Console.OpenStandardOutput();

        var native = new FileStream(new Microsoft.Win32.SafeHandles.SafeFileHandle(ends[0], ownsHandle: true), FileAccess.Read);
        new Thread(() => Forward(native)) { IsBackground = true, Name = "native output" }.Start();
        return new FileStream(new Microsoft.Win32.SafeHandles.SafeFileHandle(kept, ownsHandle: true), FileAccess.Write, bufferSize: 0);
    }

    /// <summary>Makes C libraries hand over what they hold back when standard output is not a terminal.</summary>
    public static void Flush()
    {
        if (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS()) FlushAll(0);
    }

    private static void Forward(Stream native)
    {
        var bytes = new byte[8192];
        var characters = new char[8192];
        var decoder = Encoding.UTF8.GetDecoder();
        int read;
        while ((read = native.Read(bytes)) > 0)
        {
            var count = decoder.GetChars(bytes, 0, read, characters, 0);
            CellOutput.Current?.Write("stdout", characters.AsSpan(0, count));
        }
    }

    [LibraryImport("libc", EntryPoint = "dup")]
    private static partial int Duplicate(int descriptor);

    [LibraryImport("libc", EntryPoint = "dup2")]
    private static partial int DuplicateTo(int from, int to);

    [LibraryImport("libc", EntryPoint = "pipe")]
    private static partial int Pipe([Out] int[] ends);

    [LibraryImport("libc", EntryPoint = "fflush")]
    private static partial int FlushAll(nint stream);
}
