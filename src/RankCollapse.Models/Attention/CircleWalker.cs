using RankCollapse.Models.Stacks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RankCollapse.Models.Attention;

/// <summary>
/// One attention layer in the plane, to be applied again and again: the toy recurrence that shows two trajectories merge without a
/// skip path or an MLP. x ← out(attention(in x)), plus x with a skip path, then an MLP of its own when there is one.
/// </summary>
/// <source paper="dong2021" item="circle experiment, official code">Sizes as there; where the options stand is reconstructed.</source>
public sealed class CircleWalker : nn.Module<Tensor, Tensor>
{
    private readonly Linear enter, leave;
    private readonly SplitAttention attention;
    private readonly FeedForward? mlp;
    private readonly bool skips;

    private CircleWalker(int width, bool skips, bool hasMlp) : base(nameof(CircleWalker))
    {
        enter = nn.Linear(2, width);
        attention = new SplitAttention(width, 2);
        mlp = hasMlp ? new FeedForward(width, width) : null;
        leave = nn.Linear(width, 2);
        this.skips = skips;
        RegisterComponents();
    }

    /// <summary>Attention alone.</summary>
    /// <param name="width">Coordinates inside, even.</param>
    public static CircleWalker Pure(int width) => new(width, skips: false, hasMlp: false);

    /// <summary>Attention with a skip path around it, inside.</summary>
    /// <param name="width">Coordinates inside, even.</param>
    public static CircleWalker WithSkip(int width) => new(width, skips: true, hasMlp: false);

    /// <summary>Attention, then an MLP, without a skip path.</summary>
    /// <param name="width">Coordinates inside, even.</param>
    public static CircleWalker WithMlp(int width) => new(width, skips: false, hasMlp: true);

    /// <summary>One step.</summary>
    /// <param name="input">Points, shape [batch, tokens, 2].</param>
    /// <returns>The same shape.</returns>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var inside = enter.call(input);
        var mixed = attention.call(inside);
        if (skips) mixed = mixed + inside;
        if (mlp is not null) mixed = mlp.call(mixed);
        return leave.call(mixed).MoveToOuterDisposeScope();
    }
}
