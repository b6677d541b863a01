using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.LambdaSkip;

/// <summary>
/// The selective state space model of the theory: constant decay α and inputs and outputs that are linear in the tokens, so that
/// M = 1SS(α) ∘ (Y·W·Yᵀ) with 1SS(α)_ij = α^(i−j) for i ≥ j. M is quadratic in Y, the layer cubic. Immutable.
/// </summary>
/// <source paper="joseph2025" item="assumption 4.1">As reported in reviews of the paper; W = W_C·W_Bᵀ is our short form.</source>
public sealed class QuadraticSelectiveMixing : TokenMixing
{
    private readonly Matrix<double> weights;

    /// <summary>From decay and weights.</summary>
    /// <param name="decay">α in [0, 1].</param>
    /// <param name="weights">W = W_C·W_Bᵀ, shape [width, width], finite.</param>
    /// <exception cref="ArgumentException">W is not square or not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">α is outside its range.</exception>
    public QuadraticSelectiveMixing(double decay, Matrix<double> weights)
    {
        Guard.Square(weights, nameof(weights));
        Decay = Guard.Within(decay, 0, 1, nameof(decay), "1 keeps the state for ever; above 1 it would explode.");
        this.weights = weights.Clone();
    }

    /// <inheritdoc/>
    public override string Name => "selective state space model";

    /// <summary>α, in [0, 1].</summary>
    public double Decay { get; }

    /// <summary>A copy of W, shape [width, width].</summary>
    public Matrix<double> Weights => weights.Clone();

    internal Matrix<double> WeightsUnsafe => weights;

    /// <summary>W = w·I.</summary>
    /// <param name="decay">α in [0, 1].</param>
    /// <param name="width">Width of the tokens, at least 1.</param>
    /// <param name="scale">w, finite.</param>
    /// <returns>The mixing.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public static QuadraticSelectiveMixing Scaled(double decay, int width, double scale = 1) => new(
        decay, scale * Matrix<double>.Build.DenseIdentity(Guard.AtLeast(width, 1, nameof(width), "Give the width of the tokens.")));

    /// <summary>A bound of ‖M‖_F for rows of length ρ: ‖W‖₂·ρ²·(Σ_{τ&lt;N} (N − τ)·α^(2τ))^½.</summary>
    /// <param name="tokens">N, at least 1.</param>
    /// <param name="rowLength">ρ, above 0; 1 for unit rows.</param>
    /// <returns>At least 0.</returns>
    /// <source paper="joseph2025" item="C_M of selective models">Derived here; the paper gives no upper bound that can be used.</source>
    public double FrobeniusBound(int tokens, double rowLength = 1)
    {
        Guard.AtLeast(tokens, 1, nameof(tokens), "Give the sequence length.");
        Guard.Positive(rowLength, nameof(rowLength), "Use 1 or the root of the width.");
        var sum = Enumerable.Range(0, tokens).Sum(lag => (tokens - lag) * Math.Pow(Decay, 2 * lag));
        return weights.L2Norm() * rowLength * rowLength * Math.Sqrt(sum);
    }

    /// <summary>A bound of ‖M‖_F for any tokens: ‖W‖₂·‖Y‖_F².</summary>
    /// <param name="tokens">Y, shape [tokens, width], finite entries.</param>
    /// <returns>At least 0.</returns>
    /// <source paper="joseph2025" item="bound of M without normalisation">Derived here; the paper has a further factor √N, as reported
    /// in reviews.</source>
    public double FrobeniusBound(Matrix<double> tokens)
    {
        Guard.Finite(tokens, nameof(tokens));
        return weights.L2Norm() * Math.Pow(ScaledNorm.Of(tokens), 2);
    }

    /// <summary>Outputs token by token: h_i = α·h_{i−1} + (W_Bᵀ·y_i)·y_iᵀ with W split as C·Bᵀ = W·I.</summary>
    /// <param name="tokens">Y, shape [tokens, width], finite entries.</param>
    /// <returns>M(Y)·Y up to rounding, shape [tokens, width].</returns>
    /// <exception cref="ArgumentException">Another width, or an entry is not finite.</exception>
    public Matrix<double> OutputsReference(Matrix<double> tokens)
    {
        Guard.Finite(tokens, nameof(tokens));
        RequireWidth(tokens, weights.RowCount);
        var decays = Matrix<double>.Build.Dense(tokens.RowCount, tokens.ColumnCount, Decay);
        return SelectiveScan.OutputsReference(decays, tokens, tokens * weights, tokens);
    }

    /// <inheritdoc/>
    protected override Matrix<double> Compute(Matrix<double> tokens)
    {
        RequireWidth(tokens, weights.RowCount);
        double[] decays = [.. Enumerable.Repeat(Decay, tokens.RowCount)];
        return SelectiveScan.ScalarMixingMatrix(decays, tokens, tokens * weights);
    }
}
