using static TorchSharp.torch;

namespace RankCollapse.Models.Norms;

/// <summary>Scales each token to one length, without moving its mean: LayerNorm as the theory of rank collapse takes it.</summary>
/// <source paper="wu2024" item="the simplified LayerNorm">Length 1 there; length √width gives RMSNorm without its gain.</source>
public sealed class SphereNorm : nn.Module<Tensor, Tensor>
{
    private readonly double radius;

    /// <summary>A projection onto a sphere.</summary>
    /// <param name="radius">The length that every token gets; above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is not above 0, or not finite.</exception>
    public SphereNorm(double radius) : base(nameof(SphereNorm))
    {
        if (!(radius > 0) || !double.IsFinite(radius)) throw new ArgumentOutOfRangeException(nameof(radius), $"The radius was {radius}; it must be above 0 and finite. The usual ones are 1 and √width.");
        this.radius = radius;
    }

    /// <summary>Projects tokens.</summary>
    /// <param name="input">Shape [..., width], real.</param>
    /// <returns>The same shape; a token that is exactly zero stays zero, for it has no direction.</returns>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var length = input.norm(-1, keepdim: true);
        return (input * (radius / length.masked_fill(length == 0, 1))).MoveToOuterDisposeScope();
    }
}
