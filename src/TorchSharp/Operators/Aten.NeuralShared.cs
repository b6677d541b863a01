namespace TorchSharp.Native;

internal static partial class Aten
{
    public static readonly Op
        cat = new("cat(tensors, dim)"),
        diagonal = new("diagonal(self, offset, dim1, dim2)"),
        flatten_using_ints = new("flatten.using_ints(self, start_dim, end_dim)"),
        masked_fill_Scalar = new("masked_fill.Scalar(self, mask, value)"),
        matmul = new("matmul(self, other)"),
        narrow = new("narrow(self, dim, start, length)"),
        reshape = new("reshape(self, shape)"),
        select_int = new("select.int(self, dim, index)"),
        stack = new("stack(tensors, dim)"),
        transpose_int = new("transpose.int(self, dim0, dim1)"),
        triu = new("triu(self, diagonal)");
}
