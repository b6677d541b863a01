using System.Runtime.CompilerServices;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>A part of the tensor: a view where no tensor picks, a copy where one does. What is assigned is broadcast to the part.</summary>
        /// <param name="indices">What to take along each axis; those that are not named are taken whole.</param>
        /// <exception cref="IndexOutOfRangeException">An index is beyond its axis.</exception>
        /// <exception cref="ArgumentException">More indices than axes.</exception>
        [IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => Get(indices);
            set => Put(value, indices, accumulate: false);
        }

        /// <summary>The elements that tensors of indices or masks pick, one for each axis.</summary>
        /// <param name="indices">Indices or masks; null for a whole axis.</param>
        [IndexerName("TensorItems")]
        public Tensor this[params Tensor?[] indices]
        {
            get => Get(Picking(indices));
            set => Put(value, Picking(indices), accumulate: false);
        }

        /// <summary>One index along the first axes, which go: a view.</summary>
        /// <param name="i1">The index along the first axis; counted from the end when negative.</param>
        /// <exception cref="IndexOutOfRangeException">An index is beyond its axis.</exception>
        [IndexerName("TensorItems")]
        public Tensor this[long i1]
        {
            get => At(i1);
            set => SetAt(value, i1);
        }

        /// <inheritdoc cref="this[long]"/>
        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2]
        {
            get => At(i1, i2);
            set => SetAt(value, i1, i2);
        }

        /// <inheritdoc cref="this[long]"/>
        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3]
        {
            get => At(i1, i2, i3);
            set => SetAt(value, i1, i2, i3);
        }

        /// <inheritdoc cref="this[long]"/>
        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => At(i1, i2, i3, i4);
            set => SetAt(value, i1, i2, i3, i4);
        }

        /// <inheritdoc cref="this[long]"/>
        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4, long i5]
        {
            get => At(i1, i2, i3, i4, i5);
            set => SetAt(value, i1, i2, i3, i4, i5);
        }

        /// <inheritdoc cref="this[long]"/>
        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4, long i5, long i6]
        {
            get => At(i1, i2, i3, i4, i5, i6);
            set => SetAt(value, i1, i2, i3, i4, i5, i6);
        }

        /// <inheritdoc cref="this[long]"/>
        /// <param name="indices">The indices along the first axes.</param>
        [IndexerName("TensorItems")]
        public Tensor this[params long[] indices]
        {
            get => At(indices);
            set => SetAt(value, indices);
        }

        /// <summary>A part of the tensor, as <c>t[indices]</c>.</summary>
        /// <param name="indices">What to take along each axis.</param>
        public Tensor index(params TensorIndex[] indices) => Get(indices);

        /// <summary>The elements that tensors of indices or masks pick, as <c>t[indices]</c>.</summary>
        /// <param name="indices">Indices or masks; null for a whole axis.</param>
        public Tensor index(params Tensor?[] indices) => Get(Picking(indices));

        /// <summary>Writes to a part of the tensor, as <c>t[indices] = value</c>.</summary>
        /// <param name="value">What to write, broadcast.</param>
        /// <param name="indices">What to write to along each axis.</param>
        /// <returns>This tensor.</returns>
        public Tensor index_put_(Tensor value, params TensorIndex[] indices) => Put(value, indices, accumulate: false);

        /// <summary>Writes to a part of the tensor or adds to it.</summary>
        /// <param name="value">What to write, broadcast.</param>
        /// <param name="indices">What to write to along each axis.</param>
        /// <param name="accumulate">Whether to add; an element that is named twice gets both.</param>
        /// <returns>This tensor.</returns>
        public Tensor index_put_(Tensor value, TensorIndex[] indices, bool accumulate = false) => Put(value, indices, accumulate);

        /// <inheritdoc cref="index_put_(Tensor, TensorIndex[])"/>
        public Tensor index_put_(Tensor value, params Tensor?[] indices) => Put(value, Picking(indices), accumulate: false);

        /// <inheritdoc cref="index_put_(Tensor, TensorIndex[], bool)"/>
        public Tensor index_put_(Tensor value, Tensor?[] indices, bool accumulate = false) => Put(value, Picking(indices), accumulate);

        /// <inheritdoc cref="index_put_(Tensor, TensorIndex[])"/>
        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            using Tensor number = value;
            return Put(number, indices, accumulate: false);
        }

        /// <inheritdoc cref="index_put_(Tensor, TensorIndex[])"/>
        public Tensor index_put_(Scalar value, params Tensor?[] indices)
        {
            using Tensor number = value;
            return Put(number, Picking(indices), accumulate: false);
        }

        private static TensorIndex[] Picking(Tensor?[] indices) => Array.ConvertAll(indices, index => index is null ? TensorIndex.Colon : TensorIndex.Tensor(index));

        private Tensor At(params ReadOnlySpan<long> indices)
        {
            if (indices.Length == 0) return Native.Aten.alias.Call(this);
            var shape = this.shape;
            if (indices.Length > shape.Length) throw new ArgumentException($"{indices.Length} indices were given for a tensor with {shape.Length} axes.");
            for (var axis = 0; axis < indices.Length; axis++) Checked(indices[axis], axis, shape[axis]);
            var view = this;
            foreach (var index in indices)
            {
                var next = view.select(0, index);
                if (!ReferenceEquals(view, this)) view.Dispose();
                view = next;
            }
            return view;
        }

        private void SetAt(Tensor value, params ReadOnlySpan<long> indices)
        {
            using var place = At(indices);
            using var fitting = WithoutLeadingOnes(value, place.ndim);
            place.copy_(fitting);
        }
    }
}
