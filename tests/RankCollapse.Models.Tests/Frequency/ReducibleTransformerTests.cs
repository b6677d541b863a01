using RankCollapse.Models.Data;
using RankCollapse.Models.Frequency;
using RankCollapse.Randomness;
using static RankCollapse.Models.Tests.Frequency.ReductionFixture;
using static TorchSharp.torch;

namespace RankCollapse.Models.Tests.Frequency;

[Collection(Alone.Name)]
public class ReducibleTransformerTests
{
    private static readonly ReductionStep Paper = new TokenSelection { Kept = 0.5, Windows = 2 };

    [Fact]
    public void Steps_inside_the_last_layer_never_change_the_class_token()
    {
        using var scope = NewDisposeScope();
        var body = Body();
        var full = body.call(Input());
        body.Steps = new Dictionary<int, ReductionStep> { [3] = Paper };
        Assert.True(body.call(Input()).select(1, 0).allclose(full.select(1, 0), 1e-12, 1e-12));
        body.Steps = new Dictionary<int, ReductionStep> { [2] = Paper };
        Assert.False(body.call(Input()).select(1, 0).allclose(full.select(1, 0), 1e-3, 1e-3), "an earlier one does");
    }

    [Fact]
    public void Whole_pass_trace_and_resumption_from_the_middle_agree()
    {
        using var scope = NewDisposeScope();
        var body = Body();
        var steps = new Dictionary<int, ReductionStep> { [2] = Paper };
        var trace = body.Trace(Input(), steps);
        body.Steps = steps;
        Assert.True(trace[^1].Left.Tokens.allclose(body.call(Input()), 1e-13, 1e-13));
        var resumed = body.Resume(Paper.Apply(trace[1].Attended, trace[1].Pass), 2);
        Assert.True(resumed.Tokens.allclose(trace[^1].Left.Tokens, 1e-13, 1e-13));
        body.Steps = new Dictionary<int, ReductionStep>();
        var blocks = Input();
        foreach (var block in body.Blocks) blocks = block.call(blocks);
        Assert.True(blocks.allclose(body.call(Input()), 1e-13, 1e-13));
    }

    [Fact]
    public void A_merged_or_counted_token_gets_the_weight_of_what_it_stands_for()
    {
        // Equal patches: merging changes nothing for the class token when sizes count, and does when they do not.
        using var scope = NewDisposeScope();
        var body = Body();
        var input = cat([Input(1).narrow(1, 0, 1), Input(1).narrow(1, 1, 1).expand(1, 16, Width)], 1);
        var full = body.call(input).select(1, 0);
        Tensor With(ReductionStep step) => body.Trace(input, new Dictionary<int, ReductionStep> { [1] = step })[^1].Left.Tokens.select(1, 0);
        Assert.True(With(new MergeStep { Merged = 8 }).allclose(full, 1e-11, 1e-11));
        Assert.True(With(new TokenSelection { Kept = 0.25, Windows = 2, CountsInScores = true }).allclose(full, 1e-11, 1e-11));
        Assert.False(With(new TokenSelection { Kept = 0.25, Windows = 2 }).allclose(full, 1e-4, 1e-4));
    }

    [Fact]
    public void Reweighting_without_forming_the_matrix_is_the_product_with_it_and_zero_changes_nothing()
    {
        using var scope = NewDisposeScope();
        var random = new RandomSource(9);
        var attention = zeros([2, 3, 7, 7], dtype: float64).FillNormal(1, random.Stream("scores")).softmax(-1);
        var values = zeros([2, 3, 7, 4], dtype: float64).FillNormal(1, random.Stream("values"));
        var (w1, w2) = (tensor([0.3, -0.7, 1.0], dtype: float64), tensor([0.5, 0.0, -0.2], dtype: float64));
        Assert.True(HeadReweighting.Mix(attention, values, w1, w2, 2).allclose(HeadReweighting.MixReference(attention, values, w1, w2, 2), 1e-12, 1e-12));
        var plain = new RankCollapse.Theory.Frequency.AttentionReweighting { HighPass = 0.3, DcColumns = 0.5 }.Matrix(attention[1, 0].ToMatrix(), 5, 6) * values[1, 0].ToMatrix();
        Same(plain, HeadReweighting.Mix(attention, values, w1, w2, 2)[1, 0].ToMatrix(), 1e-13);
        var body = Body();
        var before = body.call(Input());
        foreach (var block in body.Blocks) block.Reweights = true;
        Assert.True(body.call(Input()).allclose(before, 1e-12, 1e-12));
        using (no_grad()) body.Blocks[0].HighPass.fill_(0.5);
        Assert.False(body.call(Input()).allclose(before, 1e-3, 1e-3));
    }

