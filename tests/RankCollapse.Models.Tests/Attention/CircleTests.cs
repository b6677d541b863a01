using RankCollapse.Models.Attention;
using RankCollapse.Models.Data;
using RankCollapse.Models.Stacks;
using RankCollapse.Randomness;
using RankCollapse.Theory.Masks;
using static TorchSharp.torch;

namespace RankCollapse.Models.Tests.Attention;

public class CircleTests
{
    private static RandomStream Stream(string name) => new RandomSource(5).Stream(name);

    [Fact]
    public void A_walker_learns_the_step_and_the_walk_begins_with_it()
    {
        using var walker = CircleWalker.WithSkip(16);
        var training = new CircleTraining { Steps = 400, StepSize = 3e-3 };
        var log = training.Run(walker, Stream("walker"));
        // An answer that is wrong by a hundredth of the radius loses 1e-4 of this.
        Assert.True(log.Losses[^1] < 0.01 * training.LossAtTheCentre, $"{log.Losses[^1]}");
        var walk = training.Walk(walker, 1);
        Assert.Equal(2, walk.Count);
        Assert.Equal((0.3, 0), (Math.Round(walk[0].First.X, 6), Math.Round(walk[0].First.Y, 6)));
        var angle = 2 * Math.PI / 1000;
        // Ten times the root mean square error of the step.
        var tolerance = 10 * Math.Sqrt(log.Losses[^1] / (2 * training.BatchSize));
        Assert.Equal(0.3 * Math.Cos(angle), walk[1].First.X, tolerance);
        Assert.Equal(0.3 * Math.Sin(angle), walk[1].First.Y, tolerance);
    }

    [Fact]
    public void Always_answering_with_the_centre_loses_what_is_said()
    {
        using var walker = CircleWalker.Pure(8);
        foreach (var parameter in walker.parameters()) parameter.FillNormal(0, Stream("zero"));
        var training = new CircleTraining { Steps = 1, StepSize = 0 };
        using var free = no_grad();
        var (input, target) = training.Circle.Pairs().Batch([.. Enumerable.Range(0, 30)]);
        var loss = nn.functional.mse_loss(walker.call(input), target, nn.Reduction.Sum).item<float>();
        Assert.Equal(training.LossAtTheCentre, loss, 1e-5);
    }

    [Fact]
    public void Attention_matrices_of_a_stack_are_those_of_its_layers_on_what_comes_in()
    {
        using var scope = NewDisposeScope();
        var random = Stream("model");
        var model = new ReducedTransformer { Width = 8, Heads = 2, Layers = 3, Parts = TransformerParts.Full, Mask = AttentionMask.Causal };
        using var stack = model.Stack(random);
        var tokens = model.Embed(1, 5, random);
        var matrices = AttentionMatrices.Of(stack, tokens);
        Assert.Equal((3, 2), (matrices.Count, matrices[0].Count));
        using var free = no_grad();
        var second = ((SelfAttention)stack.Blocks[1].Mixer).Attend(stack.Blocks[0].call(tokens)).Attention[0, 1].ToMatrix();
        Assert.Equal(0, (second - matrices[1][1]).InfinityNorm(), 1e-15);
        foreach (var matrix in matrices.SelectMany(heads => heads))
        {
            for (var i = 0; i < 5; i++) Assert.Equal(1, matrix.Row(i).Sum(), 1e-12);
            for (var j = 1; j < 5; j++) Assert.Equal(0, matrix[0, j]);
        }

        Assert.Contains("they must be [1, tokens, width]", Assert.Throws<ArgumentException>(() => AttentionMatrices.Of(stack, model.Embed(2, 5, random))).Message, StringComparison.Ordinal);
        using var pre = new SequenceStack(new BlockDesign { Mixer = () => new SelfAttention(new AttentionDesign { Width = 8 }), NormPosition = NormPosition.Pre, Norm = () => nn.LayerNorm(8) }, 1);
        Assert.Contains("only SelfAttention that reads the layer's input", Assert.Throws<ArgumentException>(() => AttentionMatrices.Of(pre, zeros(1, 2, 8))).Message, StringComparison.Ordinal);
    }
}
