using RankCollapse.Randomness;

namespace RankCollapse.Models.Data;

/// <summary>A text as tokens, cut into a training and a validation part and into windows for predicting the next token.</summary>
/// <example><code>
/// var tokeniser = new CharacterTokeniser(book.Text);
/// var (train, validation) = TokenText.Of(book.Text, tokeniser).Split(validationShare: 0.1);
/// var batch = train.Windows(context: 64, count: 32, random.Stream("batches").AtStep(step));
/// </code></example>
public sealed class TokenText
{
    private readonly ReadOnlyMemory<int> tokens;

    private TokenText(ReadOnlyMemory<int> tokens, int vocabulary)
    {
        this.tokens = tokens;
        Vocabulary = vocabulary;
    }

    /// <summary>Number of different tokens that a model of this text must know.</summary>
    public int Vocabulary { get; }

    /// <summary>Number of tokens.</summary>
    public int Length => tokens.Length;

    /// <summary>All tokens, shape [length].</summary>
    public ReadOnlySpan<int> Tokens => tokens.Span;

    /// <summary>Encodes a text.</summary>
    /// <param name="text">A text that the tokeniser knows.</param>
    /// <param name="tokeniser">How text becomes numbers.</param>
    /// <returns>The tokens, with the vocabulary size of the tokeniser.</returns>
    /// <exception cref="ArgumentException">A character is not in the vocabulary.</exception>
    public static TokenText Of(string text, ITokeniser tokeniser)
    {
        ArgumentNullException.ThrowIfNull(tokeniser);
        return new TokenText(tokeniser.Encode(text), tokeniser.Vocabulary);
    }

    /// <summary>Cuts the text once: the end of it is for validation, so that no window of training reaches into it.</summary>
    /// <param name="validationShare">Inside (0, 1); 0.1 is usual.</param>
    /// <returns>Two parts, neither empty, that together are the text.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share is outside (0, 1) or leaves a part empty.</exception>
    public (TokenText Train, TokenText Validation) Split(double validationShare)
    {
        var held = validationShare is > 0 and < 1 ? (int)Math.Round(Length * validationShare) : 0;
        if (held < 1 || held >= Length)
        {
            throw new ArgumentOutOfRangeException(
                nameof(validationShare),
                FormattableString.Invariant($"validationShare was {validationShare}; it must be inside (0, 1) and ")
                + $"leave both parts of the {Length} tokens non-empty. 0.1 is usual.");
        }

        return (new TokenText(tokens[..^held], Vocabulary), new TokenText(tokens[^held..], Vocabulary));
    }

    /// <summary>Windows at uniformly random places, each with its text shifted by one as target; every position is scored.</summary>
    /// <param name="context">Tokens per window, at least 1; less than the length of the text.</param>
    /// <param name="count">Number of windows, at least 1; they may overlap.</param>
    /// <param name="random">Where the places come from.</param>
    /// <returns>Inputs and targets, each of shape [count, context].</returns>
    /// <exception cref="ArgumentOutOfRangeException">The context does not fit into the text, or no windows.</exception>
    public TokenTask Windows(int context, int count, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Require.AtLeast(count, 1, "It is the number of windows in a batch.", nameof(count));
        CheckContext(context);
        var starts = new int[count];
        for (var i = 0; i < count; i++) starts[i] = random.NextInteger(Length - context);
        return Cut(starts, context);
    }

    /// <summary>The text in consecutive windows, none overlapping: for a validation loss without randomness.</summary>
    /// <param name="context">Tokens per window, at least 1; less than the length of the text.</param>
    /// <returns>Inputs and targets; fewer than context tokens at the end are left out.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The context does not fit into the text.</exception>
    public TokenTask ConsecutiveWindows(int context)
    {
        CheckContext(context);
        return Cut([.. Enumerable.Range(0, (Length - 1) / context).Select(i => i * context)], context);
    }

    private TokenTask Cut(int[] starts, int context)
    {
        var inputs = new int[starts.Length * context];
        var targets = new int[starts.Length * context];
        for (var i = 0; i < starts.Length; i++)
        {
            Tokens.Slice(starts[i], context).CopyTo(inputs.AsSpan(i * context));
            Tokens.Slice(starts[i] + 1, context).CopyTo(targets.AsSpan(i * context));
        }

        return new TokenTask(new TokenTaskShape(context, Vocabulary, Vocabulary), inputs, targets);
    }

    private void CheckContext(int context)
    {
        if (context >= 1 && context < Length) return;
        throw new ArgumentOutOfRangeException(
            nameof(context),
            $"context was {context}; it must be from 1 to {Length - 1}, because a window of the {Length} tokens needs one more as target.");
    }
}
