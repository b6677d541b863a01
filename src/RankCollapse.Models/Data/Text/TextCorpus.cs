using System.Text;

namespace RankCollapse.Models.Data;

/// <summary>A text to train a language model on, with where it comes from.</summary>
public sealed record TextCorpus
{
    /// <summary>What a reader calls it.</summary>
    public required string Name { get; init; }

    /// <summary>Author, and where the copy comes from.</summary>
    public required string Source { get; init; }

    /// <summary>Under which terms it may be used.</summary>
    public required string Licence { get; init; }

    /// <summary>The text; lines end in a single line feed.</summary>
    public required string Text
    {
        get;
        init => field = value is { Length: > 0 } ? value : throw new ArgumentException(
            "The text was empty; give at least 1 character.", nameof(Text));
    }

    /// <summary>The beginning of the text.</summary>
    /// <param name="characters">From 1 to the length of the text.</param>
    /// <returns>A corpus of that many characters.</returns>
    /// <exception cref="ArgumentOutOfRangeException">More than there are, or none.</exception>
    public TextCorpus Take(int characters) => this with { Text = Text[..Require.Portion(characters, Text.Length, "characters")] };

    /// <summary>
    /// The text in the 128 characters of ASCII, for models of that vocabulary: dashes and quotation marks become typewriter
    /// ones (a long dash two hyphens), any other character a question mark.
    /// </summary>
    /// <returns>A corpus whose characters are all below 128.</returns>
    public TextCorpus InAscii()
    {
        var plain = new StringBuilder(Text.Length);
        foreach (var character in Text)
        {
            _ = character switch
            {
                < (char)128 => plain.Append(character),
                '‘' or '’' => plain.Append('\''),
                '“' or '”' => plain.Append('"'),
                '–' => plain.Append('-'),
                '—' => plain.Append("--"),
                _ => plain.Append('?'),
            };
        }

        return this with { Text = plain.ToString() };
    }

    /// <summary>One line.</summary>
    /// <returns>Name and length.</returns>
    public override string ToString() => $"{Name}: {Text.Length} characters";
}
