using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>All parameters, each once, the module's own first.</summary>
            /// <param name="recurse">False to leave out those of parts.</param>
            public IEnumerable<Parameter> parameters(bool recurse = true) => named_parameters(recurse).Select(p => p.parameter);

            /// <summary>All parameters, each once, with names such as <c>layers.0.weight</c>.</summary>
            /// <param name="recurse">False to leave out those of parts.</param>
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
                foreach (var (name, module) in recurse ? SelfAndParts("") : [("", this)])
                {
                    foreach (var (own, parameter) in module.ownParameters)
                    {
                        if (seen.Add(parameter)) yield return (Join(name, own), parameter);
                    }
                }
            }

            /// <summary>All buffers, each once.</summary>
            /// <param name="recurse">False to leave out those of parts.</param>
            /// <param name="include_nonpersistent">False to leave out those that are not saved.</param>
            public IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) => named_buffers(recurse, include_nonpersistent).Select(b => b.buffer);

            /// <summary>All buffers, each once, with their names.</summary>
            /// <param name="recurse">False to leave out those of parts.</param>
            /// <param name="include_nonpersistent">False to leave out those that are not saved.</param>
            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true)
            {
                var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
                foreach (var (name, module) in recurse ? SelfAndParts("") : [("", this)])
                {
                    foreach (var (own, (buffer, isPersistent)) in module.ownBuffers)
                    {
                        if ((isPersistent || include_nonpersistent) && seen.Add(buffer)) yield return (Join(name, own), buffer);
                    }
                }
            }

            /// <summary>The module's own parts, with their names.</summary>
            public virtual IEnumerable<(string name, Module module)> named_children() => ownModules.Select(m => (m.Key, m.Value));

            /// <summary>The module's own parts.</summary>
            public virtual IEnumerable<Module> children() => ownModules.Values;

            /// <summary>Parts and parts of parts, with names such as <c>layers.0</c>; the module itself is not among them.</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules() => SelfAndParts("").Skip(1);

            /// <summary>Parts and parts of parts; the module itself is not among them.</summary>
            public virtual IEnumerable<Module> modules() => named_modules().Select(m => m.module);

            /// <summary>Whether there is a parameter of a name.</summary>
            /// <param name="target">The name, with the names of parts before it.</param>
            public virtual bool has_parameter(string target) => get_parameter(target) is not null;

            /// <summary>The parameter of a name, or null.</summary>
            /// <param name="target">The name, with the names of parts before it.</param>
            public virtual Parameter? get_parameter(string target) => Find(target) is ({ } module, var own) && module.ownParameters.TryGetValue(own, out var found) ? found : null;

            /// <summary>Whether there is a buffer of a name.</summary>
            /// <param name="target">The name, with the names of parts before it.</param>
            public virtual bool has_buffer(string target) => get_buffer(target) is not null;

            /// <summary>The buffer of a name, or null.</summary>
            /// <param name="target">The name, with the names of parts before it.</param>
            public virtual Tensor? get_buffer(string target) => Find(target) is ({ } module, var own) && module.ownBuffers.TryGetValue(own, out var found) ? found.Tensor : null;

            private static string Join(string prefix, string name) => prefix.Length == 0 ? name : $"{prefix}.{name}";

            private IEnumerable<(string name, Module module)> SelfAndParts(string prefix) =>
                ownModules.SelectMany(m => m.Value.SelfAndParts(Join(prefix, m.Key))).Prepend((prefix, this));

            private (Module? Module, string Own) Find(string target)
            {
                var path = target.Split('.');
                var module = this;
                foreach (var part in path[..^1]) module = module?.ownModules.GetValueOrDefault(part);
                return (module, path[^1]);
            }
        }
    }
}
