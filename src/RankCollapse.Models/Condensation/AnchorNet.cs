using RankCollapse.Models.Data;
using RankCollapse.Models.Stacks;
using RankCollapse.Randomness;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RankCollapse.Models.Condensation;

/// <summary>
/// The one-layer model on anchor functions: frozen embeddings and read-out, and between them one attention for the last position and two
/// matrices, z = σ(softmax(x·W_Q·W_Kᵀ·Xᵀ/√d)·X·W_V·W¹)·W²; no residual, no norm, no bias.
/// </summary>
/// <remarks>
/// The paper gives neither the scale of the frozen parts nor how positions are told; here token and position vectors are normal with
/// variance 1/width, which makes their length about one, and the read-out is normal with variance 1. Only the last position is computed, as only it is scored.
/// </remarks>
/// <source paper="chen2025" item="appendix on the anchor experiment">Embedding and read-out frozen, vocabulary 201, tanh.</source>
public sealed class AnchorNet : nn.Module<Tensor, Tensor>
{
    private readonly Parameter query, key, value, first, second;
    private readonly Tensor words, positions, readout;
    private readonly Activation activation;

    /// <summary>A model with normal weights.</summary>
    /// <param name="width">d, at least 1.</param>
    /// <param name="hidden">Neurons between W¹ and W², at least 1.</param>
    /// <param name="deviation">Standard deviation of the five trained matrices, above 0.</param>
    /// <param name="random">Where all weights come from.</param>
    /// <param name="activation">σ.</param>
    public AnchorNet(int width, int hidden, double deviation, RandomStream random, Activation activation = Activation.Tanh) : base(nameof(AnchorNet))
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(hidden, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(deviation);
        Tensor Normal(string name, int rows, int columns, double scale) =>
            zeros(rows, columns, device: Devices.Default).FillNormal(scale, random.Stream(name));
        Parameter Trained(string name, int rows, int columns) => new(Normal(name, rows, columns, deviation));
        (query, key, value) = (Trained(nameof(query), width, width), Trained(nameof(key), width, width), Trained(nameof(value), width, width));
        (first, second) = (Trained(nameof(first), width, hidden), Trained(nameof(second), hidden, width));
        words = Normal(nameof(words), AnchorFunctions.Vocabulary, width, 1 / Math.Sqrt(width));
        positions = Normal(nameof(positions), 64, width, 1 / Math.Sqrt(width));
        readout = Normal(nameof(readout), width, AnchorFunctions.Vocabulary, 1);
        this.activation = activation;
        RegisterComponents();
    }

    /// <summary>The trained matrices by name, rows as inputs: query, key, value, first, second.</summary>
    public IReadOnlyList<(string Name, Func<Tensor> Weights)> Matrices =>
        [("query", () => query), ("key", () => key), ("value", () => value), ("first", () => first), ("second", () => second)];

    /// <summary>Scores of the last position.</summary>
    /// <param name="input">Tokens, shape [batch, length], length at most 64.</param>
    /// <returns>Shape [batch, 201].</returns>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = words.index_select(0, input.flatten()).view(input.size(0), input.size(1), words.size(1)) + positions.narrow(0, 0, input.size(1));
        var last = x.select(1, input.size(1) - 1).unsqueeze(1);
        var attention = (last.matmul(query).matmul(key.T).matmul(x.transpose(1, 2)) / Math.Sqrt(words.size(1))).softmax(-1);
        var inner = attention.matmul(x).squeeze(1).matmul(value).matmul(first);
        return activation.Apply(inner).matmul(second).matmul(readout).MoveToOuterDisposeScope();
    }
}
