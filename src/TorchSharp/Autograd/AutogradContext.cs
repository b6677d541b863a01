using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>What the forward of a custom function hands to its backward.</summary>
        public class AutogradContext : IDisposable
        {
            private readonly List<Saved> saved = [];
            private readonly Dictionary<string, object> data = [];
            private readonly List<Tensor> dirty = [];
            private readonly List<Tensor> constant = [];

            internal AutogradContext()
            {
            }

            /// <summary>Whether the backward is given zeros, rather than null, for outputs that nothing was computed from.</summary>
            public bool MaterializeGrads { get; private set; } = true;

            /// <summary>Keeps inputs and outputs of the forward for the backward; they may be disposed meanwhile.</summary>
            /// <param name="tensors">What to keep; null for what is absent.</param>
            public void save_for_backward(List<Tensor> tensors)
            {
                Free();
                foreach (var tensor in tensors) saved.Add(tensor is null ? default : new Saved(Share(tensor), Version(tensor), -1));
            }

            /// <summary>What was saved, in the same order.</summary>
            /// <returns>Tensors for the caller to dispose; inside a backward they go when it ends.</returns>
            /// <exception cref="InvalidOperationException">A saved tensor was changed in place since.</exception>
            public List<Tensor> get_saved_variables() => [.. saved.Select(Unpack)];

            /// <summary>Keeps anything else for the backward.</summary>
            /// <param name="key">Its name.</param>
            /// <param name="value">What to keep. Tensors belong into <see cref="save_for_backward"/>.</param>
            public void save_data(string key, object value) => data[key] = value;

            /// <summary>What was kept under a name.</summary>
            /// <param name="key">The name.</param>
            /// <exception cref="KeyNotFoundException">Nothing was.</exception>
            public object get_data(string key) =>
                data.TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"Nothing was saved as '{key}'; saved are: {string.Join(", ", data.Keys)}.");

            /// <summary>Says which inputs the forward changed in place; it must return them.</summary>
            /// <param name="tensors">The inputs.</param>
            public void mark_dirty(List<Tensor> tensors) => dirty.AddRange(tensors);

            /// <summary>Says which outputs have no gradient.</summary>
            /// <param name="tensors">The outputs.</param>
            public void mark_non_differentiable(List<Tensor> tensors) => constant.AddRange(tensors);

            /// <summary>Chooses what the backward is given for outputs that nothing was computed from.</summary>
            /// <param name="value">True for zeros, false for null.</param>
            public void set_materialize_grads(bool value) => MaterializeGrads = value;

            /// <summary>Frees what was saved.</summary>
            public void Dispose()
            {
                Free();
                data.Clear();
                GC.SuppressFinalize(this);
            }

            internal bool IsDirty(Tensor tensor) => dirty.Contains(tensor, ReferenceEqualityComparer.Instance);

            internal bool IsDifferentiable(Tensor output) => (output.is_floating_point() || output.is_complex()) && !constant.Contains(output, ReferenceEqualityComparer.Instance);

            /// <summary>Swaps saved outputs for detached ones: the graph holds the context, and an output holds the graph.</summary>
            /// <param name="outputs">The outputs that have a place in the graph.</param>
            internal void Seal(IReadOnlyList<Tensor> outputs)
            {
                dirty.Clear();
                constant.Clear();
                for (var i = 0; i < saved.Count; i++)
                {
                    if (saved[i].Tensor is not { } tensor) continue;
                    for (var output = 0; output < outputs.Count; output++)
                    {
                        if (outputs[output].Handle != tensor.Handle) continue;
                        saved[i] = new Saved(tensor.detach().DetachFromDisposeScope(), saved[i].Version, output);
                        tensor.Dispose();
                        break;
                    }
                }
            }

            private static Tensor Share(Tensor tensor) => new Tensor(Shim.Retain(tensor.Handle)).DetachFromDisposeScope();

            private static long Version(Tensor tensor) => Aten._version.CallScalar(tensor).ToInt64();

            private static Tensor Unpack(Saved item)
            {
                if (item.Tensor is not { } tensor) return null!;
                if (Version(tensor) != item.Version)
                    throw new InvalidOperationException($"A tensor of shape [{string.Join(", ", tensor.shape)}] was saved for the backward and has been changed in place since. Change a clone() of it instead.");
                if (item.Output < 0) return new Tensor(Shim.Retain(tensor.Handle));
                var again = tensor.detach();
                Shim.Check(Shim.Rejoin(again.Handle, item.Output));
                return again;
            }

            private void Free()
            {
                foreach (var item in saved) item.Tensor?.Dispose();
                saved.Clear();
            }

            private readonly record struct Saved(Tensor? Tensor, long Version, int Output);
        }
    }
}
