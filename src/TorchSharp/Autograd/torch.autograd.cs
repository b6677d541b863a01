using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Derivatives of what was computed.</summary>
    public static partial class autograd
    {
        /// <summary>Computes the gradient of a sum of outputs with respect to inputs, and leaves the tensors' own gradients alone.</summary>
        /// <param name="outputs">What to differentiate.</param>
        /// <param name="inputs">With respect to what.</param>
        /// <param name="grad_outputs">The gradient of the whole with respect to each output, in its shape; left out where all outputs are single numbers.</param>
        /// <param name="retain_graph">Whether to keep what was saved for the backward pass, so that a second one is possible.</param>
        /// <param name="create_graph">Whether to record the backward pass itself, for higher derivatives; keeps the graph as well.</param>
        /// <param name="allow_unused">Whether an input on which nothing depends has a null gradient, rather than being an error.</param>
        /// <returns>One gradient for each input.</returns>
        /// <exception cref="InvalidOperationException">An output has more elements than one and no gradient was given.</exception>
        public static unsafe IList<Tensor> grad(IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null, bool retain_graph = false,
            bool create_graph = false, bool allow_unused = false)
        {
            CheckGradients("grad", outputs, grad_outputs);
            var results = new IntPtr[inputs.Count];
            fixed (IntPtr* of = Handles(outputs), by = Handles(inputs), given = Handles(grad_outputs), found = results)
            {
                Shim.Check(Shim.Gradients(of, outputs.Count, by, inputs.Count, given, grad_outputs?.Count ?? 0,
                    retain_graph || create_graph ? 1 : 0, create_graph ? 1 : 0, allow_unused ? 1 : 0, found));
            }
            GC.KeepAlive((outputs, inputs, grad_outputs));
            return [.. results.Select(handle => handle == 0 ? null! : new Tensor(handle))];
        }

        /// <summary>Computes gradients with respect to all leaves that some tensors depend on, and adds them to the leaves' gradients.</summary>
        /// <param name="tensors">What to differentiate: the sum of all.</param>
        /// <param name="grad_tensors">The gradient of the whole with respect to each tensor, in its shape; left out where all are single numbers.</param>
        /// <param name="retain_graph">Whether to keep what was saved for the backward pass; as <paramref name="create_graph"/> when left out.</param>
        /// <param name="create_graph">Whether to record the backward pass itself, for higher derivatives.</param>
        /// <param name="inputs">Which tensors to compute gradients for; all leaves when left out.</param>
        /// <exception cref="InvalidOperationException">A tensor has more elements than one and no gradient was given.</exception>
        public static unsafe void backward(IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false,
            IList<Tensor>? inputs = null)
        {
            CheckGradients("backward", tensors, grad_tensors);
            fixed (IntPtr* of = Handles(tensors), given = Handles(grad_tensors), by = Handles(inputs))
            {
                Shim.Check(Shim.Backward(of, tensors.Count, given, grad_tensors?.Count ?? 0, retain_graph ?? create_graph ? 1 : 0, create_graph ? 1 : 0, by, inputs?.Count ?? 0));
            }
            GC.KeepAlive((tensors, grad_tensors, inputs));
        }

        /// <inheritdoc cref="backward(IList{Tensor}, IList{Tensor}, bool?, bool, IList{Tensor})"/>
        public static void backward(Tensor tensor, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], grad_tensors, retain_graph, create_graph, inputs);

        /// <inheritdoc cref="backward(IList{Tensor}, IList{Tensor}, bool?, bool, IList{Tensor})"/>
        public static void backward(Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], [grad_tensor], retain_graph, create_graph, inputs);

        private static IntPtr[] Handles(IList<Tensor>? tensors) => tensors is null ? [] : [.. tensors.Select(t => t is null ? 0 : t.Handle)];

        private static void CheckGradients(string what, IList<Tensor> tensors, IList<Tensor>? gradients)
        {
            if (gradients is { Count: > 0 })
            {
                if (gradients.Count != tensors.Count) throw new ArgumentException($"{what}() was given {gradients.Count} gradients for {tensors.Count} tensors; it takes one for each.");
                return;
            }
            foreach (var tensor in tensors)
            {
                if (tensor.numel() != 1)
                    throw new InvalidOperationException($"{what}() of a tensor of shape [{string.Join(", ", tensor.shape)}] needs a gradient of that shape: only a single number has an obvious one. Pass it, or take the sum first.");
            }
        }
    }
}
