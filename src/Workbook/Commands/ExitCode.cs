namespace Workbook.Commands;

/// <summary>What the program's exit status says.</summary>
internal static class ExitCode
{
    /// <summary>No cell failed and every claim holds.</summary>
    public const int Success = 0;

    /// <summary>A cell, a claim or a test failed.</summary>
    public const int Failure = 1;

    /// <summary>The request could not be understood, or something it needs is missing.</summary>
    public const int Usage = 2;
}
