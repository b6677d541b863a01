namespace TorchSharp;

public static partial class torch
{
    /// <summary>What is taken along one axis, or a new axis: an index, a range, a mask, the indices in a tensor.</summary>
    public readonly struct TensorIndex
    {
        /// <summary>As many whole axes as are left over.</summary>
        public static readonly TensorIndex Ellipsis = new(IndexKind.Ellipsis);

        /// <summary>A new axis of length 1.</summary>
        public static readonly TensorIndex None = new(IndexKind.NewAxis);

        /// <summary>A new axis of length 1.</summary>
        public static readonly TensorIndex Null = new(IndexKind.NewAxis);

        /// <summary>The whole axis.</summary>
        public static readonly TensorIndex Colon = Slice();

        private TensorIndex(IndexKind kind, long? first = null, long? stop = null, long? step = null, torch.Tensor? tensor = null) =>
            (Kind, First, Stop, Step, Indices) = (kind, first, stop, step, tensor);

        internal IndexKind Kind { get; }

        /// <summary>The index, or where the range starts, or whether the truth value holds.</summary>
        internal long? First { get; }

        internal long? Stop { get; }

        internal long? Step { get; }

        internal torch.Tensor? Indices { get; }

        /// <summary>A range of indices.</summary>
        /// <param name="start">The first; from the beginning when left out, counted from the end when negative.</param>
        /// <param name="stop">The bound; to the end when left out, counted from the end when negative.</param>
        /// <param name="step">From one to the next; at least 1.</param>
        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) => new(IndexKind.Slice, start, stop, step);

        /// <summary>A range of indices.</summary>
        /// <param name="range">The first and the bound; null for the ends of the axis.</param>
        public static TensorIndex Slice((int?, int?) range) => Slice(range.Item1, range.Item2);

        /// <summary>A range of indices.</summary>
        /// <param name="range">The range.</param>
        public static TensorIndex Slice(Range range)
        {
            long start = range.Start.IsFromEnd ? -range.Start.Value : range.Start.Value;
            long? stop = range.End.IsFromEnd ? range.End.Value == 0 ? null : -range.End.Value : range.End.Value;
            // ^0 as a start lies behind the last index: -0 would mean the first.
            return range.Start is { IsFromEnd: true, Value: 0 } ? Slice(long.MaxValue, stop) : Slice(start, stop);
        }

        /// <summary>A new axis, of length 1 or 0 as a truth value holds or not.</summary>
        /// <param name="value">The truth value.</param>
        public static TensorIndex Bool(bool value) => new(IndexKind.Bool, value ? 1 : 0);

        /// <summary>One index; the axis goes.</summary>
        /// <param name="index">The index; counted from the end when negative. Null gives a new axis.</param>
        public static TensorIndex Single(long? index) => index is null ? None : new(IndexKind.Single, index);

        /// <summary>The indices in a tensor, or a mask.</summary>
        /// <param name="tensor">Whole numbers, or truth values in the shape of the axes they mask.</param>
        public static TensorIndex Tensor(torch.Tensor tensor) => new(IndexKind.Tensor, tensor: tensor);

        /// <summary>A number is one index.</summary>
        /// <param name="value">The index.</param>
        public static implicit operator TensorIndex(long value) => Single(value);

        /// <summary>A pair of numbers is a range.</summary>
        /// <param name="range">The first and the bound; null for the ends of the axis.</param>
        public static implicit operator TensorIndex((int?, int?) range) => Slice(range);

        /// <summary>A range of C# is a range.</summary>
        /// <param name="range">The range.</param>
        public static implicit operator TensorIndex(Range range) => Slice(range);

        /// <summary>An index of C# is one index.</summary>
        /// <param name="index">The index.</param>
        public static implicit operator TensorIndex(Index index) => Single(index.IsFromEnd ? -index.Value : index.Value);
    }

    /// <summary>What a <see cref="TensorIndex"/> takes.</summary>
    internal enum IndexKind
    {
        /// <summary>A range of indices.</summary>
        Slice,

        /// <summary>One index.</summary>
        Single,

        /// <summary>As many whole axes as are left over.</summary>
        Ellipsis,

        /// <summary>A new axis.</summary>
        NewAxis,

        /// <summary>A new axis of length 0 or 1.</summary>
        Bool,

        /// <summary>The indices in a tensor.</summary>
        Tensor,
    }
}
