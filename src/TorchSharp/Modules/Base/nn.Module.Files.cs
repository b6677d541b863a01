using TorchSharp.Files;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Writes parameters and persistent buffers, with their names, to a file.</summary>
            /// <param name="location">The file.</param>
            /// <param name="skip">Names that are left out.</param>
            /// <returns>This module.</returns>
            public virtual Module save(string location, IList<string>? skip = null)
            {
                TensorFile.Write(location, writer => save(writer, skip));
                return this;
            }

            /// <summary>Writes parameters and persistent buffers, with their names.</summary>
            /// <param name="writer">Where to.</param>
            /// <param name="skip">Names that are left out.</param>
            /// <returns>This module.</returns>
            public virtual Module save(BinaryWriter writer, IList<string>? skip = null)
            {
                save_state_dict(writer, state_dict(), skip);
                return this;
            }

            /// <summary>Writes parameters and persistent buffers, with their names. The stream stays open.</summary>
            /// <param name="stream">Where to.</param>
            /// <param name="skip">Names that are left out.</param>
            /// <returns>This module.</returns>
            public Module save(Stream stream, IList<string>? skip = null)
            {
                using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
                return save(writer, skip);
            }

            /// <summary>Writes tensors with their names.</summary>
            /// <param name="writer">Where to.</param>
            /// <param name="sd">The tensors.</param>
            /// <param name="skip">Names that are left out.</param>
            public static void save_state_dict(BinaryWriter writer, Dictionary<string, Tensor> sd, IList<string>? skip = null) =>
                StateFile.Write(writer, sd.Where(e => skip?.Contains(e.Key) != true).ToDictionary());

            /// <summary>Reads what a module saved to a file into parameters and persistent buffers of the same names.</summary>
            /// <param name="location">The file.</param>
            /// <param name="strict">Whether a missing name and one too many are errors.</param>
            /// <param name="skip">Names that are left alone on both sides.</param>
            /// <param name="loadedParameters">Takes the names of this module, and whether each was loaded.</param>
            /// <returns>This module.</returns>
            /// <exception cref="InvalidOperationException">A shape differs; or, when strict, the names do.</exception>
            public virtual Module load(string location, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null) =>
                TensorFile.Read(location, reader => load(reader, strict, skip, loadedParameters));

            /// <summary>Reads what a module saved into parameters and persistent buffers of the same names.</summary>
            /// <param name="reader">Where from.</param>
            /// <param name="strict">Whether a missing name and one too many are errors.</param>
            /// <param name="skip">Names that are left alone on both sides.</param>
            /// <param name="loadedParameters">Takes the names of this module, and whether each was loaded.</param>
            /// <returns>This module.</returns>
            /// <exception cref="InvalidOperationException">A shape differs; or, when strict, the names do.</exception>
            public virtual Module load(BinaryReader reader, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                var state = StateFile.Read(reader);
                try
                {
                    load_state_dict(state, strict, skip);
                    if (loadedParameters is null) return this;
                    foreach (var name in state_dict().Keys) loadedParameters[name] = state.ContainsKey(name) && skip?.Contains(name) != true;
                    return this;
                }
                finally
                {
                    foreach (var tensor in state.Values) tensor.Dispose();
                }
            }

            /// <summary>Reads what a module saved into parameters and persistent buffers of the same names. The stream stays open.</summary>
            /// <param name="stream">Where from.</param>
            /// <param name="strict">Whether a missing name and one too many are errors.</param>
            /// <param name="skip">Names that are left alone on both sides.</param>
            /// <param name="loadedParameters">Takes the names of this module, and whether each was loaded.</param>
            /// <returns>This module.</returns>
            /// <exception cref="InvalidOperationException">A shape differs; or, when strict, the names do.</exception>
            public Module load(Stream stream, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using var reader = new BinaryReader(stream, System.Text.Encoding.UTF8, leaveOpen: true);
                return load(reader, strict, skip, loadedParameters);
            }
        }
    }
}
