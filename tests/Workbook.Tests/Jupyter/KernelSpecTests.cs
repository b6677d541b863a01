using System.Text.Json.Nodes;
using Workbook.Commands;
using Workbook.Jupyter;
using Workbook.Notebooks;

namespace Workbook.Tests.Jupyter;

public sealed class KernelSpecTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kernelspec-test-").FullName;

    private KernelSpecInstallation Installation => new(Path.Combine(folder, "kernels"));

    private string KernelJson => Path.Combine(Installation.Folder, "kernel.json");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private void PutAnotherPrograms()
    {
        Directory.CreateDirectory(Installation.Folder);
        File.WriteAllText(KernelJson, """{"argv": ["dotnet-interactive"], "display_name": ".NET (C#)", "language": "C#"}""");
        File.WriteAllText(Path.Combine(Installation.Folder, "logo-32x32.png"), "");
    }

    [Fact]
    public void The_kernelspec_says_what_front_ends_rely_on()
    {
        Installation.Install(KernelSpec.Text("/some/where"), force: false);
        Assert.Equal(".net-csharp", Path.GetFileName(Installation.Folder));
        var json = JsonNode.Parse(File.ReadAllText(KernelJson))!;
        Assert.Equal(".NET (C#)", json["display_name"]!.ToString());
        Assert.Equal("C#", json["language"]!.ToString());
        Assert.Equal("message", json["interrupt_mode"]!.ToString());
        Assert.Equal(["kernel", "start", "--connection", "{connection_file}"], json["argv"]!.AsArray().Select(a => a!.ToString()).TakeLast(4));
        Assert.True(Path.IsPathRooted(json["argv"]![0]!.ToString()));
        Assert.Equal("/some/where", json["env"]!["WORKBOOK_ROOT"]!.ToString());
        Assert.Equal("0x800000", json["env"]!["DOTNET_GCgen0size"]!.ToString());
        Assert.Equal("1", json["env"]!["OPENBLAS_NUM_THREADS"]!.ToString());
    }

    [Fact]
    public void Installing_again_replaces_what_was_installed()
    {
        Installation.Install(KernelSpec.Text("/old"), force: false);
        Installation.Install(KernelSpec.Text("/new"), force: false);
        Assert.Contains("\"/new\"", File.ReadAllText(KernelJson));
        Assert.Equal([Installation.Folder], Directory.GetFileSystemEntries(Installation.Kernels));
    }

    [Fact]
    public void Another_programs_kernelspec_is_replaced_only_by_force()
    {
        PutAnotherPrograms();
        var before = File.ReadAllText(KernelJson);
        var refusal = Assert.Throws<NotebookException>(() => Installation.Install(KernelSpec.Text("/r"), force: false)).Message;
        Assert.Contains("is another program's kernelspec (it starts dotnet-interactive). Add --force to replace it", refusal);
        Assert.Equal(before, File.ReadAllText(KernelJson));

        Installation.Install(KernelSpec.Text("/r"), force: true);
        Assert.True(KernelSpec.IsOurs(Installation.Folder));
        Assert.Equal([KernelJson], Directory.GetFileSystemEntries(Installation.Folder));
        Assert.Equal([Installation.Folder], Directory.GetFileSystemEntries(Installation.Kernels));
    }

    [Fact]
    public void Uninstalling_removes_only_its_own()
    {
        Assert.Equal(Removal.NothingThere, Installation.Uninstall());
        PutAnotherPrograms();
        Assert.Equal(Removal.AnotherProgram, Installation.Uninstall());
        Assert.True(File.Exists(KernelJson));
        Installation.Install(KernelSpec.Text("/r"), force: true);
        Assert.Equal(Removal.Removed, Installation.Uninstall());
        Assert.False(Directory.Exists(Installation.Folder));
    }

    [Fact]
    public void A_kernelspec_that_cannot_be_read_is_not_its_own()
    {
        Directory.CreateDirectory(Installation.Folder);
        File.WriteAllText(KernelJson, "{ not JSON");
        Assert.Contains("it has no readable kernel.json", Assert.Throws<NotebookException>(() => Installation.Install("{}", force: false)).Message);
        Assert.Equal(Removal.AnotherProgram, Installation.Uninstall());
    }

    private static JupyterFolders Folders(params (string Name, string Value)[] variables) =>
        new(name => variables.FirstOrDefault(v => v.Name == name).Value, "/the/home");

    [Fact]
    public void The_place_follows_the_options_and_the_conventions_of_Jupyter()
    {
        Assert.SkipWhen(OperatingSystem.IsMacOS(), "the person's folder is another one there");
        Assert.Equal("/the/home/.local/share/jupyter/kernels", Folders().Choose(user: false, prefix: null, environment: false));
        Assert.Equal("/data/jupyter/kernels", Folders(("XDG_DATA_HOME", "/data")).Choose(user: true, prefix: null, environment: false));
        Assert.Equal("/mine/kernels", Folders(("JUPYTER_DATA_DIR", "/mine"), ("XDG_DATA_HOME", "/data")).Choose(user: true, prefix: null, environment: false));
        Assert.Equal("/opt/x/share/jupyter/kernels", Folders().Choose(user: false, prefix: "/opt/x", environment: false));
        Assert.Equal("/venv/share/jupyter/kernels", Folders(("VIRTUAL_ENV", "/venv")).Choose(user: false, prefix: null, environment: true));
        Assert.Equal("/usr/local/share/jupyter/kernels", Folders().Choose(user: false, prefix: null, environment: true));
        Assert.Contains("Give one of them", Assert.Throws<NotebookException>(() => Folders().Choose(user: true, prefix: "/x", environment: false)).Message);
    }

    [Fact]
    public void A_place_where_Jupyter_does_not_look_is_reported_with_the_remedy()
    {
        Assert.Contains("export JUPYTER_PATH=/opt/x/share/jupyter", KernelSpecCommands.Obstacle(Folders(), "/opt/x/share/jupyter/kernels"));
        Assert.Null(KernelSpecCommands.Obstacle(Folders(("JUPYTER_PATH", "/opt/x/share/jupyter")), "/opt/x/share/jupyter/kernels"));
        PutAnotherPrograms();
        Assert.Contains("will take " + Installation.Folder, KernelSpecCommands.Obstacle(Folders(("JUPYTER_PATH", folder)), Folders().User));
    }
}
