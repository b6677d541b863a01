using System.Globalization;
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
    private const int Batch = 4, HeadCount = 3, Tokens = 197, HeadWidth = 64, Rounds = 7;

    public static void Run(TextWriter output)
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
        Compare(output, "re-weighting, 3 heads of 197 tokens", () => HeadReweighting.Mix(attention, values, w1, w2, 4).Dispose(), () => HeadReweighting.MixReference(attention, values, w1, w2, 4).Dispose());
        Compare(output, "summed scores of one head", () => TokenScores.SummedScores(plainQueries, plainKeys), () => TokenScores.SummedScoresReference(plainQueries, plainKeys));
        Compare(output, $"received attention of {Batch} images", () => BatchedScores.Of(TokenScore.ReceivedAttention, state, pass).Dispose(), () =>
        {
            foreach (var image in heads) TokenScores.ReceivedAttentionReference(image);
        });
        Compare(output, $"merging 98 of 196 patches of {Batch} images", () =>
        {
            using var inner = NewDisposeScope();
            new MergeStep { Merged = 98 }.Apply(state, pass);
        }, () =>
        {
            for (var image = 0; image < Batch; image++) BipartiteMerging.Of(x, k, ones, 98);
        });
    }

    /// <summary>In turns, so that whatever else the machine does meets both sides alike.</summary>
    private static void Compare(TextWriter output, string what, Action fast, Action reference)
    {
        var (quick, slow) = (new double[Rounds], new double[Rounds]);
        for (var round = 0; round < Rounds; round++)
        {
            quick[round] = PythonReference.Seconds(fast, 1, 3);
            slow[round] = PythonReference.Seconds(reference, 1, 3);
        }

        double[] ratios = [.. slow.Zip(quick, (s, q) => s / q).Order()];
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what}: {1e3 * quick.Min():0.000} ms beside {1e3 * slow.Min():0.000} ms in the plain form: {ratios[Rounds / 2]:0.0} times ({ratios[0]:0.0} to {ratios[^1]:0.0})"));
    }
}
