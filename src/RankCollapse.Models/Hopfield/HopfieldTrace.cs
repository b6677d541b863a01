using MathNet.Numerics.LinearAlgebra;
using static TorchSharp.torch;

namespace RankCollapse.Models.Hopfield;

/// <summary>What tokens, hidden states and attention were at every depth of one pass, in double precision on the processor.</summary>
public sealed class HopfieldTrace : IDisposable
{
    private readonly List<Tensor> tokens = [], held = [], attention = [];

    internal HopfieldTrace(Tensor input) => Add(input);

    /// <summary>Tokens before the first layer and after each, shape [batch, tokens, width].</summary>
    public IReadOnlyList<Tensor> Tokens => tokens;

    /// <summary>H of each layer, shape [batch, heads, tokens, tokens], without mask.</summary>
    public IReadOnlyList<Tensor> Held => held;

    /// <summary>Attention matrices of each layer, shape [batch, heads, tokens, tokens].</summary>
    public IReadOnlyList<Tensor> Attention => attention;

    /// <summary>The largest remembered score in absolute value, by layer: large α' averages scores that nothing bounds.</summary>
    public IReadOnlyList<double> LargestScores => [.. held.Select(h => WrappedTensorDisposeScope(() => h.abs().max()).item<double>())];

    /// <summary>A measure of each sequence at each depth, averaged over the batch.</summary>
    /// <param name="measure">Such as the relative residual; of a matrix [tokens, width].</param>
    /// <returns>Shape [layers + 1].</returns>
    public IReadOnlyList<double> Mean(Func<Matrix<double>, double> measure) => [.. tokens.Select(t =>
        Enumerable.Range(0, (int)t.size(0)).Average(b => measure(Matrix<double>.Build.DenseOfRowMajor((int)t.size(1), (int)t.size(2), t[b].data<double>().ToArray()))))];

    internal void Add(Tensor layer) => Keep(tokens, layer);

    internal void Add(Tensor hidden, Tensor weights)
    {
        Keep(held, hidden);
        Keep(attention, weights);
    }

    /// <summary>Frees what was kept.</summary>
    public void Dispose()
    {
        foreach (var tensor in tokens.Concat(held).Concat(attention)) tensor.Dispose();
        tokens.Clear();
        held.Clear();
        attention.Clear();
    }

    private static void Keep(List<Tensor> list, Tensor tensor)
    {
        using var scope = NewDisposeScope();
        list.Add(tensor.detach().to(float64, CPU, copy: true).DetachFromDisposeScope());
    }
}
