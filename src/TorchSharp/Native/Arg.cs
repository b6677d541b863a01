using static TorchSharp.torch;

namespace TorchSharp.Native;

/// <summary>One argument of an operator call: converts from what C# code has at hand. It keeps what it points to alive for the length of the call.</summary>
internal readonly struct Arg
{
    private readonly Tag tag;
    private readonly long bits;
    private readonly double imaginary;
    private readonly object? reference;

    private Arg(Tag tag, long bits = 0, double imaginary = 0, object? reference = null) => (this.tag, this.bits, this.imaginary, this.reference) = (tag, bits, imaginary, reference);

    /// <summary>Python's None.</summary>
    public static Arg None => default;

    /// <summary>Whatever the operator's schema names as default.</summary>
    public static Arg Default => new(Tag.Default);

    /// <summary>The tensor, where the argument is one: what an operation in place returns.</summary>
    public Tensor? AsTensor => reference as Tensor;

    public static implicit operator Arg(Tensor? value) => value is null ? None : new(Tag.Tensor, reference: value);
    public static implicit operator Arg(long value) => new(Tag.Int, value);
    public static implicit operator Arg(long? value) => value is { } v ? new(Tag.Int, v) : None;
    public static implicit operator Arg(double value) => new(Tag.Double, BitConverter.DoubleToInt64Bits(value));
    public static implicit operator Arg(double? value) => value is { } v ? v : None;
    public static implicit operator Arg(bool value) => new(Tag.Bool, value ? 1 : 0);
    public static implicit operator Arg(bool? value) => value is { } v ? v : None;
    public static implicit operator Arg(ScalarType value) => new(Tag.Int, (long)value);
    public static implicit operator Arg(ScalarType? value) => value is { } v ? v : None;
    public static implicit operator Arg(string? value) => value is null ? None : new(Tag.String, reference: System.Text.Encoding.UTF8.GetBytes(value));
    public static implicit operator Arg(Device? value) => value is null ? None : new(Tag.Device, (long)value.type, reference: value);
    public static implicit operator Arg(Generator? value) => value is null ? None : new(Tag.Generator, reference: value);
    public static implicit operator Arg(long[]? value) => value is null ? None : new(Tag.IntList, reference: value);
    public static implicit operator Arg(double[]? value) => value is null ? None : new(Tag.DoubleList, reference: value);
    public static implicit operator Arg(Tensor[]? value) => value is null ? None : new(Tag.TensorList, reference: value);
    public static implicit operator Arg(Scalar? value) => value is null ? None : new(value.Kind, value.Bits, value.Imaginary);

    /// <summary>Tensors of which some may be absent: the indices of an indexing.</summary>
    /// <param name="tensors">One for each axis; null for all of it.</param>
    public static Arg Optional(Tensor?[] tensors) => new(Tag.OptionalTensorList, reference: tensors);

    /// <summary>Words of eight bytes that the argument's list or string takes beside its value.</summary>
    public int ExtraWords => tag switch
    {
        Tag.String => (((byte[])reference!).Length + 7) / 8,
        Tag.IntList or Tag.DoubleList or Tag.TensorList or Tag.OptionalTensorList => ((Array)reference!).Length,
        _ => 0,
    };

    /// <summary>Writes the argument as the shim reads it.</summary>
    /// <param name="value">Where to.</param>
    /// <param name="words">Room for <see cref="ExtraWords"/> words.</param>
    /// <exception cref="ObjectDisposedException">A tensor was disposed.</exception>
    public unsafe void Write(Value* value, long* words)
    {
        value->Tag = tag;
        value->Length = 0;
        value->Integer = bits;
        value->Extra = imaginary;
        switch (tag)
        {
            case Tag.Tensor: value->Pointer = (void*)((Tensor)reference!).Handle; break;
            case Tag.Device: value->Length = ((Device)reference!).index; break;
            case Tag.Generator: value->Pointer = (void*)((Generator)reference!).Handle; break;
            case Tag.String:
                var text = (byte[])reference!;
                text.CopyTo(new Span<byte>(words, text.Length));
                value->Length = text.Length;
                value->Pointer = words;
                break;
            case Tag.IntList:
                var integers = (long[])reference!;
                integers.CopyTo(new Span<long>(words, integers.Length));
                value->Length = integers.Length;
                value->Pointer = words;
                break;
            case Tag.DoubleList:
                var numbers = (double[])reference!;
                numbers.CopyTo(new Span<double>(words, numbers.Length));
                value->Length = numbers.Length;
                value->Pointer = words;
                break;
            case Tag.TensorList or Tag.OptionalTensorList:
                var tensors = (Tensor?[])reference!;
                for (var i = 0; i < tensors.Length; i++) words[i] = tensors[i] is { } tensor ? tensor.Handle : 0;
                value->Length = tensors.Length;
                value->Pointer = words;
                break;
        }
    }
}
