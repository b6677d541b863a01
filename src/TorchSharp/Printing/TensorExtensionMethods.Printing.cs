using System.Globalization;

namespace TorchSharp;

public static partial class TensorExtensionMethods
{
    /// <summary>The tensor with its numbers as text.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="fltFormat">The format of real numbers; five digits when left out.</param>
    /// <param name="width">Characters in a line.</param>
    /// <param name="newLine">What ends a line.</param>
    /// <param name="cultureInfo">How numbers are written; the same everywhere when left out.</param>
    /// <param name="style">The style.</param>
    public static string str(this torch.Tensor tensor, string? fltFormat = null, int? width = null, string? newLine = null, CultureInfo? cultureInfo = null, TensorStringStyle style = TensorStringStyle.Default) =>
        tensor.ToString(style, fltFormat, width, cultureInfo, newLine);

    /// <summary>Shape, element type and device, then the numbers, matrix by matrix.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="fltFormat">The format of real numbers; five digits when left out.</param>
    /// <param name="width">Characters in a line.</param>
    /// <param name="newLine">What ends a line.</param>
    /// <param name="cultureInfo">How numbers are written; the same everywhere when left out.</param>
    public static string jlstr(this torch.Tensor tensor, string? fltFormat = null, int? width = null, string? newLine = null, CultureInfo? cultureInfo = null) =>
        tensor.ToString(TensorStringStyle.Julia, fltFormat, width, cultureInfo, newLine);

    /// <summary>Shape, element type and device.</summary>
    /// <param name="tensor">The tensor.</param>
    public static string metastr(this torch.Tensor tensor) => tensor.ToString(TensorStringStyle.Metadata);

    /// <summary>The numbers in nested square brackets.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="fltFormat">The format of real numbers.</param>
    /// <param name="width">Characters in a line.</param>
    /// <param name="newLine">What ends a line.</param>
    /// <param name="cultureInfo">How numbers are written; the same everywhere when left out.</param>
    public static string npstr(this torch.Tensor tensor, string? fltFormat = "g5", int? width = 100, string? newLine = null, CultureInfo? cultureInfo = null) =>
        tensor.ToString(TensorStringStyle.Numpy, fltFormat, width, cultureInfo, newLine);

    /// <summary>The numbers in nested braces.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="fltFormat">The format of real numbers.</param>
    /// <param name="width">Characters in a line.</param>
    /// <param name="newLine">What ends a line.</param>
    /// <param name="cultureInfo">How numbers are written; the same everywhere when left out.</param>
    public static string cstr(this torch.Tensor tensor, string? fltFormat = "g5", int? width = 100, string? newLine = null, CultureInfo? cultureInfo = null) =>
        tensor.ToString(TensorStringStyle.CSharp, fltFormat, width, cultureInfo, newLine);

    /// <summary>Writes the tensor with its numbers to the console.</summary>
    /// <param name="t">The tensor.</param>
    /// <param name="fltFormat">The format of real numbers.</param>
    /// <param name="width">Characters in a line.</param>
    /// <param name="newLine">What ends a line.</param>
    /// <param name="cultureInfo">How numbers are written; the same everywhere when left out.</param>
    /// <param name="style">The style.</param>
    /// <returns>The same tensor.</returns>
    public static torch.Tensor print(this torch.Tensor t, string? fltFormat = "g5", int? width = 100, string? newLine = null, CultureInfo? cultureInfo = null, TensorStringStyle style = TensorStringStyle.Default)
    {
        Console.WriteLine(t.ToString(style, fltFormat, width, cultureInfo, newLine));
        return t;
    }
}
