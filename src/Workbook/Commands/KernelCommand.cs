using System.CommandLine;
using Workbook.Jupyter;
using Workbook.Kernel;

namespace Workbook.Commands;

/// <summary><c>kernel</c>: the C# kernel on its own, and its place in Jupyter.</summary>
internal static class KernelCommand
{
    /// <summary>The command with its parts.</summary>
    public static Command Create()
    {
        var connection = new Option<string?>("--connection")
        {
            HelpName = "FILE", Description = "Serve Jupyter's sockets as this connection file says, instead of standard input and output.",
        };
        var start = new Command("start", "Serve cells over standard input and output: Jupyter's messages, one JSON object a line.") { connection };
        start.SetAction(given =>
        {
            if (given.GetValue(connection) is { } file) ZmqServer.Run(Environment.CurrentDirectory, file);
            else LineServer.Run(Environment.CurrentDirectory);
        });
        return new Command("kernel", "The C# kernel: start it, or make it known to Jupyter.") { start, KernelSpecCommands.Install(), KernelSpecCommands.Uninstall() };
    }
}
