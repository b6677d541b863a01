using System.CommandLine;
using Workbook.Commands;
using Workbook.Notebooks;
using Workbook.Notebooks.Parameters;

var root = new RootCommand("The RankCollapse workbook: run notebooks, read the ledger, serve the kernel.")
{
    RunCommand.Create(), ClaimsCommand.Create(), KernelCommand.Create(), VscodeCommand.Create(), DeveloperCommands.Test(), DeveloperCommands.Bench(),
};

if (args is [{ Length: > 0 } first, ..] && first[0] != '-' && root.Subcommands.All(c => c.Name != first))
{
    var near = NearestNames.Of(first, root.Subcommands.Select(c => c.Name));
    Console.Error.WriteLine($"There is no command '{first}'. " + (near.Count > 0
        ? $"The nearest: {string.Join(", ", near)}."
        : $"The commands are: {string.Join(", ", root.Subcommands.Select(c => c.Name))}."));
    return ExitCode.Usage;
}

var parsed = root.Parse(args.Length == 0 ? ["--help"] : args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors) Console.Error.WriteLine(error.Message);
    Console.Error.WriteLine($"See: ./workbook {parsed.CommandResult.Command.Name} --help");
    return ExitCode.Usage;
}

try
{
    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (NotebookException e)
{
    Console.Error.WriteLine(e.Message);
    return ExitCode.Usage;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Stopped.");
    return 130;
}
