using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Seeds the default generators of all devices.</summary>
    /// <param name="seed">The seed.</param>
    /// <returns>The processor's default generator.</returns>
    public static Generator manual_seed(long seed)
    {
        for (var gpu = 0; gpu < cuda.device_count(); gpu++)
        {
            using var generator = Generator.DefaultOf(new Device(gpu));
            generator.manual_seed(seed);
        }
        return Generator.Default.manual_seed(seed);
    }

    /// <summary>A source of random numbers with a state of its own.</summary>
    public class Generator : IDisposable
    {
        private IntPtr handle;

        /// <summary>A new source.</summary>
        /// <param name="seed">Where it starts.</param>
        /// <param name="device">Where its numbers are drawn; the processor when left out.</param>
        public Generator(ulong seed = 0, Device? device = null)
        {
            this.device = device ?? CPU;
            Shim.Check(Shim.Generator((int)this.device.type, this.device.index, 0, seed, out handle));
        }

        private Generator(Device device)
        {
            this.device = device;
            Shim.Check(Shim.Generator((int)device.type, device.index, 1, 0, out handle));
        }

        /// <summary>Frees the source.</summary>
        ~Generator() => Dispose();

        /// <summary>The processor's default source.</summary>
        public static Generator Default { get; } = DefaultOf(CPU);

        /// <summary>Where its numbers are drawn.</summary>
        public Device device { get; private set; }

        internal IntPtr Handle => handle != 0 ? handle : throw new ObjectDisposedException(nameof(Generator), "The generator was disposed and is used again.");

        internal static Generator DefaultOf(Device device) => new(device);

        /// <summary>Starts again from a seed.</summary>
        /// <param name="seed">The seed.</param>
        /// <returns>The same source.</returns>
        public Generator manual_seed(long seed)
        {
            Shim.Check(Shim.GeneratorSetSeed(Handle, (ulong)seed));
            return this;
        }

        /// <summary>The seed that it was last given.</summary>
        public long initial_seed() => (long)Shim.GeneratorSeed(Handle);

        /// <summary>The whole state, as bytes.</summary>
        /// <returns>A tensor for the caller to dispose.</returns>
        public Tensor get_state()
        {
            Shim.Check(Shim.GeneratorState(Handle, out var state));
            return new Tensor(state);
        }

        /// <summary>Goes on from a state.</summary>
        /// <param name="value">What <see cref="get_state"/> gave.</param>
        public void set_state(Tensor value) => Shim.Check(Shim.GeneratorSetState(Handle, value.Handle));

        /// <summary>Frees the source.</summary>
        public void Dispose()
        {
            if (Interlocked.Exchange(ref handle, 0) is var held && held != 0) Shim.GeneratorRelease(held);
            GC.SuppressFinalize(this);
        }
    }
}
