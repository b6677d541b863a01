using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Theory.Masks;

namespace RankCollapse.Theory.Frequency;

/// <summary>
/// Attention that enlarges the high-frequency part although W_V = I: tokens (1, −1, 0, …, 0), of which the first half of the rows attends to
/// the first and the second half to the second. Immutable.
/// </summary>
/// <remarks>‖HC‖ grows by √(n/2) in the limit of large scores, while the range of the tokens shrinks, as it always does.</remarks>
/// <source paper="lee2025" item="proposition 2.1: a factor below 1 in every layer">The counterexample is derived here.</source>
public sealed class GrowthExample
{
    /// <summary>An example.</summary>
    /// <param name="tokens">n, at least 4 and even.</param>
    /// <param name="score">Score of the attended token, the others having 0; finite, at least 0.</param>
    /// <exception cref="ArgumentException">A number outside its range.</exception>
    public GrowthExample(int tokens, double score)
    {
        if (tokens < 4 || tokens % 2 != 0)
            throw new ArgumentOutOfRangeException(nameof(tokens), $"tokens was {tokens}; it must be even and at least 4. The rows are halved between two tokens.");
        Guard.Within(score, 0, 700, nameof(score), "12 is as good as infinite.");
        Tokens = Matrix<double>.Build.Dense(tokens, 1, (i, _) => i switch { 0 => 1, 1 => -1, _ => 0 });
        Attention = RowSoftmax.Of(Matrix<double>.Build.Dense(tokens, tokens, (i, j) => j == (i < tokens / 2 ? 0 : 1) ? score : 0));
    }

    /// <summary>X, shape [tokens, 1].</summary>
    public Matrix<double> Tokens { get; }

    /// <summary>A, shape [tokens, tokens].</summary>
    public Matrix<double> Attention { get; }

    /// <summary>A·X, shape [tokens, 1].</summary>
    public Matrix<double> Output => Attention * Tokens;

    /// <summary>‖HC[A·X]‖/‖HC[X]‖: above 1 for large scores.</summary>
    public double Gain => TokenResidual.Absolute(Output) / TokenResidual.Absolute(Tokens);

    /// <summary>√(n/2), the gain for infinite scores.</summary>
    public double LimitOfGain => Math.Sqrt(Tokens.RowCount / 2.0);

    /// <summary>Range of A·X over the range of X, in [0, 1): here equal to its bound, Dobrushin's coefficient of A.</summary>
    public double RangeFactor =>
        Dobrushin.Oscillation(Output.ToColumnMajorArray()) / Dobrushin.Oscillation(Tokens.ToColumnMajorArray());
}
