using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>Finds and loads <c>libTorchShim.so</c> beside this assembly, and says what to do when that fails.</summary>
internal static class ShimLibrary
{
    /// <summary>The name under which the shim's functions are imported.</summary>
    public const string Name = "TorchShim";

    /// <summary>The version of the shim's C ABI that this assembly speaks.</summary>
    private const int Abi = 3;

    private const string Remedy = "Install it with: apt-get install libtorch-dev libopenblas0-pthread g++ (Debian, Ubuntu), or point LIBTORCH to a libtorch "
        + "or to site-packages/torch; then build again (./workbook builds by itself).";

    /// <summary>The oldest release whose operators and headers fit.</summary>
    private static readonly Version OldestLibtorch = new(1, 13);

    /// <summary>Makes the runtime load the shim through <see cref="Load"/>.</summary>
    public static void Register() =>
        NativeLibrary.SetDllImportResolver(typeof(ShimLibrary).Assembly, (name, _, _) => name == Name ? Load(ShimPath) : IntPtr.Zero);

    private static string ShimPath => Path.Combine(Path.GetDirectoryName(typeof(ShimLibrary).Assembly.Location) ?? "", "libTorchShim.so");

    /// <summary>Loads a shim.</summary>
    /// <param name="path">Where it lies.</param>
    /// <returns>The library's handle.</returns>
    /// <exception cref="DllNotFoundException">The shim or libtorch is missing.</exception>
    /// <exception cref="BadImageFormatException">It was built for another processor, or is no library.</exception>
    /// <exception cref="EntryPointNotFoundException">It lacks a function, or was built from other sources.</exception>
    internal static IntPtr Load(string path)
    {
        if (!File.Exists(path))
            throw new DllNotFoundException($"Tensors need libtorch, and {path}, which connects to it, was not built: there was no libtorch, or no C++ compiler. {Remedy}");
        CheckArchitecture(path);
        if (!NativeLibrary.TryLoad(path, out var library)) throw NotLoaded(path);
        if (!NativeLibrary.TryGetExport(library, "shim_abi", out var abi))
            throw new EntryPointNotFoundException($"{path} is a library, but not the one that TorchSharp needs: it has no function shim_abi. Delete it and build again.");
        if (Version(abi) is var found && found != Abi)
            throw new EntryPointNotFoundException($"{path} speaks version {found} of the shim's interface; this TorchSharp.dll speaks version {Abi}. Build both again from the same sources.");
        return library;
    }

    private static unsafe int Version(IntPtr function) => ((delegate* unmanaged<int>)function)();

    private static Exception NotLoaded(string path)
    {
        try
        {
            NativeLibrary.Load(path);
        }
        catch (DllNotFoundException e)
        {
            // The first line is the runtime's own and names no cause; those with the path tell of other names that it tried.
            var lines = e.Message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            var cause = lines.Skip(1).FirstOrDefault(line => !line.Contains(path, StringComparison.Ordinal)) ?? lines[0];
            return new DllNotFoundException($"{path} was built, but libtorch itself could not be loaded: {cause.TrimEnd('.')}. {Remedy}");
        }
        return new DllNotFoundException($"{path} could not be loaded. {Remedy}");
    }

    /// <summary>Reads the ELF header: the dynamic loader's own words for a wrong processor are no help.</summary>
    private static void CheckArchitecture(string path)
    {
        Span<byte> header = stackalloc byte[20];
        using (var file = File.OpenRead(path))
        {
            if (file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length || !header[..4].SequenceEqual("\u007fELF"u8))
                throw new BadImageFormatException($"{path} is not a shared library. Delete it and build again.");
        }
        var machine = BinaryPrimitives.ReadUInt16LittleEndian(header[18..]);
        var wanted = RuntimeInformation.ProcessArchitecture switch { Architecture.X64 => 62, Architecture.Arm64 => 183, _ => -1 };
        if (machine == wanted) return;
        var name = machine switch { 62 => "x86-64", 183 => "Arm64", 3 => "x86", 40 => "Arm", _ => $"ELF machine {machine}" };
        throw new BadImageFormatException($"{path} was built for {name}; this process runs on {RuntimeInformation.ProcessArchitecture}. Build again on this machine.");
    }

    /// <summary>Looks at what was loaded: a libtorch that is too old or not the one built against is refused, slow matrix products are reported once.</summary>
    public static void CheckStarted()
    {
        CheckVersion(Marshal.PtrToStringUTF8(Shim.BuiltFor())!, Marshal.PtrToStringUTF8(Shim.Config())!);
        // Once in a process: this runs when the shim is loaded.
        if (Shim.HasFastBlas() == 0) Console.Error.WriteLine(SlowBlas);
    }

    /// <summary>The warning when libtorch multiplies matrices with the reference BLAS.</summary>
    internal const string SlowBlas = "libtorch uses the reference BLAS: matrix products are 20 to 30 times slower than they could be. "
        + "Install OpenBLAS with: apt-get install libopenblas0-pthread";

    /// <summary>Compares the release that the shim was compiled against with the one that was loaded.</summary>
    /// <param name="built">Release of the headers, such as 1.13.0.</param>
    /// <param name="config">How the loaded libtorch says it was built.</param>
    /// <exception cref="NotSupportedException">Too old, or not the same.</exception>
    internal static void CheckVersion(string built, string config)
    {
        var start = config.IndexOf("TORCH_VERSION=", StringComparison.Ordinal);
        var loaded = start < 0 ? built : config[(start + "TORCH_VERSION=".Length)..].Split(',')[0].Trim();
        if (System.Version.TryParse(loaded.Split('+', 'a')[0], out var version) && version < OldestLibtorch)
            throw new NotSupportedException($"libtorch {loaded} was loaded; {OldestLibtorch} or newer is needed. {Remedy}");
        if (loaded.Split('+')[0] != built.Split('+')[0])
            throw new NotSupportedException($"The shim was built against libtorch {built}, but libtorch {loaded} was loaded. Build again, with LIBTORCH as it is when you run.");
    }
}
