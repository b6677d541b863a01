using RankCollapse.Models.Data;
using RankCollapse.Theory.Hopfield;

namespace RankCollapse.Models.Hopfield;

/// <summary>One side of a comparison: memory and skip path, all else equal. Each has the same trained parameters.</summary>
public sealed record HopfieldArm
{
    /// <summary>As in figures.</summary>
    public required string Name { get; init; }

    /// <summary>α', in [0, 1]; 0 for none.</summary>
    public double Memory { get; init => field = Require.Within(value, (0, 1), "It is α'."); }

    /// <summary>The scores before the first layer.</summary>
    public MemoryStart Start { get; init; } = MemoryStart.FirstScores;

    /// <summary>Around the attention.</summary>
    public SkipPath Skip { get; init; } = SkipPath.Unit;

    /// <summary>What all scores are multiplied by; 1 − α' as the control of temperature.</summary>
    public double ScoreScale { get; init; } = 1;

    /// <summary>Ordinary attention with the usual skip path: the baseline.</summary>
    public static HopfieldArm Attention { get; } = new() { Name = "attention" };

    /// <summary>Ordinary attention with a convex skip path: the control that has α and not α'.</summary>
    /// <param name="feature">α.</param>
    /// <returns>The arm.</returns>
    public static HopfieldArm ConvexOnly(double feature) => new() { Name = "convex skip only", Skip = SkipPath.Convex(feature) };

    /// <summary>Remembered scores with the usual skip path: α' and not α.</summary>
    /// <param name="memory">α'.</param>
    /// <returns>The arm.</returns>
    public static HopfieldArm MemoryOnly(double memory) => new() { Name = "memory only", Memory = memory };

    /// <summary>The paper's attention: both.</summary>
    /// <param name="feature">α.</param>
    /// <param name="memory">α'.</param>
    /// <returns>The arm.</returns>
    public static HopfieldArm Hopfield(double feature, double memory) => new() { Name = "MHA", Memory = memory, Skip = SkipPath.Convex(feature) };

    /// <summary>Applies the arm to a design.</summary>
    /// <param name="design">All other choices.</param>
    /// <returns>The design with this arm's memory, skip path and scale.</returns>
    public HopfieldDesign In(HopfieldDesign design)
    {
        ArgumentNullException.ThrowIfNull(design);
        return design with { Memory = new ScoreMemory { Retention = Memory, Start = Start }, Skip = Skip, ScoreScale = ScoreScale };
    }
}
