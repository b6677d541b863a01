using System.Text.Json;
using RankCollapse.Models.Attention;
using RankCollapse.Models.Hopfield;
using RankCollapse.Models.Stacks;
using RankCollapse.Randomness;
using RankCollapse.Theory.Hopfield;
using RankCollapse.Theory.Masks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RankCollapse.Models.Tests.Hopfield;

[Collection(Alone.Name)]
public class HopfieldTransformerTests
{
    private static readonly HopfieldDesign Small = new()
    {
        Width = 8, Heads = 2, Layers = 4, Hidden = 12, Memory = new ScoreMemory { Retention = 0.6 }, Skip = SkipPath.Convex(0.3),
    };

    private static Tensor Tokens(params long[] shape) => zeros(shape, dtype: float64).FillNormal(1, new RandomSource(3).Stream("tokens"));

    private static HopfieldTransformer Made(HopfieldDesign design) =>
        Initialisation.Scaled(new HopfieldTransformer(design), 1.5, new RandomSource(4).Stream("weights")).to(float64);

    private static double Apart(Tensor a, Tensor b) => (a - b).abs().max().item<double>();

    [Theory]
    [InlineData(0.6, MemoryStart.FirstScores, false), InlineData(0.6, MemoryStart.Zero, true), InlineData(0.0, MemoryStart.Zero, false), InlineData(1.0, MemoryStart.FirstScores, true)]
    public void The_additive_bias_is_the_explicit_average(double retention, MemoryStart start, bool causal)
    {
        using var scope = NewDisposeScope();
        var design = Small with { Memory = new ScoreMemory { Retention = retention, Start = start }, Mask = causal ? AttentionMask.Causal : null };
        var x = Tokens(3, 7, 8);
        Assert.InRange(Apart(Made(design).call(x), Made(design with { Form = ScoreForm.Explicit }).call(x)), 0, 1e-12);
    }

    [Theory, InlineData("mha_a0.5_ap0.5_full_first", 0.5, 0.5), InlineData("mha_a0.0_ap0.2_causal_first", 0.0, 0.2)]
    public void Three_layers_agree_with_the_reference(string name, double feature, double retention)
    {
        using var scope = NewDisposeScope();
        var outputs = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Reference", "hopfield-attention.json"))).RootElement.GetProperty("cases").GetProperty(name).GetProperty("outputs");
        var (memory, skip) = (new HopfieldAttention(new ScoreMemory { Retention = retention }), SkipPath.Convex(feature));
        var x = Filled(5, 4, (i, j) => Math.Sin(1 + (0.8 * i) + (1.7 * j))).unsqueeze(0);
        Tensor? held = null, weights = null;
        for (var l = 0; l < 3; l++)
        {
            var attention = new SelfAttention(new AttentionDesign { Width = 4, Heads = 2, HasBias = false, Mask = name.Contains("causal", StringComparison.Ordinal) ? AttentionMask.Causal : null }).to(float64);
            Set(attention, "query", (i, j) => Math.Sin(0.1 + l + (0.9 * i) + (1.3 * j)));
            Set(attention, "key", (i, j) => Math.Cos(0.2 + l + (0.7 * i) + (1.1 * j)));
            Set(attention, "value", (i, j) => Math.Sin(0.3 + l + (1.5 * i) + (0.4 * j)));
            Set(attention, "output", (i, j) => Math.Cos(0.4 + l + (0.6 * i) + (1.9 * j)));
            (var output, held, weights) = memory.Attend(attention, x, held);
            x = x * skip.Strength + output * skip.Branch;
        }

        Assert.All(Numbers(outputs.GetProperty("X_L")).Zip(x.data<double>()), p => Assert.Equal(p.First, p.Second, 1e-9 * Math.Max(1, Math.Abs(p.First))));
        Assert.All(Numbers(outputs.GetProperty("H_L")).Zip(held!.contiguous().data<double>()), p => Assert.Equal(p.First, p.Second, 1e-9 * Math.Max(1, Math.Abs(p.First))));
        Assert.All(Numbers(outputs.GetProperty("A_L")).Zip(weights!.contiguous().data<double>()), p => Assert.Equal(p.First, p.Second, 1e-9));
    }

