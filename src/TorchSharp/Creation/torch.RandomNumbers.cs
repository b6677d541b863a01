namespace TorchSharp;

public static partial class torch
{
    /// <summary>The seed that the default source was last given.</summary>
    public static long initial_seed() => Generator.Default.initial_seed();

    /// <summary>The state of the default source, as bytes.</summary>
    public static Tensor get_rng_state() => Generator.Default.get_state();

    /// <summary>Lets the default source go on from a state.</summary>
    /// <param name="new_state">What <see cref="get_rng_state"/> gave.</param>
    public static void set_rng_state(Tensor new_state) => Generator.Default.set_state(new_state);

    /// <summary>A random number, uniform between 0 and 1.</summary>
    /// <param name="generator">Where it comes from; the default source when left out.</param>
    public static double rand_float(Generator? generator = null)
    {
        using var number = rand((long[])[1], float64, generator: generator);
        return number.item<double>();
    }

    /// <summary>A random number, normal with mean 0 and standard deviation 1.</summary>
    /// <param name="generator">Where it comes from; the default source when left out.</param>
    public static double randn_float(Generator? generator = null)
    {
        using var number = randn((long[])[1], float64, generator: generator);
        return number.item<double>();
    }

    /// <summary>A random whole number.</summary>
    /// <param name="low">The least.</param>
    /// <param name="high">One more than the greatest.</param>
    /// <param name="generator">Where it comes from; the default source when left out.</param>
    public static long randint_long(long low, long high, Generator? generator = null)
    {
        using var number = randint(low, high, (long[])[1], generator: generator);
        return number.item<long>();
    }

    /// <inheritdoc cref="randint_long(long, long, Generator)"/>
    public static long randint_long(long high, Generator? generator = null) => randint_long(0, high, generator);

    /// <inheritdoc cref="randint_long(long, long, Generator)"/>
    public static int randint_int(int low, int high, Generator? generator = null) => (int)randint_long(low, high, generator);

    /// <inheritdoc cref="randint_long(long, long, Generator)"/>
    public static int randint_int(int high, Generator? generator = null) => (int)randint_long(0, high, generator);

    /// <summary>True or false, each as likely as the other.</summary>
    /// <param name="generator">Where it comes from; the default source when left out.</param>
    public static bool randint_bool(Generator? generator = null) => randint_long(0, 2, generator) == 1;
}
