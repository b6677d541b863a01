using System.Diagnostics.CodeAnalysis;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Registers what the fields of the object hold: modules, parameters, and other tensors as buffers, under the fields' names.</summary>
            /// <remarks>Fields of base classes come first, each class in the order of declaration. What a field does not hold yet is not registered.</remarks>
            /// <exception cref="InvalidOperationException">Two classes use the same name for different parts.</exception>
            protected virtual void RegisterComponents()
            {
                foreach (var field in ComponentFields.Of(GetType()))
                {
                    var name = field.Name;
                    switch (field.Field.GetValue(this))
                    {
                        case Module module: if (!IsHeld(ownModules, name, module)) register_module(name, module); break;
                        case Parameter parameter: if (!IsHeld(ownParameters, name, parameter)) register_parameter(name, parameter); break;
                        case Tensor tensor: if (!(ownBuffers.TryGetValue(name, out var held) && held.Tensor == (object)tensor)) register_buffer(name, tensor); break;
                    }
                }
            }

            private static bool IsHeld<T>(OrderedDictionary<string, T> own, string name, T part) where T : class => own.TryGetValue(name, out var held) && held == (object)part;

            /// <summary>Registers a tensor that belongs to the module's state but is not learned.</summary>
            /// <param name="name">Its name; no dots.</param>
            /// <param name="tensor">The tensor; taken out of its dispose scope.</param>
            /// <param name="persistent">Whether it is saved with the module.</param>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                CheckName(name);
                tensor.DetachFromDisposeScope();
                ownBuffers.Add(name, (tensor, persistent));
            }

            /// <summary>Registers a parameter.</summary>
            /// <param name="name">Its name; no dots.</param>
            /// <param name="param">The parameter, taken out of its dispose scope; null forgets the one of that name.</param>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_parameter(string name, Parameter? param)
            {
                if (param is null) ownParameters.Remove(name);
                else
                {
                    CheckName(name);
                    Adopt(name, param);
                }
            }

            /// <summary>Registers a part.</summary>
            /// <param name="name">Its name; no dots.</param>
            /// <param name="submodule">The part.</param>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_module(string name, Module submodule)
            {
                CheckName(name);
                if (submodule == this || submodule.modules().Contains(this)) throw new InvalidOperationException($"Module {this.name} cannot be a part of itself, as \"{name}\".");
                ownModules.Add(name, submodule);
            }

            /// <summary>Registers a part.</summary>
            /// <param name="name">Its name; no dots.</param>
            /// <param name="module">The part.</param>
            public void add_module(string name, Module module) => register_module(name, module);

            /// <summary>Sets a parameter under a name, in place of the one that it may have had.</summary>
            internal void Adopt(string name, Parameter? parameter)
            {
                if (parameter is null) ownParameters.Remove(name);
                else
                {
                    parameter.DetachFromDisposeScope();
                    ownParameters[name] = parameter;
                }
            }

            /// <summary>Sets a buffer under a name, in place of the one that it may have had.</summary>
            internal void AdoptBuffer(string name, Tensor? buffer)
            {
                if (buffer is null) ownBuffers.Remove(name);
                else
                {
                    buffer.DetachFromDisposeScope();
                    ownBuffers[name] = (buffer, true);
                }
            }

            /// <summary>Containers change their parts: this forgets them all, for them to be registered again.</summary>
            internal void ForgetParts()
            {
                ownModules.Clear();
                ownParameters.Clear();
            }

            private void CheckName([NotNull] string? part)
            {
                ArgumentException.ThrowIfNullOrEmpty(part);
                if (part.Contains('.')) throw new ArgumentException($"\"{part}\" cannot name a part of a module: dots separate the names of parts of parts.");
                if (ownParameters.ContainsKey(part) || ownBuffers.ContainsKey(part) || ownModules.ContainsKey(part))
                    throw new InvalidOperationException($"Module {name} already has a part named \"{part}\".");
            }
        }
    }
}
