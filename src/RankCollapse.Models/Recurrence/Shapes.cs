using static TorchSharp.torch;

namespace RankCollapse.Models.Recurrence;

/// <summary>The door of the recurrences: a tensor of another shape is refused with the shape that was given and the one that is wanted.</summary>
internal static class Shapes
{
    /// <summary>Accepts a tensor whose axes have the wanted sizes.</summary>
    /// <param name="given">The tensor.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="axes">Names of the axes.</param>
    /// <param name="sizes">Their sizes; −1 where any will do.</param>
    public static Tensor Have(Tensor given, string name, string axes, params long[] sizes)
    {
        var shape = given.shape;
        var fits = shape.Length == sizes.Length && sizes.Zip(shape).All(pair => pair.First == -1 || pair.First == pair.Second);
        if (fits) return given;
        var wanted = string.Join(", ", sizes.Select(s => s == -1 ? "any" : $"{s}"));
        throw new ArgumentException(
            $"{name} has the shape [{string.Join(", ", shape)}]; it must be {axes}, here [{wanted}]. Reshape it, or change what it is used with.", name);
    }

    /// <summary>Accepts a batch of sequences of tokens; a single sequence lacks its batch axis.</summary>
    public static Tensor Sequence(Tensor input, long width)
    {
        if (input.dim() == 3 && input.size(2) == width) return input;
        throw new ArgumentException(
            $"The input has the shape [{string.Join(", ", input.shape)}]; it must be [batch, tokens, {width}]. Add a batch axis with unsqueeze(0) for a single sequence.",
            nameof(input));
    }

    /// <summary>Accepts real tensors of one precision, on one device.</summary>
    public static void Alike(params (string Name, Tensor Tensor)[] all)
    {
        var (first, reference) = all[0];
        foreach (var (name, tensor) in all)
        {
            if (tensor.dtype is not (ScalarType.Float32 or ScalarType.Float64))
                throw new ArgumentException($"{name} is of type {tensor.dtype}; it must be Float32 or Float64. Convert it with .to(float32).", name);
            if (tensor.dtype != reference.dtype || tensor.device.ToString() != reference.device.ToString())
                throw new ArgumentException($"{name} is {tensor.dtype} on {tensor.device}, and {first} is {reference.dtype} on {reference.device}; they must be alike. Convert one with .to(...).", name);
        }
    }

    /// <summary>Accepts a count of at least 1.</summary>
    public static int Positive(int value, string name, string advice) => value >= 1
        ? value
        : throw new ArgumentOutOfRangeException(name, $"{name} was {value}; it must be at least 1. {advice}");
}
