using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RankCollapse.Models.Training;

/// <summary>The file from which a training goes on exactly: log, weights, state of the optimiser and of the random numbers.</summary>
internal static class TrainingCheckpoint
{
    private const string Mark = "RankCollapse training 1";

    /// <summary>Writes a checkpoint; the file that was there stays until the new one is whole.</summary>
    public static void Write(string path, nn.Module model, OptimizerHelper optimiser, TrainingLog log)
    {
        var draft = path + ".saving";
        using (var writer = new BinaryWriter(File.Create(draft)))
        {
            writer.Write(Mark);
            log.Write(writer);
            using (var state = Generator.Default.get_state()) state.Save(writer);
            model.save(writer);
            optimiser.save_state_dict(writer);
        }
        File.Move(draft, path, overwrite: true);
    }

    /// <summary>Takes up a checkpoint.</summary>
    /// <returns>The log so far.</returns>
    /// <exception cref="InvalidDataException">Not a checkpoint, cut off, or of another model.</exception>
    public static TrainingLog Read(string path, nn.Module model, OptimizerHelper optimiser)
    {
        try
        {
            using var reader = new BinaryReader(File.OpenRead(path));
            if (reader.ReadString() != Mark) throw new InvalidDataException($"{path} is not a checkpoint of a training. Give another file, or delete it to start anew.");
            var log = TrainingLog.Read(reader);
            using (var state = TensorExtensionMethods.Load(reader)) Generator.Default.set_state(state);
            model.load(reader);
            optimiser.load_state_dict(reader);
            return log;
        }
        catch (Exception e) when (e is EndOfStreamException or FormatException or ArgumentException)
        {
            throw new InvalidDataException($"{path} is not a whole checkpoint of this model: {e.Message} Delete it to start anew.", e);
        }
    }
}
