using static TorchSharp.torch;

namespace RankCollapse.Models.Recurrence;

/// <summary>The position-wise MLP behind a linear recurrence: one hidden layer of ReLUs from a state to what was stored or to what is to be computed from it.</summary>
/// <source paper="orvieto2024" item="the architecture">One hidden layer, as remembered.</source>
public sealed class MlpDecoder : nn.Module<Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor> hidden;
    private readonly nn.Module<Tensor, Tensor> output;

    /// <summary>A decoder with PyTorch's usual initial weights.</summary>
    /// <param name="inputs">Numbers that it reads at a position, at least 1.</param>
    /// <param name="units">Hidden units (D), at least 1.</param>
    /// <param name="outputs">Numbers that it says at a position, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1.</exception>
    public MlpDecoder(int inputs, int units, int outputs) : base(nameof(MlpDecoder))
    {
        hidden = nn.Linear(Shapes.Positive(inputs, nameof(inputs), "Give the size of the state."), Shapes.Positive(units, nameof(units), "256 is usual here."));
        output = nn.Linear(units, Shapes.Positive(outputs, nameof(outputs), "Give the size of the target."));
        RegisterComponents();
    }

    /// <summary>Maps each position.</summary>
    /// <param name="input">Shape [..., inputs].</param>
    /// <returns>Shape [..., outputs].</returns>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return output.call(nn.functional.relu(hidden.call(input))).MoveToOuterDisposeScope();
    }
}
