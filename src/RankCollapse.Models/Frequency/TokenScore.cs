using RankCollapse.Models.Attention;
using RankCollapse.Randomness;
using static TorchSharp.torch;

namespace RankCollapse.Models.Frequency;

/// <summary>By what tokens are ranked; the highest are kept.</summary>
public enum TokenScore
{
    /// <summary>Total attention received: the paper's score, for its ranking. What it keeps are the paper's high-frequency tokens (HF).</summary>
    ReceivedAttention,

    /// <summary>Its negative: keeps what the paper calls low-frequency tokens (LF).</summary>
    LeastReceivedAttention,

    /// <summary>Attention of the class token, as in EViT.</summary>
    ClassAttention,

    /// <summary>What a token brings into the high-frequency part of the output, ‖H·A·H·e_k‖.</summary>
    InjectedEnergy,

    /// <summary>Distance of the token from the mean of all, ‖(H·X)_k‖.</summary>
    OwnDeviation,

    /// <summary>Negative cosine with the mean of all.</summary>
    FarFromMean,

    /// <summary>Mean score received before the softmax, for kernels that never store attention.</summary>
    SummedScores,

    /// <summary>By lot.</summary>
    Random,
}

/// <summary>Scores of a whole batch at once; <c>Theory.Frequency.TokenScores</c> is the plain form.</summary>
/// <source paper="lee2025" item="eq. 7">All queries count, the class token's included, which the paper leaves open; absent tokens do not.</source>
public static class BatchedScores
{
    /// <summary>One score per token.</summary>
    /// <param name="score">Which.</param>
    /// <param name="state">The tokens.</param>
    /// <param name="pass">Their attention.</param>
    /// <param name="random">For <see cref="TokenScore.Random"/> only.</param>
    /// <returns>Shape [batch, tokens].</returns>
    /// <exception cref="ArgumentException">By lot, and no stream is given.</exception>
    public static Tensor Of(TokenScore score, TokenState state, AttentionPass pass, RandomStream? random = null)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(pass);
        return score switch
        {
            TokenScore.ReceivedAttention => Received(state, pass),
            TokenScore.LeastReceivedAttention => -Received(state, pass),
            TokenScore.ClassAttention => pass.Attention.select(2, 0).mean([1]),
            TokenScore.InjectedEnergy => Injected(state, pass),
            TokenScore.OwnDeviation => Centred(state).norm(2),
            TokenScore.FarFromMean => -nn.functional.normalize(state.Tokens, dim: 2).mul(nn.functional.normalize(Mean(state), dim: 2)).sum(2),
            TokenScore.SummedScores => Summed(state, pass),
            _ => Lots(state, random ?? throw new ArgumentException("Tokens are chosen by lot, and no stream was given. Pass random: source.Stream(\"lots\").", nameof(random))),
        };
    }

    private static Tensor Received(TokenState state, AttentionPass pass) =>
        (state.MayHaveAbsent ? pass.Attention * Present(state).unsqueeze(1).unsqueeze(-1) : pass.Attention).sum(2).mean([1]);

    private static Tensor Injected(TokenState state, AttentionPass pass)
    {
        if (!state.MayHaveAbsent) return (pass.Attention - pass.Attention.mean([2], keepdim: true)).norm(2).mean([1]);
        var rows = Present(state).unsqueeze(1).unsqueeze(-1);
        var mean = (pass.Attention * rows).sum(2, keepdim: true) / rows.sum(2, keepdim: true);
        return ((pass.Attention - mean) * rows).norm(2).mean([1]);
    }

    private static Tensor Summed(TokenState state, AttentionPass pass)
    {
        var queries = state.MayHaveAbsent ? pass.Queries * Present(state).unsqueeze(1).unsqueeze(-1) : pass.Queries;
        return pass.Keys.matmul(queries.sum(2).unsqueeze(-1)).squeeze(-1).mean([1]);
    }

    /// <summary>1 for tokens that are there.</summary>
    internal static Tensor Present(TokenState state) => state.Sizes.gt(0).to(state.Tokens.dtype);

    private static Tensor Mean(TokenState state)
    {
        if (!state.MayHaveAbsent) return state.Tokens.mean([1], keepdim: true);
        var present = Present(state).unsqueeze(-1);
        return (state.Tokens * present).sum(1, keepdim: true) / present.sum(1, keepdim: true);
    }

    internal static Tensor Centred(TokenState state) => state.Tokens - Mean(state);

    private static Tensor Lots(TokenState state, RandomStream random) =>
        zeros(state.Tokens.size(0), state.Tokens.size(1)).FillUniform(0, 1, random.Stream("lots")).to(state.Tokens.dtype, state.Tokens.device);
}
