using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.LambdaSkip;

/// <summary>
/// Why theorem 4.1 needs rows of equal length: two collinear tokens of different length satisfy its condition and its threshold, and
/// one layer makes them equal. Also the step that fails, "LN shrinks mu by no more than it shrinks the shortest row".
/// </summary>
/// <source paper="joseph2025" item="theorem 4.1">Derived here, against the statement as reported in reviews of the paper.</source>
public static class UnnormalisedCounterexample
{
    /// <summary>Y = 1000·(1, 0) and 1000·(2, 0), shape [2, 2].</summary>
    public static Matrix<double> Tokens => Matrix<double>.Build.DenseOfArray(new double[,] { { 1000, 0 }, { 2000, 0 } });

    /// <summary>M = 0.01·I, C_V = I, λ = 1, unit-row LN.</summary>
    public static LambdaSkipLayer Layer { get; } = new(TokenMixing.Fixed(0.01 * Matrix<double>.Build.DenseIdentity(2), "0.01·I"), 1);

    /// <summary>The theorem for it: N = d = 2, K = 1, C_M = ‖M‖_F = 0.01·√2.</summary>
    public static SkipGuarantee Theorem { get; } = new() { Tokens = 2, Width = 2, Layers = 1, MixingBound = 0.01 * Math.Sqrt(2) };

    /// <summary>a = 1/2.</summary>
    public static double Rate => 0.5;

    /// <summary>mu(D·X)/(d_min·mu(X)) with D = LN's diagonal: the reconstructed proof takes it to be at least 1, here it is 0.</summary>
    public static double ShrinkageRatio
    {
        get
        {
            var before = Layer.Branch(Tokens) + (Layer.SkipStrength * Tokens);
            var least = before.RowNorms(2).Select(length => 1 / length).Min();
            return TokenResidual.Absolute(Layer.Normalised(before)) / (least * TokenResidual.Absolute(before));
        }
    }
}
