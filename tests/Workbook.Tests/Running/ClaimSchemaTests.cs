using System.Diagnostics;

namespace Workbook.Tests.Running;

/// <summary>The ledger as JSON against its schema, judged by an implementation that nobody here wrote: Debian's python3-jsonschema.</summary>
public sealed class ClaimSchemaTests : IDisposable
{
    private const string Python = "/usr/bin/python3";

    private const string Script = "import sys, json, jsonschema\njsonschema.Draft202012Validator(json.load(open(sys.argv[1]))).validate(json.load(open(sys.argv[2])))";

    private readonly RunFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("\"predicted\":[0,1],\"relation\":\"between\",\"measured\":0.5", true)]
    [InlineData("\"predicted\":true,\"relation\":\"equal to\",\"measured\":\"NaN\"", true)]
    [InlineData("\"predicted\":1,\"relation\":\"about\",\"measured\":1", false)]
    [InlineData("\"predicted\":[0,1,2],\"relation\":\"between\",\"measured\":1", false)]
    public void What_the_program_writes_is_what_the_schema_says(string comparison, bool isValid)
    {
        Assert.SkipUnless(File.Exists(Python) && Judge("import jsonschema").Code == 0, "python3-jsonschema is not installed (apt-get install python3-nbformat)");
        folder.Add("01-a", "display(\"\"\"{\"id\":\"t/a\",\"paper\":\"wu2024\",\"statement\":\"s\",\"kind\":\"erratum\",\"basis\":\"derived here\"," + comparison
            + ",\"tolerance\":0,\"why\":\"w\",\"holds\":true}\"\"\", \"application/vnd.rankcollapse.claim+json\");");
        Assert.Equal(0, folder.Run().ExitCode);
        var printed = Path.Combine(folder.Output, "printed.json");
        File.WriteAllText(printed, folder.Program("claims", "--json", "--out", folder.Output).Output);
        Assert.Equal(isValid, Judge(Script, RepositoryFile.At("docs", "claims.schema.json"), printed).Code == 0);
    }

    private static (int Code, string Error) Judge(string script, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Python, ["-c", script, .. arguments]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, error);
    }
}
