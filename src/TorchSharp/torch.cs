using System.Runtime.InteropServices;
using TorchSharp.Native;

namespace TorchSharp;

/// <summary>Tensors, their operations, neural networks and optimisers: TorchSharp's API, as much of it as this project uses, over libtorch.</summary>
/// <remarks>Open a file with <c>using TorchSharp; using static TorchSharp.torch;</c>. Every public member exists in TorchSharp 0.106 with the same signature.</remarks>
public static partial class torch
{
    /// <summary>The release of the libtorch that was loaded.</summary>
    public static string __version__ => ShimLibrary.Loaded(Marshal.PtrToStringUTF8(Shim.Config())!) ?? Marshal.PtrToStringUTF8(Shim.BuiltFor())!;
}
