using Workbook.Notebooks;


namespace Workbook.Kernel;

/// <summary>The C# cells of a file named by <c>#!import</c>: a notebook, or a C# script as one cell.</summary>
internal static class ImportedCells
{
    /// <summary>Names and texts of the cells, in order.</summary>
    /// <exception cref="NotebookException">The file is neither a C# notebook nor a <c>.cs</c> or <c>.csx</c> file.</exception>
    public static IEnumerable<(string Name, string Code)> Of(string path)
    {
        var file = Path.GetFileName(path);
        if (Path.GetExtension(path) is ".cs" or ".csx") return [(file, File.ReadAllText(path))];
        if (Path.GetExtension(path) != ".ipynb")
            throw new NotebookException($"#!import {file}: only .ipynb, .cs and .csx files can be imported.");
        return NotebookDocument.Read(path).Cells.Where(cell => cell.IsCode).Select((cell, i) => ($"{file} cell {i + 1}", cell.SourceForKernel));
    }
}
