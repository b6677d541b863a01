using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Theory.Condensation;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RankCollapse.Models.Condensation;

/// <summary>The one-layer model of <see cref="OneLayerModel"/> on tensors, in double precision: gradients by autograd instead of by hand, any device.</summary>
/// <source paper="chen2025" item="Definition 3"/>
public sealed class OneLayerNet : nn.Module<Tensor, Tensor>
{
    private readonly Parameter query, key, value, hidden, readout;
    private readonly OneLayerModel model;
    private readonly Tensor tokens, labels;

    /// <summary>The model with given weights.</summary>
    /// <param name="model">Data, σ and loss.</param>
    /// <param name="weights">Initial weights, of the width of the data.</param>
    /// <param name="device">Where to; <see cref="Devices.Default"/> when left out.</param>
    public OneLayerNet(OneLayerModel model, OneLayerWeights weights, Device? device = null) : base(nameof(OneLayerNet))
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(weights);
        var (data, where) = (model.Data, device ?? Devices.Default);
        this.model = model;
        Parameter Of(Matrix<double> matrix) => new(matrix.ToTensor(ScalarType.Float64, where));
        (query, key, value, hidden) = (Of(weights.Query), Of(weights.Key), Of(weights.Value), Of(weights.Hidden));
        readout = new Parameter(weights.Readout.ToColumnMatrix().ToTensor(ScalarType.Float64, where));
        tokens = stack(Enumerable.Range(0, data.Count).Select(i => data.Sequence(i).ToTensor(ScalarType.Float64, where)));
        labels = tensor(data.Labels.Select(y => (double)y).ToArray(), dtype: float64).to(where);
        RegisterComponents();
    }

    /// <summary>f of each sequence.</summary>
    /// <param name="input">Tokens, shape [batch, length, width], double precision.</param>
    /// <returns>Shape [batch].</returns>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var last = input.select(1, input.size(1) - 1).unsqueeze(1);
        var attention = (last.matmul(query).matmul(key.T).matmul(input.transpose(1, 2)) / Math.Sqrt(input.size(2))).softmax(-1);
        var inner = attention.matmul(input).matmul(value).matmul(hidden);
        return (model.Nonlinearity == Nonlinearity.Tanh ? inner.tanh() : inner).matmul(readout).flatten().MoveToOuterDisposeScope();
    }

    /// <summary>The mean loss on the data, with its graph.</summary>
    /// <returns>One element; the caller disposes it.</returns>
    public Tensor Loss()
    {
        using var scope = NewDisposeScope();
        var margins = labels * call(tokens);
        return (model.Loss == MarginLoss.Exponential ? (-margins).exp() : nn.functional.softplus(-margins)).mean().MoveToOuterDisposeScope();
    }

    /// <summary>Gradients of the mean loss by autograd: the same numbers as <see cref="OneLayerModel.Gradient"/>.</summary>
    /// <returns>One gradient for each parameter.</returns>
    public OneLayerWeights Gradient()
    {
        using var scope = NewDisposeScope();
        zero_grad();
        Loss().backward();
        Matrix<double> Of(Parameter parameter) => parameter.grad!.ToMatrix();
        return new((Of(query), Of(key)), Of(value), Of(hidden), Of(readout).Column(0));
    }

    /// <summary>The weights as they are.</summary>
    /// <returns>A copy.</returns>
    public OneLayerWeights Weights() =>
        new((query.ToMatrix(), key.ToMatrix()), value.ToMatrix(), hidden.ToMatrix(), readout.ToMatrix().Column(0));
}
