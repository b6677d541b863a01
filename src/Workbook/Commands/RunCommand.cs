using System.CommandLine;
using Workbook.Notebooks.Parameters;
using Workbook.Running;

namespace Workbook.Commands;

/// <summary><c>run</c>: executes notebooks headless and prints the ledger.</summary>
internal static class RunCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var notebooks = new Argument<string[]>("NOTEBOOK") { Arity = ArgumentArity.ZeroOrMore, Description = "Paths, names or leading numbers of notebooks; none for all." };
        var parameters = new Option<string[]>("-p", "--parameter") { HelpName = "NAME=VALUE", Description = "Set a parameter (a C# literal) after the cell tagged `parameters`; repeatable." };
        var quick = new Option<bool>("--quick") { Description = "Use each notebook's `quick` preset." };
        var save = new Option<bool>("--save") { Description = "Write outputs back into the notebooks, with static pictures of the figures." };
        var jobs = new Option<int>("--jobs") { HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount, Description = "How many notebooks run at once; as many as there are cores by default." };
        var timeout = new Option<double>("--timeout") { HelpName = "SECONDS", DefaultValueFactory = _ => 600, Description = "How long one cell may take." };
        var device = new Option<string>("--device") { HelpName = "auto|cpu|cuda", DefaultValueFactory = _ => "auto", Description = "Where tensors live." };
        var output = new Option<string?>("--out") { HelpName = "DIR", Description = "Where executed copies, claims.json and summary.json go; artifacts/run by default." };
        device.AcceptOnlyFromAmong("auto", "cpu", "cuda");
        notebooks.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(t => t.Value.StartsWith('-')) is { } unknown) result.AddError($"There is no option '{unknown.Value}'.");
        });
        jobs.Validators.Add(result => Require(result, jobs, n => n >= 1, "a whole number of at least 1"));
        timeout.Validators.Add(result => Require(result, timeout, s => s > 0 && s <= 86_400, "a number of seconds above 0 and up to 86400"));

        var command = new Command("run", "Execute notebooks, draw their figures, check their claims and print the ledger.")
        {
            notebooks, parameters, quick, save, jobs, timeout, device, output,
        };
        command.SetAction((given, cancellation) =>
        {
            var repository = Repository.Find();
            return Run(new RunOptions
            {
                Notebooks = NotebookSelection.Resolve(given.GetValue(notebooks) ?? [], repository.Notebooks),
                Parameters = [.. (given.GetValue(parameters) ?? []).Select(ParameterAssignment.Parse)],
                Quick = given.GetValue(quick), Save = given.GetValue(save), Jobs = given.GetValue(jobs),
                CellLimit = TimeSpan.FromSeconds(given.GetValue(timeout)), Device = given.GetValue(device)!,
                Output = Path.GetFullPath(given.GetValue(output) ?? repository.RunOutput),
            }, cancellation);
        });
        return command;
    }

    private static void Require<T>(System.CommandLine.Parsing.OptionResult result, Option<T> option, Func<T, bool> isAllowed, string allowed)
    {
        if (result.Errors.Any() || result.Tokens.Count == 0) return;
        if (!isAllowed(result.GetValue(option)!)) result.AddError($"{option.Name} was {result.Tokens[0].Value}; it must be {allowed}.");
    }

    private static async Task<int> Run(RunOptions options, CancellationToken cancellation)
    {
        var results = Console.IsErrorRedirected
            ? await Runner.Run(options, new PlainProgress(TextWriter.Synchronized(Console.Error)), cancellation)
            : await TerminalProgress.Show(Console.Error, progress => Runner.Run(options, progress, cancellation));
        Console.WriteLine(ClaimReport.Table([.. results.SelectMany(r => r.Claims)]));
        foreach (var result in results.Where(r => r.Failures.Count > 0))
            Console.WriteLine($"\n{result.Name} failed{(result.Copy is { } copy ? $" (executed copy: {copy})" : "")}:\n{string.Join("\n", result.Failures)}");
        return results.All(r => r.Passed) ? ExitCode.Success : ExitCode.Failure;
    }
}
