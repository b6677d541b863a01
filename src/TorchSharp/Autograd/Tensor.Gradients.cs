using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Whether operations on the tensor are recorded for gradients.</summary>
        /// <exception cref="InvalidOperationException">It was to be switched off for the result of a recorded operation.</exception>
        public bool requires_grad
        {
            get => Info.RequiresGrad != 0;
            set
            {
                if (!value && Info is { IsLeaf: 0 })
                    throw new InvalidOperationException("requires_grad cannot be switched off for the result of a recorded operation. Take detach() of it, or compute it under no_grad().");
                Shim.Check(Shim.SetRequiresGrad(Handle, value ? 1 : 0));
            }
        }

        /// <summary>What backward passes have added up for this tensor: null before the first, and for tensors that keep no gradient.</summary>
        /// <exception cref="ArgumentException">A gradient of another shape, element type or device was set.</exception>
        public Tensor? grad
        {
            get => Shim.Grad(Handle) is not 0 and var handle ? new Tensor(handle) : null;
            set
            {
                if (value is not null && Mismatch(value) is { } mismatch) throw new ArgumentException($"A gradient has the form of its tensor: {mismatch}.", nameof(value));
                Shim.Check(Shim.SetGrad(Handle, value?.Handle ?? 0));
            }
        }

        private string? Mismatch(Tensor gradient)
        {
            if (!gradient.shape.AsSpan().SequenceEqual(shape)) return $"the gradient's shape is [{string.Join(", ", gradient.shape)}], the tensor's [{string.Join(", ", shape)}]";
            if (gradient.dtype != dtype) return $"the gradient holds {gradient.dtype} elements, the tensor {dtype}";
            return gradient.device.ToString() != device.ToString() ? $"the gradient lives on {gradient.device}, the tensor on {device}" : null;
        }

        /// <summary>Computes the gradient of this number with respect to all leaves that it depends on, and adds it to their <see cref="grad"/>.</summary>
        public void backward() => autograd.backward([this]);

        /// <summary>Computes gradients with respect to the leaves that this tensor depends on, and adds them to their <see cref="grad"/>.</summary>
        /// <param name="grad_tensors">One tensor of the same shape: the gradient of the whole with respect to this tensor; left out for a single number.</param>
        /// <param name="retain_graph">Whether to keep what was saved for the backward pass, so that a second one is possible.</param>
        /// <param name="create_graph">Whether to record the backward pass itself, for higher derivatives; keeps the graph as well.</param>
        /// <param name="inputs">Which tensors to compute gradients for; all leaves when left out.</param>
        /// <exception cref="InvalidOperationException">The tensor has more elements than one and no gradient was given.</exception>
        public void backward(IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            autograd.backward([this], grad_tensors, retain_graph || create_graph, create_graph, inputs);

        /// <summary>Starts or stops recording operations on the tensor.</summary>
        /// <param name="requires_grad">Whether to record.</param>
        /// <returns>The same tensor.</returns>
        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        /// <inheritdoc cref="requires_grad_(bool)"/>
        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        /// <summary>Keeps the gradient of the result of an operation, which is dropped otherwise.</summary>
        public void retain_grad() => Shim.Check(Shim.RetainGrad(Handle));

        /// <summary>Cuts the tensor itself off from the graph.</summary>
        /// <returns>The same tensor.</returns>
        public Tensor detach_() => Aten.detach_.InPlace(this);
    }
}
