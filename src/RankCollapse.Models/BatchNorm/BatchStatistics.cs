using RankCollapse.Models.Norms;
using static TorchSharp.torch;

namespace RankCollapse.Models.BatchNorm;

/// <summary>What a layer divides out over the batch.</summary>
public enum BatchStatistics
{
    /// <summary>Nothing: the vanilla network.</summary>
    None,

    /// <summary>Root mean squares only: batch normalisation as the theory has it.</summary>
    Uncentred,

    /// <summary>Means and standard deviations: batch normalisation as it is used in training.</summary>
    Centred,
}

/// <summary>Making the norm that a <see cref="BatchStatistics"/> names.</summary>
internal static class BatchStatisticsExtensions
{
    /// <summary>A norm over the samples of [samples, features]; null where nothing is divided out.</summary>
    public static nn.Module<Tensor, Tensor>? ToNorm(this BatchStatistics statistics) => statistics switch
    {
        BatchStatistics.None => null,
        BatchStatistics.Uncentred => new UncentredBatchNorm(),
        BatchStatistics.Centred => new CentredBatchNorm(),
        _ => throw new ArgumentOutOfRangeException(nameof(statistics), $"{statistics} is no kind of batch statistics. Use one of: {string.Join(", ", Enum.GetNames<BatchStatistics>())}."),
    };
}
