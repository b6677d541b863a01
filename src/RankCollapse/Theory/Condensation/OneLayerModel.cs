using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Theory.Differential;

namespace RankCollapse.Theory.Condensation;

/// <summary>
/// One softmax attention layer and one hidden layer on labelled sequences, f(X) = σ(softmax(x·W_Q·W_Kᵀ·Xᵀ/√d)·X·W_V·W¹)·W² with x the last
/// token; no residual, no norm, no bias. Gradients by hand, in double precision: the reference of the model on tensors. Immutable.
/// </summary>
/// <param name="Data">The sequences.</param>
/// <source paper="chen2025" item="Definition 3">Only the last row of the paper's output is used.</source>
public sealed record OneLayerModel(LabelledSequences Data)
{
    /// <summary>σ; tanh as in the paper unless set.</summary>
    public Nonlinearity Nonlinearity { get; init; } = Nonlinearity.Tanh;

    /// <summary>ℓ; exponential as in the paper unless set.</summary>
    public MarginLoss Loss { get; init; } = MarginLoss.Exponential;

    /// <summary>f of every sequence.</summary>
    /// <param name="weights">Of the width of the data.</param>
    /// <returns>Shape [count].</returns>
    public double[] Outputs(OneLayerWeights weights) => Pass(Checked(weights).Flat, []).Outputs;

    /// <summary>The mean loss of the sequences.</summary>
    /// <param name="weights">Of the width of the data.</param>
    /// <returns>At least 0.</returns>
    public double LossAt(OneLayerWeights weights) => Pass(Checked(weights).Flat, []).Loss;

    /// <summary>Attention of the last token of a sequence.</summary>
    /// <param name="weights">Of the width of the data.</param>
    /// <param name="sequence">Which sequence.</param>
    /// <returns>Shape [length], sum 1.</returns>
    public double[] Attention(OneLayerWeights weights, int sequence)
    {
        var x = Data.Sequence(sequence);
        var scores = x * (Checked(weights).Key * (x.Row(Data.Length - 1) * weights.Query)) / Math.Sqrt(Data.Width);
        var exponentials = (scores - scores.Maximum()).PointwiseExp();
        return [.. exponentials / exponentials.Sum()];
    }

    /// <summary>Gradients of the mean loss.</summary>
    /// <param name="weights">Of the width of the data.</param>
    /// <returns>One gradient for each parameter.</returns>
    public OneLayerWeights Gradient(OneLayerWeights weights)
    {
        var gradient = new double[Checked(weights).Flat.Length];
        Pass(weights.Flat, gradient);
        return new(weights.Width, gradient);
    }

    /// <summary>F: to first order in W_Q and W_K, their gradients are −F·W_K and −Fᵀ·W_Q.</summary>
    /// <param name="weights">Only the outer matrices matter.</param>
    /// <returns>Shape [width, width]; zero when the tokens of each sequence are equal.</returns>
    /// <source paper="chen2025" item="Proposition 3">1/(n√d)·Σ y·L·xᵀβᵀC; with tanh, β is W_V·W¹·(σ′⊙W²) of the sequence, derived here.</source>
    public Matrix<double> AttentionSignal(OneLayerWeights weights)
    {
        var (d, means) = (Checked(weights).Width, Data.Means);
        var inner = weights.Value * weights.Hidden;
        var signal = Matrix<double>.Build.Dense(d, d);
        for (var i = 0; i < Data.Count; i++)
        {
            var x = Data.Sequence(i);
            var z = means.Row(i) * inner;
            var (activated, slope) = Nonlinearity == Nonlinearity.Tanh ? (z.PointwiseTanh(), 1 - z.PointwiseTanh().PointwisePower(2)) : (z, (z * 0) + 1);
            var y = Data.Labels[i];
            var centred = Matrix<double>.Build.Dense(Data.Length, d, (j, k) => x[j, k] - means[i, k]);
            var beta = inner * slope.PointwiseMultiply(weights.Readout);
            var reading = centred.TransposeThisAndMultiply(centred * beta) / Data.Length;
            signal += y * Loss.Pull(y * (activated * weights.Readout)) * x.Row(Data.Length - 1).OuterProduct(reading);
        }

        return signal / (Data.Count * Math.Sqrt(d));
    }

    /// <summary>Gradient flow dθ/dt = −∇L with controlled steps.</summary>
    /// <param name="start">Weights at t = 0.</param>
    /// <param name="until">Last time, above 0.</param>
    /// <param name="accuracy"><see cref="OdeAccuracy.Usual"/> when left out.</param>
    /// <param name="stop">Ends it earlier.</param>
    /// <returns>The path of the weights.</returns>
    public WeightPath Flow(OneLayerWeights start, double until, OdeAccuracy? accuracy = null, Func<OneLayerWeights, bool>? stop = null)
    {
        var width = Checked(start).Width;
        return new WeightPath(new DormandPrince((_, y, dy) =>
        {
            Pass(y, dy);
            for (var k = 0; k < dy.Length; k++) dy[k] = -dy[k];
        }, accuracy).Solve(start.Flat, until, stop is null ? null : (_, y) => stop(new(width, y.ToArray()))), width);
    }

    /// <summary>Plain gradient descent with a fixed step.</summary>
    /// <param name="start">Weights before the first step.</param>
    /// <param name="stepSize">Above 0; one step is that much time.</param>
    /// <param name="steps">Number of steps.</param>
    /// <returns>Weights before each step and after the last, as they are asked for.</returns>
    public IEnumerable<OneLayerWeights> Descend(OneLayerWeights start, double stepSize, int steps)
    {
        Guard.Positive(stepSize, nameof(stepSize), "Use 0.05.");
        var (flat, gradient) = (Checked(start).Flat.ToArray(), new double[start.Flat.Length]);
        for (var step = 0; step <= steps; step++)
        {
            yield return new OneLayerWeights(start.Width, (double[])flat.Clone());
            Pass(flat, gradient);
            for (var k = 0; k < flat.Length; k++) flat[k] -= stepSize * gradient[k];
        }
    }

    private OneLayerWeights Checked(OneLayerWeights weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        return weights.Width == Data.Width ? weights : throw new ArgumentException(
            $"The weights had width {weights.Width} and the tokens {Data.Width}; both must be equal. Draw weights of the width of the data.", nameof(weights));
    }

    /// <summary>Loss and outputs; gradients as well where there is room for them.</summary>
    private (double Loss, double[] Outputs) Pass(ReadOnlySpan<double> theta, Span<double> gradient)
    {
        var (d, room) = (Data.Width, new OneLayerPass(Data.Length, Data.Width));
        var (loss, outputs) = (0.0, new double[Data.Count]);
        gradient.Clear();
        for (var i = 0; i < Data.Count; i++)
        {
            outputs[i] = room.Forward(Data.Flat(i), theta, Nonlinearity);
            var y = Data.Labels[i];
            loss += Loss.Of(y * outputs[i]) / Data.Count;
            if (!gradient.IsEmpty) room.Backward(Data.Flat(i), theta, -y * Loss.Pull(y * outputs[i]) / Data.Count, gradient);
        }

        return (loss, outputs);
    }
}
