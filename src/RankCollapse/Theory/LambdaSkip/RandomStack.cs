using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Randomness;
using RankCollapse.Theory.LayerNorm;

namespace RankCollapse.Theory.LambdaSkip;

/// <summary>
/// Layers Y ← LN(mix(Y) + λ·Y) of random weights, reproducible to the last digits: every number comes from one SplitMix64 stream, in a
/// fixed order. The subclasses are random attention and a random selective state space model. Immutable.
/// </summary>
/// <remarks>LN scales rows to length √width. Entries are uniform with the variance that is stated. A relative change of the tokens by 1e-13
/// moves mu/‖Y‖ by about 1e-11 at most at any depth (observed), so that 1e-9 is a safe tolerance between programs.</remarks>
/// <source paper="joseph2025" item="experiments with λ swept, figures 1 to 3">As reported in reviews of the paper, which used pretrained
/// Mamba-2 and ALBERT; random weights stand in for them here.</source>
public abstract record RandomStack
{
    private const double Least = 1e-100, Most = 1e100;

    /// <summary>N, at least 2.</summary>
    public int Tokens { get; init => field = Least2(value, nameof(Tokens)); } = 64;

    /// <summary>d, at least 2, a multiple of <see cref="Heads"/>.</summary>
    public int Width { get; init => field = Least2(value, nameof(Width)); } = 64;

    /// <summary>H, heads side by side, each on its share of the coordinates; at least 1.</summary>
    public int Heads { get; init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(Heads), $"Heads was {value}; it must be at least 1."); } = 4;

    /// <summary>K, at least 0.</summary>
    public int Layers { get; init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(Layers), $"Layers was {value}; it must be at least 0."); } = 64;

    /// <summary>λ, finite, of either sign; 0 for no skip path.</summary>
    public double SkipStrength
    {
        get;
        init => field = double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(SkipStrength), $"SkipStrength was {value}; it must be finite. Use 0 for no skip path.");
    }

    /// <summary>Whether there is LN after each layer.</summary>
    public bool Normalises { get; init; } = true;

    /// <summary>Whether all layers have the weights of the first, as ALBERT has.</summary>
    public bool SharesWeights { get; init; }

    /// <summary>Runs all layers.</summary>
    /// <param name="seed">Of the stream from which tokens and weights come.</param>
    /// <param name="cancel">Looked at before every layer.</param>
    /// <returns>Tokens at each depth; without LN it ends early once the norm leaves [1e-100, 1e100].</returns>
    /// <exception cref="ArgumentException">The heads do not share the width evenly, or LN met a row of zeros, as it does at λ = −1 where a
    /// branch returns a token unchanged.</exception>
    public RandomStackRun Run(ulong seed, CancellationToken cancel = default)
    {
        if (Width % Heads != 0) throw new ArgumentException($"{Heads} heads cannot share a width of {Width} evenly. Choose a width that is a multiple of the heads.");
        var random = new SplitMix64(seed);
        var states = new List<Matrix<double>>(Layers + 1) { Start(random) };
        Func<Matrix<double>, Matrix<double>>? shared = null;
        for (var layer = 1; layer <= Layers; layer++)
        {
            cancel.ThrowIfCancellationRequested();
            var mix = SharesWeights ? shared ??= Draw(random) : Draw(random);
            var sum = mix(states[^1]) + (SkipStrength * states[^1]);
            if (!Normalises && !(ScaledNorm.Of(sum) is >= Least and <= Most)) return new RandomStackRun(states, layer);
            states.Add(Normalises ? Project(sum) : sum);
        }

        return new RandomStackRun(states, null);
    }

    /// <summary>The weights of one layer, drawn in their order, as a function of tokens.</summary>
    private protected abstract Func<Matrix<double>, Matrix<double>> Draw(SplitMix64 random);

    /// <summary>Standard deviation 1/√width.</summary>
    private protected double Deviation => 1 / Math.Sqrt(Width);

    /// <summary>The coordinates of head h.</summary>
    private protected Matrix<double> Columns(Matrix<double> tokens, int head) => tokens.SubMatrix(0, tokens.RowCount, head * Width / Heads, Width / Heads);

    /// <summary>Noise plus one vector that all tokens share, as real embeddings have: mu/‖Y‖ starts near 0.70.</summary>
    private Matrix<double> Start(SplitMix64 random)
    {
        var noise = random.UniformMatrix(Tokens, Width, 1);
        var common = random.UniformMatrix(1, Width, 1);
        return Project(Matrix<double>.Build.Dense(Tokens, Width, (i, j) => noise.At(i, j) + common.At(0, j)));
    }

    private Matrix<double> Project(Matrix<double> tokens) => Math.Sqrt(Width) * SphereProjection.OfReference(tokens);

    private static int Least2(int value, string name) => value >= 2 ? value : throw new ArgumentOutOfRangeException(name, $"{name} was {value}; it must be at least 2.");
}
