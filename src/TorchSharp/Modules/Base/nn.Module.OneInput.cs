namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>What can be called with one input.</summary>
        public interface IModule<in T, out TResult>
        {
            /// <summary>Runs the hooks and the computation.</summary>
            /// <param name="input1">The input.</param>
            TResult call(T input1);
        }

        /// <summary>A module of one input.</summary>
        public abstract class Module<T, TResult> : HookableModule<Func<Module<T, TResult>, T, T>, Func<Module<T, TResult>, T, TResult, TResult>>, IModule<T, TResult>
        {
            /// <inheritdoc/>
            protected Module(string name) : base(name)
            {
            }

            /// <summary>The computation itself; to run hooks too, use <c>call</c>.</summary>
            /// <param name="input">The input.</param>
            public abstract TResult forward(T input);

            /// <summary>Runs the hooks and the computation.</summary>
            /// <param name="input">The input.</param>
            public TResult call(T input)
            {
                foreach (var hook in Before)
                {
                    if (hook is not Func<Module<T, TResult>, T, T> typed) ((Action<Module>)hook)(this);
                    else if (typed(this, input) is { } changed) input = changed;
                }
                var result = forward(input);
                foreach (var hook in After)
                {
                    if (hook is not Func<Module<T, TResult>, T, TResult, TResult> typed) ((Action<Module>)hook)(this);
                    else if (typed(this, input, result) is { } changed) result = changed;
                }
                return result;
            }
        }
    }
}
