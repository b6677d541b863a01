using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Randomness;

namespace RankCollapse.Theory.Condensation;

/// <summary>
/// What stage one sees of a network: a = (v·W_V)ᵀ, the value matrix read along the mean token, M = W¹ and b = W², all divided by the
/// scale of their initialisation. Immutable.
/// </summary>
/// <source paper="chen2025" item="Proposition 1">a is the paper's W_v.</source>
public sealed class OuterState
{
    /// <summary>A state.</summary>
    /// <param name="value">a, shape [width], finite.</param>
    /// <param name="hidden">M, shape [width, hidden], finite.</param>
    /// <param name="readout">b, shape [hidden], finite.</param>
    /// <exception cref="ArgumentException">Shapes that do not fit, or an entry that is not finite.</exception>
    public OuterState(Vector<double> value, Matrix<double> hidden, Vector<double> readout)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(readout);
        Guard.Finite(hidden, nameof(hidden), "[width, hidden]");
        Guard.Finite(value.ToArray(), nameof(value));
        Guard.Finite(readout.ToArray(), nameof(readout));
        if (hidden.RowCount != value.Count || hidden.ColumnCount != readout.Count)
        {
            throw new ArgumentException(
                $"The hidden matrix had shape [{hidden.RowCount}, {hidden.ColumnCount}] for {value.Count} values and {readout.Count} read-outs; "
                + $"it must be [{value.Count}, {readout.Count}]. Transpose it, or exchange the vectors.", nameof(hidden));
        }

        (Value, Hidden, Readout) = (value, hidden, readout);
    }

    /// <summary>a, shape [width].</summary>
    public Vector<double> Value { get; }

    /// <summary>M, shape [width, hidden].</summary>
    public Matrix<double> Hidden { get; }

    /// <summary>b, shape [hidden].</summary>
    public Vector<double> Readout { get; }

    /// <summary>E = aᵀMb: the loss is 1 − ε³αE to leading order.</summary>
    public double Energy => Value * (Hidden * Readout);

    /// <summary>ρ = (‖a‖² + ‖M‖² + ‖b‖²)^½.</summary>
    public double Size => Math.Sqrt((Value * Value) + Math.Pow(Hidden.FrobeniusNorm(), 2) + (Readout * Readout));

    /// <summary>E/ρ³, at most 3^(−3/2); it never falls along the flow, and its limit at the blow-up is that bound.</summary>
    /// <source paper="chen2025" item="Theorem 1">Derived here: the direction moves by the gradient flow of E on the sphere.</source>
    public double EnergyRatio => Energy / Math.Pow(Size, 3);

    /// <summary>D₁ = aaᵀ − MMᵀ, constant; its diagonal is the paper's first law.</summary>
    /// <source paper="chen2025" item="Proposition 2">The whole matrix is derived here.</source>
    public Matrix<double> FirstInvariant => Value.OuterProduct(Value) - Hidden.TransposeAndMultiply(Hidden);

    /// <summary>D₂ = MᵀM − bbᵀ, constant; its diagonal is the paper's second law.</summary>
    /// <source paper="chen2025" item="Proposition 2">The whole matrix is derived here.</source>
    public Matrix<double> SecondInvariant => Hidden.TransposeThisAndMultiply(Hidden) - Readout.OuterProduct(Readout);

    /// <summary>‖ȧ‖² − ‖ḃ‖² + min(‖a‖², ‖b‖²)(‖a‖² − ‖b‖²): together with ‖a‖ ≠ ‖b‖ it must not be 0 at a non-degenerate start. A constant of motion.</summary>
    /// <source paper="chen2025" item="Definition 4">That it is constant follows from the appendix.</source>
    public double DegeneracyConstant
    {
        get
        {
            double a = Value * Value, b = Readout * Readout;
            return Square(Hidden * Readout) - Square(Hidden.TransposeThisAndMultiply(Value)) + (Math.Min(a, b) * (a - b));
        }
    }

    /// <summary>dE/dt = ‖ȧ‖² + ‖ḃ‖² + ‖a‖²‖b‖² ≥ 3|E|^(4/3).</summary>
    /// <source paper="chen2025" item="proof of Theorem 1"/>
    public double EnergyRate =>
        Square(Hidden * Readout) + Square(Hidden.TransposeThisAndMultiply(Value)) + (Value * Value * (Readout * Readout));

    /// <summary>The non-linear part: (ȧ, Ṁ, ḃ) = (Mb, abᵀ, Mᵀa).</summary>
    public OuterState Velocity => new(Hidden * Readout, Value.OuterProduct(Readout), Hidden.TransposeThisAndMultiply(Value));

    /// <summary>Independent standard normal entries: a Gaussian initialisation divided by its scale.</summary>
    /// <param name="width">At least 1.</param>
    /// <param name="random">Where they come from.</param>
    /// <returns>A state with a square M.</returns>
    public static OuterState Gaussian(int width, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Guard.AtLeast(width, 1, nameof(width), "It is the width of the model.");
        return new(random.NormalMatrix(1, width).Row(0), random.NormalMatrix(width, width), random.NormalMatrix(1, width).Row(0));
    }

    /// <summary>⟨M, abᵀ⟩/(‖M‖‖a‖‖b‖), in [−1, 1]: 1 exactly when M is a positive multiple of abᵀ.</summary>
    public double Alignment => Energy / (Hidden.FrobeniusNorm() * Value.L2Norm() * Readout.L2Norm());

    /// <summary>a, M row by row, b in one array.</summary>
    /// <returns>Shape [width + width·hidden + hidden].</returns>
    public double[] ToArray() => [.. Value, .. Hidden.ToRowMajorArray(), .. Readout];

    internal static OuterState FromArray(ReadOnlySpan<double> flat, int width, int hidden) => new(
        Vector<double>.Build.DenseOfArray(flat[..width].ToArray()),
        Matrix<double>.Build.DenseOfRowMajor(width, hidden, flat.Slice(width, width * hidden).ToArray()),
        Vector<double>.Build.DenseOfArray(flat.Slice(width + (width * hidden), hidden).ToArray()));

    private static double Square(Vector<double> v) => v * v;
}
