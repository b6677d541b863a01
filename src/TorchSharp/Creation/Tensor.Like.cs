using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>A tensor of the same shape whose elements are whatever the memory held.</summary>
        /// <param name="dtype">What the elements are; as here when left out.</param>
        /// <param name="device">Where the tensor lives; as here when left out.</param>
        /// <param name="requires_grad">Whether to record operations on the tensor for gradients.</param>
        public Tensor empty_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Leaf(Aten.empty_like.Call(this, dtype, Arg.None, device), requires_grad);

        /// <summary>Zeros in the same shape.</summary>
        /// <inheritdoc cref="empty_like(ScalarType?, Device, bool)" path="/param"/>
        public Tensor zeros_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Leaf(Aten.zeros_like.Call(this, dtype, Arg.None, device), requires_grad);

        /// <summary>Ones in the same shape.</summary>
        /// <inheritdoc cref="empty_like(ScalarType?, Device, bool)" path="/param"/>
        public Tensor ones_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Leaf(Aten.ones_like.Call(this, dtype, Arg.None, device), requires_grad);

        /// <summary>One value everywhere, in the same shape.</summary>
        /// <param name="value">The value.</param>
        /// <param name="dtype">What the elements are; as here when left out.</param>
        /// <param name="device">Where the tensor lives; as here when left out.</param>
        /// <param name="requires_grad">Whether to record operations on the tensor for gradients.</param>
        public Tensor full_like(Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Leaf(Aten.full_like.Call(this, value, dtype, Arg.None, device), requires_grad);

        /// <summary>Random numbers, uniform between 0 and 1, in the same shape.</summary>
        /// <inheritdoc cref="empty_like(ScalarType?, Device, bool)" path="/param"/>
        public Tensor rand_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Leaf(Aten.rand_like.Call(this, dtype, Arg.None, device), requires_grad);

        /// <summary>Random numbers, normal with mean 0 and standard deviation 1, in the same shape.</summary>
        /// <inheritdoc cref="empty_like(ScalarType?, Device, bool)" path="/param"/>
        public Tensor randn_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Leaf(Aten.randn_like.Call(this, dtype, Arg.None, device), requires_grad);

        /// <summary>Random whole numbers in the same shape.</summary>
        /// <param name="low">The least.</param>
        /// <param name="high">One more than the greatest.</param>
        /// <param name="dtype">What the elements are; as here when left out.</param>
        /// <param name="device">Where the tensor lives; as here when left out.</param>
        /// <param name="requires_grad">Whether to record operations on the tensor for gradients.</param>
        public Tensor randint_like(long low, long high, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Leaf(Aten.randint_like_low_dtype.Call(this, low, high, dtype, Arg.None, device), requires_grad);
    }

    /// <summary>A tensor of the same shape whose elements are whatever the memory held.</summary>
    /// <param name="input">The tensor whose shape is taken.</param>
    /// <param name="dtype">What the elements are; as in the input when left out.</param>
    /// <param name="device">Where the tensor lives; as the input when left out.</param>
    /// <param name="requires_grad">Whether to record operations on the tensor for gradients.</param>
    /// <param name="names">Must be null: axes with names are not supported.</param>
    public static Tensor empty_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Leaf(input.empty_like(dtype, device), requires_grad, names);

    /// <summary>Zeros in the shape of another tensor.</summary>
    /// <inheritdoc cref="empty_like(Tensor, ScalarType?, Device, bool, string[])" path="/param"/>
    public static Tensor zeros_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Leaf(input.zeros_like(dtype, device), requires_grad, names);

    /// <summary>Ones in the shape of another tensor.</summary>
    /// <inheritdoc cref="empty_like(Tensor, ScalarType?, Device, bool, string[])" path="/param"/>
    public static Tensor ones_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Leaf(input.ones_like(dtype, device), requires_grad, names);

    /// <summary>One value everywhere, in the shape of another tensor.</summary>
    /// <param name="input">The tensor whose shape is taken.</param>
    /// <param name="value">The value.</param>
    /// <param name="dtype">What the elements are; as in the input when left out.</param>
    /// <param name="device">Where the tensor lives; as the input when left out.</param>
    /// <param name="requires_grad">Whether to record operations on the tensor for gradients.</param>
    /// <param name="names">Must be null: axes with names are not supported.</param>
    public static Tensor full_like(Tensor input, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Leaf(input.full_like(value, dtype, device), requires_grad, names);

    /// <inheritdoc cref="Tensor.rand_like(ScalarType?, Device, bool)"/>
    public static Tensor rand_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => input.rand_like(dtype, device, requires_grad);

    /// <inheritdoc cref="Tensor.randn_like(ScalarType?, Device, bool)"/>
    public static Tensor randn_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => input.randn_like(dtype, device, requires_grad);

    /// <inheritdoc cref="Tensor.randint_like(long, long, ScalarType?, Device, bool)"/>
    public static Tensor randint_like(Tensor input, long low, long high, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        input.randint_like(low, high, dtype, device, requires_grad);
}