    [Fact]
    public void Without_memory_it_is_a_stack_of_ordinary_attention_bit_for_bit()
    {
        using var scope = NewDisposeScope();
        var design = Small with { Memory = new ScoreMemory { Retention = 0 }, Skip = SkipPath.Unit, Mask = AttentionMask.Causal };
        var ordinary = Initialisation.Scaled(new SequenceStack(HopfieldTransformer.BlockOf(design), 4), 1.5, new RandomSource(4).Stream("weights")).to(float64);
        var (x, model) = (Tokens(2, 6, 8), Made(design));
        Assert.Equal(ordinary.named_parameters().Select(p => p.name), model.named_parameters().Select(p => p.name));
        Assert.True(ordinary.call(x).equal(model.call(x)).all().item<bool>());
    }

    [Fact]
    public void Memory_and_skip_path_add_no_weights()
    {
        static long Count(nn.Module module) => module.parameters().Sum(p => p.numel());
        Assert.Equal(Count(Made(Small with { Memory = new ScoreMemory { Retention = 0 }, Skip = SkipPath.Unit })), Count(Made(Small)));
    }

    [Theory, InlineData(MemoryStart.FirstScores), InlineData(MemoryStart.Zero)]
    public void The_hidden_state_is_the_weighted_sum_of_the_scores_of_all_layers(MemoryStart start)
    {
        using var scope = NewDisposeScope();
        var model = Made(Small with { Memory = new ScoreMemory { Retention = 0.6, Start = start } });
        var x = Tokens(2, 6, 8);
        using var trace = model.Trace(x);
        var norms = model.Blocks.Select(b => b.named_children().Single(c => c.name == "mixerNorm").module).Cast<LayerNorm>().ToList();
        var scores = model.Blocks.Select((b, l) => ((SelfAttention)b.Mixer).Scores(norms[l].call(trace.Tokens[l]))).ToList();
        for (var l = 1; l <= 4; l++)
        {
            var sum = model.Design.Memory.Weights(l).Select((w, k) => scores[k] * w).Aggregate((a, b) => a + b);
            Assert.InRange(Apart(sum, trace.Held[l - 1]), 0, 1e-12);
        }

        Assert.InRange(Apart(trace.Tokens[4], model.call(x)), 0, 1e-12);
        Assert.All(trace.Attention, a => Assert.InRange(Apart(a.sum(-1), ones_like(a.sum(-1))), 0, 1e-12));
    }

    [Fact]
    public void A_token_does_not_see_what_comes_after_it_in_the_hidden_state_either()
    {
        using var scope = NewDisposeScope();
        var model = Made(Small with { Mask = AttentionMask.Causal });
        var x = Tokens(2, 9, 8);
        Assert.InRange(Apart(model.call(x).narrow(1, 0, 5), model.call(x.narrow(1, 0, 5))), 0, 1e-12);
        var open = Made(Small);
        Assert.True(Apart(open.call(x).narrow(1, 0, 5), open.call(x.narrow(1, 0, 5))) > 1e-3);
    }

    [Theory, InlineData(ScoreForm.Explicit), InlineData(ScoreForm.AdditiveBias)]
    public void Gradients_flow_through_the_hidden_state_and_are_finite_differences(ScoreForm form)
    {
        using var scope = NewDisposeScope();
        // α' = 1: all layers attend by the scores of the first, so that the keys of the others get no gradient.
        foreach (var retention in new[] { 0.6, 1.0 })
        {
            var model = Made(Small with { Form = form, Memory = new ScoreMemory { Retention = retention } });
            var (x, parts) = (Tokens(2, 5, 8), model.named_parameters().ToDictionary(p => p.name, p => p.parameter));
            Tensor Loss() => model.call(x).pow(2).mean();
            Loss().backward();
            var first = parts["blocks.0.mixer.query.weight"];
            Assert.True(retention == 1 ? parts["blocks.2.mixer.key.weight"].grad!.abs().max().item<double>() == 0 : parts["blocks.2.mixer.key.weight"].grad!.abs().max().item<double>() > 0);
            using var free = no_grad();
            foreach (var (i, j) in new[] { (0, 0), (3, 5), (7, 2) })
            {
                var value = first[i, j].item<double>();
                double At(double v)
                {
                    first[i, j] = v;
                    return Loss().item<double>();
                }

                var slope = (At(value + 1e-5) - At(value - 1e-5)) / 2e-5;
                At(value);
                Assert.Equal(slope, first.grad![i, j].item<double>(), 1e-7);
            }
        }
    }

