using RankCollapse.Measures;

namespace RankCollapse.Theory.LambdaSkip;

/// <summary>
/// How fast tokens approach each other in the long run, exactly: lim mu(k + 1)/mu(k) for the architectures whose first token never
/// moves. A positive λ slows collapse and never stops it.
/// </summary>
/// <source paper="joseph2025" item="theorems 4.2, 4.3, A.7 and A.8">The paper has bounds; these limits are derived here.</source>
public static class SkipCollapseRate
{
    /// <summary>Causal softmax attention, LN, C_V = I: max over i = 2 … N of |1/i + λ|/(1 + λ); ½ without a skip path.</summary>
    /// <remarks>Near consensus token i attends evenly to the i tokens up to it.</remarks>
    /// <param name="tokens">N, at least 2.</param>
    /// <param name="skipStrength">λ, finite and above −1: at −1 collapsed tokens cancel.</param>
    /// <returns>Below 1 exactly for λ above −(N + 1)/(2N); above 1 consensus repels.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public static double CausalAttention(int tokens, double skipStrength)
    {
        Guard.AtLeast(tokens, 2, nameof(tokens), "One token does not collapse.");
        Above(skipStrength, -1, "At −1 collapsed tokens cancel.");
        return Enumerable.Range(2, tokens - 1).Max(i => Math.Abs((1.0 / i) + skipStrength)) / (1 + skipStrength);
    }

    /// <summary>Selective state space model, LN: (w + λ)/(w + λ + α·w); without a skip path 1/(1 + α) for every W and N.</summary>
    /// <param name="decay">α, in (0, 1].</param>
    /// <param name="weight">w = y₁ᵀ·W·y₁, finite and above 0, with y₁ as long as LN makes it.</param>
    /// <param name="skipStrength">λ, finite and above −w.</param>
    /// <returns>In (0, 1).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public static double Selective(double decay, double weight, double skipStrength)
    {
        Guard.Positive(decay, nameof(decay), "Without memory tokens do not mix.");
        Guard.Within(decay, 0, 1, nameof(decay), "Above 1 the state would explode.");
        Guard.Positive(weight, nameof(weight), "A negative weight turns the first token over in each layer.");
        Above(skipStrength, -weight, "At −w the first token cancels.");
        return (weight + skipStrength) / (weight + skipStrength + (decay * weight));
    }

    /// <summary>LTI state space model, LN: (m₀ + λ)/(m₀ + m₁ + λ).</summary>
    /// <remarks>For m_τ above 0 throughout, which is not checked here: then token 2 is the slowest.</remarks>
    /// <param name="direct">m₀, finite and above 0.</param>
    /// <param name="delayed">m₁, finite and above 0.</param>
    /// <param name="skipStrength">λ, finite and above −m₀.</param>
    /// <returns>In (0, 1).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public static double Lti(double direct, double delayed, double skipStrength)
    {
        Guard.Positive(direct, nameof(direct), "It is the first Markov parameter.");
        Guard.Positive(delayed, nameof(delayed), "It is the second Markov parameter.");
        Above(skipStrength, -direct, "At −m₀ the first token cancels.");
        return (direct + skipStrength) / (direct + delayed + skipStrength);
    }

    /// <summary>LTI model without LN and skip path: ln of K^(N−1)·|m₀|^K, the order of mu after K layers.</summary>
    /// <remarks>All eigenvalues of M are m₀, in one Jordan block when m₁ is not 0. Above |m₀| = 1 mu grows.</remarks>
    /// <param name="tokens">N, at least 1.</param>
    /// <param name="direct">m₀, finite, not 0.</param>
    /// <param name="layers">K, at least 1.</param>
    /// <returns>In nats, up to a constant.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public static double LogLtiOrder(int tokens, double direct, int layers)
    {
        Guard.AtLeast(tokens, 1, nameof(tokens), "Give the sequence length.");
        Guard.AtLeast(layers, 1, nameof(layers), "Give the depth.");
        Guard.Positive(Math.Abs(direct), nameof(direct), "It is the first Markov parameter; at 0 tokens vanish after N layers.");
        return ((tokens - 1) * Math.Log(layers)) + (layers * Math.Log(Math.Abs(direct)));
    }

    /// <summary>LTI model without LN: the limit (1 − 1/N)^½ of mu/‖Y‖_F, as the last token outgrows all others.</summary>
    /// <param name="tokens">N, at least 1.</param>
    /// <returns>In [0, 1).</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1 token.</exception>
    public static double LtiRelativeLimit(int tokens) =>
        Math.Sqrt(1 - (1.0 / Guard.AtLeast(tokens, 1, nameof(tokens), "Give the sequence length.")));

    private static void Above(double value, double least, string advice)
    {
        if (value > least && double.IsFinite(value)) return;
        throw new ArgumentOutOfRangeException("skipStrength", FormattableString.Invariant(
            $"skipStrength was {value:R}; it must be finite and above {least:R}. {advice}"));
    }
}
