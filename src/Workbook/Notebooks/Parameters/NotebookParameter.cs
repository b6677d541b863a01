namespace Workbook.Notebooks.Parameters;

/// <summary>One thing that can be set from the command line.</summary>
/// <param name="Name">As it is declared.</param>
/// <param name="TypeName">Its type, as the notebook spells it.</param>
/// <param name="Type">How its values are written; null when they cannot be written as literals.</param>
/// <param name="Default">The initialiser, as C# text; null when there is none.</param>
/// <param name="Owner">The variable that holds the record it is a member of; null when it is a variable itself.</param>
internal sealed record NotebookParameter(string Name, string TypeName, LiteralType? Type, string? Default, string? Owner);
