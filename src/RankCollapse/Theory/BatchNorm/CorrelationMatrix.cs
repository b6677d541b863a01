using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.BatchNorm;

/// <summary>The state of the chain, M = H·Hᵀ/N after batch normalization: symmetric, positive semidefinite, unit diagonal. Immutable.</summary>
/// <example><code>
/// var m = CorrelationMatrix.Pair(0.6);
/// m.Spectrum.SoftBound      // 1.4706 = 4/2.72
/// m.Drift                   // −1.1264 = 4·(1 − c²)·(1 − 4c²)
/// </code></example>
public sealed class CorrelationMatrix
{
    private readonly Matrix<double> m;
    private readonly Lazy<Matrix<double>> square;
    private readonly Lazy<Spectrum> spectrum;

    /// <summary>A given M.</summary>
    /// <param name="m">Shape [d, d]; symmetric and of unit diagonal within 1e-9. That it is positive semidefinite is not verified.</param>
    /// <exception cref="ArgumentException">Not square, not symmetric, or a diagonal entry that is not 1.</exception>
    public CorrelationMatrix(Matrix<double> m)
    {
        Guard.Square(m, nameof(m));
        for (var i = 0; i < m.RowCount; i++)
        {
            if (Math.Abs(m[i, i] - 1) > 1e-9)
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"Entry [{i}, {i}] was {m[i, i]}; the diagonal of M must be 1 within 1e-9. Use CorrelationMatrix.Of(H), ")
                    + "which normalizes the rows.", nameof(m));
            }

            for (var j = 0; j < i; j++)
            {
                if (Math.Abs(m[i, j] - m[j, i]) > 1e-9)
                {
                    throw new ArgumentException(
                        FormattableString.Invariant($"Entries [{i}, {j}] and [{j}, {i}] were {m[i, j]} and {m[j, i]}; M must be symmetric within 1e-9. ")
                        + "Pass H·Hᵀ/N, not H.", nameof(m));
                }
            }
        }

        this.m = (m + m.Transpose()) / 2;
        square = new Lazy<Matrix<double>>(Squared);
        spectrum = new Lazy<Spectrum>(() => new Spectrum(
            Width, SymmetricEigenvalues.Of(this.m), square.Value.Diagonal().Sum(value => value * value)));
    }

    /// <summary>d.</summary>
    public int Width => m.RowCount;

    /// <summary>Eigenvalues, soft rank, r and traces.</summary>
    public Spectrum Spectrum => spectrum.Value;

    /// <summary>
    /// D(M) = 2d² − 2S − 8·[Tr M³ − Σ_i ((M²)_ii)²]: after one layer E‖M‖_F² has changed by γ²·D(M) + O(γ⁴).
    /// </summary>
    /// <remarks>For independent entries of mean 0, variance 1 and third moment 0, whatever their law.</remarks>
    /// <source paper="daneshmand2020" item="one-layer drift">Derived here; exact to order γ².</source>
    public double Drift => (2.0 * Width * Width) - (2 * Spectrum.SquaredNorm) - (8 * DriftBracket);

    /// <summary>The bracket Tr M³ − Σ_i ((M²)_ii)² of the drift; at least 0, and 0 exactly when every feature sees one eigenvalue only.</summary>
    /// <source paper="daneshmand2020" item="one-layer drift">Derived here.</source>
    public double DriftBracket => square.Value.PointwiseMultiply(m).Enumerate().Sum() - Spectrum.SquaredDiagonal;

    /// <summary>The drift as a sum over entries, the plain form of <see cref="Drift"/>.</summary>
    /// <returns>Σ_(i≠j) of <see cref="EntryDrift"/>.</returns>
    public double DriftReference()
    {
        var sum = 0.0;
        for (var i = 0; i < Width; i++)
        {
            for (var j = 0; j < Width; j++) sum += EntryDrift(i, j);
        }

        return sum;
    }

    /// <summary>The change of E(M_ij²) in one layer, divided by γ², as γ → 0.</summary>
    /// <param name="i">Feature, from 0.</param>
    /// <param name="j">Feature, from 0.</param>
    /// <returns>(M²)_ii + (M²)_jj − 8·M_ij·(M²)_ij + M_ij²·(−2d + 4·(M²)_ii + 4·(M²)_jj); 0 for i = j.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No such feature.</exception>
    /// <source paper="daneshmand2020" item="one-layer drift, entrywise">Derived here.</source>
    public double EntryDrift(int i, int j)
    {
        Guard.Within(i, 0, Width - 1, nameof(i), "Features are numbered from 0.");
        Guard.Within(j, 0, Width - 1, nameof(j), "Features are numbered from 0.");
        if (i == j) return 0;
        var (entry, a, b) = (m[i, j], square.Value[i, i], square.Value[j, j]);
        return a + b - (8 * entry * square.Value[i, j]) + (entry * entry * ((-2 * Width) + (4 * a) + (4 * b)));
    }

    /// <summary>M as a matrix.</summary>
    /// <returns>A copy, shape [d, d].</returns>
    public Matrix<double> ToMatrix() => m.Clone();

    /// <summary>M of a representation, whose rows are normalized first.</summary>
    /// <param name="h">H, shape [features, samples], finite entries, no zero row.</param>
    /// <returns>BN(H)·BN(H)ᵀ/N.</returns>
    /// <exception cref="ArgumentException">An entry is not finite, or a row is zero.</exception>
    public static CorrelationMatrix Of(Matrix<double> h)
    {
        var normal = BatchNormalization.WithoutMean(h);
        return new CorrelationMatrix(normal.TransposeAndMultiply(normal) / h.ColumnCount);
    }

    /// <summary>M = I: all features orthogonal.</summary>
    /// <param name="width">d, at least 1.</param>
    /// <returns>Drift 2d(d − 1), the largest.</returns>
    public static CorrelationMatrix Identity(int width) => Blocks(width, 1);

    /// <summary>Two features: M₁₂ = c.</summary>
    /// <param name="cosine">c in [−1, 1].</param>
    /// <returns>Drift 4·(1 − c²)·(1 − 4c²).</returns>
    /// <exception cref="ArgumentOutOfRangeException">c is outside of [−1, 1].</exception>
    public static CorrelationMatrix Pair(double cosine)
    {
        Guard.Within(cosine, -1, 1, nameof(cosine), "It is the cosine of the angle between two rows.");
        return new CorrelationMatrix(Matrix<double>.Build.DenseOfArray(new[,] { { 1, cosine }, { cosine, 1 } }));
    }

    /// <summary>The rank-one state s·sᵀ of signs, which every layer maps to another one: the chain cannot leave it.</summary>
    /// <param name="signs">Entries −1 or 1.</param>
    /// <returns>r = 1 and drift 0.</returns>
    /// <exception cref="ArgumentException">An entry is neither −1 nor 1.</exception>
    /// <source paper="daneshmand2020" item="trivial invariant states">Derived here.</source>
    public static CorrelationMatrix SignState(ReadOnlySpan<double> signs)
    {
        var s = signs.ToArray();
        if (s.Length == 0 || s.Any(sign => Math.Abs(sign) != 1))
            throw new ArgumentException("The signs had an entry other than −1 and 1, or there were none; give one sign per feature.", nameof(signs));
        return new CorrelationMatrix(Matrix<double>.Build.Dense(s.Length, s.Length, (i, j) => s[i] * s[j]));
    }

    /// <summary>Groups of b equal features, the groups orthogonal: the soft-rank lemma is an equality at τ = 0, and the drift bracket is 0.</summary>
    /// <param name="width">d, at least 1.</param>
    /// <param name="size">b, a divisor of d.</param>
    /// <returns>r = d/b and drift 2d(d − b).</returns>
    /// <exception cref="ArgumentException">b does not divide d.</exception>
    public static CorrelationMatrix Blocks(int width, int size)
    {
        Guard.AtLeast(width, 1, nameof(width), "Give the number of features.");
        if (size < 1 || width % size != 0)
            throw new ArgumentException($"size was {size}; it must divide the {width} features. Use 1 for M = I.", nameof(size));
        return new CorrelationMatrix(Matrix<double>.Build.Dense(width, width, (i, j) => i / size == j / size ? 1 : 0));
    }

    private Matrix<double> Squared()
    {
        var (panels, result) = (PanelMatrix.From(m), new PanelMatrix(Width, Width));
        PanelProduct.Symmetric(panels, panels, result);
        return result.ToMatrix();
    }
}
