using System.CommandLine;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Workbook.Running;

namespace Workbook.Commands;

/// <summary><c>test</c> and <c>bench</c>: what people who change the code run.</summary>
internal static partial class DeveloperCommands
{
    /// <summary><c>test</c>: all tests; the last line is <c>N passed, N failed</c>.</summary>
    public static Command Test()
    {
        var command = new Command("test", "Run all tests; the last line says how many passed and failed.");
        command.SetAction(async (_, cancellation) =>
        {
            var (passed, failed, skipped) = (0, 0, 0);
            var exit = await Dotnet(["test", "--solution", Path.Combine(Repository.Find().Root, "RankCollapse.sln"), "-c", "Release"], line =>
            {
                Console.WriteLine(line);
                if (Summary().Match(line) is not { Success: true } count) return;
                var n = int.Parse(count.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture);
                switch (count.Groups[1].Value)
                {
                    case "succeeded": passed = n; break;
                    case "failed": failed = n; break;
                    case "skipped": skipped = n; break;
                }
            }, cancellation);
            Console.WriteLine($"{passed} passed, {failed} failed{(skipped > 0 ? $", {skipped} skipped" : "")}");
            return exit == 0 && failed == 0 && passed > 0 ? ExitCode.Success : ExitCode.Failure;
        });
        return command;
    }

    /// <summary><c>bench</c>: benchmarks, each beside its reference.</summary>
    public static Command Bench()
    {
        var name = new Argument<string?>("NAME") { Arity = ArgumentArity.ZeroOrOne, Description = "One benchmark; all when left out." };
        var quick = new Option<bool>("--quick") { Description = "Fewer rounds: below three minutes for all." };
        var command = new Command("bench", "Run benchmarks, each beside its reference, and print one table; all of them also write it to docs/benchmarks.md.") { name, quick };
        command.SetAction(async (given, cancellation) =>
        {
            var project = Path.Combine(Repository.Find().Root, "tests", "Benchmarks");
            string[] chosen = [.. given.GetValue(name) is { } one ? [one] : Array.Empty<string>(), .. given.GetValue(quick) ? ["--quick"] : Array.Empty<string>()];
            return await Dotnet(["run", "-c", "Release", "--project", project, "--", .. chosen], Console.WriteLine, cancellation);
        });
        return command;
    }

    private static async Task<int> Dotnet(string[] arguments, Action<string> output, CancellationToken cancellation)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, UseShellExecute = false })
            ?? throw new InvalidOperationException("The dotnet command could not be started.");
        try
        {
            while (await process.StandardOutput.ReadLineAsync(cancellation) is { } line) output(line);
            await process.WaitForExitAsync(cancellation);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    [GeneratedRegex(@"^\s+(succeeded|failed|skipped): (\d+)\s*$")]
    private static partial Regex Summary();
}
