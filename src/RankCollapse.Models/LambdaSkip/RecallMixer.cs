using RankCollapse.Models.Attention;
using RankCollapse.Models.Recurrence;
using RankCollapse.Models.Stacks;
using RankCollapse.Randomness;
using RankCollapse.Theory.Masks;
using static TorchSharp.torch;

namespace RankCollapse.Models.LambdaSkip;

/// <summary>The four token mixers whose skip strength is learned in <see cref="RecallStudy"/>.</summary>
public enum RecallMixer
{
    /// <summary>A causal convolution of four tokens, then causal softmax attention.</summary>
    SoftmaxAttention,

    /// <summary>A causal convolution of four tokens, then causal linear attention.</summary>
    LinearAttention,

    /// <summary>The Mamba block, which has a convolution and a gate of its own.</summary>
    Mamba,

    /// <summary>The Mamba-2 block, which has a convolution of its own; without gate, as in the paper's runs.</summary>
    Mamba2,
}

/// <summary>Making a <see cref="RecallMixer"/>.</summary>
internal static class RecallMixers
{
    /// <summary>What figures call it; the first word has a colour.</summary>
    public static string Named(this RecallMixer mixer) => mixer switch
    {
        RecallMixer.SoftmaxAttention => "attention",
        RecallMixer.LinearAttention => "linear attention",
        RecallMixer.Mamba => "Mamba",
        _ => "Mamba-2",
    };

    /// <summary>A mixer at its initial weights.</summary>
    public static nn.Module<Tensor, Tensor> Make(this RecallMixer mixer, RecallStudy study, RandomStream random)
    {
        var attention = new AttentionDesign { Width = study.Width, Heads = study.Heads };
        return mixer switch
        {
            RecallMixer.SoftmaxAttention => Convolved(Drawn(new SelfAttention(attention with { Mask = AttentionMask.Causal }))),
            RecallMixer.LinearAttention => Convolved(Drawn(new LinearAttention(attention))),
            RecallMixer.Mamba => new MambaBlock(new SelectiveStateSpaceDesign { Width = study.Width, States = study.States }, random),
            RecallMixer.Mamba2 => new Mamba2Block(new Mamba2Design { Width = study.Width, States = study.States, Expansion = 1, Gates = false }, random),
            _ => throw new ArgumentOutOfRangeException(nameof(mixer), $"{mixer} is no mixer. Use one of: {string.Join(", ", Enum.GetNames<RecallMixer>())}."),
        };

        nn.Module<Tensor, Tensor> Convolved(nn.Module<Tensor, Tensor> after) =>
            nn.Sequential(("convolution", new CausalConvolution(study.Width, 4, random.Stream("convolution"))), ("attention", after));

        // Uniform in ±1/√fan-in has a third of that variance.
        nn.Module<Tensor, Tensor> Drawn(nn.Module<Tensor, Tensor> module) => Initialisation.Scaled(module, Math.Sqrt(1.0 / 3), random.Stream("attention"));
    }
}
