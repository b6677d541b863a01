using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.Recurrence;

/// <summary>
/// One hidden layer that computes another function at each step: F(x, k) = Σ_j [Σ_d c_jd·σ(w_jd·x + b_jd + M(k − j)) − (Σ_d c_jd)·σ(M(k − j − ½))],
/// σ(z) = z cut to [0, 1]. Block j is 0 before step j, is its own network at step j and cancels after it, exactly. Immutable.
/// </summary>
/// <remarks>Width L·(D + 1). Exact for M ≥ max(2, 1 + max|w·x + b|); M ≥ 2(1 + max|w·x + b|) is more than enough.</remarks>
/// <source paper="orvieto2024" item="finite-width guarantee">Derived here: explicit gating, so that one MLP with the time as an input serves all steps.</source>
public sealed class TimeGatedNetwork
{
    private readonly GatedBlock[] blocks;
    private readonly double[] totals;

    /// <summary>Gates blocks, the first for step 1.</summary>
    /// <param name="blocks">One for each step, all with the same number of inputs, finite weights.</param>
    /// <param name="gate">M, at least 0; 0 leaves the gate open, so that all blocks speak at once.</param>
    /// <exception cref="ArgumentException">No block, or shapes that do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A gate below 0.</exception>
    public TimeGatedNetwork(IEnumerable<GatedBlock> blocks, double gate)
    {
        this.blocks = [.. blocks];
        if (this.blocks.Length == 0) throw new ArgumentException("There was no block; give one for each step.", nameof(blocks));
        foreach (var block in this.blocks) Check(block, this.blocks[0].Weights.ColumnCount);
        totals = [.. this.blocks.Select(block => block.Outputs.Sum())];
        Gate = Guard.Within(gate, 0, double.MaxValue, nameof(gate), "Use SmallestGate of the inputs' radius.");
    }

    /// <summary>M.</summary>
    public double Gate { get; }

    /// <summary>L.</summary>
    public int Steps => blocks.Length;

    /// <summary>Hidden units of the whole network: those of the blocks and one more for each.</summary>
    public int Width => blocks.Sum(block => block.Biases.Count + 1);

    /// <summary>The longest row of any first-layer weight matrix: how much a disturbance of the input can move a hidden unit.</summary>
    public double LargestWeight => blocks.Max(block => block.Weights.RowNorms(2).Maximum());

    /// <summary>The smallest M that is exact for all inputs of a ball: max(2, 1 + max(‖w‖·r + |b|)).</summary>
    /// <param name="blocks">The blocks to be gated.</param>
    /// <param name="radius">r, at least 0: no input is longer.</param>
    /// <returns>At least 2.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A negative radius.</exception>
    public static double SmallestGate(IEnumerable<GatedBlock> blocks, double radius)
    {
        Guard.Within(radius, 0, double.MaxValue, nameof(radius), "No input may be longer than it.");
        return Math.Max(2, 1 + blocks.Max(block => block.Weights.RowNorms(2).Zip(block.Biases, (w, b) => (w * radius) + Math.Abs(b)).Max()));
    }

    /// <summary>The network's output.</summary>
    /// <param name="x">Shape [inputs].</param>
    /// <param name="step">k, from 1.</param>
    /// <returns>With a sufficient gate, the output of block k alone for k = 1 … L.</returns>
    /// <exception cref="ArgumentException">An input of another size.</exception>
    public double Evaluate(Vector<double> x, int step)
    {
        Guard.AtLeast(step, 1, nameof(step), "Steps are counted from 1.");
        Fits(x);
        var sum = 0.0;
        for (var j = 1; j <= Steps; j++)
        {
            sum += Output(blocks[j - 1], x, Gate * (step - j));
            sum -= totals[j - 1] * Cut(Gate * (step - j - 0.5));
        }

        return sum;
    }

    /// <summary>What one block alone says.</summary>
    /// <param name="x">Shape [inputs].</param>
    /// <param name="step">Which block, from 1 to L.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such block.</exception>
    public double Block(Vector<double> x, int step)
    {
        Fits(x);
        Guard.Within(step, 1, Steps, nameof(step), "There is one block for each step.");
        return Output(blocks[step - 1], x, 0);
    }

    /// <summary>The network that reads its inputs through a linear map: of the same width, since w·(Ax) = (Aᵀw)·x.</summary>
    /// <param name="decoder">A, shape [inputs, size of the state].</param>
    /// <returns>A network of states.</returns>
    /// <exception cref="ArgumentException">A map to another size.</exception>
    public TimeGatedNetwork Behind(Matrix<double> decoder)
    {
        Guard.Finite(decoder, nameof(decoder), "[inputs, state]");
        if (decoder.RowCount != blocks[0].Weights.ColumnCount)
            throw new ArgumentException($"The decoder had {decoder.RowCount} rows; the blocks read {blocks[0].Weights.ColumnCount} inputs. Give the map from states to inputs.", nameof(decoder));
        return new TimeGatedNetwork(blocks.Select(block => block with { Weights = block.Weights * decoder }), Gate);
    }

    private static double Output(GatedBlock block, Vector<double> x, double shift)
    {
        var (hidden, sum) = (block.Weights * x, 0.0);
        for (var d = 0; d < hidden.Count; d++) sum += block.Outputs[d] * Cut(hidden[d] + block.Biases[d] + shift);
        return sum;
    }

    private static double Cut(double z) => Math.Clamp(z, 0, 1);

    private static void Check(GatedBlock block, int inputs)
    {
        Guard.Finite(block.Weights, "blocks", "[units, inputs]");
        if (block.Weights.ColumnCount == inputs && block.Biases.Count == block.Weights.RowCount && block.Outputs.Count == block.Weights.RowCount) return;
        throw new ArgumentException(
            $"A block had weights of shape [{block.Weights.RowCount}, {block.Weights.ColumnCount}], {block.Biases.Count} biases and {block.Outputs.Count} outputs; "
            + $"it must have [units, {inputs}] weights and one bias and one output for each unit.", nameof(block));
    }

    private void Fits(Vector<double> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Count == blocks[0].Weights.ColumnCount) return;
        throw new ArgumentException($"The input had {x.Count} numbers; the blocks read {blocks[0].Weights.ColumnCount}. Give the state without the time.", nameof(x));
    }
}
