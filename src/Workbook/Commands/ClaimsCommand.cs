using System.CommandLine;
using System.Text;
using Workbook.Notebooks;
using Workbook.Notebooks.Parameters;
using Workbook.Running;

namespace Workbook.Commands;

/// <summary><c>claims</c>: prints the ledger of the last run, or a part of it.</summary>
internal static class ClaimsCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "As JSON: {\"claims\": […]}, each claim with its notebook and cell; docs/claims.schema.json says what is in it." };
        var output = new Option<string?>("--out") { HelpName = "DIR", Description = "The output folder of the run; artifacts/run by default." };
        var failed = new Option<bool>("--failed") { Description = "Only claims that do not hold." };
        (string Field, Option<string?> Option)[] filters =
        [
            .. from filter in ((string Field, string Example)[])[("paper", "wu2024"), ("kind", "erratum"), ("basis", "derived here"), ("notebook", "04-the-lambda-skip-guarantee")]
               select (filter.Field, new Option<string?>($"--{filter.Field}") { HelpName = filter.Field.ToUpperInvariant(), Description = $"Only claims of this {filter.Field}, as in \"{filter.Example}\"." }),
        ];
        var command = new Command("claims", "Print the ledger of the last run.") { json, output, failed };
        foreach (var (_, option) in filters) command.Add(option);
        command.SetAction(given =>
        {
            var claims = ClaimReport.Read(Path.GetFullPath(given.GetValue(output) ?? Repository.Find().RunOutput));
            foreach (var (field, option) in filters)
            {
                if (given.GetValue(option) is { } wanted) claims = Chosen(claims, field, wanted);
            }
            if (given.GetValue(failed)) claims = [.. claims.Where(c => !c.Holds)];
            if (given.GetValue(json)) Console.Write(Encoding.UTF8.GetString(ClaimReport.Json(claims)));
            else Console.WriteLine(ClaimReport.Table(claims));
            return claims.All(c => c.Holds) ? ExitCode.Success : ExitCode.Failure;
        });
        return command;
    }

    private static IReadOnlyList<ClaimEntry> Chosen(IReadOnlyList<ClaimEntry> claims, string field, string wanted)
    {
        var known = claims.Select(c => c.Field(field)).Distinct().ToArray();
        if (!known.Contains(wanted))
            throw new NotebookException($"No claim has the {field} '{wanted}'. {(NearestNames.Of(wanted, known) is { Count: > 0 } near ? $"The nearest are: {string.Join(", ", near)}." : $"There are: {string.Join(", ", known)}.")}");
        return [.. claims.Where(c => c.Field(field) == wanted)];
    }
}
