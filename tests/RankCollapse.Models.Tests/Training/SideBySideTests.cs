using RankCollapse.Models.Training;

namespace RankCollapse.Models.Tests.Training;

public class SideBySideTests
{
    [Fact]
    public void Results_come_in_the_order_of_the_jobs_and_progress_counts_up()
    {
        var told = new List<int>();
        var results = SideBySide.Run([5, 1, 3, 2], job =>
        {
            Thread.Sleep(3 * job);
            return job * job;
        }, told.Add);
        Assert.Equal([25, 1, 9, 4], results);
        Assert.Equal([1, 2, 3, 4], told);
    }

    [Fact]
    public void A_cancelled_run_begins_no_further_job()
    {
        using var source = new CancellationTokenSource();
        var begun = 0;
        Assert.Throws<OperationCanceledException>(() => SideBySide.Run([.. Enumerable.Range(0, 100)], _ =>
        {
            Interlocked.Increment(ref begun);
            source.Cancel();
            return 0;
        }, cancellation: source.Token));
        Assert.True(begun < 100);
    }
}
