using RankCollapse.Models;
using RankCollapse.Models.Attention;
using RankCollapse.Models.Frequency;
using RankCollapse.Randomness;
using RankCollapse.Theory.Frequency;
using static TorchSharp.torch;

namespace Benchmarks;

/// <summary>Token reduction at the size of DeiT-T (197 tokens, 3 heads of 64): re-weighting without forming the matrix, summed scores, and batched scores and merging,
/// each beside its plain form.</summary>
internal static class FrequencyBenchmark
{
    private const int Batch = 4, HeadCount = 3, Tokens = 197, HeadWidth = 64;

    private const string Plain = "its plain reference";

    /// <summary>Measures.</summary>
    public static IEnumerable<BenchmarkRow> Run(BenchmarkPlan plan)
    {
        set_num_threads(1);
        using var free = no_grad();
        using var scope = NewDisposeScope();
        var random = new RandomSource(1);
        Tensor Normal(string name, params long[] shape) => zeros(shape).FillNormal(1, random.Stream(name));
        var (queries, keys) = (Normal("q", Batch, HeadCount, Tokens, HeadWidth), Normal("k", Batch, HeadCount, Tokens, HeadWidth));
        var attention = (queries.matmul(keys.transpose(-2, -1)) / 8).softmax(-1);
        var (values, w1, w2) = (Normal("v", Batch, HeadCount, Tokens, HeadWidth), Normal("w1", HeadCount), Normal("w2", HeadCount));
        var tokens = Normal("x", Batch, Tokens, HeadCount * HeadWidth);
        var state = TokenState.Begin(tokens);
        var pass = new AttentionPass(tokens, attention, queries, keys);
        var heads = Enumerable.Range(0, Batch).Select(b => Enumerable.Range(0, HeadCount).Select(h => attention[b, h].ToMatrix().NormalizeRows(1)).ToArray()).ToArray();
        var (x, k) = (tokens[0].narrow(0, 1, 196).ToMatrix(), keys[0].mean([0]).narrow(0, 1, 196).ToMatrix());
        var (plainQueries, plainKeys) = (queries[0, 0].ToMatrix(), keys[0, 0].ToMatrix());
        double[] ones = [.. Enumerable.Repeat(1.0, 196)];
        yield return plan.InTurns("re-weighting, 3 heads of 197 tokens", Plain, () => HeadReweighting.Mix(attention, values, w1, w2, 4).Dispose(), () => HeadReweighting.MixReference(attention, values, w1, w2, 4).Dispose());
        yield return plan.InTurns("summed scores of one head", Plain, () => TokenScores.SummedScores(plainQueries, plainKeys), () => TokenScores.SummedScoresReference(plainQueries, plainKeys));
        yield return plan.InTurns($"received attention of {Batch} images", Plain, () => BatchedScores.Of(TokenScore.ReceivedAttention, state, pass).Dispose(), () =>
        {
            foreach (var image in heads) TokenScores.ReceivedAttentionReference(image);
        });
        yield return plan.InTurns($"merging 98 of 196 patches of {Batch} images", Plain, () =>
        {
            using var inner = NewDisposeScope();
            new MergeStep { Merged = 98 }.Apply(state, pass);
        }, () =>
        {
            for (var image = 0; image < Batch; image++) BipartiteMerging.Of(x, k, ones, 98);
        });
    }
}
