using Workbook.Export;
using Workbook.Notebooks;
using Workbook.Notebooks.Parameters;

namespace Workbook.Running;

/// <summary>Runs notebooks, a kernel process each, and reports on all of them.</summary>
internal static class Runner
{
    /// <summary>Runs what the options name.</summary>
    /// <returns>The results in the order of the notebooks.</returns>
    /// <exception cref="NotebookException">The request cannot be met; nothing ran.</exception>
    public static async Task<IReadOnlyList<NotebookResult>> Run(RunOptions options, IRunProgress progress, CancellationToken cancellation)
    {
        CheckRequest(options);
        RunFiles.PrepareFolder(options.Output);
        var results = new NotebookResult[options.Notebooks.Count];
        var places = Enumerable.Range(0, results.Length).ToLookup(i => IsReport(options.Notebooks[i]));
        await RunAll(places[false]);
        if (places[true].Any())
        {
            // Reports tell of what the others have just found, so they wait for them.
            ClaimReport.Write(options.Output, [.. places[false].SelectMany(i => results[i].Claims)]);
            options = options with { ClaimsSoFar = Path.Combine(options.Output, ClaimReport.FileName) };
            await RunAll(places[true]);
        }

        var executed = results.Select(r => r.Document).OfType<NotebookDocument>().ToList();
        foreach (var problem in await NotebookPictures.AddAsync(executed, cancellation: cancellation)) progress.Say(problem);
        for (var i = 0; i < results.Length; i++) results[i] = SaveCopy(results[i]);
        for (var i = 0; i < results.Length; i++)
            if (options.Save) results[i] = SaveBack(results[i], progress);
        ClaimReport.Write(options.Output, [.. results.SelectMany(r => r.Claims)]);
        RunFiles.WriteSummary(options.Output, results);
        return results;

        async Task RunAll(IEnumerable<int> chosen)
        {
            var run = new NotebookRun(options, progress);
            await Parallel.ForEachAsync(chosen, new ParallelOptions { MaxDegreeOfParallelism = options.Jobs, CancellationToken = cancellation },
                async (i, stop) => results[i] = WithListedClaims(await run.Run(options.Notebooks[i], stop)));
        }
    }

    /// <summary>Notebooks from 90 on report on those before them.</summary>
    private static bool IsReport(string path) => Path.GetFileName(path) is ['9', >= '0' and <= '9', '-', ..];

    private static void CheckRequest(RunOptions options)
    {
        if (options.Save && (options.Quick || options.Parameters.Count > 0))
            throw new NotebookException(
                "--save writes the outputs of a notebook's own settings back into it, so it does not go with -p or --quick. "
                + $"The executed copies of such a run are in {options.Output}.");
        if (options.Notebooks.GroupBy(Path.GetFileName).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new NotebookException($"Two notebooks are called {twice.Key}; their executed copies would overwrite each other. Run them one after the other with different --out folders.");
        if (options.Parameters.Count == 0) return;
        // A parameter that one of the notebooks lacks is refused before any of them runs.
        foreach (var path in options.Notebooks) ParametersCell.Inject(NotebookDocument.Read(path), options.Parameters, options.Quick);
    }

    private static NotebookResult WithListedClaims(NotebookResult result)
    {
        if (result.Failures.Count > 0 || result.Document is null) return result;
        try
        {
            var list = ClaimList.Read(Path.GetDirectoryName(result.Path)!);
            return list is null ? result : result with { Failures = [.. list.Differences(result.Name, result.Claims)] };
        }
        catch (NotebookException e)
        {
            return result with { Failures = [e.Message] };
        }
    }

    private static NotebookResult SaveCopy(NotebookResult result) => result.Copy is { } copy ? Saved(result, copy) : result;

    private static NotebookResult SaveBack(NotebookResult result, IRunProgress progress)
    {
        if (result.Passed) return Saved(result, result.Path);
        progress.Say($"{result.Name} was not saved, because it did not pass; its executed copy is {result.Copy ?? "missing"}.");
        return result;
    }

    private static NotebookResult Saved(NotebookResult result, string path)
    {
        try
        {
            result.Document!.Save(path);
            return result;
        }
        catch (NotebookException e)
        {
            return result with { Failures = [.. result.Failures, e.Message] };
        }
    }
}
