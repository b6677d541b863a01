using MathNet.Numerics.LinearAlgebra;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RankCollapse.Models.BatchNorm;

/// <summary>
/// How much the directions of single samples' gradients differ at the output layer. The gradient of the cross-entropy of sample i is the rank-one matrix
/// (p_i − y_i)·h_iᵀ, so cos(G_i, G_j) = cos(p_i − y_i, p_j − y_j) · cos(h_i, h_j) exactly.
/// </summary>
/// <source paper="daneshmand2020" item="directional gradient vanishing">The idea is the paper's, the identity derived here.</source>
public sealed class OutputGradients
{
    private readonly Matrix<double> hidden, errors;

    /// <summary>The gradients of a batch.</summary>
    /// <param name="net">The network; it is left alone, and its weights are read in double precision.</param>
    /// <param name="input">Samples, shape [batch, …].</param>
    /// <param name="labels">Shape [batch], 64-bit integers.</param>
    /// <exception cref="ArgumentException">A sample's last hidden layer is all zero, or not finite: it has no direction.</exception>
    public OutputGradients(DeepNet net, Tensor input, Tensor labels)
    {
        using var free = no_grad();
        using var scope = NewDisposeScope();
        var h = net.Hidden(input).to(float64);
        // Directions do not depend on the scale, and the squares of a vanishing net's entries are 0 without this.
        var scale = h.abs().max().item<double>();
        var logits = nn.functional.linear(h, net.Output.weight.to(float64), net.Output.bias?.to(float64));
        hidden = (h / (scale > 0 ? scale : 1)).ToMatrix();
        errors = (logits.softmax(1) - nn.functional.one_hot(labels, net.Design.Classes)).ToMatrix();
        for (var i = 0; i < hidden.RowCount; i++)
        {
            if (!(hidden.Row(i).L2Norm() * errors.Row(i).L2Norm() is > 0 and < double.PositiveInfinity))
                throw new ArgumentException($"Sample {i} has a last hidden layer, or an error, without direction: all zero or not finite. Leave that sample out, or use other weights.", nameof(input));
        }
        GradientCosinesReference = ByAutograd(net.Output, h, labels);
    }

    /// <summary>Cosines of h_i and h_j, shape [batch, batch].</summary>
    public Matrix<double> HiddenCosines => Cosines(hidden);

    /// <summary>Cosines of p_i − y_i and p_j − y_j, shape [batch, batch].</summary>
    public Matrix<double> ErrorCosines => Cosines(errors);

    /// <summary>Cosines of the samples' gradients by the identity, shape [batch, batch].</summary>
    public Matrix<double> GradientCosines => HiddenCosines.PointwiseMultiply(ErrorCosines);

    /// <summary>The same by differentiating the loss of each sample by the output weights.</summary>
    public Matrix<double> GradientCosinesReference { get; }

    private static Matrix<double> ByAutograd(Linear output, Tensor hidden, Tensor labels)
    {
        using var recorded = enable_grad();
        var weight = output.weight.detach().to(float64, copy: true).requires_grad_();
        var bias = output.bias?.detach().to(float64);
        var gradients = Enumerable.Range(0, (int)hidden.size(0)).Select(i =>
        {
            var logits = nn.functional.linear(hidden.narrow(0, i, 1), weight, bias);
            var gradient = autograd.grad([nn.functional.cross_entropy(logits, labels.narrow(0, i, 1))], [weight])[0].flatten();
            // Scaled before anything is squared, as above.
            return gradient / gradient.abs().max();
        }).ToArray();
        return Cosines(stack(gradients).ToMatrix());
    }

    private static Matrix<double> Cosines(Matrix<double> rows)
    {
        var units = rows.NormalizeRows(2);
        return units.TransposeAndMultiply(units);
    }
}
