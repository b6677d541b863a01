using MathNet.Numerics.LinearAlgebra;
using Complex = System.Numerics.Complex;

namespace RankCollapse.Theory.Recurrence;

/// <summary>
/// Vanishing gradient and lost memory, lag by lag: the gradient ∂x_L/∂u_{L−m} is column v_m = b·λ^m, and any linear unbiased estimate of that token
/// from a state with noise N(0, σ²) has standard deviation σ·‖(A⁺)_m‖ ≥ σ/‖v_m‖, with equality exactly when v_m is orthogonal to all other columns.
/// </summary>
/// <remarks>A small gradient forces loss; a large one does not prevent it, for columns may be nearly parallel.</remarks>
/// <source paper="orvieto2024" item="vanishing gradients and memory">Derived here; that the two are tied is the paper's.</source>
public sealed record LagReadout
{
    private LagReadout(double[] gradients, double[] noise) => (Gradients, Noise) = (gradients, noise);

    /// <summary>‖v_m‖, shape [length], newest token first.</summary>
    public IReadOnlyList<double> Gradients { get; }

    /// <summary>‖(A⁺)_m‖, the standard deviation of the read token per unit of noise, shape [length], newest token first; +∞ when columns are dependent.</summary>
    public IReadOnlyList<double> Noise { get; }

    /// <summary>‖(A⁺)_m‖·‖v_m‖ ≥ 1: how much neighbours in the state disturb the reading; 1 is none.</summary>
    public IReadOnlyList<double> Interference => [.. Gradients.Zip(Noise, (gradient, noise) => gradient * noise)];

    /// <summary>For complex inputs and A = diag(b)·V.</summary>
    /// <param name="encoding">The encoding; N ≥ L for finite numbers.</param>
    public static LagReadout OfComplex(VandermondeEncoding encoding)
    {
        ArgumentNullException.ThrowIfNull(encoding);
        var v = encoding.Matrix;
        var (rows, columns) = (v.RowCount, v.ColumnCount);
        var doubled = Matrix<double>.Build.Dense(2 * rows, 2 * columns, (i, j) => (i < rows, j < columns) switch
        {
            (true, false) => -v.At(i, j - columns).Imaginary,
            (false, true) => v.At(i - rows, j).Imaginary,
            (true, true) => v.At(i, j).Real,
            _ => v.At(i - rows, j - columns).Real,
        });
        return new LagReadout(Columns(v), new ThinSvd(doubled).RowNorms()[..columns]);
    }

    /// <summary>For real inputs and A = [Re; Im]: noise of variance σ² on each real number of the state.</summary>
    /// <param name="encoding">The encoding; 2N ≥ L for finite numbers.</param>
    public static LagReadout OfReal(VandermondeEncoding encoding)
    {
        ArgumentNullException.ThrowIfNull(encoding);
        return new LagReadout(Columns(encoding.Matrix), encoding.StackedSvd.RowNorms());
    }

    private static double[] Columns(Matrix<Complex> v) => [.. v.EnumerateColumns().Select(column => column.L2Norm())];
}
