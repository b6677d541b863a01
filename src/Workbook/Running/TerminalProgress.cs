using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Workbook.Running;

/// <summary>Progress as a table that is redrawn in place, for a person at a terminal.</summary>
internal sealed class TerminalProgress : IRunProgress
{
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(200);

    private readonly Lock gate = new();
    private readonly List<Row> rows = [];
    private readonly List<string> said = [];

    private sealed class Row(string notebook)
    {
        public string Notebook { get; } = notebook;
        public DateTime Started { get; } = DateTime.UtcNow;
        public int Cell;
        public int Cells;
        public NotebookResult? Result;
    }

    /// <summary>Shows the table while some work is done.</summary>
    public static async Task<T> Show<T>(TextWriter output, Func<IRunProgress, Task<T>> work)
    {
        var progress = new TerminalProgress();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        return await console.Live(progress.Table()).StartAsync(async context =>
        {
            var task = work(progress);
            while (await Task.WhenAny(task, Task.Delay(Redraw)) != task) context.UpdateTarget(progress.Table());
            context.UpdateTarget(progress.Table());
            return await task;
        });
    }

    /// <inheritdoc/>
    public void Started(string notebook, int cells)
    {
        lock (gate) rows.Add(new Row(notebook) { Cells = cells });
    }

    /// <inheritdoc/>
    public void Cell(string notebook, int cell, int cells)
    {
        lock (gate) rows.First(r => r.Notebook == notebook).Cell = cell;
    }

    /// <inheritdoc/>
    public void Ended(NotebookResult result)
    {
        lock (gate)
        {
            var row = rows.FirstOrDefault(r => r.Notebook == result.Name);
            if (row is null) rows.Add(row = new Row(result.Name));
            row.Result = result;
        }
    }

    /// <inheritdoc/>
    public void Say(string text)
    {
        lock (gate) said.Add(text);
    }

    private IRenderable Table()
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("notebook", "cell", "claims", "time", "");
        lock (gate)
        {
            foreach (var row in rows)
            {
                var time = row.Result?.Time ?? DateTime.UtcNow - row.Started;
                var claims = row.Result is { } r ? $"{r.Claims.Count(c => c.Holds)}/{r.Claims.Count}" : "";
                var state = row.Result is null ? "[blue]running[/]" : row.Result.Passed ? "[green]passed[/]" : "[red]FAILED[/]";
                table.AddRow(Markup.Escape(row.Notebook), $"{row.Cell}/{row.Cells}", claims, time.TotalSeconds.ToString("0.0 s", CultureInfo.InvariantCulture), state);
            }
            return new Rows([table, .. said.Select(text => new Text(text))]);
        }
    }
}
