using MathNet.Numerics.LinearAlgebra;

namespace RankCollapse.Theory.Condensation;

/// <summary>
/// Assumption 1 at a state: how many neurons and how many pairs already pull the same way. From the moment at which all do, they go on doing so.
/// </summary>
/// <source paper="chen2025" item="Assumption 1 and Proposition 4">Rows of M as in the assumption; the appendix's plot has columns for its second part.</source>
public sealed record AssumptionOne
{
    private AssumptionOne(int neurons, int pairs, int width) => (Neurons, Pairs, Width) = (neurons, pairs, width);

    /// <summary>|A₁|: indices i with b_i(Mᵀa)_i &gt; 0 and a_i(Mb)_i &gt; 0.</summary>
    public int Neurons { get; }

    /// <summary>|A₂|: pairs (i, j), each with itself included, for which ⟨b_iM^i, b_jM^j⟩ (columns) and ⟨a_iM_i, a_jM_j⟩ (rows) are above 0.</summary>
    public int Pairs { get; }

    /// <summary>d.</summary>
    public int Width { get; }

    /// <summary>|A₁|/d.</summary>
    public double NeuronShare => (double)Neurons / Width;

    /// <summary>|A₂|/d².</summary>
    public double PairShare => (double)Pairs / (Width * Width);

    /// <summary>Whether both parts hold.</summary>
    public bool Holds => Neurons == Width && Pairs == Width * Width;

    /// <summary>Counts at a state with a square M.</summary>
    /// <param name="state">The state.</param>
    /// <returns>The counts.</returns>
    /// <exception cref="ArgumentException">M is not square, so that rows and columns cannot be paired.</exception>
    public static AssumptionOne At(OuterState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var (a, m, b) = (state.Value, state.Hidden, state.Readout);
        if (m.RowCount != m.ColumnCount)
            throw new ArgumentException($"M had shape [{m.RowCount}, {m.ColumnCount}]; the assumption pairs rows with columns, so it must be square. Use a hidden layer as wide as the model.", nameof(state));
        var d = a.Count;
        Vector<double> up = m.TransposeThisAndMultiply(a), down = m * b;
        Matrix<double> rows = m.TransposeAndMultiply(m), columns = m.TransposeThisAndMultiply(m);
        var neurons = Enumerable.Range(0, d).Count(i => b[i] * up[i] > 0 && a[i] * down[i] > 0);
        var pairs = Enumerable.Range(0, d * d).Count(k =>
            b[k / d] * b[k % d] * columns[k / d, k % d] > 0 && a[k / d] * a[k % d] * rows[k / d, k % d] > 0);
        return new AssumptionOne(neurons, pairs, d);
    }
}