    [Fact]
    public void The_control_of_temperature_is_the_first_layer_of_a_start_from_zero()
    {
        using var scope = NewDisposeScope();
        var one = Small with { Layers = 1 };
        var zero = Made(one with { Memory = new ScoreMemory { Retention = 0.6, Start = MemoryStart.Zero } });
        var soft = Made(one with { Memory = new ScoreMemory { Retention = 0 }, ScoreScale = 0.4 });
        Assert.InRange(Apart(zero.call(Tokens(2, 5, 8)), soft.call(Tokens(2, 5, 8))), 0, 1e-12);
        Assert.True(Apart(Made(one).call(Tokens(2, 5, 8)), soft.call(Tokens(2, 5, 8))) > 1e-3);
    }

    [Fact]
    public void A_convex_skip_of_one_reads_nothing()
    {
        using var scope = NewDisposeScope();
        var x = Tokens(2, 5, 8);
        Assert.Equal(0, Apart(Made(Small with { Skip = SkipPath.Convex(1), Hidden = 0 }).call(x), x));
    }

    [Fact]
    public void Passes_leave_nothing_alive_but_their_result()
    {
        using var scope = NewDisposeScope();
        var (model, x) = (Made(Small), Tokens(2, 5, 8));
        _ = model.call(x);
        var before = scope.DisposablesCount;
        _ = model.call(x);
        Assert.Equal(before + 1, scope.DisposablesCount);
    }

    [Fact]
    public void Errors_say_what_was_given_and_what_to_do()
    {
        using var scope = NewDisposeScope();
        var attention = new SelfAttention(new AttentionDesign { Width = 8, Heads = 2 }).to(float64);
        var shape = Assert.Throws<ArgumentException>(() => new HopfieldAttention(new ScoreMemory { Retention = 0.5 }).Attend(attention, Tokens(2, 5, 8), zeros(2, 2, 4, 4, dtype: float64)));
        Assert.Contains("The hidden state has the shape [2, 2, 4, 4]; for these tokens it must be [2, 2, 5, 5]", shape.Message, StringComparison.Ordinal);
        Assert.Contains("it must be in [0, 1]", Assert.Throws<ArgumentOutOfRangeException>(() => SkipPath.Convex(1.2)).Message, StringComparison.Ordinal);
        Assert.Contains("above 0", Assert.Throws<ArgumentOutOfRangeException>(() => Made(Small).SharpenScores(0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sharpening_multiplies_the_scores()
    {
        using var scope = NewDisposeScope();
        using var plain = Made(Small with { Layers = 1 }).Trace(Tokens(1, 5, 8));
        using var sharp = Made(Small with { Layers = 1 }).SharpenScores(3).Trace(Tokens(1, 5, 8));
        Assert.InRange(Apart(plain.Held[0] * 3, sharp.Held[0]), 0, 1e-12);
        Assert.Equal(plain.LargestScores[0] * 3, sharp.LargestScores[0], 1e-12);
    }

    private static Tensor Filled(int rows, int columns, Func<int, int, double> entry) =>
        tensor([.. from i in Enumerable.Range(0, rows) from j in Enumerable.Range(0, columns) select entry(i, j)], [rows, columns], dtype: float64);

    /// <summary>A linear map keeps its matrix as [outputs, inputs].</summary>
    private static void Set(SelfAttention attention, string map, Func<int, int, double> entry)
    {
        using var free = no_grad();
        attention.named_parameters().Single(p => p.name == $"{map}.weight").parameter.copy_(Filled(4, 4, (i, j) => entry(j, i)));
    }

    private static IEnumerable<double> Numbers(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().SelectMany(Numbers) : [element.GetDouble()];
}
