using System.Numerics;
using static TorchSharp.torch;

namespace RankCollapse.Models.Recurrence;

/// <summary>Complex numbers as two real tensors of one shape, so that gradients are those of real numbers.</summary>
/// <param name="Real">Real parts.</param>
/// <param name="Imaginary">Imaginary parts, of the same shape or one that can be broadcast with it.</param>
public readonly record struct ComplexPair(Tensor Real, Tensor Imaginary)
{
    /// <summary>The product, number by number.</summary>
    public static ComplexPair operator *(ComplexPair a, ComplexPair b) =>
        new((a.Real * b.Real) - (a.Imaginary * b.Imaginary), (a.Real * b.Imaginary) + (a.Imaginary * b.Real));

    /// <summary>The product with real numbers.</summary>
    public static ComplexPair operator *(ComplexPair a, Tensor factor) => new(a.Real * factor, a.Imaginary * factor);

    /// <summary>The sum.</summary>
    public static ComplexPair operator +(ComplexPair a, ComplexPair b) => new(a.Real + b.Real, a.Imaginary + b.Imaginary);

    /// <summary>The quotient, number by number; the divisor is not zero.</summary>
    public static ComplexPair operator /(ComplexPair a, ComplexPair b)
    {
        var square = b.Real.square() + b.Imaginary.square();
        return new(((a.Real * b.Real) + (a.Imaginary * b.Imaginary)) / square, ((a.Imaginary * b.Real) - (a.Real * b.Imaginary)) / square);
    }

    /// <summary>e to these numbers.</summary>
    public ComplexPair Exponential()
    {
        var size = Real.exp();
        return new(size * Imaginary.cos(), size * Imaginary.sin());
    }

    /// <summary>e to these numbers, less 1: exact also for small numbers, where the difference would lose its digits.</summary>
    public ComplexPair ExponentialLessOne()
    {
        var half = (Imaginary / 2).sin();
        return new((Real.expm1() * Imaginary.cos()) - (2 * half.square()), Real.exp() * Imaginary.sin());
    }

    /// <summary>The logarithm of numbers that are not zero, imaginary parts in (−π, π].</summary>
    public ComplexPair Logarithm() => new((Real.square() + Imaginary.square()).log() / 2, Imaginary.atan2(Real));

    /// <summary>The numbers one by one.</summary>
    /// <returns>In the order of the tensors' elements.</returns>
    public Complex[] ToArray()
    {
        using var scope = NewDisposeScope();
        var (re, im) = (Values(Real), Values(Imaginary));
        return [.. re.Zip(im, (x, y) => new Complex(x, y))];
    }

    private static double[] Values(Tensor x) => x.detach().to(float64).cpu().contiguous().data<double>().ToArray();
}
