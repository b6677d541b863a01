using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Theory.LayerNorm;
using RankCollapse.Theory.Masks;

namespace RankCollapse.Theory.Foundations;

/// <summary>
/// Layers of single-head attention with what one may put around it: X ← LN(A(X)·X·W_V + λ·X), each part present or not.
/// Immutable. Named after what it contains: <see cref="Pure"/>, <see cref="WithLayerNorm"/>, <see cref="WithSkipAndLayerNorm"/>.
/// </summary>
/// <example><code>
/// var run = AttentionStack.WithLayerNorm(AttentionMask.Complete(16)).Run(tokens, layers: 8, _ => weights);
/// </code></example>
/// <source paper="joseph2025" item="the layer with skip strength λ">Post-norm: what is normalised is the sum. Attention as in
/// <see cref="MaskedAttention"/>, LayerNorm as in <see cref="SphereProjection"/>; no feed-forward part.</source>
public sealed class AttentionStack
{
    private readonly bool projects;

    private AttentionStack(AttentionMask mask, double skipStrength, bool projects)
    {
        Attention = new MaskedAttention(mask);
        SkipStrength = double.IsFinite(skipStrength)
            ? skipStrength
            : throw new ArgumentOutOfRangeException(
                nameof(skipStrength), $"skipStrength was {skipStrength}; it must be finite. Use 0 for no skip path.");
        this.projects = projects;
    }

    /// <summary>The attention of every layer.</summary>
    public MaskedAttention Attention { get; }

    /// <summary>λ, what the skip path is multiplied by; 0 without one.</summary>
    public double SkipStrength { get; }

    /// <summary>The name under which figures know it: SAN, SAN + LN, SAN + skip, SAN + skip + LN.</summary>
    public string Name => $"SAN{(SkipStrength == 0 ? "" : " + skip")}{(projects ? " + LN" : "")}";

    /// <summary>Attention alone, X ← A(X)·X·W_V.</summary>
    /// <param name="mask">The mask of all layers.</param>
    /// <returns>The stack.</returns>
    public static AttentionStack Pure(AttentionMask mask) => new(mask, 0, projects: false);

    /// <summary>Attention and LayerNorm, X ← LN(A(X)·X·W_V).</summary>
    /// <param name="mask">The mask of all layers.</param>
    /// <returns>The stack.</returns>
    public static AttentionStack WithLayerNorm(AttentionMask mask) => new(mask, 0, projects: true);

    /// <summary>Attention and a skip path, X ← A(X)·X·W_V + λ·X. Lengths grow by about 1 + λ per layer.</summary>
    /// <param name="mask">The mask of all layers.</param>
    /// <param name="skipStrength">λ, finite; 1 is the usual residual connection.</param>
    /// <returns>The stack.</returns>
    /// <exception cref="ArgumentOutOfRangeException">λ is not finite.</exception>
    public static AttentionStack WithSkip(AttentionMask mask, double skipStrength) => new(mask, skipStrength, projects: false);

    /// <summary>Attention, a skip path and LayerNorm, X ← LN(A(X)·X·W_V + λ·X).</summary>
    /// <param name="mask">The mask of all layers.</param>
    /// <param name="skipStrength">λ, finite; 1 is the usual residual connection.</param>
    /// <returns>The stack.</returns>
    /// <exception cref="ArgumentOutOfRangeException">λ is not finite.</exception>
    public static AttentionStack WithSkipAndLayerNorm(AttentionMask mask, double skipStrength) => new(mask, skipStrength, projects: true);

    /// <summary>One layer as it is printed. Residuals below about 1e-16·‖X‖ drown in rounding.</summary>
    /// <param name="x">Tokens, shape [tokens, width], finite entries.</param>
    /// <param name="weights">Weights of as many columns.</param>
    /// <returns>Tokens of the next layer.</returns>
    /// <exception cref="ArgumentException">Shapes do not fit, or LayerNorm met a token of length zero.</exception>
    public Matrix<double> LayerReference(Matrix<double> x, AttentionWeights weights)
    {
        var sum = Attention.LayerReference(x, weights) + (SkipStrength * x);
        return projects ? SphereProjection.OfReference(sum) : sum;
    }

    /// <summary>Runs layers; tokens are carried as mean and centred part, so that residuals stay accurate down to about 1e-300.</summary>
    /// <param name="start">Tokens before the first layer, shape [tokens, width], finite entries.</param>
    /// <param name="layers">Number of layers, at least 0.</param>
    /// <param name="weights">The weights of layer 0, 1, …</param>
    /// <param name="cancel">Looked at before every layer.</param>
    /// <returns>All states and attention matrices.</returns>
    /// <exception cref="ArgumentException">Shapes do not fit, or LayerNorm met a token of length zero.</exception>
    public StackRun Run(
        Matrix<double> start, int layers, Func<int, AttentionWeights> weights, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(weights);
        Guard.AtLeast(layers, 0, nameof(layers), "Give the depth; 0 only measures the start.");
        var states = new List<CentredTokens>(layers + 1) { CentredTokens.From(start) };
        var attention = new List<Matrix<double>>(layers);
        for (var layer = 0; layer < layers; layer++)
        {
            cancel.ThrowIfCancellationRequested();
            var one = Attention.Run(states[layer], weights(layer));
            attention.Add(one.Attention);
            states.Add(Around(states[layer], one.Tokens));
        }

        return new StackRun(Name, states, attention);
    }

    /// <summary>Skip path and LayerNorm, both on the two parts: the sum of splits is the split of the sum.</summary>
    private CentredTokens Around(CentredTokens x, CentredTokens attended)
    {
        if (SkipStrength != 0)
        {
            var mean = new double[x.Width];
            for (var j = 0; j < mean.Length; j++) mean[j] = attended.Mean[j] + (SkipStrength * x.Mean[j]);
            attended = new CentredTokens(mean, attended.CentredUnsafe + (SkipStrength * x.CentredUnsafe));
        }

        return projects ? SphereProjection.Of(attended) : attended;
    }
}
