using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Models.Attention;
using RankCollapse.Models.Data;
using RankCollapse.Models.Frequency;
using RankCollapse.Randomness;
using RankCollapse.Theory.Frequency;
using static RankCollapse.Models.Tests.Frequency.ReductionFixture;
using static TorchSharp.torch;

namespace RankCollapse.Models.Tests.Frequency;

/// <summary>Batched steps against the plain forms of the theory, image by image.</summary>
[Collection(Alone.Name)]
public class BatchedReductionTests
{
    private static (TokenState State, AttentionPass Pass) Attended(bool counts = false)
    {
        using var free = no_grad();
        return Body().Blocks[0].Attend(TokenState.Begin(Input()) with { CountsInScores = counts });
    }

    [Fact]
    public void Scores_of_a_batch_are_those_of_each_image()
    {
        using var scope = NewDisposeScope();
        var (state, pass) = Attended();
        Tensor Batched(TokenScore score) => BatchedScores.Of(score, state, pass);
        for (var image = 0; image < Batch; image++)
        {
            var heads = Heads(pass, image);
            var tokens = state.Tokens[image].ToMatrix();
            Compare(TokenScores.ReceivedAttention(heads), Batched(TokenScore.ReceivedAttention));
            Compare([.. TokenScores.ReceivedAttention(heads).Select(v => -v)], Batched(TokenScore.LeastReceivedAttention));
            Compare(TokenScores.ClassAttention(0, heads), Batched(TokenScore.ClassAttention));
            Compare(TokenScores.InjectedEnergy(heads), Batched(TokenScore.InjectedEnergy));
            Compare(TokenScores.OwnDeviation(tokens), Batched(TokenScore.OwnDeviation));
            Compare([.. TokenScores.CosineToMean(tokens).Select(v => -v)], Batched(TokenScore.FarFromMean));
            double[][] summed = [.. Enumerable.Range(0, 2).Select(h => TokenScores.SummedScores(pass.Queries[image, h].ToMatrix(), pass.Keys[image, h].ToMatrix()))];
            // The batched form sums over queries, the plain one takes their mean.
            Compare([.. summed[0].Zip(summed[1], (a, b) => 17 * (a + b) / 2)], Batched(TokenScore.SummedScores));

            void Compare(double[] expected, Tensor actual)
            {
                foreach (var (want, got) in expected.Zip(Row(actual, image))) Assert.Equal(want, got, 1e-12);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Selection_with_dc_tokens_is_the_plain_form_and_keeps_the_weighted_mean(int windows)
    {
        using var scope = NewDisposeScope();
        var (state, pass) = Attended();
        var reduced = new TokenSelection { Kept = 0.5, Windows = windows }.Apply(state, pass);
        Assert.Equal(1 + 8 + (windows * windows), reduced.Tokens.size(1));
        for (var image = 0; image < Batch; image++)
        {
            var patches = Patches(state, image);
            int[] kept = [.. TokenSets.Highest(TokenScores.ReceivedAttention(Heads(pass, image)).AsSpan(1), 8).Order()];
            Assert.Equal(kept, Integers(reduced.Places, image));
            var dc = DcTokens.Of(patches, [.. Enumerable.Range(0, 16).Except(kept)], new WindowGrid(4, windows));
            Same(dc.Tokens, reduced.Tokens[image].narrow(0, 9, windows * windows).ToMatrix(), 1e-13);
            Assert.Equal([.. Enumerable.Repeat(1.0, 9), .. dc.Counts], Row(reduced.Sizes, image));
            Same(Matrix<double>.Build.DenseOfRows(kept.Select(k => patches.Row(k))), Patches(reduced, image), 0);
            var weighted = (reduced.Tokens[image] * reduced.Sizes[image].unsqueeze(-1)).sum([0]) / 17;
            Assert.True(weighted.allclose(state.Tokens[image].mean([0]), 1e-12, 1e-12));
            // Each original patch is stood for by itself or by the DC token of its window.
            var onGrid = reduced.OnGrid()[image].ToMatrix();
            for (var p = 0; p < 16; p++)
                Assert.InRange(((kept.Contains(p) ? patches.Row(p) : dc.Tokens.Row(dc.Grid.Of(p))) - onGrid.Row(p)).L2Norm(), 0, 1e-13);
        }
    }

    [Fact]
    public void A_second_stage_joins_dc_tokens_by_counts_in_fewer_windows()
    {
        using var scope = NewDisposeScope();
        var body = Body();
        var steps = new Dictionary<int, ReductionStep>
        {
            [1] = new TokenSelection { Kept = 0.7, Windows = 2 }, [2] = new TokenSelection { Kept = 0.7, Windows = 1 },
        };
        var passes = body.Trace(Input(), steps);
        Assert.Equal([17, 16, 9], passes.Select(p => (int)p.Attended.Tokens.size(1)));
        var (before, after) = (passes[1].Attended, steps[2].Apply(passes[1].Attended, passes[1].Pass));
        // 11 of 16 patches, then 7 of 11; 4 DC tokens, then 1; always the class token.
        Assert.Equal((16, 9), ((int)before.Tokens.size(1), (int)after.Tokens.size(1)));
        for (var image = 0; image < Batch; image++)
        {
            Assert.Equal(17, Row(after.Sizes, image).Sum());
            var mean = (before.Tokens[image] * before.Sizes[image].unsqueeze(-1)).sum([0]) / 17;
            var then = (after.Tokens[image] * after.Sizes[image].unsqueeze(-1)).sum([0]) / 17;
            Assert.True(mean.allclose(then, 1e-12, 1e-12));
            int[] owners = Integers(after.Owners!, image), places = Integers(after.Places, image);
            for (var p = 0; p < 16; p++) Assert.Equal(places.Contains(p) ? 1 + Array.IndexOf(places, p) : 8, owners[p]);
        }
    }

    [Fact]
    public void Absent_dc_tokens_are_seen_by_nobody()
    {
        using var scope = NewDisposeScope();
        var body = Body();
        var (state, pass) = Attended();
        // Keeping all but one patch leaves 15 of 16 windows empty: as if the DC tokens of empty windows were not there.
        var step = new TokenSelection { Kept = 15.0 / 16, Windows = 4 };
        var many = body.Resume(step.Apply(state, pass), 1);
        var one = body.Resume(new TokenSelection { Kept = 15.0 / 16, Windows = 1 }.Apply(state, pass), 1);
        Assert.True(many.Tokens.narrow(1, 0, 16).allclose(one.Tokens.narrow(1, 0, 16), 1e-12, 1e-12));
        var later = body.Blocks[1].Attend(step.Apply(state, pass)).Pass.Attention;
        Assert.True(later.isfinite().all().item<bool>());
        // The scores of a later stage leave their rows out as well.
        var reduced = step.Apply(state, pass);
        var (next, seen) = body.Blocks[1].Attend(reduced);
        var (nextOne, seenOne) = body.Blocks[1].Attend(new TokenSelection { Kept = 15.0 / 16, Windows = 1 }.Apply(state, pass));
        foreach (var score in new[] { TokenScore.ReceivedAttention, TokenScore.InjectedEnergy, TokenScore.OwnDeviation, TokenScore.FarFromMean, TokenScore.SummedScores })
        {
            var (a, b) = (BatchedScores.Of(score, next, seen).narrow(1, 0, 16), BatchedScores.Of(score, nextOne, seenOne).narrow(1, 0, 16));
            Assert.True(a.allclose(b, 1e-10, 1e-10), $"{score}");
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    public void Merging_a_batch_is_the_plain_step_on_each_image(int merged)
    {
        using var scope = NewDisposeScope();
        var (state, pass) = Attended();
        var reduced = new MergeStep { Merged = merged }.Apply(state, pass);
        Assert.True(reduced.CountsInScores);
        for (var image = 0; image < Batch; image++)
        {
            var keys = (pass.Keys[image, 0] + pass.Keys[image, 1]).narrow(0, 1, 16).ToMatrix() / 2;
            var expected = BipartiteMerging.Of(Patches(state, image), keys, Enumerable.Repeat(1.0, 16).ToArray(), merged);
            Same(expected.Tokens, Patches(reduced, image), 1e-13);
            Assert.Equal([1, .. expected.Sizes], Row(reduced.Sizes, image));
            var owners = Integers(reduced.Owners!, image);
            foreach (var (source, target) in expected.Sources.Zip(expected.Targets)) Assert.Equal(owners[target], owners[source]);
            Assert.Equal(16 - merged, owners.Distinct().Count());
            var places = Integers(reduced.Places, image);
            for (var k = 0; k < places.Length; k++) Assert.Equal(k + 1, owners[places[k]]);
        }
    }

    [Fact]
    public void Evit_appends_the_class_weighted_sum_of_what_it_drops()
    {
        using var scope = NewDisposeScope();
        var (state, pass) = Attended();
        var reduced = new TokenSelection { Score = TokenScore.ClassAttention, Rest = DroppedTokens.ClassWeightedSum, Kept = 0.5 }.Apply(state, pass);
        for (var image = 0; image < Batch; image++)
        {
            var row = TokenScores.ClassAttention(0, Heads(pass, image));
            var dropped = TokenSets.Lowest(row.AsSpan(1), 8);
            var sum = dropped.Select(k => row[k + 1] * Patches(state, image).Row(k)).Aggregate((a, b) => a + b);
            Assert.InRange((sum - reduced.Tokens[image].ToMatrix().Row(9)).L2Norm(), 0, 1e-13);
        }
    }

    [Fact]
    public void Pooling_averages_blocks_and_noise_touches_the_chosen_tokens_alone()
    {
        using var scope = NewDisposeScope();
        var (state, pass) = Attended();
        var pooled = new PoolStep { Rows = 2, Columns = 1 }.Apply(state, pass);
        Assert.Equal(9, pooled.Tokens.size(1));
        Same(((Patches(state, 1).Row(9) + Patches(state, 1).Row(13)) / 2).ToRowMatrix(), Patches(pooled, 1).Row(5).ToRowMatrix(), 1e-15);
        Assert.Equal(pooled.OnGrid()[1][13].ToString(), pooled.OnGrid()[1][9].ToString());
        var step = new NoiseStep { Where = new TokenSelection { Kept = 0.25 }, Level = 2, Random = new RandomSource(1).Stream("noise") };
        var change = (step.Apply(state, pass).Tokens - state.Tokens).norm(2);
        var chosen = step.Where.Choose(state, pass).Kept;
        for (var image = 0; image < Batch; image++)
            Assert.Equal(Integers(chosen, image).Select(k => k + 1), Row(change, image).Select((v, k) => (v, k)).Where(p => p.v > 0).Select(p => p.k));
        Assert.True(step.Apply(state, pass).Tokens.equal(step.Apply(state, pass).Tokens).all().item<bool>(), "the same stream gives the same noise");
    }

    [Fact]
    public void Spectra_of_one_image_are_those_of_the_plain_form()
    {
        using var scope = NewDisposeScope();
        var state = TokenState.Begin(Input(1));
        var spectra = TokenSpectra.Of(state);
        var patches = Patches(state, 0);
        foreach (var (want, got) in TokenSpectrum.RelativeLogAmplitude(patches).Zip(spectra.RelativeLogAmplitude)) Assert.Equal(want, got, 1e-12);
        Assert.Equal(RankCollapse.Measures.FrequencyEnergy.Of(patches).HighShare, spectra.HighShare, 1e-12);
        Assert.Equal(spectra.HighShare, spectra.HighShareOnGrid, 1e-12);
    }

    [Fact]
    public void Patches_and_pixels_are_each_others_inverse_and_the_filter_is_attention_among_patches()
    {
        using var scope = NewDisposeScope();
        var set = new DigitGlyphs { Canvas = 16 }.Draw(3, new RandomSource(1).Stream("glyphs"));
        var pixels = PatchImage.Pixels(PatchImage.Of(set, 2, 4));
        for (var k = 0; k < 256; k++) Assert.Equal(set.Image(2)[k] / 255.0, pixels[k / 16, k % 16]);
        Assert.Equal(pixels[5, 6], PatchImage.Of(set, 2, 4)[5, 6]);
        var filter = PatchImage.Filter(Attended().Pass, 1);
        var mean = (Heads(Attended().Pass, 1)[0] + Heads(Attended().Pass, 1)[1]) / 2;
        Assert.Equal(mean[3, 5] / (1 - mean[3, 0]), filter[2, 4], 1e-12);
    }

    [Fact]
    public void Errors_say_what_was_given_what_is_allowed_and_what_to_do()
    {
        using var scope = NewDisposeScope();
        var (state, pass) = Attended();
        Assert.StartsWith("Tokens are chosen by lot, and no stream was given.", Assert.Throws<ArgumentException>(() => BatchedScores.Of(TokenScore.Random, state, pass)).Message);
        Assert.StartsWith("Merged was 9 with 16 patches and 0 tokens that stand for others; a step merges at most 8",
            Assert.Throws<InvalidOperationException>(() => new MergeStep { Merged = 9 }.Apply(state, pass)).Message);
        var gone = new TokenSelection { Kept = 0.5, Rest = DroppedTokens.Gone }.Apply(state, pass);
        Assert.StartsWith("Patches were dropped without a token that stands for them", Assert.Throws<InvalidOperationException>(() => gone.OnGrid()).Message);
        Assert.StartsWith("There were 8 patches on a side of 4", Assert.Throws<InvalidOperationException>(() => new PoolStep { Rows = 2, Columns = 2 }.Apply(gone, pass)).Message);
        Assert.StartsWith("The tokens have the shape [3, 16, 8]; they must be [batch, 1 + side², width]", Assert.Throws<ArgumentException>(() => TokenState.Begin(Input().narrow(1, 1, 16))).Message);
    }
}
