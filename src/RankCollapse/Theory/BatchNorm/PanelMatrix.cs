using MathNet.Numerics.LinearAlgebra;

namespace RankCollapse.Theory.BatchNorm;

/// <summary>
/// A matrix in column panels: entry [k, 16·p + c] stands at ((p·rows + k)·16 + c), and columns beyond the last are zero. Every product
/// of the chain is a Lᵀ·R of two such matrices, so that nothing is packed twice.
/// </summary>
internal sealed class PanelMatrix
{
    /// <summary>Columns of a panel: two vectors of eight numbers.</summary>
    public const int Width = 16;

    public PanelMatrix(int rows, int columns)
    {
        (Rows, Columns) = (rows, columns);
        Panels = (columns + Width - 1) / Width;
        Data = new double[checked(Panels * rows * Width)];
    }

    public int Rows { get; }

    public int Columns { get; }

    public int Panels { get; }

    public double[] Data { get; }

    public double this[int row, int column]
    {
        get => Data[At(row, column)];
        set => Data[At(row, column)] = value;
    }

    public static PanelMatrix From(Matrix<double> matrix)
    {
        var panels = new PanelMatrix(matrix.RowCount, matrix.ColumnCount);
        panels.Set(matrix);
        return panels;
    }

    public void Set(Matrix<double> matrix)
    {
        for (var j = 0; j < Columns; j++)
        {
            for (var i = 0; i < Rows; i++) this[i, j] = matrix.At(i, j);
        }
    }

    public Matrix<double> ToMatrix() => Matrix<double>.Build.Dense(Rows, Columns, (i, j) => this[i, j]);

    /// <summary>The 16 numbers of one row in one panel.</summary>
    public Span<double> Row(int panel, int row) => Data.AsSpan(((panel * Rows) + row) * Width, Width);

    /// <summary>Copies the upper triangle of a square matrix onto the lower one, in squares of 16 by 16.</summary>
    public unsafe void MirrorUpper()
    {
        fixed (double* data = Data)
        {
            for (var panel = 0; panel < Panels; panel++)
            {
                var width = Math.Min(Width, Columns - (panel * Width));
                for (var other = panel; other < Panels; other++)
                {
                    var below = data + (((panel * Rows) + (other * Width)) * Width);
                    var above = data + (((other * Rows) + (panel * Width)) * Width);
                    var height = Math.Min(Width, Rows - (other * Width));
                    for (var i = 0; i < height; i++)
                    {
                        var end = other == panel ? Math.Min(i, width) : width;
                        for (var c = 0; c < end; c++) below[(i * Width) + c] = above[(c * Width) + i];
                    }
                }
            }
        }
    }

    private int At(int row, int column) => (((column / Width * Rows) + row) * Width) + (column % Width);
}
