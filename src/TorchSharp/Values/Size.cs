using System.Diagnostics.CodeAnalysis;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The lengths of a tensor's axes.</summary>
    public readonly struct Size
    {
        private readonly long[] shape;

        /// <summary>The lengths of some axes.</summary>
        /// <param name="shape">The lengths.</param>
        public Size(long[] shape) => this.shape = [.. shape];

        /// <inheritdoc cref="Size(long[])"/>
        public Size(IEnumerable<long> shape) => this.shape = [.. shape];

        /// <inheritdoc cref="Size(long[])"/>
        public Size(int[] shape) => this.shape = Array.ConvertAll(shape, length => (long)length);

        /// <summary>Number of axes.</summary>
        public int Length => Shape.Length;

        /// <summary>The lengths.</summary>
        public long[] Shape => shape ?? [];

        /// <summary>The length of an axis.</summary>
        /// <param name="idx">Which.</param>
        public long this[int idx] => Shape[idx];

        /// <summary>Number of elements.</summary>
        public long numel() => Shape.Aggregate(1L, (product, length) => product * length);

        /// <summary>Lengths stand for a size wherever one is wanted.</summary>
        /// <param name="size">The lengths.</param>
        public static implicit operator Size(long[] size) => new(size);

        /// <inheritdoc cref="op_Implicit(long[])"/>
        public static implicit operator Size(long size) => new([size]);

        /// <inheritdoc cref="op_Implicit(long[])"/>
        public static implicit operator Size((long, long) size) => new([size.Item1, size.Item2]);

        /// <inheritdoc cref="op_Implicit(long[])"/>
        public static implicit operator Size((long, long, long) size) => new([size.Item1, size.Item2, size.Item3]);

        /// <inheritdoc cref="op_Implicit(long[])"/>
        public static implicit operator Size((long, long, long, long) size) => new([size.Item1, size.Item2, size.Item3, size.Item4]);

        /// <summary>Whether the lengths are the same.</summary>
        /// <param name="left">One size.</param>
        /// <param name="right">Another.</param>
        public static bool operator ==(Size left, Size right) => left.Shape.AsSpan().SequenceEqual(right.Shape);

        /// <summary>Whether any length differs.</summary>
        /// <param name="left">One size.</param>
        /// <param name="right">Another.</param>
        public static bool operator !=(Size left, Size right) => !(left == right);

        /// <inheritdoc/>
        public override bool Equals([NotNullWhen(true)] object? obj) => obj is Size other && this == other;

        /// <inheritdoc/>
        public override int GetHashCode()
        {
            var hash = new HashCode();
            foreach (var length in Shape) hash.Add(length);
            return hash.ToHashCode();
        }
    }
}
