namespace Workbook.Running;

/// <summary>Told what a run is doing; called from several threads.</summary>
internal interface IRunProgress
{
    /// <summary>A notebook begins.</summary>
    void Started(string notebook, int cells);

    /// <summary>A cell begins; counted from 1.</summary>
    void Cell(string notebook, int cell, int cells);

    /// <summary>A notebook has ended.</summary>
    void Ended(NotebookResult result);

    /// <summary>Something worth a line that belongs to no notebook.</summary>
    void Say(string text);
}
