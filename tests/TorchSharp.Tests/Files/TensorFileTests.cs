using TorchSharp.Files;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Files;

public sealed class TensorFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("tensors-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string At(string name) => Path.Combine(folder, name);

    private static byte[] Bytes(Tensor tensor)
    {
        using var stream = new MemoryStream();
        tensor.Save(stream);
        return stream.ToArray();
    }

    public static TheoryData<ScalarType> Types() => [.. Enum.GetValues<ScalarType>()];

    [Theory]
    [MemberData(nameof(Types))]
    public void A_tensor_of_any_type_and_shape_comes_back(ScalarType type)
    {
        foreach (var shape in new long[][] { [], [3], [2, 3], [2, 0, 3], [200, 3] })
        {
            var values = Raw.Normal(4, shape.Length == 0 ? [1] : shape).to(type);
            if (shape.Length == 0) values = Raw.Op("reshape(self, shape)").Call(values, shape);
            values.save(At("t"));
            var back = load(At("t"));
            Assert.Equal((type, string.Join(",", shape)), (back.dtype, string.Join(",", back.shape)));
            Assert.Equal(values.bytes, back.bytes);
        }
        Assert.Equal([At("t")], Directory.GetFiles(folder));
    }

    [Fact]
    public void The_bytes_are_those_of_the_format()
    {
        byte[] expected = [6, 2, 200, 1, 0];
        Assert.Equal(expected, Bytes(Raw.Zeros(float32, 200, 0)));
        Assert.Equal([7, 1, 1, .. BitConverter.GetBytes(1.5)], Bytes(Raw.Vector(1.5)));
        Assert.Equal([4, 0, .. BitConverter.GetBytes(-2L)], Bytes(Raw.Op("reshape(self, shape)").Call(Raw.Of([-2L]), Array.Empty<long>())));
    }

    [Fact]
    public void Views_and_gradients_are_written_as_the_numbers_that_they_show()
    {
        var a = Raw.Normal(1, 3, 2).requires_grad_();
        using var stream = new MemoryStream();
        Raw.Turn(a).Save(stream);
        var z = Raw.Op("view_as_complex(self)").Call(Raw.Normal(2, 3, 2));
        var pending = Raw.Op("conj(self)").Call(z);
        pending.Save(stream);
        stream.Position = 0;
        var back = Tensor.Load(stream);
        Assert.False(back.requires_grad);
        Raw.Near(Raw.Turn(a), back, 0);
        Raw.Near(Raw.Conj(z), Tensor.Load(stream), 0);
        Assert.Equal(stream.Length, stream.Position);
    }

    [Fact]
    public void A_tensor_is_filled_in_place_or_passed_over()
    {
        var data = new MemoryStream([.. Bytes(Raw.Vector(1, 2)), .. Bytes(Raw.Vector(3, 4))]);
        using var reader = new BinaryReader(data);
        var target = Raw.Vector(0, 0).requires_grad_();
        target.Load(reader, skip: true);
        Raw.Near([0, 0], target, 0);
        target.Load(reader);
        Raw.Near([3, 4], target, 0);
        data.Position = 0;
        Assert.Null(TensorExtensionMethods.Load(reader, skip: true));
        Raw.Near([3, 4], TensorExtensionMethods.Load(reader), 0);
        data.Position = 0;
        Assert.Contains("The file holds Float64[2], and the tensor to be filled is Float64[3]", Assert.Throws<ArgumentException>(() => Raw.Vector(1, 2, 3).Load(reader)).Message);
    }

    [Fact]
    public void A_truncated_or_foreign_file_names_itself_and_what_was_expected()
    {
        var whole = Bytes(Raw.Vector(1, 2));
        File.WriteAllBytes(At("cut"), whole[..^3]);
        Assert.Equal($"{At("cut")}: The file is truncated: Float64[2] takes 16 bytes, and 13 are left.", Assert.Throws<EndOfStreamException>(() => Tensor.Load(At("cut"))).Message);
        File.WriteAllBytes(At("cut"), whole[..2]);
        Assert.Equal($"{At("cut")}: The file ends where the length of axis 0 was expected. It is truncated, or no file of tensors.", Assert.Throws<EndOfStreamException>(() => load(At("cut"))).Message);
        File.WriteAllText(At("text"), "This is a text.");
        Assert.Equal($"{At("text")}: No tensor of TorchSharp's format is there: 84 stands for no element type.", Assert.Throws<InvalidDataException>(() => Tensor.load(At("text"))).Message);
        File.WriteAllBytes(At("huge"), [7, 2, .. Enumerable.Repeat((byte)255, 8), 127, 255, 255, 255, 127]);
        Assert.Contains("is truncated", Assert.Throws<EndOfStreamException>(() => load(At("huge"))).Message);
        Assert.Throws<FileNotFoundException>(() => load(At("missing")));
    }

    [Fact]
    public void A_state_comes_back_by_name_and_says_where_it_is_wrong()
    {
        Dictionary<string, Tensor> state = new() { ["0.weight"] = Raw.Normal(1, 3, 2), ["0.bias"] = Raw.Vector(1, 2), ["steps"] = Raw.Of([7L]) };
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        StateFile.Write(writer, state);
        stream.Position = 0;
        var back = StateFile.Read(new BinaryReader(stream));
        Assert.Equal(state.Keys, back.Keys);
        foreach (var (name, tensor) in state) Assert.Equal(tensor.bytes, back[name].bytes);
        var bytes = stream.ToArray();
        Assert.Equal(3, bytes[0]);
        var message = Assert.Throws<EndOfStreamException>(() => StateFile.Read(new BinaryReader(new MemoryStream(bytes[..80])))).Message;
        Assert.StartsWith("The state is wrong at tensor 2 of 3, after 0.weight: The file is truncated: Float64[2] takes 16 bytes", message);
        bytes[0] = 2;
        byte[] twice = [2, 1, 97, .. Bytes(Raw.Vector(1)), 1, 97, .. Bytes(Raw.Vector(1))];
        Assert.Contains("The name a is there twice", Assert.Throws<InvalidDataException>(() => StateFile.Read(new BinaryReader(new MemoryStream(twice)))).Message);
    }
}
