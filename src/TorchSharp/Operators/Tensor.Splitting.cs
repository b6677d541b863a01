using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Parts along the first axis, as views.</summary>
        /// <param name="size">How many parts of one length.</param>
        public Tensor[] vsplit(long size) => Aten.vsplit_int.CallList(this, size);

        /// <summary>Parts along the first axis, as views.</summary>
        /// <param name="sizes">The indices at which to cut.</param>
        public Tensor[] vsplit(params long[] sizes) => Aten.vsplit_array.CallList(this, sizes);

        /// <summary>Parts along the second axis, as views; of a vector along the first.</summary>
        /// <param name="size">How many parts of one length.</param>
        public Tensor[] hsplit(long size) => Aten.hsplit_int.CallList(this, size);

        /// <summary>Parts along the second axis, as views; of a vector along the first.</summary>
        /// <param name="sizes">The indices at which to cut.</param>
        public Tensor[] hsplit(params long[] sizes) => Aten.hsplit_array.CallList(this, sizes);

        /// <summary>Parts along the third axis, as views.</summary>
        /// <param name="size">How many parts of one length.</param>
        public Tensor[] dsplit(long size) => Aten.dsplit_int.CallList(this, size);

        /// <summary>Parts along the third axis, as views.</summary>
        /// <param name="sizes">The indices at which to cut.</param>
        public Tensor[] dsplit(params long[] sizes) => Aten.dsplit_array.CallList(this, sizes);
    }
}
