using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The Hann window: a raised cosine that ends at 0.</summary>
    /// <param name="len">How many numbers.</param>
    /// <param name="periodic">Whether the window is one period, rather than symmetric.</param>
    /// <param name="dtype">What the elements are.</param>
    /// <param name="device">Where the tensor lives.</param>
    /// <param name="requires_grad">Whether to record operations on the tensor for gradients.</param>
    public static Tensor hann_window(long len, bool periodic = true, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Leaf(Aten.hann_window_periodic.Call(len, periodic, dtype ?? DefaultType, Arg.None, device), requires_grad);

    /// <summary>The Hamming window: alpha less beta times a cosine.</summary>
    /// <param name="len">How many numbers.</param>
    /// <param name="periodic">Whether the window is one period, rather than symmetric.</param>
    /// <param name="alpha">The constant.</param>
    /// <param name="beta">The cosine, or how narrow the window is.</param>
    /// <param name="dtype">What the elements are.</param>
    /// <param name="device">Where the tensor lives.</param>
    /// <param name="requires_grad">Whether to record operations on the tensor for gradients.</param>
    public static Tensor hamming_window(long len, bool periodic = true, float alpha = 0.54f, float beta = 0.46f, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Leaf(Aten.hamming_window_periodic_alpha_beta.Call(len, periodic, alpha, beta, dtype ?? DefaultType, Arg.None, device), requires_grad);

    /// <summary>The Blackman window.</summary>
    /// <param name="len">How many numbers.</param>
    /// <param name="periodic">Whether the window is one period, rather than symmetric.</param>
    /// <param name="dtype">What the elements are.</param>
    /// <param name="device">Where the tensor lives.</param>
    /// <param name="requires_grad">Whether to record operations on the tensor for gradients.</param>
    public static Tensor blackman_window(long len, bool periodic = true, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Leaf(Aten.blackman_window_periodic.Call(len, periodic, dtype ?? DefaultType, Arg.None, device), requires_grad);

    /// <summary>The Bartlett window: a triangle.</summary>
    /// <param name="len">How many numbers.</param>
    /// <param name="periodic">Whether the window is one period, rather than symmetric.</param>
    /// <param name="dtype">What the elements are.</param>
    /// <param name="device">Where the tensor lives.</param>
    /// <param name="requires_grad">Whether to record operations on the tensor for gradients.</param>
    public static Tensor bartlett_window(long len, bool periodic = true, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Leaf(Aten.bartlett_window_periodic.Call(len, periodic, dtype ?? DefaultType, Arg.None, device), requires_grad);

    /// <summary>The Kaiser window.</summary>
    /// <param name="len">How many numbers.</param>
    /// <param name="periodic">Whether the window is one period, rather than symmetric.</param>
    /// <param name="beta">The cosine, or how narrow the window is.</param>
    /// <param name="dtype">What the elements are.</param>
    /// <param name="device">Where the tensor lives.</param>
    /// <param name="requires_grad">Whether to record operations on the tensor for gradients.</param>
    public static Tensor kaiser_window(long len, bool periodic = true, float beta = 12, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Leaf(Aten.kaiser_window_beta.Call(len, periodic, beta, dtype ?? DefaultType, Arg.None, device), requires_grad);
}
