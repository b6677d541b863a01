using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using static TorchSharp.torch;

namespace RankCollapse.Models.Stacks;

/// <summary>Records the tokens before the first layer and after each layer of the last pass; the model computes what it computes without it.</summary>
/// <remarks>What it records is cut off from the graph, in double precision on the processor. Dispose it to take it off the model.</remarks>
public sealed class LayerProbe : IDisposable
{
    private readonly List<Tensor> tokens = [];
    private readonly List<Action> removals = [];

    /// <summary>A probe on all layers of a stack.</summary>
    /// <param name="stack">The stack.</param>
    public LayerProbe(SequenceStack stack)
    {
        foreach (var (block, index) in stack.Blocks.Select((b, i) => (b, i)))
        {
            var hook = block.register_forward_hook((_, input, output) =>
            {
                if (index == 0) Begin(input);
                Record(output);
                return output;
            });
            removals.Add(hook.remove);
        }
    }

    /// <summary>The tokens at each depth: entry 0 before the first layer, entry l after layer l; shape [batch, tokens, width] each.</summary>
    public IReadOnlyList<Tensor> Tokens => tokens;

    /// <summary>The tokens of one sequence at each depth, as the measures take them.</summary>
    /// <param name="sequence">Which sequence of the batch, from 0.</param>
    /// <returns>One matrix [tokens, width] for each depth, from 0 to the number of layers.</returns>
    public IReadOnlyList<Matrix<double>> Sequence(int sequence)
    {
        return [.. tokens.Select(t =>
        {
            using var one = t[sequence];
            return one.ToMatrix();
        })];
    }

    /// <summary>A measure of each sequence at each depth.</summary>
    /// <param name="measure">Such as <see cref="TokenResidual.Relative(Matrix{double})"/>.</param>
    /// <returns>Entry [l][b] is the measure of sequence b at depth l.</returns>
    public double[][] Measure(Func<Matrix<double>, double> measure)
    {
        if (tokens.Count == 0) throw new InvalidOperationException("No pass was recorded yet. Call the model first.");
        var sequences = (int)tokens[0].size(0);
        var result = tokens.Select(_ => new double[sequences]).ToArray();
        for (var b = 0; b < sequences; b++)
        {
            foreach (var (matrix, depth) in Sequence(b).Select((m, l) => (m, l))) result[depth][b] = measure(matrix);
        }
        return result;
    }

    /// <summary>Takes the probe off the model and frees what it recorded.</summary>
    public void Dispose()
    {
        foreach (var remove in removals) remove();
        removals.Clear();
        Clear();
    }

    private void Begin(Tensor input)
    {
        Clear();
        Record(input);
    }

    private void Record(Tensor layer)
    {
        using var scope = NewDisposeScope();
        // A copy even where nothing is to be converted: layers may change their input in place.
        tokens.Add(layer.detach().to(float64, CPU, copy: true).DetachFromDisposeScope());
    }

    private void Clear()
    {
        foreach (var recorded in tokens) recorded.Dispose();
        tokens.Clear();
    }
}
