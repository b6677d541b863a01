using System.Globalization;
using System.Numerics;
using System.Text;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Writes a tensor's numbers. Long axes show their ends only, once the tensor has more elements than <see cref="ShownWhole"/>.</summary>
internal sealed class TensorText
{
    private const int ShownWhole = 1000;
    private const int AtEachEnd = 3;

    private readonly long[] shape;
    private readonly long[] left;
    private readonly int?[][] shown;
    private readonly string[] cells;
    private readonly int cellWidth;
    private readonly int width;
    private readonly string newLine;

    private TensorText(Tensor tensor, string? fltFormat, int? width, CultureInfo? culture, string? newLine)
    {
        using var scope = NewDisposeScope();
        var small = tensor.detach();
        left = new long[tensor.ndim];
        for (var axis = 0; tensor.numel() > ShownWhole && axis < left.Length; axis++)
        {
            var length = tensor.shape[axis];
            if (length <= 2 * AtEachEnd + 1) continue;
            left[axis] = length - 2 * AtEachEnd;
            small = cat([small.narrow(axis, 0, AtEachEnd), small.narrow(axis, length - AtEachEnd, AtEachEnd)], axis);
        }
        shape = small.shape;
        // A null among the indices stands for those that were left out.
        shown = [.. shape.Select((length, axis) => Enumerable.Range(0, (int)length).SelectMany(i => left[axis] > 0 && i == AtEachEnd ? (int?[])[null, i] : [i]).ToArray())];
        cells = Cells(small, fltFormat ?? "g5", culture ?? CultureInfo.InvariantCulture);
        cellWidth = cells.Select(cell => cell.Length).DefaultIfEmpty().Max();
        this.width = width ?? 100;
        this.newLine = newLine ?? Environment.NewLine;
    }

    /// <summary>Shape, element type and device; also the value where there is but one.</summary>
    public static string Metadata(Tensor tensor)
    {
        var text = Header(tensor);
        return tensor.ndim == 0 && tensor.device_type != DeviceType.META ? $"{text}, value = {new TensorText(tensor, null, null, null, null).cells[0].Trim()}" : text;
    }

    public static string Show(Tensor tensor, TensorStringStyle style, string? fltFormat, int? width, CultureInfo? culture, string? newLine)
    {
        if (style == TensorStringStyle.Default) style = torch.TensorStringStyle;
        if (style == TensorStringStyle.Metadata || tensor.device_type == DeviceType.META) return Metadata(tensor);
        var text = new TensorText(tensor, fltFormat, width, culture, newLine);
        return style switch
        {
            TensorStringStyle.Julia => Header(tensor) + text.Matrices(),
            TensorStringStyle.CSharp => $"{Header(tensor)}, value = {text.Nested('{', '}')}",
            _ => text.Nested('[', ']'),
        };
    }

    private static string Header(Tensor tensor) => $"[{string.Join("x", tensor.shape)}], type = {tensor.dtype}, device = {tensor.device}";

    private static string[] Cells(Tensor tensor, string format, CultureInfo culture)
    {
        var here = tensor.cpu();
        if (here.is_complex())
        {
            return [.. here.to(ScalarType.ComplexFloat64).data<Complex>().ToArray()
                .Select(z => $"{z.Real.ToString(format, culture)}{(z.Imaginary < 0 ? "-" : "+")}{Math.Abs(z.Imaginary).ToString(format, culture)}i")];
        }
        if (here.dtype == ScalarType.Bool) return [.. here.data<bool>().ToArray().Select(value => value.ToString())];
        if (here.is_integral()) return [.. here.to(ScalarType.Int64).data<long>().ToArray().Select(value => value.ToString(culture))];
        return [.. here.to(ScalarType.Float64).data<double>().ToArray().Select(value => value.ToString(format, culture))];
    }

    private string Cell(long offset) => cells[offset].PadLeft(cellWidth);

    /// <summary>Brackets within brackets, a line for each row.</summary>
    private string Nested(char open, char close)
    {
        var text = new StringBuilder();
        Write(0, 0);
        return text.ToString();

        void Write(int axis, long offset)
        {
            if (axis == shape.Length)
            {
                text.Append(cells[offset]);
                return;
            }
            text.Append(open);
            var isRow = axis == shape.Length - 1;
            var column = axis + 1;
            for (var i = 0; i < shown[axis].Length; i++)
            {
                var piece = shown[axis][i] is not { } index ? "..." : isRow ? Cell(offset * shape[axis] + index) : null;
                if (i > 0)
                {
                    text.Append(',');
                    var breaks = !isRow || column + 2 + (piece?.Length ?? 0) > width;
                    if (breaks) text.Append(newLine).Append(' ', axis + 1);
                    else text.Append(' ');
                    column = breaks ? axis + 1 : column + 2;
                }
                if (piece is not null) text.Append(piece);
                else Write(axis + 1, offset * shape[axis] + shown[axis][i]!.Value);
                column += piece?.Length ?? 0;
            }
            text.Append(close);
        }
    }

    /// <summary>The last two axes as matrices, each under its indices along the other axes.</summary>
    private string Matrices()
    {
        var text = new StringBuilder();
        if (shape.Length == 0) return $", value = {cells[0]}";
        Write(0, 0, "");
        return text.ToString();

        void Write(int axis, long offset, string indices)
        {
            if (axis >= shape.Length - 2)
            {
                if (indices.Length > 0) text.Append(newLine).Append($"[{indices}..,..] =");
                if (shape.Length == 1) Row(0);
                else
                {
                    foreach (var index in shown[axis])
                    {
                        if (index is { } row) Row(offset * shape[axis] + row);
                        else text.Append(newLine).Append(" ...");
                    }
                }
                return;
            }
            foreach (var index in shown[axis])
            {
                if (index is { } i) Write(axis + 1, offset * shape[axis] + i, $"{indices}{(i < AtEachEnd ? i : i + left[axis])},");
                else text.Append(newLine).Append("...");
            }
        }

        void Row(long row)
        {
            text.Append(newLine);
            foreach (var index in shown[^1]) text.Append(' ').Append(index is { } column ? Cell(row * shape[^1] + column) : "...");
        }
    }
}
