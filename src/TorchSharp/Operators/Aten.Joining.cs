namespace TorchSharp.Native;

internal static partial class Aten
{
    public static readonly Op
        block_diag = new("block_diag(tensors)"),
        cat = new("cat(tensors, dim)"),
        chunk = new("chunk(self, chunks, dim)"),
        column_stack = new("column_stack(tensors)"),
        dstack = new("dstack(tensors)"),
        hstack = new("hstack(tensors)"),
        repeat = new("repeat(self, repeats)"),
        repeat_interleave_self_Tensor = new("repeat_interleave.self_Tensor(self, repeats, dim, output_size)"),
        repeat_interleave_self_int = new("repeat_interleave.self_int(self, repeats, dim, output_size)"),
        split_Tensor = new("split.Tensor(self, split_size, dim)"),
        split_with_sizes = new("split_with_sizes(self, split_sizes, dim)"),
        stack = new("stack(tensors, dim)"),
        tensor_split_indices = new("tensor_split.indices(self, indices, dim)"),
        tensor_split_sections = new("tensor_split.sections(self, sections, dim)"),
        tensor_split_tensor_indices_or_sections = new("tensor_split.tensor_indices_or_sections(self, tensor_indices_or_sections, dim)"),
        tile = new("tile(self, dims)"),
        unbind_int = new("unbind.int(self, dim)"),
        vstack = new("vstack(tensors)");
}
