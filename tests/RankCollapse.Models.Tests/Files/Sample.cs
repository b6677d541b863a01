using static TorchSharp.torch;

namespace RankCollapse.Models.Tests.Files;

/// <summary>Tensors of many types and shapes, and a folder that goes with the test.</summary>
public abstract class Sample : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("tensors-").FullName;

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected string Folder => folder;

    protected string At(string name) => Path.Combine(folder, name);

    protected static readonly ScalarType[] Types =
        [ScalarType.Bool, ScalarType.Byte, ScalarType.Int8, ScalarType.Int16, ScalarType.Int32, ScalarType.Int64, ScalarType.Float16, ScalarType.Float32, ScalarType.Float64, ScalarType.ComplexFloat32];

    /// <summary>Every type in several shapes, with no axis, one, two and an empty one among them.</summary>
    protected static Dictionary<string, Tensor> Tensors(params ScalarType[] types)
    {
        var random = new Random(5);
        var all = new Dictionary<string, Tensor>();
        foreach (var type in types)
        {
            foreach (var shape in new long[][] { [], [3], [2, 5], [2, 0, 3] })
            {
                var tensor = empty(shape, dtype: type);
                random.NextBytes(tensor.bytes);
                if (type == ScalarType.Bool) foreach (ref var b in tensor.bytes) b &= 1;
                all[$"{type}.{shape.Length}"] = tensor;
            }
        }
        return all;
    }

    protected static void Same(IReadOnlyDictionary<string, Tensor> expected, IReadOnlyDictionary<string, Tensor> found)
    {
        Assert.Equal(expected.Keys.Order(), found.Keys.Order());
        foreach (var (name, tensor) in expected)
        {
            Assert.Equal((name, tensor.dtype, string.Join(",", tensor.shape)), (name, found[name].dtype, string.Join(",", found[name].shape)));
            Assert.True(tensor.bytes.SequenceEqual(found[name].bytes), name);
        }
    }
}
