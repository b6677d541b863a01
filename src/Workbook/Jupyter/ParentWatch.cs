using System.Globalization;
using System.Runtime.InteropServices;

namespace Workbook.Jupyter;

/// <summary>Ends the kernel when the front end that started it has died without a word.</summary>
internal static partial class ParentWatch
{
    /// <summary>Set by Jupyter to its own process id for kernels that must not outlive it.</summary>
    private const string Variable = "JPY_PARENT_PID";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Starts watching, where the front end asks for it.</summary>
    /// <param name="orphaned">Called once when the parent is gone.</param>
    public static void Start(Action orphaned)
    {
        if (OperatingSystem.IsWindows()) return;
        var parent = ParentId();
        if (Environment.GetEnvironmentVariable(Variable) != parent.ToString(CultureInfo.InvariantCulture)) return;
        new Thread(() =>
        {
            while (ParentId() == parent) Thread.Sleep(Interval);
            orphaned();
        }) { IsBackground = true, Name = "parent watch" }.Start();
    }

    [LibraryImport("libc", EntryPoint = "getppid")]
    private static partial int ParentId();
}
