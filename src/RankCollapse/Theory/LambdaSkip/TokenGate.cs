using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.LambdaSkip;

/// <summary>
/// A gate g(Y·W_Z) by which mixed values are multiplied entry by entry: a token-dependent multiplier, so that equal mixed values
/// do not give equal outputs. Immutable.
/// </summary>
/// <source paper="joseph2025" item="gating">The theory of the paper leaves gates out; what is said about them here is derived here.</source>
public sealed class TokenGate
{
    private readonly Func<double, double> function, derivative;
    private readonly Matrix<double> weights;

    private TokenGate(string name, Matrix<double> weights, Func<double, double> function, Func<double, double> derivative)
    {
        Guard.Square(weights, nameof(weights));
        (Name, this.weights, this.function, this.derivative) = (name, weights.Clone(), function, derivative);
    }

    /// <summary>"linear" or "SiLU".</summary>
    public string Name { get; }

    /// <summary>Width of the tokens.</summary>
    public int Width => weights.RowCount;

    internal Matrix<double> WeightsUnsafe => weights;

    /// <summary>g(z) = z.</summary>
    /// <param name="weights">W_Z, shape [width, width], finite.</param>
    /// <returns>The gate.</returns>
    /// <exception cref="ArgumentException">Not square, or an entry is not finite.</exception>
    public static TokenGate Linear(Matrix<double> weights) => new("linear", weights, z => z, _ => 1);

    /// <summary>g(z) = z·sigmoid(z), the gate of Mamba.</summary>
    /// <param name="weights">W_Z, shape [width, width], finite.</param>
    /// <returns>The gate.</returns>
    /// <exception cref="ArgumentException">Not square, or an entry is not finite.</exception>
    public static TokenGate Silu(Matrix<double> weights) =>
        new("SiLU", weights, z => z * Sigmoid(z), z => Sigmoid(z) * (1 + (z * (1 - Sigmoid(z)))));

    /// <summary>z·g′(z)/g(z) of SiLU, 1 + z·(1 − sigmoid(z)): by which factor a relative change of z comes out.</summary>
    /// <param name="z">Any finite number.</param>
    /// <returns>1.233514 at z = 1/√2; 1 at 0.</returns>
    /// <source paper="joseph2025" item="none">Derived here.</source>
    public static double SiluElasticity(double z) => 1 + (z * (1 - Sigmoid(z)));

    /// <summary>g(Y·W_Z).</summary>
    /// <param name="tokens">Y, shape [tokens, width], finite entries.</param>
    /// <returns>Shape [tokens, width].</returns>
    public Matrix<double> Of(Matrix<double> tokens) => Argument(tokens).Map(function, Zeros.Include);

    /// <summary>g′(Y·W_Z).</summary>
    /// <param name="tokens">Y, shape [tokens, width], finite entries.</param>
    /// <returns>Shape [tokens, width].</returns>
    public Matrix<double> Slope(Matrix<double> tokens) => Argument(tokens).Map(derivative, Zeros.Include);

    private static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));

    private Matrix<double> Argument(Matrix<double> tokens)
    {
        Guard.Finite(tokens, nameof(tokens));
        if (tokens.ColumnCount == Width) return tokens * weights;
        throw new ArgumentException(
            $"The tokens had width {tokens.ColumnCount}; the gate needs width {Width}. Rows are tokens.", nameof(tokens));
    }
}
