using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Parameters and persistent buffers by name: the tensors themselves, not copies.</summary>
            /// <param name="destination">Where to put them; a new dictionary when left out.</param>
            /// <param name="prefix">Put before each name, with a dot.</param>
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                foreach (var (name, module) in SelfAndParts(prefix ?? ""))
                {
                    foreach (var (own, parameter) in module.ownParameters) destination[Join(name, own)] = parameter;
                    foreach (var (own, (buffer, isPersistent)) in module.ownBuffers)
                    {
                        if (isPersistent) destination[Join(name, own)] = buffer;
                    }
                }
                return destination;
            }

            /// <summary>Copies values into parameters and persistent buffers, by name. Where something does not fit, nothing is copied.</summary>
            /// <param name="source">The values; other element types and devices are converted.</param>
            /// <param name="strict">Whether a missing name and one too many are errors.</param>
            /// <param name="skip">Names that are left alone on both sides.</param>
            /// <returns>Names of this module that the values lack, and names of values that this module lacks.</returns>
            /// <exception cref="InvalidOperationException">A shape differs; or, when strict, the names do.</exception>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                var wanted = state_dict();
                string[] missing = [.. wanted.Keys.Where(k => !source.ContainsKey(k) && skip?.Contains(k) != true)];
                string[] unexpected = [.. source.Keys.Where(k => !wanted.ContainsKey(k) && skip?.Contains(k) != true)];
                string[] shared = [.. wanted.Keys.Where(k => source.ContainsKey(k) && skip?.Contains(k) != true)];
                var problems = shared.Where(k => !wanted[k].shape.SequenceEqual(source[k].shape)).Select(k =>
                    $"\"{k}\" must have the shape [{string.Join(", ", wanted[k].shape)}], and [{string.Join(", ", source[k].shape)}] was found.").ToList();
                if (strict)
                {
                    problems.AddRange(missing.Select(k => $"\"{k}\", of shape [{string.Join(", ", wanted[k].shape)}], is missing. {NearestKeys.Among(source.Keys, k)}"));
                    problems.AddRange(unexpected.Select(k => $"\"{k}\", of shape [{string.Join(", ", source[k].shape)}], is not a parameter or buffer of the module. {NearestKeys.Among(wanted.Keys, k)}"));
                }
                if (problems.Count > 0) throw new InvalidOperationException($"The values do not fit module {name}, and none was loaded:\n  {string.Join("\n  ", problems)}");
                using var off = WithoutGradients.Open();
                foreach (var key in shared) wanted[key].copy_(source[key]);
                return (missing, unexpected);
            }
        }
    }
}
