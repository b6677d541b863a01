namespace TorchSharp;

public static partial class torch
{
    /// <summary>What an argument named out means: the result is copied there, and that tensor is returned.</summary>
    private static Tensor Into(Tensor? target, Tensor result)
    {
        if (target is null) return result;
        using (result)
        {
            if (!target.shape.AsSpan().SequenceEqual(result.shape))
                throw new ArgumentException($"out has the shape [{string.Join(", ", target.shape)}], and the result [{string.Join(", ", result.shape)}]. Give a tensor of the result's shape.");
            return target.copy_(result);
        }
    }
}
