using Workbook.Notebooks;

namespace Workbook.Jupyter;

/// <summary>Where Jupyter looks for kernelspecs, by its own rules, from the environment of this process.</summary>
/// <param name="Variable">The value of an environment variable; null when it is not set.</param>
/// <param name="Home">The person's home folder.</param>
internal sealed record JupyterFolders(Func<string, string?> Variable, string Home)
{
    private const string System = "/usr/local";

    /// <summary>The folders of this process's environment.</summary>
    public static JupyterFolders Present() => new(Environment.GetEnvironmentVariable, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));

    /// <summary>The person's own kernelspecs: <c>JUPYTER_DATA_DIR</c>, else the place that the system has for data.</summary>
    public string User => Path.Combine(UserData, "kernels");

    /// <summary>The kernelspecs of the active virtual or Conda environment, else those that the administrator of this machine adds.</summary>
    public string ActiveEnvironment => OfPrefix(Set("VIRTUAL_ENV") ?? Set("CONDA_PREFIX") ?? System);

    /// <summary>Where Jupyter looks, first match first.</summary>
    public IReadOnlyList<string> Search =>
    [
        .. (Set("JUPYTER_PATH")?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) ?? []).Select(p => Path.Combine(Path.GetFullPath(p), "kernels")),
        .. new[] { User, ActiveEnvironment, OfPrefix(System), OfPrefix("/usr") }.Distinct(),
    ];

    private string UserData =>
        Set("JUPYTER_DATA_DIR") is { } data ? Path.GetFullPath(data)
        : OperatingSystem.IsMacOS() ? Path.Combine(Home, "Library", "Jupyter")
        : Path.Combine(Set("XDG_DATA_HOME") ?? Path.Combine(Home, ".local", "share"), "jupyter");

    /// <summary>The kernelspecs below an installation prefix.</summary>
    public static string OfPrefix(string prefix) => Path.Combine(Path.GetFullPath(prefix), "share", "jupyter", "kernels");

    /// <summary>The folder that the options of a command choose; the person's own when none is given.</summary>
    /// <exception cref="NotebookException">More than one is given.</exception>
    public string Choose(bool user, string? prefix, bool environment)
    {
        if ((user ? 1 : 0) + (prefix is null ? 0 : 1) + (environment ? 1 : 0) > 1)
            throw new NotebookException("--user, --prefix and --sys-prefix name different places. Give one of them, or none for --user.");
        return prefix is not null ? OfPrefix(prefix) : environment ? ActiveEnvironment : User;
    }

    private string? Set(string name) => Variable(name) is { Length: > 0 } value ? value : null;
}
