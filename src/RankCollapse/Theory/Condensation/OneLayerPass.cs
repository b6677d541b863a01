namespace RankCollapse.Theory.Condensation;

/// <summary>Forward and backward through the one-layer model for one sequence, with the room that they need: loops over flat arrays.</summary>
internal sealed class OneLayerPass(int length, int width)
{
    private readonly double[] query = new double[width], scored = new double[width], attention = new double[length], mixed = new double[width];
    private readonly double[] value = new double[width], activated = new double[width], slope = new double[width];
    private readonly double[] delta = new double[width], back = new double[width], toMixed = new double[width], pull = new double[width], key = new double[width];
    private readonly double root = Math.Sqrt(width);

    /// <summary>f(X) of tokens [length, width] under weights (W_Q, W_K, W_V, W¹, W²), row by row.</summary>
    public double Forward(ReadOnlySpan<double> x, ReadOnlySpan<double> theta, Nonlinearity nonlinearity)
    {
        var square = width * width;
        var last = x[^width..];
        RowTimes(last, theta[..square], query);
        TimesColumn(theta.Slice(square, square), query, scored);
        var largest = double.NegativeInfinity;
        for (var j = 0; j < length; j++) largest = Math.Max(largest, attention[j] = Dot(x.Slice(j * width, width), scored) / root);
        var sum = 0.0;
        for (var j = 0; j < length; j++) sum += attention[j] = Math.Exp(attention[j] - largest);
        Array.Clear(mixed);
        for (var j = 0; j < length; j++)
        {
            attention[j] /= sum;
            for (var k = 0; k < width; k++) mixed[k] += attention[j] * x[(j * width) + k];
        }

        RowTimes(mixed, theta.Slice(2 * square, square), value);
        RowTimes(value, theta.Slice(3 * square, square), activated);
        for (var k = 0; k < width; k++)
        {
            if (nonlinearity == Nonlinearity.Tanh) activated[k] = Math.Tanh(activated[k]);
            slope[k] = nonlinearity == Nonlinearity.Tanh ? 1 - (activated[k] * activated[k]) : 1;
        }

        return Dot(activated, theta[(4 * square)..]);
    }

    /// <summary>Adds the gradients of the sequence of the last forward pass.</summary>
    /// <param name="x">The same tokens.</param>
    /// <param name="theta">The same weights.</param>
    /// <param name="outer">Derivative of the loss by f.</param>
    /// <param name="gradient">Added to.</param>
    public void Backward(ReadOnlySpan<double> x, ReadOnlySpan<double> theta, double outer, Span<double> gradient)
    {
        var square = width * width;
        var readout = theta[(4 * square)..];
        for (var k = 0; k < width; k++)
        {
            gradient[(4 * square) + k] += outer * activated[k];
            delta[k] = outer * readout[k] * slope[k];
        }

        AddOuter(gradient.Slice(3 * square, square), value, delta);
        TimesColumn(theta.Slice(3 * square, square), delta, back);
        AddOuter(gradient.Slice(2 * square, square), mixed, back);
        TimesColumn(theta.Slice(2 * square, square), back, toMixed);
        var mean = Dot(mixed, toMixed);
        Array.Clear(pull);
        for (var j = 0; j < length; j++)
        {
            var token = x.Slice(j * width, width);
            var share = attention[j] * (Dot(token, toMixed) - mean) / root;
            for (var k = 0; k < width; k++) pull[k] += share * token[k];
        }

        RowTimes(pull, theta.Slice(square, square), key);
        AddOuter(gradient[..square], x[^width..], key);
        AddOuter(gradient.Slice(square, square), pull, query);
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var k = 0; k < a.Length; k++) sum += a[k] * b[k];
        return sum;
    }

    private static void RowTimes(ReadOnlySpan<double> row, ReadOnlySpan<double> matrix, Span<double> result)
    {
        result.Clear();
        for (var i = 0; i < row.Length; i++)
            for (var j = 0; j < result.Length; j++) result[j] += row[i] * matrix[(i * result.Length) + j];
    }

    private static void TimesColumn(ReadOnlySpan<double> matrix, ReadOnlySpan<double> column, Span<double> result)
    {
        for (var i = 0; i < result.Length; i++) result[i] = Dot(matrix.Slice(i * column.Length, column.Length), column);
    }

    private static void AddOuter(Span<double> to, ReadOnlySpan<double> column, ReadOnlySpan<double> row)
    {
        for (var i = 0; i < column.Length; i++)
            for (var j = 0; j < row.Length; j++) to[(i * row.Length) + j] += column[i] * row[j];
    }
}
