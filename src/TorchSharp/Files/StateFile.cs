using static TorchSharp.torch;

namespace TorchSharp.Files;

/// <summary>Named tensors one after another: their number as a variable-length integer, then a name and a tensor each.</summary>
internal static class StateFile
{
    public static void Write(BinaryWriter writer, IReadOnlyDictionary<string, Tensor> state)
    {
        writer.Write7BitEncodedInt64(state.Count);
        foreach (var (name, tensor) in state)
        {
            writer.Write(name);
            TensorStream.Write(writer, tensor);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <returns>Tensors for the caller to dispose.</returns>
    /// <exception cref="InvalidDataException">The names or tensors are not those of a state.</exception>
    /// <exception cref="EndOfStreamException">The file ends before the state does.</exception>
    public static Dictionary<string, Tensor> Read(BinaryReader reader)
    {
        var state = new Dictionary<string, Tensor>();
        var count = -1L;
        try
        {
            count = reader.Read7BitEncodedInt64();
            for (var i = 0L; i < count; i++)
            {
                var name = reader.ReadString();
                if (state.ContainsKey(name)) throw new InvalidDataException($"The name {name} is there twice.");
                state[name] = TensorStream.Read(reader);
            }
            return state;
        }
        catch (Exception e)
        {
            foreach (var tensor in state.Values) tensor.Dispose();
            var place = count < 0 ? "at its start" : $"at tensor {state.Count + 1} of {count}" + (state.Count > 0 ? $", after {state.Keys.Last()}" : "");
            if (e is EndOfStreamException) throw new EndOfStreamException($"The state is wrong {place}: {e.Message}", e);
            if (e is FormatException or InvalidDataException) throw new InvalidDataException($"The state is wrong {place}: {e.Message}", e);
            throw;
        }
    }
}
