namespace RankCollapse.Measures;

/// <summary>Exponentials that keep their digits where the obvious formula loses them.</summary>
public static class Exponentials
{
    /// <summary>e^x − 1 to a few units in the last place at every x, as 2·sinh(x/2)·e^(x/2).</summary>
    /// <remarks>The runtime's <c>double.ExpM1</c> is the plain difference, wrong by 1e-8 at x = 1e-8; the one of MathNet.Numerics 5.0 is wrong
    /// by 5e-8 at x = 0.05. For ln(1 + x) its <c>SpecialFunctions.Log1p</c> is accurate.</remarks>
    /// <param name="x">Any number.</param>
    /// <returns>From −1 upwards; NaN for NaN.</returns>
    public static double MinusOne(double x) => x switch
    {
        // sinh passes the largest number where the result does not.
        > 700 => Math.Exp(x),
        < -40 => -1,
        _ => 2 * Math.Sinh(x / 2) * Math.Exp(x / 2),
    };
}
