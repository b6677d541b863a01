using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Theory.Hopfield;

namespace RankCollapse.Tests.Theory.Hopfield;

/// <summary>The layers as printed, in integers of 1400 bits after the point: an independent road to residuals of 1e-150 and below.</summary>
internal static class FixedPoint
{
    private const int Bits = 1400;
    private static readonly BigInteger One = BigInteger.One << Bits;

    /// <summary>ln of the residual before the first layer and after each.</summary>
    public static double[] LogResiduals(Matrix<double> tokens, HopfieldHead head, double retention, double feature, MemoryStart start, int layers)
    {
        var (x, m, w) = (Of(tokens), Of(head.Score), Of(head.Value));
        var (keep, skip) = (Of(retention), Of(feature));
        BigInteger[,]? held = null;
        var logs = new List<double> { LogResidual(x) };
        for (var layer = 0; layer < layers; layer++)
        {
            var scores = Product(Product(x, m), Transposed(x));
            held = Each(scores, (s, i, j) => held is null && start == MemoryStart.FirstScores ? s : Times(keep, held is null ? 0 : held[i, j]) + Times(One - keep, s));
            var read = Product(Product(Softmax(held), x), w);
            x = Each(x, (old, i, j) => Times(skip, old) + Times(One - skip, read[i, j]));
            logs.Add(LogResidual(x));
        }

        return [.. logs];
    }

    public static BigInteger Exp(BigInteger x)
    {
        // e^x = (e^(x/2^40))^(2^40), the series of a number that small; 40 squarings lose 40 of the bits.
        var (small, term, sum) = (x >> 40, One, One);
        for (var k = 1; term != 0; k++) sum += term = Times(term, small) / k;
        for (var k = 0; k < 40; k++) sum = Times(sum, sum);
        return sum;
    }

    public static BigInteger Of(double value)
    {
        if (value == 0) return 0;
        var exponent = Math.ILogB(value);
        return new BigInteger(Math.ScaleB(value, 52 - exponent)) << (Bits + exponent - 52);
    }

    public static double Value(BigInteger x) => x.IsZero ? 0 : x.Sign * Math.Exp(BigInteger.Log(BigInteger.Abs(x)) - (Bits * Math.Log(2)));

    private static BigInteger Times(BigInteger a, BigInteger b) => (a * b) >> Bits;

    private static BigInteger[,] Of(Matrix<double> matrix) => Each(new BigInteger[matrix.RowCount, matrix.ColumnCount], (_, i, j) => Of(matrix[i, j]));

    private static BigInteger[,] Each(BigInteger[,] matrix, Func<BigInteger, int, int, BigInteger> map)
    {
        var result = new BigInteger[matrix.GetLength(0), matrix.GetLength(1)];
        for (var i = 0; i < result.GetLength(0); i++)
        {
            for (var j = 0; j < result.GetLength(1); j++) result[i, j] = map(matrix[i, j], i, j);
        }

        return result;
    }

    private static BigInteger[,] Transposed(BigInteger[,] a) => Each(new BigInteger[a.GetLength(1), a.GetLength(0)], (_, i, j) => a[j, i]);

    private static BigInteger[,] Product(BigInteger[,] a, BigInteger[,] b) => Each(new BigInteger[a.GetLength(0), b.GetLength(1)], (_, i, j) =>
    {
        var sum = BigInteger.Zero;
        for (var k = 0; k < a.GetLength(1); k++) sum += a[i, k] * b[k, j];
        return sum >> Bits;
    });

    private static BigInteger[,] Softmax(BigInteger[,] scores)
    {
        var grown = Each(scores, (s, i, _) => Exp(s - scores[i, 0]));
        var sums = Enumerable.Range(0, grown.GetLength(0)).Select(i => Enumerable.Range(0, grown.GetLength(1)).Aggregate(BigInteger.Zero, (sum, j) => sum + grown[i, j])).ToArray();
        return Each(grown, (g, i, _) => (g << Bits) / sums[i]);
    }

    private static double LogResidual(BigInteger[,] x)
    {
        var (rows, squares) = (x.GetLength(0), BigInteger.Zero);
        for (var j = 0; j < x.GetLength(1); j++)
        {
            var sum = BigInteger.Zero;
            for (var i = 0; i < rows; i++) sum += x[i, j];
            for (var i = 0; i < rows; i++) squares += BigInteger.Pow((rows * x[i, j]) - sum, 2);
        }

        return (0.5 * BigInteger.Log(squares)) - Math.Log(rows) - (Bits * Math.Log(2));
    }
}
