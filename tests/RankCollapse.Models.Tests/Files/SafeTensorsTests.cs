using System.Text;
using RankCollapse.Models.Files;
using static TorchSharp.torch;

namespace RankCollapse.Models.Tests.Files;

public sealed class SafeTensorsTests : Sample
{
    /// <summary>A file put together by hand from the specification: length, header, bytes.</summary>
    private string Build(string header, params byte[] data)
    {
        var text = Encoding.UTF8.GetBytes(header);
        File.WriteAllBytes(At("file.safetensors"), [.. BitConverter.GetBytes((ulong)text.Length), .. text, .. data]);
        return At("file.safetensors");
    }

    private void Refused(string header, byte[] data, string reason)
    {
        var path = Build(header, data);
        Assert.Equal($"{path} is not a whole safetensors file: {reason}.", Assert.Throws<InvalidDataException>(() => SafeTensors.Read(path)).Message);
    }

    [Fact]
    public void Tensors_of_all_types_and_shapes_come_back()
    {
        var tensors = Tensors([.. Types, ScalarType.BFloat16]);
        SafeTensors.Write(At("all"), tensors, new Dictionary<string, string> { ["format"] = "pt", ["note"] = "λ = ½" });
        Same(tensors, SafeTensors.Read(At("all")));
        Assert.Equal([("format", "pt"), ("note", "λ = ½")], SafeTensors.ReadMetadata(At("all")).Select(n => (n.Key, n.Value)));
        Assert.Equal([At("all")], Directory.GetFiles(Folder));
        SafeTensors.Write(At("none"), new Dictionary<string, Tensor>());
        Assert.Empty(SafeTensors.Read(At("none")));
    }

    [Fact]
    public void A_file_by_hand_is_read_and_the_same_tensors_are_written_the_same_way()
    {
        const string Header = """{"b":{"dtype":"I64","shape":[2],"data_offsets":[0,16]},"a":{"dtype":"F32","shape":[2,1],"data_offsets":[16,24]}}""";
        byte[] data = [1, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 128, 63, 0, 0, 0, 192];
        var path = Build(Header, data);
        var read = SafeTensors.Read(path);
        Assert.Equal([1L, -1L], read["b"].data<long>().ToArray());
        Assert.Equal([1f, -2f], read["a"].data<float>().ToArray());
        Assert.Equal([2, 1], read["a"].shape);
        SafeTensors.Write(At("again"), read);
        var written = File.ReadAllBytes(At("again"));
        Assert.Equal(0, (int)BitConverter.ToUInt64(written) % 8);
        Assert.Equal(Header, Encoding.UTF8.GetString(written[8..^data.Length]).TrimEnd(' '));
        Assert.Equal(data, written[^data.Length..]);
    }

    [Fact]
    public void Views_are_written_as_the_numbers_that_they_show()
    {
        var a = arange(6, dtype: float32).reshape(2, 3);
        SafeTensors.Write(At("view"), new Dictionary<string, Tensor> { ["t"] = a.T });
        var back = SafeTensors.Read(At("view"))["t"];
        Assert.Equal([3, 2], back.shape);
        Assert.Equal([0f, 3, 1, 4, 2, 5], back.data<float>().ToArray());
    }

    [Fact]
    public void A_file_that_was_there_stays_when_writing_fails()
    {
        SafeTensors.Write(At("file"), new Dictionary<string, Tensor> { ["a"] = ones(2) });
        var wrong = new Dictionary<string, Tensor> { ["a"] = ones(2), ["z"] = zeros(2, dtype: complex128) };
        Assert.Contains("z holds ComplexFloat64 elements, which safetensors files have no name for", Assert.Throws<NotSupportedException>(() => SafeTensors.Write(At("file"), wrong)).Message);
        Assert.Contains("__metadata__", Assert.Throws<ArgumentException>(() => SafeTensors.Write(At("file"), new Dictionary<string, Tensor> { ["__metadata__"] = ones(1) })).Message);
        Assert.Single(SafeTensors.Read(At("file")));
        Assert.Equal([At("file")], Directory.GetFiles(Folder));
    }

    [Fact]
    public void Damage_names_the_file_what_was_expected_and_what_was_found()
    {
        const string One = """{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""";
        Refused(One, new byte[5], "the tensors take 8 bytes, and 5 follow the header: the file is truncated");
        Refused(One, new byte[9], "the tensors take 8 bytes, and 9 follow the header: 1 belong to no tensor");
        Refused("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"v":{"dtype":"U8","shape":[6],"data_offsets":[4,10]}}""", new byte[10],
            "the tensor v begins at byte 4, and w ends at 8: they overlap");
        Refused("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", new byte[12], "the tensor w begins at byte 4, and the header ends at 0: bytes between them belong to no tensor");
        Refused("""{"w":{"dtype":"F33","shape":[2],"data_offsets":[0,8]}}""", new byte[8], "the tensor w has the type F33; known are BOOL, U8, I8, I16, F16, BF16, I32, F32, I64, F64, C64");
        Refused("""{"w":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", new byte[8], "the tensor w of type F32 and shape [3] takes 12 bytes, and its offsets 0 to 8 give it 8");
        Refused("""{"w":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", new byte[8], "the tensor w has the shape [-2]");
        Refused("""{"w":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}""", [], "the tensor w of type F32 and shape [4611686018427387904, 4] takes 73786976294838206464 bytes, and its offsets 0 to 0 give it 0");
    }

    [Fact]
    public void A_header_that_is_too_long_or_no_JSON_is_refused()
    {
        var path = At("file.safetensors");
        File.WriteAllBytes(path, [.. BitConverter.GetBytes(1000UL), .. "{}"u8]);
        Assert.Equal($"{path} is not a whole safetensors file: the header should take 1000 bytes, and 2 follow: the file is truncated, or of another kind.", Assert.Throws<InvalidDataException>(() => SafeTensors.Read(path)).Message);
        File.WriteAllBytes(path, [1, 2, 3]);
        Assert.Contains("the length of the header was expected in 8 bytes, and the file has 3", Assert.Throws<InvalidDataException>(() => SafeTensors.Read(path)).Message);
        foreach (var text in new[] { "{\"w\":", "[1]", "{\"w\":{\"dtype\":\"F32\"}}", "{\"w\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,8]}}", "{\"a\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]},\"a\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}}" })
            Assert.StartsWith($"{path}: the header of a safetensors file was expected, and its JSON is wrong: ", Assert.Throws<InvalidDataException>(() => SafeTensors.Read(Build(text))).Message);
    }
}
