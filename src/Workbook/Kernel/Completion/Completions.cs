using System.Collections.Immutable;

namespace Workbook.Kernel.Completion;

/// <summary>One way to go on from the cursor.</summary>
/// <param name="Text">What takes the place of the prefix.</param>
/// <param name="Kind">What it is, in the words that front ends choose icons by: <c>method</c>, <c>class</c>, <c>keyword</c> ….</param>
/// <param name="Signature">Its declaration in one line; empty for keywords and where a long list would cost too much.</param>
internal sealed record CompletionItem(string Text, string Kind, string Signature);

/// <summary>What can stand at the cursor, best first.</summary>
/// <param name="Start">Where the prefix starts, in UTF-16 units.</param>
/// <param name="End">The cursor, in UTF-16 units.</param>
/// <param name="Items">Without repetitions.</param>
internal sealed record Completions(int Start, int End, ImmutableArray<CompletionItem> Items)
{
    /// <summary>Nothing to suggest at a position.</summary>
    public static Completions None(int cursor) => new(cursor, cursor, []);
}
