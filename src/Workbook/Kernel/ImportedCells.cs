namespace Workbook.Kernel;
internal static class ImportedCells { public static IEnumerable<(string Name, string Code)> Of(string path) => []; }
