using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Randomness;
using static TorchSharp.torch;

namespace RankCollapse.Models;

/// <summary>The bridge between tensors and what the theory and the measures take: matrices of doubles, and seeded streams.</summary>
public static class TensorConversion
{
    /// <summary>One token matrix as the measures take it.</summary>
    /// <param name="tokens">Shape [tokens, width], real; any device and precision. It is left alone.</param>
    /// <returns>The same numbers in double precision, shape [tokens, width].</returns>
    /// <exception cref="ArgumentException">Not two axes: choose one sequence of a batch first.</exception>
    public static Matrix<double> ToMatrix(this Tensor tokens)
    {
        if (tokens.dim() != 2)
            throw new ArgumentException($"The tensor has the shape [{string.Join(", ", tokens.shape)}]; a matrix has two axes. Choose one sequence of a batch with [i].", nameof(tokens));
        using var scope = NewDisposeScope();
        var values = tokens.detach().to(float64).cpu().data<double>().ToArray();
        return Matrix<double>.Build.DenseOfRowMajor((int)tokens.size(0), (int)tokens.size(1), values);
    }

    /// <summary>A matrix as a tensor.</summary>
    /// <param name="matrix">Shape [rows, columns].</param>
    /// <param name="type">Precision; single when left out.</param>
    /// <param name="device">Where to; <see cref="Devices.Default"/> when left out.</param>
    /// <returns>Shape [rows, columns]; the caller disposes it.</returns>
    public static Tensor ToTensor(this Matrix<double> matrix, ScalarType type = ScalarType.Float32, Device? device = null)
    {
        using var scope = NewDisposeScope();
        return tensor(matrix.ToRowMajorArray(), [matrix.RowCount, matrix.ColumnCount]).to(type, device ?? Devices.Default).MoveToOuterDisposeScope();
    }

    /// <summary>Fills a tensor with independent normal numbers of a stream: the same numbers on every device and with every libtorch.</summary>
    /// <param name="target">Any shape; changed in place, outside the graph.</param>
    /// <param name="standardDeviation">At least 0.</param>
    /// <param name="random">Where the numbers come from.</param>
    /// <returns>The target.</returns>
    public static Tensor FillNormal(this Tensor target, double standardDeviation, RandomStream random)
    {
        var values = new double[target.numel()];
        random.FillNormal(values);
        for (var i = 0; i < values.Length; i++) values[i] *= standardDeviation;
        return Fill(target, values);
    }

    /// <summary>Fills a tensor with numbers drawn evenly from an interval of a stream.</summary>
    /// <param name="target">Any shape; changed in place, outside the graph.</param>
    /// <param name="low">Lower end.</param>
    /// <param name="high">Upper end, above the lower one.</param>
    /// <param name="random">Where the numbers come from.</param>
    /// <returns>The target.</returns>
    public static Tensor FillUniform(this Tensor target, double low, double high, RandomStream random)
    {
        var values = new double[target.numel()];
        random.FillUniform(values);
        for (var i = 0; i < values.Length; i++) values[i] = low + (high - low) * values[i];
        return Fill(target, values);
    }

    private static Tensor Fill(Tensor target, double[] values)
    {
        using var free = no_grad();
        using var scope = NewDisposeScope();
        return target.copy_(tensor(values, target.shape));
    }
}
