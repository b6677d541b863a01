using System.CommandLine;
using Workbook.Kernel;

namespace Workbook.Commands;

/// <summary><c>kernel</c>: the C# kernel on its own.</summary>
internal static class KernelCommand
{
    /// <summary>The command with its parts.</summary>
    public static Command Create()
    {
        var start = new Command("start", "Serve cells over standard input and output: Jupyter's messages, one JSON object a line.");
        start.SetAction(_ => LineServer.Run(Environment.CurrentDirectory));
        return new Command("kernel", "The C# kernel on its own.") { start };
    }
}
