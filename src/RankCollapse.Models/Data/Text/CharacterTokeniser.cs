using System.Collections.Frozen;

namespace RankCollapse.Models.Data;

/// <summary>One token per UTF-16 character; the vocabulary is what a text contains, in the order of the character codes.</summary>
public sealed class CharacterTokeniser : ITokeniser
{
    private readonly FrozenDictionary<char, int> tokenOf;

    /// <summary>Takes the vocabulary from a text.</summary>
    /// <param name="text">At least one character. Use the whole text, training and validation part.</param>
    /// <exception cref="ArgumentException">The text is empty.</exception>
    public CharacterTokeniser(string text)
    {
        if (string.IsNullOrEmpty(text))
        {
            throw new ArgumentException(
                "The text was empty; at least 1 character is needed for a vocabulary. Pass the training text.", nameof(text));
        }

        Characters = new string([.. text.Distinct().Order()]);
        tokenOf = Enumerable.Range(0, Characters.Length).ToFrozenDictionary(token => Characters[token]);
    }

    /// <summary>The vocabulary: token t is character t of this text.</summary>
    public string Characters { get; }

    /// <inheritdoc/>
    public int Vocabulary => Characters.Length;

    /// <inheritdoc/>
    public int[] Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var tokens = new int[text.Length];
        for (var i = 0; i < text.Length; i++)
        {
            if (!tokenOf.TryGetValue(text[i], out tokens[i]))
            {
                throw new ArgumentException(
                    $"Character {i} was '{text[i]}' (U+{(int)text[i]:X4}); it is not among the {Vocabulary} characters of the vocabulary. "
                    + "Build the tokeniser from a text that contains it, or use ByteTokeniser.Utf8.", nameof(text));
            }
        }

        return tokens;
    }

    /// <inheritdoc/>
    public string Decode(ReadOnlySpan<int> tokens)
    {
        var text = new char[tokens.Length];
        for (var i = 0; i < tokens.Length; i++)
        {
            if ((uint)tokens[i] >= (uint)Vocabulary)
            {
                throw new ArgumentException(
                    $"Token {i} was {tokens[i]}; it must be from 0 to {Vocabulary - 1}. "
                    + "Check that the model has the vocabulary of this tokeniser.",
                    nameof(tokens));
            }

            text[i] = Characters[tokens[i]];
        }

        return new string(text);
    }
}
