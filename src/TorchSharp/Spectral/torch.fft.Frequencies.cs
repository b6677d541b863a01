using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class fft
    {
        /// <summary>Moves the frequency zero to the middle.</summary>
        /// <param name="input">The tensor.</param>
        /// <param name="dim">The axes; all when left out.</param>
        public static Tensor fftshift(Tensor input, long[]? dim = null) => Aten.fft_fftshift.Call(input, dim);

        /// <summary>Moves the frequency zero from the middle to the front.</summary>
        /// <param name="input">The tensor.</param>
        /// <param name="dim">The axes; all when left out.</param>
        public static Tensor ifftshift(Tensor input, long[]? dim = null) => Aten.fft_ifftshift.Call(input, dim);

        /// <summary>The frequencies of a transform, in cycles per unit of the spacing: zero and positive ones first, then negative ones.</summary>
        /// <param name="n">Length of the transform.</param>
        /// <param name="d">Spacing of the samples.</param>
        /// <param name="dtype">Element type; <c>float32</c> when left out.</param>
        /// <param name="device">Where; the processor when left out.</param>
        /// <param name="requires_grad">Whether operations on the result are recorded.</param>
        public static Tensor fftfreq(long n, double d = 1, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Aten.fft_fftfreq.Call(n, d, dtype, Arg.None, device).requires_grad_(requires_grad);

        /// <summary>The frequencies of a transform of real numbers: zero and positive ones.</summary>
        /// <param name="n">Length of the transform in time.</param>
        /// <param name="d">Spacing of the samples.</param>
        /// <param name="dtype">Element type; <c>float32</c> when left out.</param>
        /// <param name="device">Where; the processor when left out.</param>
        /// <param name="requires_grad">Whether operations on the result are recorded.</param>
        public static Tensor rfftfreq(long n, double d = 1, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Aten.fft_rfftfreq.Call(n, d, dtype, Arg.None, device).requires_grad_(requires_grad);
    }
}
