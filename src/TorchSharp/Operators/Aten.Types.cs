namespace TorchSharp.Native;

internal static partial class Aten
{
    public static readonly Op
        can_cast = new("can_cast(from, to)"),
        promote_types = new("promote_types(type1, type2)"),
        result_type_Tensor = new("result_type.Tensor(tensor, other)");
}
