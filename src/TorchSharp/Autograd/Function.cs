using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>A function with a backward of its own; derive from <see cref="SingleTensorFunction{T}"/> or <see cref="MultiTensorFunction{T}"/>.</summary>
        /// <typeparam name="T">The deriving class itself.</typeparam>
        public abstract class Function<T> where T : Function<T>, new()
        {
            /// <summary>What the function is called in messages.</summary>
            public abstract string Name { get; }

            internal abstract List<Tensor> Forward(AutogradContext ctx, object[] vars);

            internal abstract List<Tensor> Backward(AutogradContext ctx, List<Tensor> gradients);

            /// <summary>Runs the forward without recording it, and puts the backward into the graph in its place.</summary>
            internal static List<Tensor> Apply(object[] vars)
            {
                var function = new T();
                var context = new AutogradContext();
                var isRecorded = false;
                try
                {
                    var outputs = function.Run(context, vars);
                    isRecorded = is_grad_enabled() && vars.OfType<Tensor>().Any(t => t.requires_grad) && function.Record(context, vars, outputs);
                    return outputs;
                }
                finally
                {
                    if (!isRecorded) context.Dispose();
                }
            }

            private List<Tensor> Run(AutogradContext context, object[] vars)
            {
                using var off = no_grad();
                var outputs = Forward(context, vars);
                for (var i = 0; i < outputs.Count; i++)
                {
                    if (!vars.Contains(outputs[i], ReferenceEqualityComparer.Instance)) continue;
                    // An input that comes back as it was keeps its own place in the graph; the output gets another.
                    if (!context.IsDirty(outputs[i])) outputs[i] = outputs[i].detach();
                    else if (outputs[i] is { is_leaf: true, requires_grad: true })
                        throw new InvalidOperationException($"{Name} changed an input in place that is a leaf and requires a gradient. Pass a clone() of it.");
                }
                return outputs;
            }

            private unsafe bool Record(AutogradContext context, object[] vars, List<Tensor> outputs)
            {
                Tensor[] inputs = [.. vars.OfType<Tensor>()], recorded = [.. outputs.Where(context.IsDifferentiable)];
                if (recorded.Length == 0) return false;
                var step = new BackwardStep(Name, context, [.. vars.Select(v => v is Tensor)], [.. outputs.Select(o => OutputFacts.Of(o, recorded))], Backward);
                context.Seal(recorded);
                fixed (IntPtr* given = Handles(inputs), made = Handles(recorded))
                {
                    Shim.Check(Shim.SetBackward(Name, given, inputs.Length, made, recorded.Length, &BackwardStep.Run, &BackwardStep.Release, step.Hold()));
                }
                return true;
            }
        }

        /// <summary>A function with one output and a backward of its own.</summary>
        /// <typeparam name="T">The deriving class itself.</typeparam>
        public abstract class SingleTensorFunction<T> : Function<T> where T : SingleTensorFunction<T>, new()
        {
            /// <summary>Computes the function, and its gradient when a backward pass comes through.</summary>
            /// <param name="vars">What <see cref="forward"/> is given: tensors, and anything else.</param>
            public static Tensor apply(params object[] vars) => Apply(vars)[0];

            /// <summary>Computes the function; nothing is recorded meanwhile.</summary>
            /// <param name="ctx">Where to keep what the backward needs.</param>
            /// <param name="vars">What the caller gave.</param>
            public abstract Tensor forward(AutogradContext ctx, params object[] vars);

            /// <summary>Computes the gradients of the inputs from that of the output.</summary>
            /// <param name="ctx">What the forward kept.</param>
            /// <param name="grad_output">The output's gradient.</param>
            /// <returns>One gradient for each input of the forward, null for those that have none; or for each tensor among them.</returns>
            public abstract List<Tensor> backward(AutogradContext ctx, Tensor grad_output);

            internal override List<Tensor> Forward(AutogradContext ctx, object[] vars) => [forward(ctx, vars)];

            internal override List<Tensor> Backward(AutogradContext ctx, List<Tensor> gradients) => backward(ctx, gradients[0]);
        }

        /// <summary>A function with several outputs and a backward of its own.</summary>
        /// <typeparam name="T">The deriving class itself.</typeparam>
        public abstract class MultiTensorFunction<T> : Function<T> where T : MultiTensorFunction<T>, new()
        {
            /// <summary>Computes the function, and its gradient when a backward pass comes through.</summary>
            /// <param name="vars">What <see cref="forward"/> is given: tensors, and anything else.</param>
            public static List<Tensor> apply(params object[] vars) => Apply(vars);

            /// <summary>Computes the function; nothing is recorded meanwhile.</summary>
            /// <param name="ctx">Where to keep what the backward needs.</param>
            /// <param name="vars">What the caller gave.</param>
            public abstract List<Tensor> forward(AutogradContext ctx, params object[] vars);

            /// <summary>Computes the gradients of the inputs from those of the outputs.</summary>
            /// <param name="ctx">What the forward kept.</param>
            /// <param name="grad_outputs">The gradient of each output.</param>
            /// <returns>One gradient for each input of the forward, null for those that have none; or for each tensor among them.</returns>
            public abstract List<Tensor> backward(AutogradContext ctx, List<Tensor> grad_outputs);

            internal override List<Tensor> Forward(AutogradContext ctx, object[] vars) => forward(ctx, vars);

            internal override List<Tensor> Backward(AutogradContext ctx, List<Tensor> gradients) => backward(ctx, gradients);
        }
    }
}
