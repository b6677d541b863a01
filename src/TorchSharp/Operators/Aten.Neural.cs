namespace TorchSharp.Native;

internal static partial class Aten
{
    public static readonly Op
        set_data = new("set_data(self, new_data)");
}
