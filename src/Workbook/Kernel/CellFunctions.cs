using System.Text.Json.Nodes;
using Workbook.Kernel.Formatting;

namespace Workbook.Kernel;

/// <summary>The functions that every cell can call without a <c>using</c> line.</summary>
public static class CellFunctions
{
    private static int displays;

    /// <summary>Shows a value now, in the middle of the cell.</summary>
    /// <param name="value">Any value; null is shown as <c>null</c>.</param>
    /// <param name="mimeType">Show the value as this type only, for example <c>text/html</c> for a string that is HTML; null lets the value decide.</param>
    /// <returns>A handle whose <see cref="DisplayedValue.Update"/> replaces what was shown.</returns>
#pragma warning disable IDE1006 // The lower-case name is the one that C# notebooks use.
    public static DisplayedValue display(object? value, string? mimeType = null)
#pragma warning restore IDE1006
    {
        var shown = new DisplayedValue($"display-{Interlocked.Increment(ref displays)}", mimeType);
        shown.Send("display_data", value);
        return shown;
    }

    /// <summary>Text that is shown as HTML.</summary>
    public static HtmlText HTML(string html) => new(html);

    /// <summary>Text that is shown as Markdown.</summary>
    public static MarkdownText Markdown(string markdown) => new(markdown);

    /// <summary>Cancelled when the running cell is interrupted: give it to long library calls, or look at it in a long loop.</summary>
    public static CancellationToken CellToken => CellOutput.Current?.Cancellation ?? CancellationToken.None;
}

/// <summary>The same functions as extension methods.</summary>
public static class DisplayExtensions
{
    /// <summary>Shows a value now; as <see cref="CellFunctions.display"/>.</summary>
    public static DisplayedValue Display(this object? value, string? mimeType = null) => CellFunctions.display(value, mimeType);

    /// <summary>Shows text as a given MIME type, for example <c>text/html</c>.</summary>
    public static DisplayedValue DisplayAs(this string value, string mimeType) => CellFunctions.display(value, mimeType);
}

/// <summary>A handle on something a cell has shown.</summary>
public sealed class DisplayedValue
{
    private readonly string id;
    private readonly string? mimeType;

    internal DisplayedValue(string id, string? mimeType)
    {
        this.id = id;
        this.mimeType = mimeType;
    }

    /// <summary>Shows another value in the same place, also from a later cell.</summary>
    public void Update(object? value) => Send("update_display_data", value);

    internal void Send(string messageType, object? value) =>
        CellOutput.Current?.Send(new OutputMessage(messageType, new JsonObject
        {
            ["data"] = MimeBundle.Of(value, mimeType),
            ["metadata"] = new JsonObject(),
            ["transient"] = new JsonObject { ["display_id"] = id },
        }));
}

/// <summary>Text that a front end shows as HTML.</summary>
/// <param name="Text">The HTML; it is not checked.</param>
public sealed record HtmlText(string Text)
{
    /// <inheritdoc/>
    public override string ToString() => Text;
}

/// <summary>Text that a front end shows as Markdown.</summary>
/// <param name="Text">The Markdown; formulas between <c>$</c> signs.</param>
public sealed record MarkdownText(string Text)
{
    /// <inheritdoc/>
    public override string ToString() => Text;
}
