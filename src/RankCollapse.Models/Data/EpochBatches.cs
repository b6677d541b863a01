using RankCollapse.Randomness;

namespace RankCollapse.Models.Data;

/// <summary>The batches of a training, step after step: each epoch has a random order of its own, and a last batch that would be smaller is left out.</summary>
/// <remarks>The batch of a step depends on the step alone, so that a training can be taken up anywhere. A set smaller than a batch is one batch.</remarks>
/// <param name="count">Elements of the set, at least 1.</param>
/// <param name="size">Elements per batch, at least 1.</param>
/// <param name="order">Where orders come from; epoch e draws from <c>order.Stream(e)</c>.</param>
internal sealed class EpochBatches(int count, int size, RandomStream order)
{
    private readonly long perEpoch = Math.Max(1, count / size);
    private (long Epoch, IReadOnlyList<int[]> Batches) current = (-1, []);

    /// <summary>Element numbers of the batch of a step, counted from 0.</summary>
    public int[] this[long step]
    {
        get
        {
            var epoch = step / perEpoch;
            if (epoch != current.Epoch) current = (epoch, IndexBatches.Shuffled(count, size, order.Stream(epoch)));
            return current.Batches[(int)(step % perEpoch)];
        }
    }
}
