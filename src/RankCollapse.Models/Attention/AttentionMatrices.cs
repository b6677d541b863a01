using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Models.Stacks;
using static TorchSharp.torch;

namespace RankCollapse.Models.Attention;

/// <summary>The attention matrices of a stack on one sequence, in double precision.</summary>
public static class AttentionMatrices
{
    /// <summary>Runs the stack layer by layer and reads the matrices of each head.</summary>
    /// <param name="stack">Layers that mix by <see cref="SelfAttention"/>, without a norm before it.</param>
    /// <param name="tokens">Shape [1, tokens, width].</param>
    /// <returns>For each layer its heads' matrices, row-stochastic, shape [tokens, tokens].</returns>
    /// <exception cref="ArgumentException">More than one sequence, another mixer, or layers that normalise before they mix.</exception>
    public static IReadOnlyList<IReadOnlyList<Matrix<double>>> Of(SequenceStack stack, Tensor tokens)
    {
        ArgumentNullException.ThrowIfNull(stack);
        if (tokens.dim() != 3 || tokens.size(0) != 1)
            throw new ArgumentException($"The tokens have the shape [{string.Join(", ", tokens.shape)}]; they must be [1, tokens, width]. Pass one sequence, such as batch.narrow(0, 0, 1).", nameof(tokens));
        using var free = no_grad();
        using var scope = NewDisposeScope();
        var layers = new List<IReadOnlyList<Matrix<double>>>(stack.Blocks.Count);
        foreach (var block in stack.Blocks)
        {
            if (block.Mixer is not SelfAttention attention || block.Design.NormPosition == NormPosition.Pre)
                throw new ArgumentException($"A layer mixes by {block.Mixer.GetName()} with NormPosition {block.Design.NormPosition}; only SelfAttention that reads the layer's input can be shown. Use NormPosition.None or Post.", nameof(stack));
            var heads = attention.Attend(tokens).Attention[0];
            layers.Add([.. Enumerable.Range(0, (int)heads.size(0)).Select(h => heads[h].ToMatrix())]);
            tokens = block.call(tokens);
        }

        return layers;
    }
}
