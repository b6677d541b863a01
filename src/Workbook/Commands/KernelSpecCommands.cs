using System.CommandLine;
using Workbook.Jupyter;
using Workbook.Kernel;
using Workbook.Running;

namespace Workbook.Commands;

/// <summary><c>kernel install</c> and <c>kernel uninstall</c>: make the kernel known to Jupyter.</summary>
internal static class KernelSpecCommands
{
    /// <summary><c>kernel install</c>.</summary>
    public static Command Install()
    {
        var place = new Place();
        var force = new Option<bool>("--force") { Description = "Replace another program's kernelspec of this name." };
        var command = new Command("install", $"Make the kernel known to Jupyter, as {KernelInfo.Name}, shown as {KernelInfo.DisplayName}.") { force };
        place.AddTo(command);
        command.SetAction(given =>
        {
            LibZmq.Require();
            var folders = JupyterFolders.Present();
            var installation = new KernelSpecInstallation(place.Of(given, folders));
            installation.Install(KernelSpec.Text(Repository.Find().Root), given.GetValue(force));
            Console.WriteLine(installation.Folder);
            if (Obstacle(folders, installation.Kernels) is { } obstacle) Console.Error.WriteLine(obstacle);
            return ExitCode.Success;
        });
        return command;
    }

    /// <summary><c>kernel uninstall</c>.</summary>
    public static Command Uninstall()
    {
        var place = new Place();
        var command = new Command("uninstall", "Remove what `kernel install` wrote: from the given place, else from everywhere Jupyter looks.");
        place.AddTo(command);
        command.SetAction(given =>
        {
            var folders = JupyterFolders.Present();
            var places = place.IsGiven(given) ? [place.Of(given, folders)] : folders.Search;
            var removed = 0;
            foreach (var installation in places.Select(p => new KernelSpecInstallation(p)))
                switch (installation.Uninstall())
                {
                    case Removal.Removed:
                        Console.WriteLine(installation.Folder);
                        removed++;
                        break;
                    case Removal.AnotherProgram:
                        Console.Error.WriteLine($"{installation.Folder} is another program's kernelspec ({KernelSpec.Starts(installation.Folder)}) and stays.");
                        break;
                }
            if (removed == 0) Console.Error.WriteLine($"Nothing to remove in {string.Join(", ", places)}.");
            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>Why Jupyter would not find the kernelspec, with the remedy; null when it does.</summary>
    internal static string? Obstacle(JupyterFolders folders, string kernels)
    {
        var before = folders.Search.TakeWhile(f => f != kernels).ToArray();
        if (before.Length == folders.Search.Count)
            return $"Jupyter does not look there by itself: export JUPYTER_PATH={Path.GetDirectoryName(kernels)}";
        return before.Select(f => Path.Combine(f, KernelInfo.Name)).FirstOrDefault(Directory.Exists) is { } other
            ? $"Jupyter will take {other} instead, where it looks first; remove that one to use this one."
            : null;
    }

    /// <summary>The options that say where.</summary>
    private sealed class Place
    {
        private readonly Option<bool> user = new("--user") { Description = "In the person's own Jupyter folder; the default." };
        private readonly Option<string?> prefix = new("--prefix") { HelpName = "DIR", Description = "Below DIR/share/jupyter." };
        private readonly Option<bool> environment = new("--sys-prefix") { Description = "In the active virtual or Conda environment, else in /usr/local." };

        public void AddTo(Command command)
        {
            command.Options.Add(user);
            command.Options.Add(prefix);
            command.Options.Add(environment);
        }

        public bool IsGiven(ParseResult given) => given.GetValue(user) || given.GetValue(prefix) is not null || given.GetValue(environment);

        public string Of(ParseResult given, JupyterFolders folders) => folders.Choose(given.GetValue(user), given.GetValue(prefix), given.GetValue(environment));
    }
}
