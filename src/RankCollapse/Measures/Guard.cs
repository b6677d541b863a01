using MathNet.Numerics.LinearAlgebra;

namespace RankCollapse.Measures;

/// <summary>The door of the library: every refusal says what was given, what is allowed and what to do.</summary>
internal static class Guard
{
    /// <summary>Accepts a matrix of finite entries with at least one row and one column.</summary>
    public static void Finite(Matrix<double> matrix, string name, string shape = "[tokens, width]")
    {
        ArgumentNullException.ThrowIfNull(matrix, name);
        for (var i = 0; i < matrix.RowCount; i++)
        {
            for (var j = 0; j < matrix.ColumnCount; j++)
            {
                if (!double.IsFinite(matrix.At(i, j)))
                {
                    throw new ArgumentException(
                        $"Entry [{i}, {j}] was {Show(matrix.At(i, j))}; every entry must be finite. "
                        + $"Look for an overflow or a division by zero before this call; the expected shape is {shape}.", name);
                }
            }
        }
    }

    /// <summary>Accepts a non-empty span of finite numbers.</summary>
    public static void Finite(ReadOnlySpan<double> values, string name)
    {
        if (values.IsEmpty)
            throw new ArgumentException("No numbers were given; at least 1 is needed. Check the slice that is passed in.", name);
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                throw new ArgumentException(
                    $"Entry [{i}] was {Show(values[i])}; every entry must be finite. "
                    + "Look for an overflow or a division by zero before this call.", name);
            }
        }
    }

    /// <summary>Accepts a square matrix of finite entries.</summary>
    public static void Square(Matrix<double> matrix, string name)
    {
        Finite(matrix, name, "[n, n]");
        if (matrix.RowCount != matrix.ColumnCount)
        {
            throw new ArgumentException(
                $"The matrix had shape [{matrix.RowCount}, {matrix.ColumnCount}]; it must be square. "
                + "For a rectangular matrix use its singular values.", name);
        }
    }

    /// <summary>Accepts a square matrix with entries of at least 0 whose rows sum to 1 within 1e-9.</summary>
    public static void RowStochastic(Matrix<double> matrix, string name)
    {
        Square(matrix, name);
        for (var i = 0; i < matrix.RowCount; i++)
        {
            var sum = 0.0;
            for (var j = 0; j < matrix.ColumnCount; j++)
            {
                if (matrix.At(i, j) < 0)
                {
                    throw new ArgumentException(
                        $"Entry [{i}, {j}] was {Show(matrix.At(i, j))}; a row-stochastic matrix has entries of at least 0. "
                        + "Pass attention weights, not scores.", name);
                }

                sum += matrix.At(i, j);
            }

            if (Math.Abs(sum - 1) > 1e-9)
            {
                throw new ArgumentException(
                    $"Row {i} summed to {Show(sum)}; every row must sum to 1 within 1e-9. Pass attention weights after the softmax.",
                    name);
            }
        }
    }

    /// <summary>Accepts a number in a closed interval; NaN is outside of every interval.</summary>
    public static double Within(double value, double least, double most, string name, string advice)
    {
        if (value >= least && value <= most) return value;
        throw new ArgumentOutOfRangeException(
            name, $"{name} was {Show(value)}; it must be in [{Show(least)}, {Show(most)}]. {advice}");
    }

    /// <summary>Accepts a finite number above zero.</summary>
    public static double Positive(double value, string name, string advice)
    {
        if (value > 0 && double.IsFinite(value)) return value;
        throw new ArgumentOutOfRangeException(name, $"{name} was {Show(value)}; it must be finite and above 0. {advice}");
    }

    /// <summary>Accepts an integer of at least <paramref name="least"/>.</summary>
    public static int AtLeast(int value, int least, string name, string advice)
    {
        if (value >= least) return value;
        throw new ArgumentOutOfRangeException(name, $"{name} was {value}; it must be at least {least}. {advice}");
    }

    private static string Show(double value) => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
}
