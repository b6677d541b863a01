using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RankCollapse.Models.Stacks;

/// <summary>One layer: tokens are mixed, gated, added to the skip path, and passed through an MLP.</summary>
/// <remarks>
/// Without norm y = λx + γ·m(x); pre-norm y = λx + γ·m(norm x); post-norm y = norm(λx + γ·m(x)); m is the mixer, times SiLU(gate) where there is one.
/// The MLP follows in the same way with a skip strength of its own.
/// </remarks>
public sealed class Block : nn.Module<Tensor, Tensor>
{
    private readonly BlockDesign design;
    private readonly nn.Module<Tensor, Tensor> mixer;
    private readonly nn.Module<Tensor, Tensor>? gate;
    private readonly nn.Module<Tensor, Tensor>? mixerNorm;
    private readonly nn.Module<Tensor, Tensor>? mlp;
    private readonly nn.Module<Tensor, Tensor>? mlpNorm;
    private readonly Parameter? skip;

    /// <summary>A layer.</summary>
    /// <param name="design">Its choices.</param>
    /// <exception cref="ArgumentException">It is to normalise, and no norm is given.</exception>
    public Block(BlockDesign design) : base(nameof(Block))
    {
        if (design.NormPosition != NormPosition.None && design.Norm is null)
            throw new ArgumentException($"NormPosition is {design.NormPosition}, and Norm makes none. Give a norm, such as () => nn.LayerNorm(width), or set NormPosition to None.", nameof(design));
        this.design = design;
        mixer = design.Mixer();
        gate = design.Gate?.Invoke();
        mlp = design.Mlp?.Invoke();
        mixerNorm = design.NormPosition == NormPosition.None ? null : design.Norm!();
        mlpNorm = design.NormPosition == NormPosition.None || mlp is null ? null : design.Norm!();
        skip = design.LearnsSkip ? new Parameter(tensor((float)design.SkipStrength)) : null;
        RegisterComponents();
    }

    /// <summary>Its choices.</summary>
    public BlockDesign Design => design;

    /// <summary>What mixes the tokens.</summary>
    public nn.Module<Tensor, Tensor> Mixer => mixer;

    /// <summary>The skip strength (λ) as it is now: learned, or as designed.</summary>
    public double SkipStrength => skip is null ? design.SkipStrength : skip.detach().to(float64).item<double>();

    /// <summary>Passes tokens through the layer.</summary>
    /// <param name="input">Shape [batch, tokens, width].</param>
    /// <returns>The same shape.</returns>
    public override Tensor forward(Tensor input) => Through(input, mixer.call);

    /// <summary>Passes tokens through the layer with another way of calling the mixer: for mixers that hand something on to the next layer.</summary>
    /// <param name="input">Shape [batch, tokens, width].</param>
    /// <param name="mix">Stands for the mixer: normalised tokens to mixed ones, shape [batch, tokens, width].</param>
    /// <returns>The same shape.</returns>
    public Tensor Through(Tensor input, Func<Tensor, Tensor> mix)
    {
        ArgumentNullException.ThrowIfNull(mix);
        using var scope = NewDisposeScope();
        var skipped = skip is null ? Scaled(input, design.SkipStrength) : input * skip;
        var mixed = Join(skipped, Mix(Before(mixerNorm, input), mix), design.BranchStrength, mixerNorm);
        var result = mlp is null
            ? mixed
            : Join(Scaled(mixed, design.MlpSkipStrength), mlp.call(Before(mlpNorm, mixed)), design.MlpBranchStrength ?? design.BranchStrength, mlpNorm);
        return result.MoveToOuterDisposeScope();
    }

    private Tensor Mix(Tensor tokens, Func<Tensor, Tensor> mix)
    {
        var mixed = mix(tokens);
        return gate is null ? mixed : mixed * gate.call(tokens).silu();
    }

    private Tensor Before(nn.Module<Tensor, Tensor>? norm, Tensor tokens) => design.NormPosition == NormPosition.Pre ? norm!.call(tokens) : tokens;

    private Tensor Join(Tensor? skipped, Tensor branch, double strength, nn.Module<Tensor, Tensor>? norm)
    {
        if (design.Dropout > 0) branch = nn.functional.dropout(branch, design.Dropout, training);
        branch = Scaled(branch, strength) ?? zeros_like(branch);
        var sum = skipped is null ? branch : skipped + branch;
        return design.NormPosition == NormPosition.Post ? norm!.call(sum) : sum;
    }

    /// <summary>Null for strength 0: 0 times an infinite number is no number, and a path that is not there has no numbers.</summary>
    private static Tensor? Scaled(Tensor tokens, double strength) => strength switch { 0 => null, 1 => tokens, _ => tokens * strength };
}
