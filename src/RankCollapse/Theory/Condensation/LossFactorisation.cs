namespace RankCollapse.Theory.Condensation;

/// <summary>The loss of stage two, split: what uniform attention gets, times what attention adds; exact up to the fourth power of W_Q and W_K.</summary>
/// <source paper="chen2025" item="loss factorisation of stage two">With 1/s in the second factor, as in the appendix; the main text leaves it out.</source>
public static class LossFactorisation
{
    /// <summary>(1/n)Σ L₁·L₂ for a model with the identity as σ and the exponential loss.</summary>
    /// <param name="model">The model.</param>
    /// <param name="weights">Its weights.</param>
    /// <returns>Above 0.</returns>
    /// <exception cref="ArgumentException">A tanh or the logistic loss, for which it is not meant.</exception>
    public static double Approximation(OneLayerModel model, OneLayerWeights weights) => Factored(model, weights, meanOverTokens: true);

    /// <summary>The same as the main text prints it, without 1/s: off by the second power of W_Q and W_K.</summary>
    /// <param name="model">The model.</param>
    /// <param name="weights">Its weights.</param>
    /// <returns>Above 0.</returns>
    public static double AsPrinted(OneLayerModel model, OneLayerWeights weights) => Factored(model, weights, meanOverTokens: false);

    private static double Factored(OneLayerModel model, OneLayerWeights weights, bool meanOverTokens)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(weights);
        if (model.Nonlinearity != Nonlinearity.Linear || model.Loss != MarginLoss.Exponential)
            throw new ArgumentException($"The model had {model.Nonlinearity} and {model.Loss}; the factorisation is of the linear model with the exponential loss. Set both.", nameof(model));
        var (data, beta, sum) = (model.Data, weights.Slope, 0.0);
        for (var i = 0; i < data.Count; i++)
        {
            var x = data.Sequence(i);
            var scores = x * (weights.Key * (x.Row(data.Length - 1) * weights.Query)) / Math.Sqrt(data.Width);
            var mean = scores.Sum() / data.Length;
            var added = (scores - mean) * (x * beta) / data.Length;
            // Without 1/s only the first term of the difference is misprinted.
            if (!meanOverTokens) added = (scores * (x * beta)) - (mean * (x * beta).Sum() / data.Length);
            sum += Math.Exp(-data.Labels[i] * (data.Means.Row(i) * beta)) * Math.Exp(-data.Labels[i] * added);
        }

        return sum / data.Count;
    }
}
