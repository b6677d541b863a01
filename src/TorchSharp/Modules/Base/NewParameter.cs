using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Parameters and buffers of the modules of this library.</summary>
internal static class NewParameter
{
    /// <summary>A parameter whose values are yet to be set.</summary>
    public static Parameter Empty(long[] size, Device? device, ScalarType? dtype) => new(Aten.empty_memory_format.Call(size, dtype ?? get_default_dtype(), Arg.None, device ?? CPU));

    /// <summary>A parameter of ones.</summary>
    public static Parameter Ones(long[] size, Device? device, ScalarType? dtype) => (Parameter)nn.init.ones_(Empty(size, device, dtype));

    /// <summary>A parameter of zeros.</summary>
    public static Parameter Zeros(long[] size, Device? device, ScalarType? dtype) => (Parameter)nn.init.zeros_(Empty(size, device, dtype));
}