    [Fact]
    public void High_part_of_the_attention_branch_scales_by_one_plus_omega()
    {
        using var scope = NewDisposeScope();
        var block = Body().Blocks[0];
        Tensor High(double omega)
        {
            block.Reweights = true;
            using (no_grad()) block.HighPass.fill_(omega);
            var output = block.Attend(TokenState.Begin(Input())).Pass.Output;
            return output - output.mean([1], keepdim: true);
        }

        Assert.True(High(0.7).allclose(1.7 * High(0), 1e-12, 1e-12));
        Assert.True(High(-1).abs().max().item<double>() < 1e-13);
    }

    [Fact]
    public void Gradients_reach_every_omega_through_a_reduction()
    {
        using var scope = NewDisposeScope();
        var body = Body();
        body.Steps = new Dictionary<int, ReductionStep> { [1] = Paper };
        foreach (var block in body.Blocks) block.Reweights = true;
        body.call(Input()).select(1, 0).pow(2).sum().backward();
        Assert.All(body.Blocks, block => Assert.True(block.HighPass.grad!.abs().min().item<double>() > 0));
        // Before the reduction there are no DC tokens to re-weight.
        Assert.True(body.Blocks[0].DcColumns.grad is null || body.Blocks[0].DcColumns.grad!.abs().max().item<double>() == 0);
        Assert.All(body.Blocks.Skip(1), block => Assert.True(block.DcColumns.grad!.abs().min().item<double>() > 0));
    }

    [Fact]
    public void Training_learns_glyphs_side_by_side_as_alone_and_fine_tuning_moves_omega()
    {
        set_num_threads(1);
        var glyphs = new DigitGlyphs();
        var training = new VisionTraining
        {
            Train = glyphs.Draw(320, new RandomSource(1).Stream("train")), Test = glyphs.Draw(100, new RandomSource(1).Stream("test")),
            Body = new ReducibleDesign { Width = 16, Heads = 2, Layers = 2 }, PatchSide = 4, Steps = 60, BatchSize = 32, StepSize = 4e-3,
        };
        var pair = training.Run(2, new RandomSource(2).Stream("models"));
        using var alone = training.Run(1, new RandomSource(2).Stream("models"))[0];
        Assert.Equal(alone.Log.Losses, pair[0].Log.Losses);
        Assert.NotEqual(pair[1].Log.Losses[^1], pair[0].Log.Losses[^1]);
        Assert.True(pair[0].Log.Losses.TakeLast(10).Average() < 0.95 * pair[0].Log.Losses.Take(5).Average());
        Assert.Equal(alone.Correct(), pair[0].Correct());
        // Doing nothing in the middle of a layer is the whole pass.
        Assert.Equal(alone.Correct(), alone.Correct(1, [new TokenSelection { Kept = 1, Rest = DroppedTokens.Gone }])[0]);
        // Without steps of any length a tuned copy is the network itself.
        using var same = (training with { Steps = 1, StepSize = 0 }).FineTune(alone, new Dictionary<int, ReductionStep>(), new RandomSource(3).Stream("order"));
        Assert.Equal(alone.Correct(), same.Correct());
        Assert.Equal(alone.Scores(1, null, 5), same.Scores(1, null, 5));
        using var tuned = (training with { Steps = 5 }).FineTune(alone, new Dictionary<int, ReductionStep> { [1] = Paper }, new RandomSource(3).Stream("order"));
        Assert.True(tuned.Body.Blocks[1].DcColumns.abs().min().item<float>() > 0);
        Assert.Equal(pair[0].Correct(), alone.Correct());
        foreach (var model in pair) model.Dispose();
    }

    [Fact]
    public void A_pass_leaves_nothing_alive_but_its_result()
    {
        var body = Body();
        body.Steps = new Dictionary<int, ReductionStep> { [1] = Paper, [2] = new TokenSelection { Kept = 0.5 } };
        using var free = no_grad();
        using var input = Input();
        body.call(input).Dispose();
        var before = Tensor.TotalCount;
        using (body.call(input)) Assert.Equal(before + 1, Tensor.TotalCount);
        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void A_layer_that_is_not_there_is_refused() => Assert.StartsWith(
        "layer was 4; it must be from 1 to 3. Layers are counted from 1.",
        Assert.Throws<ArgumentOutOfRangeException>(() => Body().Steps = new Dictionary<int, ReductionStep> { [4] = Paper }).Message);
}
