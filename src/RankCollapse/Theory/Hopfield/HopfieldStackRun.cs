using MathNet.Numerics.LinearAlgebra;

namespace RankCollapse.Theory.Hopfield;

/// <summary>How far tokens were apart at every depth, in logarithms. Immutable. Entry l is after layer l; entry 0 is the start.</summary>
public sealed class HopfieldStackRun
{
    private readonly IReadOnlyList<(Vector<double> Mean, ScaledMatrix Others)> states;

    internal HopfieldStackRun(IReadOnlyList<(Vector<double> Mean, ScaledMatrix Others)> states)
    {
        this.states = states;
        LogResiduals = [.. states.Select(s => s.Others.LogNorm)];
    }

    /// <summary>Number of layers.</summary>
    public int Layers => states.Count - 1;

    /// <summary>ln ε_l with ε the Frobenius distance from the mean token; −∞ where all tokens are equal.</summary>
    public IReadOnlyList<double> LogResiduals { get; }

    /// <summary>ε_l itself; 0 below the smallest double.</summary>
    public IReadOnlyList<double> Residuals => [.. LogResiduals.Select(Math.Exp)];

    /// <summary>Length of the mean token.</summary>
    public IReadOnlyList<double> MeanNorms => [.. states.Select(s => s.Mean.L2Norm())];

    /// <summary>ln ε_{l+1} − 2 ln ε_l + ln ε_{l−1} for l = 1, …, Layers − 1: the curvature of the curve, ln α' in the long run.</summary>
    public IReadOnlyList<double> SecondDifferences =>
        [.. Enumerable.Range(1, Math.Max(0, Layers - 1)).Select(l => LogResiduals[l + 1] - (2 * LogResiduals[l]) + LogResiduals[l - 1])];

    /// <summary>ln(ε_{l+1}/ε_l) for l = 0, …, Layers − 1.</summary>
    public IReadOnlyList<double> LogRatios => [.. LogResiduals.Zip(LogResiduals.Skip(1), (before, after) => after - before)];

    /// <summary>ln of half the largest distance of two tokens, a lower end of the radius of any ball that holds them.</summary>
    public IReadOnlyList<double> LogHalfDiameters => [.. states.Select(s => HalfDiameter(s.Others))];

    /// <summary>ln of the largest distance of a token from the mean token.</summary>
    public IReadOnlyList<double> LogRadii => [.. states.Select(s => Log(s.Others, s.Others.Mantissa.RowNorms(2).Maximum()))];

    private static double HalfDiameter(ScaledMatrix rest)
    {
        var (m, largest) = (rest.Mantissa, 0.0);
        for (var i = 0; i < m.RowCount; i++)
        {
            for (var j = 0; j < i; j++) largest = Math.Max(largest, (m.Row(i) - m.Row(j)).L2Norm());
        }

        return Log(rest, largest / 2);
    }

    private static double Log(ScaledMatrix rest, double mantissa) =>
        rest.IsZero ? double.NegativeInfinity : (rest.Exponent * Math.Log(2)) + Math.Log(mantissa);
}
