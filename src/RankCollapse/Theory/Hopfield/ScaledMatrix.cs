using MathNet.Numerics.LinearAlgebra;

namespace RankCollapse.Theory.Hopfield;

/// <summary>A matrix times a power of two, mantissa·2^exponent, the largest entry of the mantissa between 1/2 and 1: no underflow, exact scaling.</summary>
internal readonly struct ScaledMatrix
{
    /// <summary>Beyond 2^±(2^60) sums of exponents leave 64 bits.</summary>
    private const long Farthest = 1L << 60;

    /// <summary>Entries smaller than 2^-120 of the largest of a sum are far below its last digit.</summary>
    private const long Negligible = 120;

    private ScaledMatrix(Matrix<double> mantissa, long exponent) => (Mantissa, Exponent) = (mantissa, exponent);

    public Matrix<double> Mantissa { get; }

    public long Exponent { get; }

    public bool IsZero => Exponent == -Farthest;

    /// <summary>ln of the Frobenius norm; −∞ for zero.</summary>
    public double LogNorm => IsZero ? double.NegativeInfinity : (Exponent * Math.Log(2)) + Math.Log(Mantissa.FrobeniusNorm());

    /// <summary>Takes over the matrix.</summary>
    public static ScaledMatrix Of(Matrix<double> matrix, long exponent = 0)
    {
        var largest = 0.0;
        foreach (var value in matrix.Enumerate()) largest = Math.Max(largest, Math.Abs(value));
        if (largest == 0) return new ScaledMatrix(matrix, -Farthest);
        if (!double.IsFinite(largest))
            throw new InvalidOperationException("Tokens or scores overflowed; a number is no longer finite. Use smaller weights or fewer layers.");
        var shift = Math.ILogB(largest) + 1;
        if (Math.Abs(exponent + shift) > Farthest / 4)
            throw new InvalidOperationException("The residual fell below 2 to the power −2^58; its logarithm can no longer be carried. Use fewer layers.");
        if (shift != 0) matrix = Scale(matrix, -shift);
        return new ScaledMatrix(matrix, exponent + shift);
    }

    /// <summary>The matrix itself; entries below the smallest double become 0.</summary>
    public Matrix<double> Value => IsZero ? Mantissa : Scale(Mantissa, Exponent);

    public ScaledMatrix Times(double factor) => Of(Mantissa * factor, IsZero ? 0 : Exponent);

    public ScaledMatrix Times(Matrix<double> right) => Of(Mantissa * right, IsZero ? 0 : Exponent);

    public ScaledMatrix Plus(ScaledMatrix other)
    {
        if (IsZero) return other;
        if (other.IsZero) return this;
        var (large, small) = Exponent >= other.Exponent ? (this, other) : (other, this);
        var distance = large.Exponent - small.Exponent;
        return distance > Negligible ? large : Of(large.Mantissa + Scale(small.Mantissa, -distance), large.Exponent);
    }

    public static Matrix<double> Scale(Matrix<double> matrix, long exponent)
    {
        var power = (int)Math.Clamp(exponent, -3000, 3000);
        return matrix.Map(value => Math.ScaleB(value, power), Zeros.Include);
    }
}
