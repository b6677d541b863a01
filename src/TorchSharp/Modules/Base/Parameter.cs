using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A tensor that a module learns: registered with it, moved with it, handed to optimisers.</summary>
public class Parameter : Tensor
{
    /// <summary>Makes a parameter out of a tensor, which it takes over: the tensor itself is gone afterwards.</summary>
    /// <param name="data">The initial values; a result of operations is cut off from its graph.</param>
    /// <param name="requires_grad">Whether gradients are recorded.</param>
    public Parameter(Tensor data, bool requires_grad = true) : this(Take(data), requires_grad)
    {
    }

    private Parameter((IntPtr Handle, long Bytes) taken, bool requires_grad) : base(taken.Handle, taken.Bytes) => this.requires_grad = requires_grad;

    private static (IntPtr Handle, long Bytes) Take(Tensor data)
    {
        if (data.is_leaf) return data.Yield();
        using var alone = data.detach();
        data.Dispose();
        return alone.Yield();
    }
}
