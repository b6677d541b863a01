namespace RankCollapse.Models.Training;

/// <summary>Independent trainings, one for each processor at a time: small models gain nothing from several threads each.</summary>
public static class SideBySide
{
    /// <summary>Runs jobs; the results do not depend on how many processors there are or which job ends first.</summary>
    /// <param name="jobs">Each draws from streams of its own and uses nothing that another changes.</param>
    /// <param name="run">Makes a result of a job.</param>
    /// <param name="done">Is told after each job how many are done, from 1 in steps of 1.</param>
    /// <param name="cancellation">No further job begins after it; jobs look at it themselves.</param>
    /// <returns>The results, in the order of the jobs.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static IReadOnlyList<TResult> Run<TJob, TResult>(
        IReadOnlyList<TJob> jobs, Func<TJob, TResult> run, Action<int>? done = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        ArgumentNullException.ThrowIfNull(run);
        var (results, finished, reporting) = (new TResult[jobs.Count], 0, new Lock());
        Parallel.For(0, jobs.Count, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, k =>
        {
            results[k] = run(jobs[k]);
            lock (reporting) done?.Invoke(++finished);
        });
        return results;
    }
}
