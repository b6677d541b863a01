using System.CommandLine;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Workbook.Export;
using Workbook.Notebooks;
using Workbook.Running;

namespace Workbook.Commands;

/// <summary><c>vscode</c>: packs the extension that runs and shows the notebooks in VS Code.</summary>
internal static class VscodeCommand
{
    private const string FileName = "rankcollapse-workbook.vsix";

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("vscode", "Pack the VS Code extension and say how to install it.");
        command.SetAction(_ =>
        {
            var path = Pack(Repository.Find().Root);
            Console.WriteLine($"code --install-extension {path} --force");
            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>Writes the package.</summary>
    /// <param name="root">The repository.</param>
    /// <returns>Its path.</returns>
    /// <exception cref="NotebookException">The extension's sources or plotly.js are not there.</exception>
    public static string Pack(string root)
    {
        var sources = Path.Combine(root, "src", "vscode");
        if (!File.Exists(Path.Combine(sources, "package.json"))) throw new NotebookException($"The extension's sources are not at {sources}. Run this in a clone of the repository.");
        var plotly = PictureTools.FindPlotly(root)
            ?? throw new NotebookException("plotly.js is not installed; the extension draws figures with it. Run: npm ci --prefix src/Workbook/Export/plotly");
        using var package = new MemoryStream();
        using (var zip = new ZipArchive(package, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var file in Directory.GetFiles(sources, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
                Add(zip, "extension/" + Path.GetRelativePath(sources, file).Replace('\\', '/'), File.ReadAllBytes(file));
            Add(zip, "extension/renderer/plotly.min.js", File.ReadAllBytes(plotly));
            Add(zip, "extension/LICENSE", File.ReadAllBytes(Path.Combine(root, "LICENSE")));
            Add(zip, "extension.vsixmanifest", Encoding.UTF8.GetBytes(Manifest(JsonNode.Parse(File.ReadAllText(Path.Combine(sources, "package.json")))!)));
            Add(zip, "[Content_Types].xml", Encoding.UTF8.GetBytes(ContentTypes));
        }
        var path = Path.Combine(root, "artifacts", FileName);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        AtomicFile.Write(path, package.ToArray());
        return path;
    }

    private static void Add(ZipArchive zip, string name, byte[] content)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero); // equal sources give equal packages
        using var stream = entry.Open();
        stream.Write(content);
    }

    private static string Manifest(JsonNode package) => $"""
        <?xml version="1.0" encoding="utf-8"?>
        <PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
          <Metadata>
            <Identity Language="en-US" Id="{package["name"]}" Version="{package["version"]}" Publisher="{package["publisher"]}" />
            <DisplayName>{package["displayName"]}</DisplayName>
            <Description>{package["description"]}</Description>
            <Properties><Property Id="Microsoft.VisualStudio.Code.Engine" Value="{package["engines"]!["vscode"]}" /></Properties>
          </Metadata>
          <Installation><InstallationTarget Id="Microsoft.VisualStudio.Code" /></Installation>
          <Dependencies />
          <Assets><Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true" /></Assets>
        </PackageManifest>
        """;

    private const string ContentTypes = """
        <?xml version="1.0" encoding="utf-8"?>
        <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
          <Default Extension=".json" ContentType="application/json" />
          <Default Extension=".js" ContentType="application/javascript" />
          <Default Extension=".mjs" ContentType="application/javascript" />
          <Default Extension=".vsixmanifest" ContentType="text/xml" />
          <Default Extension=".md" ContentType="text/markdown" />
        </Types>
        """;
}
