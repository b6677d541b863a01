using System.Diagnostics;
using RankCollapse.Models.Files;
using static TorchSharp.torch;

namespace RankCollapse.Models.Tests.Files;

public sealed class NumpyFileTests : Sample
{
    /// <summary>Runs a program with numpy; without numpy there is nothing to compare with.</summary>
    private string Numpy(string program)
    {
        var python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
        using var process = Process.Start(new ProcessStartInfo(python, ["-c", "import numpy as np\n" + program]) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var text = process.StandardOutput.ReadToEnd();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (errors.Contains("No module named 'numpy'", StringComparison.Ordinal)) Assert.Skip("Python has no numpy here.");
        Assert.True(process.ExitCode == 0, errors);
        return text.Trim();
    }

    private void Refused(string name, string reason)
    {
        var message = Assert.Throws<InvalidDataException>(() => NumpyFile.ReadArray(At(name))).Message;
        Assert.StartsWith($"{At(name)} is not an array that can be read: ", message);
        Assert.Contains(reason, message);
    }

    [Fact]
    public void Tensors_of_all_types_and_shapes_come_back()
    {
        var tensors = Tensors([.. Types, ScalarType.ComplexFloat64]);
        NumpyFile.Write(At("all.npz"), tensors);
        Same(tensors, NumpyFile.Read(At("all.npz")));
        foreach (var (name, tensor) in tensors)
        {
            NumpyFile.WriteArray(At("one.npy"), tensor);
            Same(new Dictionary<string, Tensor> { [name] = tensor }, new Dictionary<string, Tensor> { [name] = NumpyFile.ReadArray(At("one.npy")) });
        }
        Assert.Equal([At("all.npz"), At("one.npy")], Directory.GetFiles(Folder).Order());
    }

    [Fact]
    public void Numpy_reads_what_is_written_here()
    {
        NumpyFile.WriteArray(At("a.npy"), arange(6, dtype: float64).reshape(2, 3).T);
        NumpyFile.Write(At("b.npz"), new Dictionary<string, Tensor> { ["z"] = tensor(new[] { 1.5f }).to(complex64), ["layer.0"] = tensor(new long[] { -7 }), ["none"] = empty([0, 2], dtype: float16) });
        Assert.Equal("float64 [[0.0, 3.0], [1.0, 4.0], [2.0, 5.0]]", Numpy("a = np.load('a.npy'); print(a.dtype, a.tolist())"));
        Assert.Equal("complex64 (1.5+0j) int64 -7 float16 (0, 2)",
            Numpy("b = np.load('b.npz'); print(b['z'].dtype, b['z'][0], b['layer.0'].dtype, b['layer.0'][0], b['none'].dtype, b['none'].shape)"));
    }

    [Fact]
    public void What_numpy_writes_is_read_here()
    {
        Numpy("""
            a = {k: (np.arange(12).reshape(3, 4) % 5).astype(k) for k in '? u1 i1 i2 i4 i8 f2 f4 f8 c8 c16'.split()}
            np.savez('plain.npz', **a); np.savez_compressed('packed.npz', **a)
            np.save('zero.npy', np.float32(2.5)); np.save('empty.npy', np.zeros((0, 3))); np.save('vector.npy', np.arange(3.0))
            """);
        foreach (var file in new[] { "plain.npz", "packed.npz" })
        {
            var read = NumpyFile.Read(At(file));
            Assert.Equal(11, read.Count);
            foreach (var (name, found) in read)
            {
                Assert.Equal([3, 4], found.shape);
                double[] expected = [.. Enumerable.Range(0, 12).Select(i => name == "?" ? Math.Min(i % 5, 1) : i % 5)];
                Assert.Equal(expected, (found.is_complex() ? found.real : found).to(float64).contiguous().data<double>().ToArray());
            }
            Assert.Equal([ScalarType.Bool, ScalarType.Float16, ScalarType.ComplexFloat64], new[] { "?", "f2", "c16" }.Select(n => read[n].dtype));
        }
        Assert.Equal(2.5f, NumpyFile.ReadArray(At("zero.npy")).item<float>());
        Assert.Equal([0, 3], NumpyFile.ReadArray(At("empty.npy")).shape);
        Assert.Equal([0.0, 1, 2], NumpyFile.ReadArray(At("vector.npy")).data<double>().ToArray());
    }

    [Fact]
    public void Kinds_of_arrays_that_are_not_read_say_what_to_save_instead()
    {
        Numpy("""
            np.save('fortran.npy', np.asfortranarray(np.zeros((2, 3)))); np.save('big.npy', np.zeros(2, '>f4')); np.save('text.npy', np.array(['a']))
            np.save('objects.npy', np.array([{}, None]), allow_pickle=True); np.save('fields.npy', np.zeros(2, [('a', 'f4')])); np.save('unsigned.npy', np.zeros(2, 'u4'))
            """);
        Refused("fortran.npy", "its elements are in Fortran order, column by column, and row by row was expected. Save numpy.ascontiguousarray(a) instead");
        Refused("big.npy", "its elements are >f4, high byte first, and low byte first was expected");
        Refused("objects.npy", "it holds Python objects, which are pickled, and a pickle can run any program");
        Refused("text.npy", "its elements are <U1; known are b1, u1, i1, i2, i4, i8, f2, f4, f8, c8, c16");
        Refused("unsigned.npy", "its elements are <u4; known are");
        Refused("fields.npy", "[('a', '<f4')]");
    }

    [Fact]
    public void Damage_names_the_file_what_was_expected_and_what_was_found()
    {
        NumpyFile.WriteArray(At("a.npy"), ones(2, 3));
        var whole = File.ReadAllBytes(At("a.npy"));
        Assert.Equal(0, (whole.Length - 24) % 64);
        File.WriteAllBytes(At("a.npy"), whole[..^5]);
        Refused("a.npy", "Float32[2, 3] takes 24 bytes, and 19 follow the header: the file is truncated");
        File.WriteAllBytes(At("a.npy"), whole[..50]);
        Refused("a.npy", "the header should take 118 bytes, and 40 follow: the file is truncated");
        File.WriteAllBytes(At("a.npy"), whole[..9]);
        Refused("a.npy", "it ends before the length of its header");
        whole[6] = 9;
        File.WriteAllBytes(At("a.npy"), whole);
        Refused("a.npy", "versions 1 to 3 of the format are known, and this is 9");
        File.WriteAllText(At("a.npy"), "no array at all");
        Refused("a.npy", "the mark of a numpy array was expected in the first bytes");
        Assert.Contains("which numpy does not know", Assert.Throws<NotSupportedException>(() => NumpyFile.WriteArray(At("b.npy"), zeros(1, dtype: bfloat16))).Message);
        Assert.False(File.Exists(At("b.npy")));
    }

    [Fact]
    public void A_damaged_archive_names_itself_and_the_array()
    {
        NumpyFile.Write(At("a.npz"), new Dictionary<string, Tensor> { ["w"] = ones(2, 3), ["v"] = ones(2) });
        var whole = File.ReadAllBytes(At("a.npz"));
        File.WriteAllBytes(At("a.npz"), whole[..^40]);
        Assert.StartsWith($"{At("a.npz")} is not a whole npz archive: ", Assert.Throws<InvalidDataException>(() => NumpyFile.Read(At("a.npz"))).Message);
        Numpy("np.savez('b.npz', w=np.zeros(2), o=np.array([{}]))");
        Assert.StartsWith($"{At("b.npz")} (o) is not an array that can be read: it holds Python objects", Assert.Throws<InvalidDataException>(() => NumpyFile.Read(At("b.npz"))).Message);
    }
}
