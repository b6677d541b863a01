using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.Condensation;

/// <summary>
/// A task in which every event of both stages can be predicted: three tokens [s_A·e₁ + e₂, c·s_B·e₁ + e₃, κ·e₄], all eight choices of signs, and
/// the label s_A where κ = 1, s_B where κ = −1. The query token says which token to read, so uniform attention cannot solve it. Immutable.
/// </summary>
/// <source paper="chen2025" item="both stages">Derived here.</source>
public sealed class SelectiveSignTask
{
    /// <summary>A task.</summary>
    /// <param name="contrast">c, how much larger the second token's sign is written; above 0. At 1 uniform attention has no best classifier.</param>
    /// <param name="width">d, at least 4.</param>
    public SelectiveSignTask(double contrast = 2, int width = 8)
    {
        Contrast = Guard.Positive(contrast, nameof(contrast), "Use 2.");
        Width = Guard.AtLeast(width, 4, nameof(width), "Four coordinates carry the task.");
        var signs = Enumerable.Range(0, 8).Select(k => (A: Sign(k, 4), B: Sign(k, 2), Kappa: Sign(k, 1))).ToList();
        Data = new([.. signs.Select(s => Matrix<double>.Build.Dense(3, width, (row, column) => (row, column) switch
        {
            (0, 0) => s.A, (0, 1) => 1, (1, 0) => contrast * s.B, (1, 2) => 1, (2, 3) => s.Kappa, _ => 0,
        }))], [.. signs.Select(s => s.Kappa > 0 ? s.A : s.B)]);
        static int Sign(int k, int bit) => (k & bit) == 0 ? 1 : -1;
    }

    /// <summary>c.</summary>
    public double Contrast { get; }

    /// <summary>d.</summary>
    public int Width { get; }

    /// <summary>The eight sequences; v = e₁ and α = (1 + c)/6.</summary>
    public LabelledSequences Data { get; }

    /// <summary>The loss of uniform attention with classifier β = slope·e₁.</summary>
    /// <param name="slope">β₁.</param>
    /// <returns>Above 0.</returns>
    public double PlateauLossAt(double slope) => (Math.Exp(-slope * (1 + Contrast) / 3) / 2)
        + (Math.Cosh(slope * (Contrast - 1) / 3) / 2);

    /// <summary>β*, where that loss is least.</summary>
    /// <exception cref="InvalidOperationException">c = 1: the loss falls to ½ without ever reaching it, so Assumption 2 cannot hold.</exception>
    public double PlateauSlope
    {
        get
        {
            if (Math.Abs(Contrast - 1) < 1e-12)
                throw new InvalidOperationException("At contrast 1 the loss of uniform attention falls to ½ and has no minimiser, so there is no plateau to stand on. Use another contrast, such as 2.");
            double Derivative(double beta) => (-(1 + Contrast) * Math.Exp(-beta * (1 + Contrast) / 3)) + ((Contrast - 1) * Math.Sinh(beta * (Contrast - 1) / 3));
            var (low, high) = (0.0, 1.0);
            while (Derivative(high) < 0) high *= 2;
            for (var halving = 0; halving < 200; halving++)
            {
                var middle = (low + high) / 2;
                if (Derivative(middle) < 0) low = middle;
                else high = middle;
            }

            return high;
        }
    }

    /// <summary>L*, the loss of the plateau.</summary>
    public double PlateauLoss => PlateauLossAt(PlateauSlope);

    /// <summary>F at the plateau: rank one, from e₄ to the difference of the type markers e₂ and e₃.</summary>
    public QueryKeyFlow SecondStage => new(Model.AttentionSignal(Saddle()));

    /// <summary>The model with the identity as σ and the exponential loss, for which the plateau is exact.</summary>
    public OneLayerModel Model => new(Data) { Nonlinearity = Nonlinearity.Linear };

    /// <summary>The end of stage one: balanced outer matrices of rank one with W_V·W¹·W² = β*·e₁, and W_Q = W_K = 0.</summary>
    /// <returns>A critical point of the loss, a strict saddle.</returns>
    public OneLayerWeights Saddle()
    {
        var length = Math.Cbrt(PlateauSlope);
        Matrix<double> Corner(double value) => Matrix<double>.Build.Dense(Width, Width, (i, j) => i + j == 0 ? value : 0);
        return new((Corner(0), Corner(0)), Corner(length), Corner(length), Vector<double>.Build.Dense(Width, i => i == 0 ? length : 0));
    }
}
