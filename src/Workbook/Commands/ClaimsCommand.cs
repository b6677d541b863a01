using System.CommandLine;
using System.Text;
using Workbook.Running;

namespace Workbook.Commands;

/// <summary><c>claims</c>: prints the ledger of the last run.</summary>
internal static class ClaimsCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "As JSON: {\"claims\": […]}, each claim with its notebook and cell." };
        var output = new Option<string?>("--out") { HelpName = "DIR", Description = "The output folder of the run; artifacts/run by default." };
        var command = new Command("claims", "Print the ledger of the last run.") { json, output };
        command.SetAction(given =>
        {
            var claims = ClaimReport.Read(Path.GetFullPath(given.GetValue(output) ?? Repository.Find().RunOutput));
            if (given.GetValue(json)) Console.Write(Encoding.UTF8.GetString(ClaimReport.Json(claims)));
            else Console.WriteLine(ClaimReport.Table(claims));
            return claims.All(c => c.Holds) ? ExitCode.Success : ExitCode.Failure;
        });
        return command;
    }
}
