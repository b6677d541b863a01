using System.Runtime.CompilerServices;

namespace RankCollapse.Randomness;

/// <summary>The quantile of the standard normal law, to about 1e-16 relative.</summary>
/// <source paper="wichura1988" item="algorithm AS 241, PPND16">Coefficients as printed.</source>
public static class NormalQuantile
{
    /// <summary>The number below which a standard normal variable lies with the given probability.</summary>
    /// <param name="probability">In (0, 1).</param>
    /// <returns>A finite number; odd about a probability of one half.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not inside (0, 1).</exception>
    public static double Of(double probability)
    {
        if (!(probability > 0 && probability < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(probability), $"probability was {probability}; it must be inside (0, 1). The quantile is infinite at the ends.");
        }

        var q = probability - 0.5;
        if (Math.Abs(q) <= 0.425) return q * Centre(0.180625 - (q * q));
        var r = Math.Sqrt(-Math.Log(q < 0 ? probability : 1 - probability));
        var tail = r <= 5 ? Near(r - 1.6) : Far(r - 5);
        return q < 0 ? -tail : tail;
    }

    private static double Centre(double x) =>
        Polynomial(
            x, 2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457,
            13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.3871328727963666080)
        / Polynomial(
            x, 5226.4952788528545610, 28729.085735721942674, 39307.895800092710610, 21213.794301586595867,
            5394.1960214247511077, 687.18700749205790830, 42.313330701600911252, 1);

    private static double Near(double x) =>
        Polynomial(
            x, 7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258,
            3.64784832476320460504, 5.76949722146069140550, 4.63033784615654529590, 1.42343711074968357734)
        / Polynomial(
            x, 1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
            6.89767334985100004550e-1, 1.67638483018380384940, 2.05319162663775882187, 1);

    private static double Far(double x) =>
        Polynomial(
            x, 2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2,
            2.96560571828504891230e-1, 1.78482653991729133580, 5.46378491116411436990, 6.65790464350110377720)
        / Polynomial(
            x, 2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
            1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1);

    /// <summary>Horner's rule, written out because it is the whole cost of a normal draw.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Polynomial(
        double x, double c7, double c6, double c5, double c4, double c3, double c2, double c1, double c0)
    {
        var upper = (((((c7 * x) + c6) * x) + c5) * x) + c4;
        return (((((((upper * x) + c3) * x) + c2) * x) + c1) * x) + c0;
    }
}
