using System.Text;

namespace RankCollapse.Models.Data;

/// <summary>One token per byte of the UTF-8 form of a text.</summary>
public sealed class ByteTokeniser : ITokeniser
{
    private ByteTokeniser(int vocabulary) => Vocabulary = vocabulary;

    /// <summary>All 256 bytes: every text can be encoded; characters beyond ASCII take two to four tokens.</summary>
    public static ByteTokeniser Utf8 { get; } = new(256);

    /// <summary>The 128 bytes of ASCII: for text without other characters (<see cref="TextCorpus.InAscii"/>).</summary>
    public static ByteTokeniser Ascii { get; } = new(128);

    /// <inheritdoc/>
    public int Vocabulary { get; }

    /// <inheritdoc/>
    public int[] Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var bytes = Encoding.UTF8.GetBytes(text);
        var tokens = new int[bytes.Length];
        for (var i = 0; i < bytes.Length; i++)
        {
            tokens[i] = bytes[i];
            if (bytes[i] >= Vocabulary)
            {
                throw new ArgumentException(
                    $"Byte {i} was {bytes[i]}; the vocabulary has the bytes below {Vocabulary}. "
                    + "Use TextCorpus.InAscii() first, or ByteTokeniser.Utf8.",
                    nameof(text));
            }
        }

        return tokens;
    }

    /// <inheritdoc/>
    /// <remarks>Bytes that are not valid UTF-8, as an untrained model emits them, become the replacement character.</remarks>
    public string Decode(ReadOnlySpan<int> tokens)
    {
        var bytes = new byte[tokens.Length];
        for (var i = 0; i < tokens.Length; i++)
        {
            if ((uint)tokens[i] >= (uint)Vocabulary)
            {
                throw new ArgumentException(
                    $"Token {i} was {tokens[i]}; it must be from 0 to {Vocabulary - 1}. "
                    + "Check that the model has the vocabulary of this tokeniser.",
                    nameof(tokens));
            }

            bytes[i] = (byte)tokens[i];
        }

        return Encoding.UTF8.GetString(bytes);
    }
}
