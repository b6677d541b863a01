using RankCollapse.Theory.Frequency;
using static TorchSharp.torch;

namespace RankCollapse.Models.Frequency;

/// <summary>
/// A batch of token sequences on their way through a network that may have lost some: class token first, then patches (kept, merged or pooled), then tokens that stand
/// for the rest. Immutable; what is made from
/// a state belongs to the dispose scope of whoever asks.
/// </summary>
public sealed record TokenState
{
    /// <summary>Shape [batch, tokens, width].</summary>
    public required Tensor Tokens { get; init; }

    /// <summary>Patches along a side of the image when nothing is lost.</summary>
    public required int Side { get; init; }

    /// <summary>Where each patch token is on the grid, row by row from 0; of a merged token, where it was merged to. Shape [batch, patches], 64-bit integers.</summary>
    public required Tensor Places { get; init; }

    /// <summary>How many original tokens each stands for, 1 for the class token; 0 for a DC token whose window has lost nothing, which nobody sees. Shape [batch, tokens].</summary>
    public required Tensor Sizes { get; init; }

    /// <summary>Number of the token that stands for each original patch, shape [batch, side²], 64-bit integers; null where dropped patches have none.</summary>
    public Tensor? Owners { get; init; }

    /// <summary>The windows of the DC tokens, which are the last tokens; null where there are none.</summary>
    public WindowGrid? DcGrid { get; init; }

    /// <summary>True when ln(size) is added to scores, as ToMe does.</summary>
    public bool CountsInScores { get; init; }

    /// <summary>True when some <see cref="Sizes"/> may be 0.</summary>
    public bool MayHaveAbsent { get; init; }

    /// <summary>Number of patch tokens.</summary>
    public int Patches => (int)Places.size(1);

    /// <summary>Tokens after the patches: DC tokens, or the one that EViT appends.</summary>
    public int Extras => (int)Tokens.size(1) - 1 - Patches;

    /// <summary>A full image.</summary>
    /// <param name="tokens">Shape [batch, 1 + side², width], the class token first.</param>
    /// <returns>The state before anything is lost.</returns>
    /// <exception cref="ArgumentException">Not a class token and a square of patches.</exception>
    public static TokenState Begin(Tensor tokens)
    {
        var patches = tokens.dim() == 3 ? tokens.size(1) - 1 : 0;
        var side = (int)Math.Round(Math.Sqrt(patches));
        if (patches < 1 || side * (long)side != patches)
            throw new ArgumentException($"The tokens have the shape [{string.Join(", ", tokens.shape)}]; they must be [batch, 1 + side², width], a class token before a square of patches. Use TokenPooling.ClassToken.", nameof(tokens));
        var places = arange(patches, dtype: int64, device: tokens.device).unsqueeze(0).expand(tokens.size(0), patches).contiguous();
        return new TokenState
        {
            Tokens = tokens, Side = side, Places = places, Sizes = ones(tokens.size(0), tokens.size(1), dtype: tokens.dtype, device: tokens.device), Owners = places + 1,
        };
    }

    /// <summary>What is to be added to the scores of the keys: ln(size) with counts, else 0, and −∞ for absent tokens; null for nothing at all.</summary>
    public Tensor? KeyBias()
    {
        if (CountsInScores) return Sizes.log();
        return MayHaveAbsent ? zeros_like(Sizes).masked_fill(Sizes.eq(0), double.NegativeInfinity) : null;
    }

    /// <summary>The tokens laid back on the image: each patch shows the token that stands for it.</summary>
    /// <returns>Shape [batch, side², width].</returns>
    /// <exception cref="InvalidOperationException">Dropped patches have no token that stands for them.</exception>
    public Tensor OnGrid()
    {
        if (Owners is null) throw new InvalidOperationException("Patches were dropped without a token that stands for them, so the image has holes. Reduce with DC tokens, fusing or merging.");
        return Rows(Tokens, Owners);
    }

    /// <summary>Rows of each sequence by their numbers.</summary>
    /// <param name="tokens">Shape [batch, tokens, width].</param>
    /// <param name="numbers">Shape [batch, chosen], 64-bit integers.</param>
    /// <returns>Shape [batch, chosen, width].</returns>
    internal static Tensor Rows(Tensor tokens, Tensor numbers) =>
        tokens.gather(1, numbers.unsqueeze(-1).expand(numbers.size(0), numbers.size(1), tokens.size(2)));

    /// <summary>Takes all tensors out of all dispose scopes, so that the state can be kept; <see cref="Free"/> gives them back.</summary>
    internal TokenState Keep()
    {
        foreach (var tensor in All) tensor.DetachFromDisposeScope();
        return this;
    }

    internal void Free()
    {
        foreach (var tensor in All) tensor.Dispose();
    }

    private IEnumerable<Tensor> All => Owners is null ? [Tokens, Places, Sizes] : [Tokens, Places, Sizes, Owners];
}
