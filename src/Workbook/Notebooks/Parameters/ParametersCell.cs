using System.Text.Json.Nodes;

namespace Workbook.Notebooks.Parameters;

/// <summary>
/// The cell tagged <c>parameters</c>: what it declares, whether it has presets, and the text of the cell that sets some of it anew.
/// </summary>
internal sealed class ParametersCell
{
    /// <summary>Marks the cell that declares parameters.</summary>
    public const string Tag = "parameters";

    /// <summary>Marks the cell that sets them, as papermill calls it.</summary>
    public const string InjectedTag = "injected-parameters";

    private readonly NotebookDocument notebook;
    private readonly NotebookCell cell;
    private readonly ParameterDeclarations declarations;

    private ParametersCell(NotebookDocument notebook, NotebookCell cell)
    {
        this.notebook = notebook;
        this.cell = cell;
        declarations = ParameterDeclarations.Parse(cell.Source);
    }

    /// <summary>What can be set, in the order of declaration.</summary>
    public IReadOnlyList<NotebookParameter> Parameters => declarations.Parameters;

    /// <summary>Whether the cell has a variable <c>quick</c> of the type of its current setting.</summary>
    public bool HasQuickPreset => declarations.HasPreset("quick");

    /// <summary>The first code cell with the tag; null when a notebook has none.</summary>
    public static ParametersCell? Find(NotebookDocument notebook) =>
        notebook.Cells.FirstOrDefault(cell => cell.IsCode && cell.HasTag(Tag)) is { } cell ? new ParametersCell(notebook, cell) : null;

    /// <summary>The cell with the tag.</summary>
    /// <exception cref="NotebookException">There is none.</exception>
    public static ParametersCell Require(NotebookDocument notebook) => Find(notebook) ?? throw new NotebookException(
        $"'{notebook.Name}' has no cell tagged '{Tag}', so nothing in it can be set with -p. Add the tag '{Tag}' to the code cell that declares its parameters.");

    /// <summary>
    /// Sets parameters: puts a cell tagged <see cref="InjectedTag"/> after the parameters cell, in place of one from an earlier run, and notes
    /// the values in the notebook's metadata. With nothing to set the notebook is left as it is.
    /// </summary>
    /// <param name="notebook">Is changed only when all assignments are valid.</param>
    /// <param name="assignments">Each name once.</param>
    /// <param name="quick">Start from the preset <c>quick</c>, where there is one.</param>
    /// <returns>Whether the quick preset is in force; false also when it was asked for and the notebook has none.</returns>
    /// <exception cref="NotebookException">No parameters cell although there are assignments, an unknown name, or a value of another type.</exception>
    public static bool Inject(NotebookDocument notebook, IReadOnlyList<ParameterAssignment> assignments, bool quick = false)
    {
        var parameters = assignments.Count > 0 ? Require(notebook) : Find(notebook);
        var usesQuick = quick && parameters is { HasQuickPreset: true };
        if (parameters is null || (assignments.Count == 0 && !usesQuick))
            return false;
        parameters.Put(parameters.Resolve(assignments), usesQuick);
        return usesQuick;
    }

    /// <summary>Finds a parameter by its exact name, or by a spelling that differs in case only from a single one.</summary>
    /// <exception cref="NotebookException">There is no such parameter; the nearest names are in the message.</exception>
    public NotebookParameter Named(string name)
    {
        if (Parameters.FirstOrDefault(parameter => parameter.Name == name) is { } exact)
            return exact;
        if (Parameters.Where(parameter => parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).ToArray() is [var only])
            return only;
        if (Parameters.Count == 0)
            throw new NotebookException(
                $"The cell tagged '{Tag}' of '{notebook.Name}' declares no parameter. Declare variables with literal values, or a record and a variable of its type.");
        var near = NearestNames.Of(name, Parameters.Select(parameter => parameter.Name));
        throw new NotebookException(
            $"'{notebook.Name}' has no parameter '{name}'. "
            + (near.Count > 0 ? $"The nearest are: {string.Join(", ", near)}." : $"It has: {string.Join(", ", Parameters.Select(parameter => parameter.Name))}."));
    }

    private List<(NotebookParameter Parameter, string Value)> Resolve(IReadOnlyList<ParameterAssignment> assignments)
    {
        var resolved = new List<(NotebookParameter Parameter, string Value)>();
        foreach (var assignment in assignments)
        {
            var parameter = Named(assignment.Name);
            if (resolved.Any(earlier => earlier.Parameter == parameter))
                throw new NotebookException($"{parameter.Name} is set twice. Give each parameter once.");
            resolved.Add((parameter, Value(parameter, assignment.Value)));
        }
        return resolved;
    }

    private static string Value(NotebookParameter parameter, string given)
    {
        var article = parameter.TypeName[0] is 'a' or 'e' or 'i' or 'I' or 'o' ? "an" : "a";
        if (parameter.Type is not { } type)
            throw new NotebookException(
                $"{parameter.Name} is {article} {parameter.TypeName}, which has no literals. Only {LiteralType.Allowed} can be set with -p; edit the cell instead.");
        return type.Translate(given) ?? throw new NotebookException(
            $"{parameter.Name} is {article} {parameter.TypeName}; '{given}' is not {article} {parameter.TypeName} literal. For example: -p {Example(parameter.Name, type)}");
    }

    private static string Example(string name, LiteralType type) => type switch
    {
        CollectionLiteral { Element: CollectionLiteral } => $"\"{name}=[[1, 2], [3]]\"",
        CollectionLiteral { Element.Name: "string" } => $"'{name}=[\"first\", \"second\"]'",
        CollectionLiteral { Element.Name: "bool" } => $"\"{name}=[true, false]\"",
        CollectionLiteral { Element.Name: "char" } => $"\"{name}=['a', 'b']\"",
        CollectionLiteral => $"\"{name}=[1, 2]\"",
        NullableLiteral nullable => Example(name, nullable.Inner),
        { Name: "bool" } => $"{name}=true",
        { Name: "string" } => $"{name}=word",
        { Name: "char" } => $"{name}=a",
        { Name: "float" or "double" or "decimal" } => $"{name}=0.5",
        _ => $"{name}=10",
    };

    private void Put(List<(NotebookParameter Parameter, string Value)> values, bool quick)
    {
        foreach (var earlier in notebook.Cells.Where(other => other.HasTag(InjectedTag)).ToArray())
            notebook.RemoveCell(earlier);
        var lines = new List<string>();
        if (quick)
            lines.Add($"{declarations.Current} = quick;");
        foreach (var owned in values.Where(value => value.Parameter.Owner is not null).GroupBy(value => value.Parameter.Owner))
            lines.Add($"{owned.Key} = {owned.Key} with {{ {string.Join(", ", owned.Select(value => $"{value.Parameter.Name} = {value.Value}"))} }};");
        lines.AddRange(values.Where(value => value.Parameter.Owner is null).Select(value => $"{value.Parameter.Name} = {value.Value};"));
        var index = notebook.Cells.TakeWhile(other => other != cell).Count() + 1;
        notebook.InsertCell(index, NotebookCell.CodeType, string.Join('\n', lines), InjectedTag);
        var noted = new JsonObject();
        foreach (var (parameter, value) in values)
            noted[parameter.Name] = value;
        notebook.NoteRun("parameters", noted);
        notebook.NoteRun("preset", quick ? "quick" : null);
    }
}
