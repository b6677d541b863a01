using RankCollapse.Models.Data;
using RankCollapse.Randomness;

namespace RankCollapse.Models.Tests.Data;

public class EpochBatchesTests
{
    private static EpochBatches Ten() => new(10, 3, new RandomSource(3).Stream("order"));

    [Fact]
    public void An_epoch_shows_different_elements_in_full_batches_and_the_next_has_another_order()
    {
        var batches = Ten();
        var epochs = Enumerable.Range(0, 2).Select(e => Enumerable.Range(3 * e, 3).SelectMany(s => batches[s]).ToArray()).ToArray();
        Assert.All(epochs, epoch => Assert.Equal(9, epoch.Distinct().Count()));
        Assert.NotEqual(epochs[0], epochs[1]);
    }

    [Fact]
    public void A_batch_depends_on_its_step_alone()
    {
        var (forwards, backwards) = (Ten(), Ten());
        var expected = Enumerable.Range(0, 9).Select(s => forwards[s]).ToArray();
        for (var step = 8; step >= 0; step--) Assert.Equal(expected[step], backwards[step]);
    }

    [Fact]
    public void A_set_smaller_than_a_batch_is_one_batch() => Assert.Equal([0, 1], new EpochBatches(2, 5, new RandomSource(3).Stream("order"))[7].Order());
}
