using RankCollapse.Models.Stacks;
using RankCollapse.Randomness;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RankCollapse.Models.LambdaSkip;

/// <summary>A token model for associative recall: embedding, pre-norm layers y ← mix(LN y) + λy without MLP, LN, and a linear head.</summary>
/// <source paper="joseph2025" item="learned λ (table 1)">The layer as reported; embedding, size and schedule are ours.</source>
public sealed class RecallNetwork : nn.Module<Tensor, Tensor>
{
    private readonly Embedding embedding;
    private readonly SequenceStack stack;
    private readonly LayerNorm norm;
    private readonly Parameter head;

    internal RecallNetwork(RecallMixer mixer, RecallStudy study, RandomStream random) : base(nameof(RecallNetwork))
    {
        embedding = nn.Embedding(study.Vocabulary, study.Width);
        embedding.weight!.FillNormal(1, random.Stream("embedding"));
        var layers = Enumerable.Range(0, study.Layers).Select(layer => new BlockDesign
        {
            Mixer = () => mixer.Make(study, random.Stream("mixer").Stream(layer)), NormPosition = NormPosition.Pre, Norm = () => nn.LayerNorm(study.Width),
            SkipStrength = study.SkipStrength, LearnsSkip = study.LearnsSkip,
        });
        stack = new SequenceStack(layers);
        norm = nn.LayerNorm(study.Width);
        head = new Parameter(zeros(study.Vocabulary, study.Width).FillNormal(Math.Sqrt(1.0 / 3 / study.Width), random.Stream("head")));
        RegisterComponents();
    }

    /// <summary>The layers, for a probe.</summary>
    public SequenceStack Stack => stack;

    /// <summary>Scores of all tokens at each position.</summary>
    /// <param name="input">Token numbers, shape [batch, tokens].</param>
    /// <returns>Shape [batch, tokens, vocabulary].</returns>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return norm.call(stack.call(embedding.call(input))).matmul(head.T).MoveToOuterDisposeScope();
    }
}
