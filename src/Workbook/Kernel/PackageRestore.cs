using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Workbook.Notebooks;

namespace Workbook.Kernel;

/// <summary>What a package brings: its assemblies and those it depends on, and folders of native libraries.</summary>
/// <param name="Assemblies">Full paths.</param>
/// <param name="NativeFolders">Full paths.</param>
internal sealed record RestoredPackage(IReadOnlyList<string> Assemblies, IReadOnlyList<string> NativeFolders);

/// <summary>Packages for <c>#r "nuget: Name, Version"</c>, through a real restore of a project made for it.</summary>
/// <remarks>
/// The project and its result stay in the user's cache folder, named after the request, so that the same request costs nothing later,
/// also in another process. A request without a version is restored anew in each session.
/// </remarks>
internal static class PackageRestore
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>Restores one package.</summary>
    /// <param name="request">What stands after <c>nuget:</c>, for example <c>MathNet.Numerics, 5.0.0</c>.</param>
    /// <param name="cacheFolder">Where projects and results are kept; null for the user's cache.</param>
    /// <exception cref="NotebookException">The request is not a name with an optional version, or the restore failed.</exception>
    public static RestoredPackage Restore(string request, string? cacheFolder = null)
    {
        var parts = request.Split(',', StringSplitOptions.TrimEntries);
        if (parts.Length > 2 || parts[0].Length == 0 || parts.Any(p => p.Any(c => !(char.IsLetterOrDigit(c) || c is '.' or '-' or '_' or '*' or '+'))))
            throw new NotebookException($"#r \"nuget: {request}\" is not a package request; write #r \"nuget: Name, Version\", for example #r \"nuget: MathNet.Numerics, 5.0.0\".");
        var (name, version) = (parts[0], parts.Length == 2 ? parts[1] : "*");
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{name}|{version}|{Environment.Version.Major}")))[..16];
        var folder = Path.Combine(cacheFolder ?? DefaultCache(), $"{name}-{key}");
        var assets = Path.Combine(folder, "obj", "project.assets.json");
        // A failed restore leaves a list of assets too, with nothing in it; only a success leaves this mark.
        var mark = Path.Combine(folder, "restored");
        if (!version.Contains('*') && File.Exists(mark) && File.Exists(assets) && Read(assets) is var known && known.Assemblies.All(File.Exists)) return known;
        Directory.CreateDirectory(folder);
        File.Delete(mark);
        RunRestore(name, version, folder);
        File.WriteAllText(mark, "");
        return Read(assets);
    }

    private static string DefaultCache() =>
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "rankcollapse", "packages");

    private static void RunRestore(string name, string version, string folder)
    {
        // Props files of a surrounding repository must not reach this project, so it brings empty ones of its own.
        File.WriteAllText(Path.Combine(folder, "Directory.Build.props"), "<Project />");
        File.WriteAllText(Path.Combine(folder, "Directory.Packages.props"), "<Project />");
        File.WriteAllText(Path.Combine(folder, "package.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net{Environment.Version.Major}.0</TargetFramework></PropertyGroup>
              <ItemGroup><PackageReference Include="{name}" Version="{version}" /></ItemGroup>
            </Project>
            """);
        var start = new ProcessStartInfo("dotnet", ["restore", "package.csproj", "--nologo", "-v", "quiet"])
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var restore = Process.Start(start) ?? throw new NotebookException("The dotnet command could not be started; it is needed to restore packages.");
        var output = restore.StandardOutput.ReadToEndAsync();
        var errors = restore.StandardError.ReadToEndAsync();
        if (!restore.WaitForExit(Limit))
        {
            restore.Kill(entireProcessTree: true);
            throw new NotebookException($"Restoring {name} took more than {Limit.TotalMinutes:0} minutes and was stopped. Is the package source reachable?");
        }
        if (restore.ExitCode == 0) return;
        var reason = (output.Result + errors.Result).Split('\n').FirstOrDefault(l => l.Contains("error", StringComparison.OrdinalIgnoreCase))?.Trim();
        var text = reason is null ? "no reason given" : reason.IndexOf("error", StringComparison.OrdinalIgnoreCase) is var at and >= 0 ? reason[at..] : reason;
        throw new NotebookException($"The package {name}{(version == "*" ? "" : " " + version)} could not be restored: {text.Split(" [")[0]}");
    }

    private static RestoredPackage Read(string assetsFile)
    {
        var assets = JsonNode.Parse(File.ReadAllText(assetsFile))!;
        var packageFolders = assets["packageFolders"]!.AsObject().Select(p => p.Key).ToList();
        var target = assets["targets"]!.AsObject().First().Value!.AsObject();
        var assemblies = new List<string>();
        var native = new List<string>();
        foreach (var (id, package) in target)
        {
            var folder = assets["libraries"]![id]!["path"]?.ToString();
            if (folder is null) continue;
            foreach (var file in package!["runtime"]?.AsObject().Select(r => r.Key) ?? [])
                if (!file.EndsWith("/_._", StringComparison.Ordinal) && Existing(folder, file) is { } path) assemblies.Add(path);
            foreach (var (file, facts) in package["runtimeTargets"]?.AsObject() ?? [])
                if (facts!["assetType"]?.ToString() == "native" && facts["rid"]?.ToString() is { } rid
                    && RuntimeInformation.RuntimeIdentifier.StartsWith(rid, StringComparison.Ordinal) && Existing(folder, file) is { } path)
                    native.Add(Path.GetDirectoryName(path)!);
        }
        return new RestoredPackage(assemblies, [.. native.Distinct()]);

        string? Existing(string folder, string file) =>
            packageFolders.Select(root => Path.GetFullPath(Path.Combine(root, folder, file))).FirstOrDefault(File.Exists);
    }
}
