using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>An array of numbers of one type on one device, with gradients where they are asked for.</summary>
    /// <remarks>
    /// Disposing frees the numbers at once; a tensor that is dropped is freed when the garbage collector finds it, which is told how much hangs on it.
    /// In a loop use <see cref="NewDisposeScope"/>. A tensor may be read by several threads, and changed by one at a time.
    /// </remarks>
    public partial class Tensor : IDisposable
    {
        private readonly long bytesOwned;
        private IntPtr handle;
        private DisposeScope? scope;

        internal Tensor(IntPtr handle, long bytesOwned = 0)
        {
            this.handle = handle;
            this.bytesOwned = bytesOwned;
            NativeMemory.Add(bytesOwned);
            scope = DisposeScope.Enrol(this);
        }

        /// <summary>Frees the tensor when nobody disposed it.</summary>
        ~Tensor() => Release();

        /// <summary>Tensors of this process that are neither disposed nor collected.</summary>
        public static long TotalCount => NativeMemory.Live;

        /// <summary>The most tensors that ever lived at once.</summary>
        public static long PeakCount => NativeMemory.Peak;

        /// <summary>A name for the reader of a program; libtorch does not see it.</summary>
        public string? name { get; set; }

        /// <summary>Whether the tensor was disposed.</summary>
        public bool IsInvalid => handle == 0;

        /// <summary>libtorch's pointer; it stays the tensor's own.</summary>
        /// <exception cref="ObjectDisposedException">The tensor was disposed.</exception>
        public IntPtr Handle => handle != 0
            ? handle
            : throw new ObjectDisposedException(nameof(Tensor), "The tensor was disposed and is used again. Move it out of its dispose scope with MoveToOuterDisposeScope() or DetachFromDisposeScope() if it is to live on.");

        /// <summary>Frees the numbers, unless another tensor shares them.</summary>
        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        /// <summary>Frees the numbers, unless another tensor shares them.</summary>
        /// <param name="disposing">Whether a program asked for it, rather than the garbage collector.</param>
        protected virtual void Dispose(bool disposing)
        {
            if (disposing) MoveTo(null);
            Release();
        }

        /// <summary>Hands the tensor to the scope around the one that holds it.</summary>
        /// <returns>The same tensor.</returns>
        public Tensor MoveToOuterDisposeScope() => scope is { } held ? held.MoveToOuter(this) : this;

        /// <summary>Takes the tensor out of all scopes.</summary>
        /// <returns>The same tensor.</returns>
        public Tensor DetachFromDisposeScope()
        {
            MoveTo(null);
            return this;
        }

        /// <summary>Hands the tensor to the scope that holds another tensor.</summary>
        /// <param name="other">The other tensor.</param>
        /// <returns>The same tensor.</returns>
        public Tensor MoveToOtherDisposeScope(Tensor other)
        {
            MoveTo(other.scope);
            return this;
        }

        internal void MoveTo(DisposeScope? to)
        {
            if (scope == to) return;
            scope?.Forget(this);
            scope = to;
            to?.Take(this);
        }

        /// <summary>Gives up the native tensor to a new owner, which takes over its reference.</summary>
        internal (IntPtr Handle, long Bytes) Yield()
        {
            var given = (Handle, bytesOwned);
            MoveTo(null);
            handle = 0;
            NativeMemory.Remove(bytesOwned);
            GC.SuppressFinalize(this);
            return given;
        }

        private void Release()
        {
            if (Interlocked.Exchange(ref handle, 0) is not (not 0 and var held)) return;
            Shim.Release(held);
            NativeMemory.Remove(bytesOwned);
        }
    }
}
