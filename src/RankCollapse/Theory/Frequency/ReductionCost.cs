using RankCollapse.Measures;

namespace RankCollapse.Theory.Frequency;

/// <summary>One reduction inside a layer.</summary>
/// <param name="Layer">Counted from 1; it happens between the attention and the feed-forward part.</param>
/// <param name="Kept">Share of the patch tokens that stay, in [0, 1].</param>
/// <param name="Windows">w: w² DC tokens stand for the rest.</param>
public sealed record ReductionStage(int Layer, double Kept, int Windows);

/// <summary>Token counts and multiply-adds of a vision transformer with and without token reduction. Immutable.</summary>
/// <remarks>Per layer 4·n·d² for the projections, 2·n²·d for attention and 8·n·d² for the feed-forward part, n being the number of tokens that each part sees; patch
/// embedding and classifier once. Scores (heads · n² additions), means and re-weighting are of lower order and left out.</remarks>
/// <source paper="lee2025" item="table 1, operation counts">The numbers of operations are reported there; the formula, and that the reduction sits between attention and feed-forward part, are derived here.</source>
public sealed record ReductionCost
{
    /// <summary>d.</summary>
    public required int Width { get; init => field = Guard.AtLeast(value, 1, nameof(Width), "DeiT-T has 192, S 384, B 768."); }

    /// <summary>Number of layers, at least 1.</summary>
    public int Layers { get; init => field = Guard.AtLeast(value, 1, nameof(Layers), "DeiT has 12."); } = 12;

    /// <summary>Patch tokens of an image, without the class token.</summary>
    public int Patches { get; init => field = Guard.AtLeast(value, 1, nameof(Patches), "224 pixels in patches of 16 give 196."); } = 196;

    /// <summary>Numbers in a patch, channels · side².</summary>
    public int PatchSize { get; init => field = Guard.AtLeast(value, 1, nameof(PatchSize), "3 · 16 · 16 = 768."); } = 768;

    /// <summary>Classes.</summary>
    public int Classes { get; init => field = Guard.AtLeast(value, 1, nameof(Classes), "ImageNet has 1000."); } = 1000;

    /// <summary>DeiT-T, DeiT-S and DeiT-B by their width.</summary>
    /// <param name="width">192, 384 or 768.</param>
    /// <returns>12 layers on 196 patches and a class token.</returns>
    public static ReductionCost Deit(int width) => new() { Width = width };

    /// <summary>The paper's default: 30 % of the patches go in layers 4, 7 and 10; 2 × 2 windows in layer 4, one window afterwards.</summary>
    public static IReadOnlyList<ReductionStage> PaperStages { get; } = [new(4, 0.7, 2), new(7, 0.7, 1), new(10, 0.7, 1)];

    /// <summary>Number of tokens, class and DC tokens included, at the start and after each stage.</summary>
    /// <param name="stages">In the order of their layers.</param>
    /// <returns>One more than stages.</returns>
    /// <exception cref="ArgumentException">Layers that do not exist or are out of order.</exception>
    public IReadOnlyList<int> TokenCounts(params IReadOnlyList<ReductionStage> stages)
    {
        Check(stages);
        var (kept, counts) = (Patches, new List<int> { Patches + 1 });
        foreach (var stage in stages)
        {
            kept = TokenSets.Size(kept, stage.Kept);
            counts.Add(kept + (stage.Windows * stage.Windows) + 1);
        }

        return counts;
    }

    /// <summary>Multiply-adds of one image.</summary>
    /// <param name="stages">In the order of their layers; none for the unreduced model.</param>
    /// <returns>A count; divide by 1e9 for the G of tables.</returns>
    /// <exception cref="ArgumentException">Layers that do not exist or are out of order.</exception>
    public long MultiplyAdds(params IReadOnlyList<ReductionStage> stages)
    {
        var counts = TokenCounts(stages);
        long d = Width, total = ((long)Patches * PatchSize * d) + (d * Classes);
        for (var layer = 1; layer <= Layers; layer++)
        {
            long before = counts[stages.Count(s => s.Layer < layer)], after = counts[stages.Count(s => s.Layer <= layer)];
            total += (4 * before * d * d) + (2 * before * before * d) + (8 * after * d * d);
        }

        return total;
    }

    private void Check(IReadOnlyList<ReductionStage> stages)
    {
        ArgumentNullException.ThrowIfNull(stages);
        var previous = 0;
        foreach (var stage in stages)
        {
            if (stage.Layer <= previous || stage.Layer > Layers)
                throw new ArgumentException($"A stage was in layer {stage.Layer} after layer {previous}; layers must rise and be from 1 to {Layers}. Sort the stages.", nameof(stages));
            Guard.AtLeast(stage.Windows, 0, nameof(stages), "0 windows means no DC token.");
            previous = stage.Layer;
        }
    }
}
