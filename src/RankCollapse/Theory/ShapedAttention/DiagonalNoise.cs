using MathNet.Numerics.LinearAlgebra;

namespace RankCollapse.Theory.ShapedAttention;

/// <summary>
/// The noise of the covariance SDE at one V, diagonalised: Σ^½ dB has the law of T·S·Tᵀ·√dt with a symmetric S of independent
/// normals. Immutable.
/// </summary>
/// <source paper="noci2023" item="diffusion">Derived here; not known to be in the paper.</source>
public sealed class DiagonalNoise
{
    private readonly Matrix<double> frame, variances;

    internal DiagonalNoise(Matrix<double> frame, Vector<double> spread, Matrix<double> variances) =>
        (this.frame, Spread, this.variances) = (frame, [.. spread], variances);

    /// <summary>θ: eigenvalues of the centred covariance V_c in rising order; the first is 0 up to rounding.</summary>
    public IReadOnlyList<double> Spread { get; }

    /// <summary>T with T·Tᵀ = V and T·diag(θ²)·Tᵀ = V·V_c·V, shape [tokens, tokens].</summary>
    public Matrix<double> Frame => frame.Clone();

    /// <summary>Variances of S: ς² + c_a²·(θ_a² + θ_b²), twice that on the diagonal; shape [tokens, tokens].</summary>
    public Matrix<double> Variances => variances.Clone();

    /// <summary>One draw of the noise per square root of time.</summary>
    /// <param name="normals">Shape [tokens, tokens], independent standard normals; entries on and above the diagonal are used.</param>
    /// <returns>T·S·Tᵀ, shape [tokens, tokens].</returns>
    public Matrix<double> Draw(Matrix<double> normals)
    {
        var symmetric = Matrix<double>.Build.Dense(frame.RowCount, frame.RowCount, (a, b) =>
            Math.Sqrt(variances.At(a, b)) * normals[Math.Min(a, b), Math.Max(a, b)]);
        return frame * symmetric * frame.Transpose();
    }

    /// <summary>The covariance of entries (a, b) and (d, w) of the noise, rebuilt from frame and variances.</summary>
    /// <param name="a">First token of the first entry.</param>
    /// <param name="b">Second token of the first entry.</param>
    /// <param name="d">First token of the second entry.</param>
    /// <param name="w">Second token of the second entry.</param>
    /// <returns>The entry of Σ.</returns>
    public double Covariance(int a, int b, int d, int w)
    {
        double Mode(int i, int j, int p, int q) => p == q
            ? frame[i, p] * frame[j, p]
            : (frame[i, p] * frame[j, q]) + (frame[i, q] * frame[j, p]);
        var sum = 0.0;
        for (var p = 0; p < frame.RowCount; p++)
        {
            for (var q = p; q < frame.RowCount; q++) sum += variances.At(p, q) * Mode(a, b, p, q) * Mode(d, w, p, q);
        }

        return sum;
    }
}
