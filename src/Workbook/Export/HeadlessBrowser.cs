using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Workbook.Export;

/// <summary>One headless Chromium that shows one page, with a profile of its own; both are gone after <see cref="Dispose"/>.</summary>
internal sealed class HeadlessBrowser : IDisposable
{
    private static readonly string[] Flags =
    [
        "--headless=new",
        "--no-sandbox", // in a container or as root there is none; the page is ours and reaches no other address than this machine's
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        "--disable-gpu",
        "--enable-unsafe-swiftshader", // 3-D figures need WebGL, in software here
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--no-default-browser-check",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-default-apps",
        "--disable-extensions",
        "--disable-sync",
        "--disable-breakpad",
        "--disable-crash-reporter",
        "--force-color-profile=srgb",
        "--force-device-scale-factor=1",
        "--font-render-hinting=none",
        "--window-size=1200,900",
    ];

    private readonly Process process;
    private readonly string profile;
    private readonly StringBuilder complaints = new();

    private HeadlessBrowser(Process process, string profile)
    {
        this.process = process;
        this.profile = profile;
        process.ErrorDataReceived += (_, line) =>
        {
            lock (complaints)
                complaints.AppendLine(line.Data);
        };
        process.OutputDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
    }

    /// <summary>The last line that the browser wrote to its standard error.</summary>
    public string LastComplaint
    {
        get
        {
            lock (complaints)
                return complaints.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "nothing";
        }
    }

    /// <summary>Starts the browser on a page.</summary>
    /// <exception cref="Win32Exception">The file is no program that can be started.</exception>
    public static HeadlessBrowser Open(string browser, string address)
    {
        var profile = Directory.CreateTempSubdirectory("rankcollapse-browser-").FullName;
        var start = new ProcessStartInfo(browser) { RedirectStandardError = true, RedirectStandardOutput = true, RedirectStandardInput = true };
        foreach (var argument in (string[])[.. Flags, $"--user-data-dir={profile}", address])
            start.ArgumentList.Add(argument);
        // Without this a browser keeps caches and crash reports in the home folder, which may not be writable.
        start.Environment["XDG_CONFIG_HOME"] = profile;
        start.Environment["XDG_CACHE_HOME"] = profile;
        try
        {
            return new HeadlessBrowser(Process.Start(start)!, profile);
        }
        catch
        {
            Directory.Delete(profile, recursive: true);
            throw;
        }
    }

    /// <summary>Completes when the browser has ended by itself, which it should not.</summary>
    public Task Exited(CancellationToken cancellation) => process.WaitForExitAsync(cancellation);

    /// <summary>Ends the browser with all its processes and deletes its profile.</summary>
    public void Dispose()
    {
        try
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit(TimeSpan.FromSeconds(5));
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended already.
        }
        process.Dispose();
        DeleteProfile();
    }

    /// <summary>Its helper processes may write for a moment after they were told to end.</summary>
    private void DeleteProfile()
    {
        for (var attempt = 0; attempt < 20 && Directory.Exists(profile); attempt++)
        {
            try
            {
                Directory.Delete(profile, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Thread.Sleep(50);
            }
        }
    }
}
