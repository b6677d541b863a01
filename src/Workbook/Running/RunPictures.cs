namespace Workbook.Running;

/// <summary>Static pictures of a run's figures, for viewers without scripts.</summary>
internal static class RunPictures
{
    public static Task Add(IReadOnlyList<NotebookResult> results, RunOptions options, IRunProgress progress, CancellationToken cancellation) => Task.CompletedTask;
}
