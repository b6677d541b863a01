using RankCollapse.Models.Attention;
using RankCollapse.Models.Language;
using RankCollapse.Models.Stacks;
using RankCollapse.Randomness;
using RankCollapse.Theory.Masks;
using TorchSharp;
using static TorchSharp.torch;

namespace RankCollapse.Models.Tests.Language;

[Collection(Alone.Name)]
public class CharacterGptTests
{
    private static readonly LanguageDesign Design = new() { Vocabulary = 7, Context = 5, Width = 8 };

    private static CharacterGpt Model(Func<int, AttentionMask>? mask) =>
        Initialisation.Usual(new CharacterGpt(Design, new SelfAttention(new AttentionDesign { Width = 8, Heads = 2, Mask = mask })), new RandomSource(3).Stream("weights")).to(float64);

    [Fact]
    public void With_a_causal_body_a_score_depends_on_nothing_that_comes_later()
    {
        using var scope = NewDisposeScope();
        var (one, other) = (tensor(new long[,] { { 1, 2, 3, 4, 5 } }), tensor(new long[,] { { 1, 2, 3, 6, 0 } }));
        Assert.True(Model(AttentionMask.Causal).call(one).narrow(1, 0, 3).allclose(Model(AttentionMask.Causal).call(other).narrow(1, 0, 3), 1e-12, 1e-12));
        Assert.False(Model(null).call(one).narrow(1, 0, 3).allclose(Model(null).call(other).narrow(1, 0, 3), 1e-12, 1e-12));
    }

    [Fact]
    public void A_token_is_its_embedding_plus_its_position_and_shorter_sequences_fit()
    {
        using var scope = NewDisposeScope();
        var model = Model(null);
        var parts = model.named_parameters().ToDictionary(p => p.name, p => (Tensor)p.parameter);
        var embedded = model.Embed(tensor(new long[,] { { 6, 4 } }));
        Assert.True(embedded[0, 1].allclose(parts["token.weight"][4] + parts["position.weight"][1], 1e-12, 1e-12));
        Assert.Equal([1, 2, 7], model.call(tensor(new long[,] { { 6, 4 } })).shape);
    }

    [Fact]
    public void A_sequence_that_is_too_long_is_refused_with_the_length_that_fits()
    {
        using var model = Model(null);
        using var tokens = zeros([1, 6], dtype: int64);
        Assert.Contains("[batch, at most 5]", Assert.Throws<ArgumentException>(() => model.call(tokens)).Message, StringComparison.Ordinal);
    }
}
