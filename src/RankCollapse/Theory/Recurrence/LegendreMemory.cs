using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.Recurrence;

/// <summary>
/// HiPPO-LegS as a time-invariant bank: its impulse response is exactly (e^{tA}B)_n = √(2n+1)·e^{−t}·P_n(2e^{−t} − 1), orthogonal polynomials of the
/// past on an exponentially warped time axis.
/// </summary>
/// <source paper="orvieto2024" item="link to HiPPO">HiPPO, arXiv 2008.07669, as remembered; verified against the matrix exponential.</source>
public static class LegendreMemory
{
    /// <summary>The impulse response by its closed form.</summary>
    /// <param name="states">N, at least 1.</param>
    /// <param name="time">t, at least 0.</param>
    /// <returns>Shape [states].</returns>
    public static double[] ImpulseResponse(int states, double time)
    {
        Guard.AtLeast(states, 1, nameof(states), "It is the size of the state.");
        Guard.Within(time, 0, double.MaxValue, nameof(time), "The response begins at 0.");
        var (x, response) = ((2 * Math.Exp(-time)) - 1, new double[states]);
        var (before, now) = (0.0, 1.0);
        for (var n = 0; n < states; n++)
        {
            response[n] = Math.Sqrt((2 * n) + 1) * Math.Exp(-time) * now;
            (before, now) = (now, ((((2 * n) + 1) * x * now) - (n * before)) / (n + 1));
        }

        return response;
    }

    /// <summary>The same by the matrix exponential, summed by scaling and squaring.</summary>
    /// <param name="states">N, at least 1.</param>
    /// <param name="time">t, at least 0.</param>
    public static double[] ImpulseResponseReference(int states, double time)
    {
        var (a, b, _) = DiagonalPolesExtensions.HiPPOLegS(states);
        const int Halvings = 12;
        var step = a * Math.ScaleB(time, -Halvings);
        var exponential = Matrix<double>.Build.DenseIdentity(states);
        for (var k = 20; k >= 1; k--) exponential = Matrix<double>.Build.DenseIdentity(states) + (step * exponential / k);
        for (var k = 0; k < Halvings; k++) exponential *= exponential;
        return (exponential * b).ToArray();
    }

    /// <summary>Largest entry of A + PPᵀ + ½·1 − its skew part: 0 up to rounding, so the normal part has all real parts −½.</summary>
    /// <param name="states">N, at least 1.</param>
    public static double NormalPartDeviation(int states)
    {
        var (a, _, p) = DiagonalPolesExtensions.HiPPOLegS(states);
        var shifted = a + p.OuterProduct(p) + (0.5 * Matrix<double>.Build.DenseIdentity(states));
        return (shifted + shifted.Transpose()).Enumerate().Max(Math.Abs) / 2;
    }
}
