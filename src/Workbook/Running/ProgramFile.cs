namespace Workbook.Running;

/// <summary>How this program is started again.</summary>
internal static class ProgramFile
{
    /// <summary>The command line, program first, with absolute paths where they are known.</summary>
    public static IReadOnlyList<string> Command(params string[] arguments)
    {
        var program = typeof(ProgramFile).Assembly.Location;
        var launcher = Path.ChangeExtension(program, OperatingSystem.IsWindows() ? ".exe" : null);
        if (File.Exists(launcher)) return [launcher, .. arguments];
        var host = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
        return [host, program, .. arguments];
    }
}
