namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>What can be called with two inputs.</summary>
        public interface IModule<in T1, in T2, out TResult>
        {
            /// <summary>Runs the hooks and the computation.</summary>
            /// <param name="input1">The first input.</param>
            /// <param name="input2">The second input.</param>
            TResult call(T1 input1, T2 input2);
        }

        /// <summary>A module of two inputs.</summary>
        public abstract class Module<T1, T2, TResult> : HookableModule<Func<Module<T1, T2, TResult>, T1, T2, (T1, T2)?>, Func<Module<T1, T2, TResult>, T1, T2, TResult, TResult>>, IModule<T1, T2, TResult>
        {
            /// <inheritdoc/>
            protected Module(string name) : base(name)
            {
            }

            /// <summary>The computation itself; to run hooks too, use <c>call</c>.</summary>
            /// <param name="input1">The first input.</param>
            /// <param name="input2">The second input.</param>
            public abstract TResult forward(T1 input1, T2 input2);

            /// <summary>Runs the hooks and the computation.</summary>
            /// <param name="input1">The first input.</param>
            /// <param name="input2">The second input.</param>
            public TResult call(T1 input1, T2 input2)
            {
                foreach (var hook in Before)
                {
                    if (hook is not Func<Module<T1, T2, TResult>, T1, T2, (T1, T2)?> typed) ((Action<Module>)hook)(this);
                    else if (typed(this, input1, input2) is { } changed) (input1, input2) = changed;
                }
                var result = forward(input1, input2);
                foreach (var hook in After)
                {
                    if (hook is not Func<Module<T1, T2, TResult>, T1, T2, TResult, TResult> typed) ((Action<Module>)hook)(this);
                    else if (typed(this, input1, input2, result) is { } changed) result = changed;
                }
                return result;
            }
        }

        /// <summary>What can be called with three inputs.</summary>
        public interface IModule<in T1, in T2, in T3, out TResult>
        {
            /// <summary>Runs the hooks and the computation.</summary>
            /// <param name="input1">The first input.</param>
            /// <param name="input2">The second input.</param>
            /// <param name="input3">The third input.</param>
            TResult call(T1 input1, T2 input2, T3 input3);
        }

        /// <summary>A module of three inputs.</summary>
        public abstract class Module<T1, T2, T3, TResult> : HookableModule<Func<Module<T1, T2, T3, TResult>, T1, T2, T3, (T1, T2, T3)?>, Func<Module<T1, T2, T3, TResult>, T1, T2, T3, TResult, TResult>>, IModule<T1, T2, T3, TResult>
        {
            /// <inheritdoc/>
            protected Module(string name) : base(name)
            {
            }

            /// <summary>The computation itself; to run hooks too, use <c>call</c>.</summary>
            /// <param name="input1">The first input.</param>
            /// <param name="input2">The second input.</param>
            /// <param name="input3">The third input.</param>
            public abstract TResult forward(T1 input1, T2 input2, T3 input3);

            /// <summary>Runs the hooks and the computation.</summary>
            /// <param name="input1">The first input.</param>
            /// <param name="input2">The second input.</param>
            /// <param name="input3">The third input.</param>
            public TResult call(T1 input1, T2 input2, T3 input3)
            {
                foreach (var hook in Before)
                {
                    if (hook is not Func<Module<T1, T2, T3, TResult>, T1, T2, T3, (T1, T2, T3)?> typed) ((Action<Module>)hook)(this);
                    else if (typed(this, input1, input2, input3) is { } changed) (input1, input2, input3) = changed;
                }
                var result = forward(input1, input2, input3);
                foreach (var hook in After)
                {
                    if (hook is not Func<Module<T1, T2, T3, TResult>, T1, T2, T3, TResult, TResult> typed) ((Action<Module>)hook)(this);
                    else if (typed(this, input1, input2, input3, result) is { } changed) result = changed;
                }
                return result;
            }
        }
    }
}
