using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class fft
    {
        private static long[] LastTwo => [-2, -1];

        /// <summary>Discrete Fourier transform along two axes.</summary>
        /// <param name="input">The tensor.</param>
        /// <param name="s">Length along each axis: cut or filled with zeros; their own lengths when left out.</param>
        /// <param name="dim">The axes; the last two when left out.</param>
        /// <param name="norm">Where the factor of one over the number of elements goes.</param>
        public static Tensor fft2(Tensor input, long[]? s = null, long[]? dim = null, FFTNormType norm = FFTNormType.Backward) => Aten.fft_fft2.Call(input, s, dim ?? LastTwo, Name(norm));

        /// <summary>Inverse discrete Fourier transform along two axes.</summary>
        /// <param name="input">The tensor.</param>
        /// <param name="s">Length along each axis: cut or filled with zeros; their own lengths when left out.</param>
        /// <param name="dim">The axes; the last two when left out.</param>
        /// <param name="norm">Where the factor of one over the number of elements goes.</param>
        public static Tensor ifft2(Tensor input, long[]? s = null, long[]? dim = null, FFTNormType norm = FFTNormType.Backward) => Aten.fft_ifft2.Call(input, s, dim ?? LastTwo, Name(norm));

        /// <summary>Discrete Fourier transform of real numbers along two axes; the last one keeps half of the frequencies.</summary>
        /// <param name="input">The tensor.</param>
        /// <param name="s">Length along each axis: cut or filled with zeros; their own lengths when left out.</param>
        /// <param name="dim">The axes; the last two when left out.</param>
        /// <param name="norm">Where the factor of one over the number of elements goes.</param>
        public static Tensor rfft2(Tensor input, long[]? s = null, long[]? dim = null, FFTNormType norm = FFTNormType.Backward) => Aten.fft_rfft2.Call(input, s, dim ?? LastTwo, Name(norm));

        /// <summary>Inverse of <see cref="rfft2"/>.</summary>
        /// <param name="input">The tensor.</param>
        /// <param name="s">Length along each axis: cut or filled with zeros; their own lengths when left out.</param>
        /// <param name="dim">The axes; the last two when left out.</param>
        /// <param name="norm">Where the factor of one over the number of elements goes.</param>
        public static Tensor irfft2(Tensor input, long[]? s = null, long[]? dim = null, FFTNormType norm = FFTNormType.Backward) => Aten.fft_irfft2.Call(input, s, dim ?? LastTwo, Name(norm));

        /// <summary>Transform of a signal that is Hermitian in time, along two axes; the last one is given by half.</summary>
        /// <param name="input">The tensor.</param>
        /// <param name="s">Length along each axis: cut or filled with zeros; their own lengths when left out.</param>
        /// <param name="dim">The axes; the last two when left out.</param>
        /// <param name="norm">Where the factor of one over the number of elements goes.</param>
        public static Tensor hfft2(Tensor input, long[]? s = null, long[]? dim = null, FFTNormType norm = FFTNormType.Backward) => Aten.fft_hfft2.Call(input, s, dim ?? LastTwo, Name(norm));

        /// <summary>Inverse of <see cref="hfft2"/>.</summary>
        /// <param name="input">The tensor.</param>
        /// <param name="s">Length along each axis: cut or filled with zeros; their own lengths when left out.</param>
        /// <param name="dim">The axes; the last two when left out.</param>
        /// <param name="norm">Where the factor of one over the number of elements goes.</param>
        public static Tensor ihfft2(Tensor input, long[]? s = null, long[]? dim = null, FFTNormType norm = FFTNormType.Backward) => Aten.fft_ihfft2.Call(input, s, dim ?? LastTwo, Name(norm));

        /// <summary>Discrete Fourier transform along several axes.</summary>
        /// <param name="input">The tensor.</param>
        /// <param name="s">Length along each axis: cut or filled with zeros; their own lengths when left out.</param>
        /// <param name="dim">The axes; all when left out.</param>
        /// <param name="norm">Where the factor of one over the number of elements goes.</param>
        public static Tensor fftn(Tensor input, long[]? s = null, long[]? dim = null, FFTNormType norm = FFTNormType.Backward) => Aten.fft_fftn.Call(input, s, dim, Name(norm));

        /// <summary>Inverse discrete Fourier transform along several axes.</summary>
        /// <param name="input">The tensor.</param>
        /// <param name="s">Length along each axis: cut or filled with zeros; their own lengths when left out.</param>
        /// <param name="dim">The axes; all when left out.</param>
        /// <param name="norm">Where the factor of one over the number of elements goes.</param>
        public static Tensor ifftn(Tensor input, long[]? s = null, long[]? dim = null, FFTNormType norm = FFTNormType.Backward) => Aten.fft_ifftn.Call(input, s, dim, Name(norm));

        /// <summary>Discrete Fourier transform of real numbers along several axes; the last one keeps half of the frequencies.</summary>
        /// <param name="input">The tensor.</param>
        /// <param name="s">Length along each axis: cut or filled with zeros; their own lengths when left out.</param>
        /// <param name="dim">The axes; all when left out.</param>
        /// <param name="norm">Where the factor of one over the number of elements goes.</param>
        public static Tensor rfftn(Tensor input, long[]? s = null, long[]? dim = null, FFTNormType norm = FFTNormType.Backward) => Aten.fft_rfftn.Call(input, s, dim, Name(norm));

        /// <summary>Inverse of <see cref="rfftn"/>.</summary>
        /// <param name="input">The tensor.</param>
        /// <param name="s">Length along each axis: cut or filled with zeros; their own lengths when left out.</param>
        /// <param name="dim">The axes; all when left out.</param>
        /// <param name="norm">Where the factor of one over the number of elements goes.</param>
        public static Tensor irfftn(Tensor input, long[]? s = null, long[]? dim = null, FFTNormType norm = FFTNormType.Backward) => Aten.fft_irfftn.Call(input, s, dim, Name(norm));

        /// <summary>Transform of a signal that is Hermitian in time, along several axes; the last one is given by half.</summary>
        /// <param name="input">The tensor.</param>
        /// <param name="s">Length along each axis: cut or filled with zeros; their own lengths when left out.</param>
        /// <param name="dim">The axes; all when left out.</param>
        /// <param name="norm">Where the factor of one over the number of elements goes.</param>
        public static Tensor hfftn(Tensor input, long[]? s = null, long[]? dim = null, FFTNormType norm = FFTNormType.Backward) => Aten.fft_hfftn.Call(input, s, dim, Name(norm));

        /// <summary>Inverse of <see cref="hfftn"/>.</summary>
        /// <param name="input">The tensor.</param>
        /// <param name="s">Length along each axis: cut or filled with zeros; their own lengths when left out.</param>
        /// <param name="dim">The axes; all when left out.</param>
        /// <param name="norm">Where the factor of one over the number of elements goes.</param>
        public static Tensor ihfftn(Tensor input, long[]? s = null, long[]? dim = null, FFTNormType norm = FFTNormType.Backward) => Aten.fft_ihfftn.Call(input, s, dim, Name(norm));
    }
}
