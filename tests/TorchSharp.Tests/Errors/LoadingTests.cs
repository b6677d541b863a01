using System.Diagnostics;
using TorchSharp.Native;

namespace TorchSharp.Tests.Errors;

public sealed class LoadingTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("shim-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string Shim => Path.Combine(AppContext.BaseDirectory, "libTorchShim.so");

    /// <summary>Compiles a library from one line of C; without a compiler there is nothing to test with.</summary>
    private string Compile(string name, string source, params string[] more)
    {
        var (code, library) = (Path.Combine(folder, name + ".cpp"), Path.Combine(folder, $"lib{name}.so"));
        File.WriteAllText(code, source);
        try
        {
            using var compiler = Process.Start("g++", ["-shared", "-fPIC", code, "-o", library, .. more])!;
            compiler.WaitForExit();
            Assert.Equal(0, compiler.ExitCode);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("There is no g++ here to compile a wrong library with.");
        }
        return library;
    }

    [Fact]
    public void A_missing_shim_names_the_file_and_what_to_install()
    {
        var path = Path.Combine(folder, "libTorchShim.so");
        var message = Assert.Throws<DllNotFoundException>(() => ShimLibrary.Load(path)).Message;
        Assert.StartsWith($"Tensors need libtorch, and {path}, which connects to it, was not built", message);
        Assert.Contains("apt-get install libtorch-dev libopenblas0-pthread g++", message);
        Assert.Contains("LIBTORCH", message);
    }

    [Fact]
    public void A_missing_libtorch_is_named_with_what_to_install()
    {
        var ghost = Compile("torch_ghost", "int here() { return 1; }");
        var path = Compile("Shim", "int here(); extern \"C\" int shim_abi() { return here(); }", $"-L{folder}", "-ltorch_ghost");
        File.Delete(ghost);
        var message = Assert.Throws<DllNotFoundException>(() => ShimLibrary.Load(path)).Message;
        Assert.StartsWith($"{path} was built, but libtorch itself could not be loaded", message);
        Assert.Contains("libtorch_ghost.so", message);
        Assert.Contains("apt-get install libtorch-dev", message);
    }

    [Fact]
    public void A_library_without_the_expected_functions_is_refused()
    {
        var path = Compile("Shim", "extern \"C\" int something_else() { return 1; }");
        Assert.Equal($"{path} is a library, but not the one that TorchSharp needs: it has no function shim_abi. Delete it and build again.",
            Assert.Throws<EntryPointNotFoundException>(() => ShimLibrary.Load(path)).Message);
    }

    [Fact]
    public void A_shim_of_other_sources_is_refused()
    {
        var path = Compile("Shim", "extern \"C\" int shim_abi() { return 99; }");
        var message = Assert.Throws<EntryPointNotFoundException>(() => ShimLibrary.Load(path)).Message;
        Assert.Contains("speaks version 99 of the shim's interface", message);
        Assert.Contains("Build both again from the same sources", message);
    }

    [Fact]
    public void A_shim_for_another_processor_is_refused()
    {
        var path = Path.Combine(folder, "libTorchShim.so");
        var bytes = File.ReadAllBytes(Shim);
        bytes[18] = 22;
        File.WriteAllBytes(path, bytes);
        var message = Assert.Throws<BadImageFormatException>(() => ShimLibrary.Load(path)).Message;
        Assert.Contains($"{path} was built for ELF machine 22; this process runs on {System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture}", message);
        bytes[18] = (byte)(bytes[18] == 183 ? 62 : 183);
        File.WriteAllBytes(path, bytes);
        if (System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.X64)
            Assert.Contains("was built for Arm64", Assert.Throws<BadImageFormatException>(() => ShimLibrary.Load(path)).Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("This is a text and not a shared library.")]
    public void A_file_that_is_no_library_is_refused(string content)
    {
        var path = Path.Combine(folder, "libTorchShim.so");
        File.WriteAllText(path, content);
        Assert.Equal($"{path} is not a shared library. Delete it and build again.", Assert.Throws<BadImageFormatException>(() => ShimLibrary.Load(path)).Message);
    }

    [Fact]
    public void A_libtorch_that_is_too_old_or_not_the_one_built_against_is_refused()
    {
        ShimLibrary.CheckVersion("1.13.1", "PyTorch built with: TORCH_VERSION=1.13.1, USE_CUDA=0");
        ShimLibrary.CheckVersion("2.11.0", "TORCH_VERSION=2.11.0+cu130, USE_CUDA=1");
        var old = Assert.Throws<NotSupportedException>(() => ShimLibrary.CheckVersion("1.12.1", "TORCH_VERSION=1.12.1, "));
        Assert.StartsWith("libtorch 1.12.1 was loaded; 1.13 or newer is needed. Install it with", old.Message);
        var other = Assert.Throws<NotSupportedException>(() => ShimLibrary.CheckVersion("1.13.1", "TORCH_VERSION=2.1.0, "));
        Assert.StartsWith("The shim was built against libtorch 1.13.1, but libtorch 2.1.0 was loaded. Build again", other.Message);
    }

    [Fact]
    public void The_shim_beside_this_test_loads() => Assert.NotEqual(0, ShimLibrary.Load(Shim));
}
