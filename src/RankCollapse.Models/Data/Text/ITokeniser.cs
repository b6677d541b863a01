namespace RankCollapse.Models.Data;

/// <summary>A reversible map between text and numbers below a vocabulary size.</summary>
public interface ITokeniser
{
    /// <summary>Number of different tokens; every token is from 0 to this less 1.</summary>
    int Vocabulary { get; }

    /// <summary>Text to tokens.</summary>
    /// <param name="text">Any text that the tokeniser knows; may be empty.</param>
    /// <returns>Tokens, shape [length].</returns>
    /// <exception cref="ArgumentException">A character is not in the vocabulary; names it and its place.</exception>
    int[] Encode(string text);

    /// <summary>Tokens to text: decoding what was encoded gives the text again.</summary>
    /// <param name="tokens">Tokens below the vocabulary size.</param>
    /// <returns>The text.</returns>
    /// <exception cref="ArgumentException">A token is not in the vocabulary; names it and its place.</exception>
    string Decode(ReadOnlySpan<int> tokens);
}
