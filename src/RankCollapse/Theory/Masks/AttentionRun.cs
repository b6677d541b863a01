using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.Masks;

/// <summary>What tokens did on their way through attention layers: residuals, states and attention matrices. Immutable.</summary>
/// <remarks>State t is before layer t; there is one state more than there are layers.</remarks>
public sealed class AttentionRun
{
    private readonly IReadOnlyList<CentredTokens> states;
    private readonly IReadOnlyList<Matrix<double>> attention;
    private readonly IReadOnlyList<AttentionWeights> weights;
    private readonly Lazy<double[]> valueProductNorms;

    internal AttentionRun(
        AttentionMask mask,
        IReadOnlyList<CentredTokens> states,
        IReadOnlyList<Matrix<double>> attention,
        IReadOnlyList<AttentionWeights> weights)
    {
        Mask = mask;
        (this.states, this.attention, this.weights) = (states, attention, weights);
        Residuals = [.. states.Select(state => state.Residual)];
        AttentionFloors = [.. attention.Select(SmallestAllowed)];
        valueProductNorms = new Lazy<double[]>(FindValueProductNorms);
    }

    /// <summary>The mask of all layers.</summary>
    public AttentionMask Mask { get; }

    /// <summary>Number of layers.</summary>
    public int Layers => attention.Count;

    /// <summary>mu(X) before layer 0, 1, … and after the last, Layers + 1 numbers, down to about 1e-300.</summary>
    /// <remarks>
    /// Relative accuracy is about 1e-12, with one exception: where A* has a Jordan block of size q above 8, rounding of early
    /// layers grows like the block does. Against the exact binomial law of the uni-directional window, q = 11, the relative error
    /// is 1e-13 at layer 200, 1e-6 at 300, 1e-3 at 500 and 0.1 at 900.
    /// </remarks>
    public IReadOnlyList<double> Residuals { get; }

    /// <summary>For each layer the smallest attention weight on an allowed pair.</summary>
    public IReadOnlyList<double> AttentionFloors { get; }

    /// <summary>ε: the smallest attention weight on an allowed pair in any layer, in (0, 1/maximum degree].</summary>
    /// <exception cref="InvalidOperationException">The run has no layers.</exception>
    public double AttentionFloor => AttentionFloors.Count > 0
        ? AttentionFloors.Min()
        : throw new InvalidOperationException("The run had 0 layers; an attention floor needs at least 1. Run it deeper.");

    /// <summary>Tokens before layer t, as mean and centred part.</summary>
    /// <param name="layer">From 0 to Layers.</param>
    /// <returns>The state.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Outside of the run.</exception>
    public CentredTokens State(int layer) => states[Check(layer, Layers, nameof(layer))];

    /// <summary>Tokens before layer t as one matrix; differences below the rounding of the mean are lost.</summary>
    /// <param name="layer">From 0 to Layers.</param>
    /// <returns>Shape [tokens, width].</returns>
    /// <exception cref="ArgumentOutOfRangeException">Outside of the run.</exception>
    public Matrix<double> Tokens(int layer) => State(layer).ToMatrix();

    /// <summary>Attention matrix of layer t.</summary>
    /// <param name="layer">From 0 to Layers − 1.</param>
    /// <returns>A copy, shape [tokens, tokens], rows sum to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Outside of the run.</exception>
    public Matrix<double> Attention(int layer) => attention[Check(layer, Layers - 1, nameof(layer))].Clone();

    /// <summary>Product of consecutive attention matrices, the later one on the left: A(from + count − 1) ⋯ A(from).</summary>
    /// <param name="from">First layer, from 0.</param>
    /// <param name="count">Number of layers, at least 0; 0 gives the identity.</param>
    /// <returns>Shape [tokens, tokens], rows sum to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Outside of the run.</exception>
    public Matrix<double> AttentionProduct(int from, int count)
    {
        Guard.AtLeast(count, 0, nameof(count), "Give the number of layers in the product.");
        Check(from, Layers, nameof(from));
        Check(from + count, Layers, nameof(count));
        var product = Matrix<double>.Build.DenseIdentity(Mask.Tokens);
        for (var layer = from; layer < from + count; layer++) product = attention[layer] * product;
        return product;
    }

    /// <summary>‖W_V(0) ⋯ W_V(t − 1)‖₂, what the value matrices alone do to lengths before layer t.</summary>
    /// <param name="layer">t, from 0 to Layers; 1 for t = 0.</param>
    /// <returns>Dimensionless, at least 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Outside of the run.</exception>
    public double ValueProductNorm(int layer) => valueProductNorms.Value[Check(layer, Layers, nameof(layer))];

    /// <summary>mu(X)/‖X‖_F before each layer, dimensionless; shows collapse where the norms change as well.</summary>
    /// <returns>Layers + 1 numbers in [0, 1]; 0 where all tokens are zero.</returns>
    public IReadOnlyList<double> RelativeResiduals() => [.. states.Select(RelativeResidual)];

    private static double RelativeResidual(CentredTokens state)
    {
        var total = double.Hypot(state.Residual, Math.Sqrt(state.Tokens) * ScaledNorm.Of(state.Mean));
        return total > 0 ? state.Residual / total : 0;
    }

    private double SmallestAllowed(Matrix<double> matrix)
    {
        var smallest = double.PositiveInfinity;
        for (var i = 0; i < Mask.Tokens; i++)
        {
            for (var j = 0; j < Mask.Tokens; j++)
            {
                if (Mask[i, j]) smallest = Math.Min(smallest, matrix.At(i, j));
            }
        }

        return smallest;
    }

    private double[] FindValueProductNorms()
    {
        var norms = new double[Layers + 1];
        norms[0] = 1;
        if (Layers == 0) return norms;
        var product = Matrix<double>.Build.DenseIdentity(weights[0].Width);
        for (var layer = 0; layer < Layers; layer++)
        {
            product *= weights[layer].ValueUnsafe;
            norms[layer + 1] = Ranks.SingularValues(product)[0];
        }

        return norms;
    }

    private int Check(int layer, int last, string name)
    {
        if (layer >= 0 && layer <= last) return layer;
        throw new ArgumentOutOfRangeException(
            name, $"{name} reached {layer}; this run of {Layers} layers allows 0 to {last}. Run it deeper or ask for an earlier layer.");
    }
}
