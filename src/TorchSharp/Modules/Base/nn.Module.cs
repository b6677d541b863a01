using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Neural networks: modules, functions on tensors, initial values.</summary>
    public static partial class nn
    {
        /// <summary>A part of a network: parameters, buffers and parts of its own, each under a name.</summary>
        /// <remarks>Derive from <see cref="Module{T, TResult}"/>, make the parts in the constructor and end it with <see cref="RegisterComponents"/>.</remarks>
        public partial class Module : IDisposable
        {
            private readonly string name;
            private readonly OrderedDictionary<string, Parameter> ownParameters = [];
            private readonly OrderedDictionary<string, (Tensor Tensor, bool IsPersistent)> ownBuffers = [];
            private readonly OrderedDictionary<string, Module> ownModules = [];
            private bool isDisposed;

            /// <summary>A module without parts.</summary>
            /// <param name="name">What it is called.</param>
            protected Module(string name) => this.name = name;

            /// <summary>Whether the module behaves as in training, which matters to dropout and batch normalisation.</summary>
            public virtual bool training { get; private set; } = true;

            /// <summary>What the module is called.</summary>
            public virtual string GetName() => name;

            /// <summary>Disposes parameters, buffers and parts.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Disposes parameters, buffers and parts.</summary>
            /// <param name="disposing">Whether a program asked for it; tensors that are merely dropped are freed by their own finalizers.</param>
            protected virtual void Dispose(bool disposing)
            {
                if (!disposing || isDisposed) return;
                isDisposed = true;
                foreach (var parameter in ownParameters.Values) parameter.Dispose();
                foreach (var (buffer, _) in ownBuffers.Values) buffer.Dispose();
                foreach (var module in ownModules.Values) module.Dispose();
            }

            /// <summary>Switches the module and its parts to training.</summary>
            /// <param name="train">False for evaluation.</param>
            public virtual void train(bool train = true)
            {
                training = train;
                foreach (var module in ownModules.Values) module.train(train);
            }

            /// <summary>Switches the module and its parts to evaluation.</summary>
            public virtual void eval() => train(false);

            /// <summary>Forgets the gradients of all parameters.</summary>
            /// <param name="set_to_none">False to keep the tensors and fill them with zeros.</param>
            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (var parameter in parameters()) Gradient.Clear(parameter, set_to_none);
            }

            /// <summary>Calls a function with every part, innermost first, and with the module itself.</summary>
            /// <param name="fn">The function.</param>
            /// <returns>This module.</returns>
            public virtual Module apply(Action<Module> fn)
            {
                foreach (var module in ownModules.Values) module.apply(fn);
                fn(this);
                return this;
            }
        }
    }
}
