using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RankCollapse.Models.Attention;

/// <summary>Points as vectors: LN of an MLP of two layers with GELU, each point by itself.</summary>
public sealed class PointEmbedding : nn.Module<Tensor, Tensor>
{
    private readonly Linear enter, leave;
    private readonly LayerNorm norm;

    /// <summary>An embedding with PyTorch's usual initial weights.</summary>
    /// <param name="coordinates">Numbers per point, at least 1.</param>
    /// <param name="width">Coordinates of a token, at least 1.</param>
    public PointEmbedding(int coordinates, int width) : base(nameof(PointEmbedding))
    {
        enter = nn.Linear(coordinates, width);
        leave = nn.Linear(width, width);
        norm = nn.LayerNorm(width);
        RegisterComponents();
    }

    /// <summary>Embeds points.</summary>
    /// <param name="input">Shape [batch, tokens, coordinates].</param>
    /// <returns>Shape [batch, tokens, width].</returns>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return norm.call(leave.call(nn.functional.gelu(enter.call(input)))).MoveToOuterDisposeScope();
    }
}
