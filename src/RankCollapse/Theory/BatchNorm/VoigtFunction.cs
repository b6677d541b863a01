using System.Numerics;

namespace RankCollapse.Theory.BatchNorm;

/// <summary>Real part of the Faddeeva function, a Cauchy law smoothed by a Gaussian: E e^(−t(ξ − m)²) = Re w(√t·(m + i)).</summary>
/// <source paper="weideman1994" item="computation of the complex error function">48 terms: absolute error about 1e-14 in the upper half plane.</source>
internal static class VoigtFunction
{
    private const int Terms = 48;
    private static readonly double Scale = Math.Sqrt(Terms / Math.Sqrt(2));
    private static readonly double[] Coefficients = FindCoefficients();

    /// <summary>Re w(x + i·y).</summary>
    public static double Of(double x, double y)
    {
        var iz = new Complex(-y, x);
        var below = Scale - iz;
        var ratio = (Scale + iz) / below;
        var sum = Complex.Zero;
        for (var n = Terms - 1; n >= 0; n--) sum = (sum * ratio) + Coefficients[n];
        return ((2 * sum / (below * below)) + (1 / (Math.Sqrt(Math.PI) * below))).Real;
    }

    /// <summary>By the integral (y/π)·∫ e^(−s²)/((x − s)² + y²) ds, for y that is not small.</summary>
    public static double OfReference(double x, double y)
    {
        const double step = 1e-3;
        var sum = 0.0;
        for (var k = -8000; k <= 8000; k++)
        {
            var s = k * step;
            sum += Math.Exp(-s * s) / (((x - s) * (x - s)) + (y * y));
        }

        return y / Math.PI * step * sum;
    }

    private static double[] FindCoefficients()
    {
        const int points = 2 * Terms;
        var coefficients = new double[Terms];
        for (var k = -points + 1; k < points; k++)
        {
            var angle = k * Math.PI / points;
            var t = Scale * Math.Tan(angle / 2);
            var value = Math.Exp(-t * t) * ((Scale * Scale) + (t * t)) / (2 * points);
            for (var n = 1; n <= Terms; n++) coefficients[n - 1] += value * Math.Cos(n * angle);
        }

        return coefficients;
    }
}
