using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Randomness;

namespace RankCollapse.Theory.BatchNorm;

/// <summary>H of one chain.</summary>
internal sealed class RepresentationState : IChainState
{
    private readonly Normalization normalization;
    private readonly LayerMixing mixing;
    private readonly PanelMatrix gram;
    private PanelMatrix h;
    private PanelMatrix next;

    public RepresentationState(RepresentationChain chain, Matrix<double> start, RandomStream random)
    {
        normalization = chain.Normalization;
        mixing = new LayerMixing(chain.Width, chain.Layer.Strength, chain.Law, random.Stream("weights"));
        h = PanelMatrix.From(start);
        next = new PanelMatrix(h.Rows, h.Columns);
        gram = new PanelMatrix(h.Columns, h.Columns);
        IsAlive = Normalize(h);
    }

    public bool IsAlive { get; private set; }

    public Matrix<double> ToMatrix() => h.ToMatrix();

    public void Advance(int layer, int threads)
    {
        threads = ChainSimulation.Sharing(h.Rows, threads);
        mixing.Draw(layer, threads);
        PanelProduct.Transposed(mixing.Transposed, h, next, threads);
        (h, next) = (next, h);
        IsAlive = Normalize(h);
    }

    public Spectrum Observe()
    {
        PanelProduct.Symmetric(h, h, gram);
        var (d, n) = (h.Rows, h.Columns);
        var trace = 0.0;
        for (var j = 0; j < n; j++) trace += gram[j, j];
        // Scaled to the trace d; under batch normalization that is the division by the number of columns.
        var scale = d / trace;
        var squares = 0.0;
        for (var i = 0; i < d; i++) squares += Math.Pow(QuadraticForm(i) * scale * scale, 2);
        var flat = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++) flat[(i * n) + j] = gram[i, j] * scale;
        }

        return new Spectrum(d, SymmetricEigenvalues.Of(flat, n), squares);
    }

    /// <summary>Row i of H, times HᵀH, times row i: (M²)_ii before scaling.</summary>
    private double QuadraticForm(int i)
    {
        var sum = 0.0;
        for (var q = 0; q < h.Panels; q++)
        {
            var right = h.Row(q, i);
            for (var j = 0; j < h.Columns; j++)
            {
                var line = gram.Row(q, j);
                var part = 0.0;
                for (var c = 0; c < right.Length; c++) part += line[c] * right[c];
                sum += h[i, j] * part;
            }
        }

        return sum;
    }

    private bool Normalize(PanelMatrix x) => normalization switch
    {
        Normalization.BatchNorm => NormalizeRows(x),
        Normalization.PerSample => NormalizeColumns(x),
        _ => NormalizeWhole(x),
    };

    private static bool NormalizeRows(PanelMatrix x)
    {
        for (var i = 0; i < x.Rows; i++)
        {
            var sum = 0.0;
            for (var p = 0; p < x.Panels; p++) sum += Square(x.Row(p, i));
            if (!(sum > 0 && double.IsFinite(sum))) return false;
            var scale = Math.Sqrt(x.Columns / sum);
            for (var p = 0; p < x.Panels; p++) Scale(x.Row(p, i), scale);
        }

        return true;
    }

    private static bool NormalizeColumns(PanelMatrix x)
    {
        for (var j = 0; j < x.Columns; j++)
        {
            var sum = 0.0;
            for (var i = 0; i < x.Rows; i++) sum += x[i, j] * x[i, j];
            if (!(sum > 0 && double.IsFinite(sum))) return false;
            var scale = Math.Sqrt(x.Rows / sum);
            for (var i = 0; i < x.Rows; i++) x[i, j] *= scale;
        }

        return true;
    }

    private static bool NormalizeWhole(PanelMatrix x)
    {
        var sum = Square(x.Data);
        if (!(sum > 0 && double.IsFinite(sum))) return false;
        Scale(x.Data, Math.Sqrt((double)x.Rows * x.Columns / sum));
        return true;
    }

    private static double Square(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += value * value;
        return sum;
    }

    private static void Scale(Span<double> values, double factor)
    {
        for (var i = 0; i < values.Length; i++) values[i] *= factor;
    }
}
