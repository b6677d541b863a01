using static TorchSharp.torch;

namespace RankCollapse.Models.Frequency;

/// <summary>Re-amplified attention of all heads at once; <c>Theory.Frequency.AttentionReweighting</c> says what and why.</summary>
/// <source paper="lee2025" item="eq. 12 and the appendix on kernels">Default convention: ω = 0 changes nothing.</source>
public static class HeadReweighting
{
    /// <summary>(1 + ω₁)·AV − ω₁·V̄ + ω₂·A_{:,DC}·V_DC, without forming the new matrix.</summary>
    /// <param name="attention">A, shape [batch, heads, tokens, tokens].</param>
    /// <param name="values">V, shape [batch, heads, tokens, width / heads].</param>
    /// <param name="highPass">ω₁, shape [heads].</param>
    /// <param name="dcColumns">ω₂, shape [heads].</param>
    /// <param name="dcTokens">How many of the last tokens are DC tokens; 0 for none.</param>
    /// <param name="present">1 for tokens that are there, shape [batch, tokens]; null when all are.</param>
    /// <returns>The shape of the values.</returns>
    public static Tensor Mix(Tensor attention, Tensor values, Tensor highPass, Tensor dcColumns, int dcTokens, Tensor? present = null)
    {
        using var scope = NewDisposeScope();
        var w1 = highPass.view(1, -1, 1, 1);
        var mixed = (1 + w1) * attention.matmul(values) - w1 * Mean(values, present);
        if (dcTokens > 0)
        {
            var first = values.size(2) - dcTokens;
            mixed = mixed + dcColumns.view(1, -1, 1, 1) * attention.narrow(3, first, dcTokens).matmul(values.narrow(2, first, dcTokens));
        }

        return mixed.MoveToOuterDisposeScope();
    }

    /// <summary>The same by the matrix J + (1 + ω₁)(A − J) + ω₂·A_DC.</summary>
    /// <param name="attention">A, shape [batch, heads, tokens, tokens].</param>
    /// <param name="values">V, shape [batch, heads, tokens, width / heads].</param>
    /// <param name="highPass">ω₁, shape [heads].</param>
    /// <param name="dcColumns">ω₂, shape [heads].</param>
    /// <param name="dcTokens">How many of the last tokens are DC tokens; 0 for none.</param>
    /// <returns>The shape of the values.</returns>
    public static Tensor MixReference(Tensor attention, Tensor values, Tensor highPass, Tensor dcColumns, int dcTokens)
    {
        using var scope = NewDisposeScope();
        var n = attention.size(3);
        var isDc = cat([zeros(n - dcTokens, dtype: attention.dtype, device: attention.device), ones(dcTokens, dtype: attention.dtype, device: attention.device)], 0);
        var changed = (attention - 1.0 / n) * (1 + highPass.view(1, -1, 1, 1)) + 1.0 / n + attention * isDc * dcColumns.view(1, -1, 1, 1);
        return changed.matmul(values).MoveToOuterDisposeScope();
    }

    private static Tensor Mean(Tensor values, Tensor? present)
    {
        if (present is null) return values.mean([2], keepdim: true);
        var weights = present.unsqueeze(1).unsqueeze(-1);
        return (values * weights).sum(2, keepdim: true) / weights.sum(2, keepdim: true);
    }
}
