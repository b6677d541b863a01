using System.Globalization;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Shape, element type and device, then the numbers, matrix by matrix.</summary>
    public static readonly TensorStringStyle julia = TensorStringStyle.Julia;

    /// <summary>The numbers in nested square brackets.</summary>
    public static readonly TensorStringStyle numpy = TensorStringStyle.Numpy;

    /// <summary>The numbers in nested braces.</summary>
    public static readonly TensorStringStyle csharp = TensorStringStyle.CSharp;

    private static TensorStringStyle style = TensorStringStyle.Julia;

    /// <summary>The style in which tensors show their numbers where none is named.</summary>
    /// <exception cref="ArgumentException">The style is <c>Default</c>, which would mean itself.</exception>
    public static TensorStringStyle TensorStringStyle
    {
        get => style;
        set => style = value != TensorStringStyle.Default ? value : throw new ArgumentException("The default style cannot be Default. Name Metadata, Julia, Numpy or CSharp.");
    }

    public partial class Tensor
    {
        /// <summary>Shape, element type and device; also the value where there is but one.</summary>
        public override string ToString() => TensorText.Metadata(this);

        /// <summary>The tensor with its numbers, in the default style.</summary>
        /// <param name="disamb">Has no effect: it tells this method from the one without arguments.</param>
        /// <param name="fltFormat">The format of real numbers; five digits when left out.</param>
        /// <param name="width">Characters in a line.</param>
        /// <param name="cultureInfo">How numbers are written; the same everywhere when left out.</param>
        /// <param name="newLine">What ends a line.</param>
        public string ToString(bool disamb, string? fltFormat = null, int? width = null, CultureInfo? cultureInfo = null, string? newLine = null) =>
            ToString(TensorStringStyle.Default, fltFormat, width, cultureInfo, newLine);

        /// <summary>The tensor in a style.</summary>
        /// <param name="style">The style.</param>
        /// <param name="fltFormat">The format of real numbers; five digits when left out.</param>
        /// <param name="width">Characters in a line.</param>
        /// <param name="cultureInfo">How numbers are written; the same everywhere when left out.</param>
        /// <param name="newLine">What ends a line.</param>
        public string ToString(TensorStringStyle style, string? fltFormat = null, int? width = null, CultureInfo? cultureInfo = null, string? newLine = null) =>
            TensorText.Show(this, style, fltFormat, width, cultureInfo, newLine);
    }
}
