using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Randomness;

namespace RankCollapse.Theory.Condensation;

/// <summary>The five parameters of the one-layer model, or their gradients: W_Q, W_K, W_V, W¹ of shape [width, width] and W² of shape [width]. Immutable.</summary>
public sealed class OneLayerWeights
{
    private readonly double[] flat;

    internal OneLayerWeights(int width, double[] flat) => (Width, this.flat) = (width, flat);

    /// <summary>Weights from matrices.</summary>
    /// <param name="attention">W_Q and W_K, shape [width, width] each.</param>
    /// <param name="value">W_V, shape [width, width].</param>
    /// <param name="hidden">W¹, shape [width, width].</param>
    /// <param name="readout">W², shape [width].</param>
    /// <exception cref="ArgumentException">Shapes that differ, or an entry that is not finite.</exception>
    public OneLayerWeights((Matrix<double> Query, Matrix<double> Key) attention, Matrix<double> value, Matrix<double> hidden, Vector<double> readout)
    {
        ArgumentNullException.ThrowIfNull(readout);
        Width = readout.Count;
        foreach (var w in new[] { attention.Query, attention.Key, value, hidden })
        {
            Guard.Square(w, nameof(attention));
            if (w.RowCount != Width)
                throw new ArgumentException($"A matrix had {w.RowCount} rows for a read-out of {Width}; all are [{Width}, {Width}]. Use one width throughout.", nameof(attention));
        }

        Guard.Finite(readout.ToArray(), nameof(readout));
        flat = [.. attention.Query.ToRowMajorArray(), .. attention.Key.ToRowMajorArray(), .. value.ToRowMajorArray(), .. hidden.ToRowMajorArray(), .. readout];
    }

    /// <summary>d.</summary>
    public int Width { get; }

    /// <summary>W_Q.</summary>
    public Matrix<double> Query => Part(0);

    /// <summary>W_K.</summary>
    public Matrix<double> Key => Part(1);

    /// <summary>W_V.</summary>
    public Matrix<double> Value => Part(2);

    /// <summary>W¹.</summary>
    public Matrix<double> Hidden => Part(3);

    /// <summary>W².</summary>
    public Vector<double> Readout => Vector<double>.Build.DenseOfArray(flat[(4 * Width * Width)..]);

    /// <summary>β = W_V W¹ W²: the linear classifier that uniform attention amounts to. Shape [width].</summary>
    public Vector<double> Slope => Value * (Hidden * Readout);

    internal ReadOnlySpan<double> Flat => flat;

    /// <summary>Independent normal entries.</summary>
    /// <param name="width">d, at least 1.</param>
    /// <param name="scale">ε, standard deviation of W_V, W¹ and W², above 0.</param>
    /// <param name="attentionScale">δ, that of W_Q and W_K, above 0; the paper has ε.</param>
    /// <param name="random">Where they come from: the same normals at every scale.</param>
    /// <returns>Weights.</returns>
    public static OneLayerWeights Gaussian(int width, double scale, double attentionScale, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Guard.AtLeast(width, 1, nameof(width), "It is the width of the model.");
        var flat = new double[(4 * width * width) + width];
        random.FillNormal(flat);
        for (var k = 0; k < flat.Length; k++)
            flat[k] *= k < 2 * width * width ? Guard.Positive(attentionScale, nameof(attentionScale), "Use 1e-4.") : Guard.Positive(scale, nameof(scale), "Use 0.02.");
        return new(width, flat);
    }

    /// <summary>What stage one sees: (vW_V)ᵀ, W¹ and W² divided by the scale of the initialisation.</summary>
    /// <param name="direction">v, shape [width], length 1.</param>
    /// <param name="scale">ε, above 0.</param>
    /// <returns>A state.</returns>
    public OuterState Outer(Vector<double> direction, double scale) =>
        new(direction * Value / scale, Hidden / scale, Readout / scale);

    /// <summary>The same outer matrices with other W_Q and W_K.</summary>
    /// <param name="query">W_Q.</param>
    /// <param name="key">W_K.</param>
    /// <returns>New weights.</returns>
    public OneLayerWeights WithAttention(Matrix<double> query, Matrix<double> key) => new((query, key), Value, Hidden, Readout);

    private Matrix<double> Part(int k) =>
        Matrix<double>.Build.DenseOfRowMajor(Width, Width, flat[(k * Width * Width)..((k + 1) * Width * Width)]);
}
