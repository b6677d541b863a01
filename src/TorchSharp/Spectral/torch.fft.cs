using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Fourier transforms.</summary>
    public static partial class fft
    {
        /// <summary>Discrete Fourier transform along an axis.</summary>
        /// <param name="input">The tensor.</param>
        /// <param name="n">Length of the transform: the axis is cut or filled with zeros; its own length when left out.</param>
        /// <param name="dim">The axis.</param>
        /// <param name="norm">Where the factor of one over the length goes.</param>
        public static Tensor fft_(Tensor input, long n = -1, long dim = -1, FFTNormType norm = FFTNormType.Backward) => Aten.fft_fft.Call(input, Length(n), dim, Name(norm));

        /// <summary>Inverse discrete Fourier transform along an axis.</summary>
        /// <param name="input">The tensor.</param>
        /// <param name="n">Length of the transform: the axis is cut or filled with zeros; its own length when left out.</param>
        /// <param name="dim">The axis.</param>
        /// <param name="norm">Where the factor of one over the length goes.</param>
        public static Tensor ifft(Tensor input, long n = -1, long dim = -1, FFTNormType norm = FFTNormType.Backward) => Aten.fft_ifft.Call(input, Length(n), dim, Name(norm));

        /// <summary>Discrete Fourier transform of real numbers: the half of the frequencies that is not redundant.</summary>
        /// <param name="input">The tensor.</param>
        /// <param name="n">Length of the transform: the axis is cut or filled with zeros; its own length when left out.</param>
        /// <param name="dim">The axis.</param>
        /// <param name="norm">Where the factor of one over the length goes.</param>
        public static Tensor rfft(Tensor input, long n = -1, long dim = -1, FFTNormType norm = FFTNormType.Backward) => Aten.fft_rfft.Call(input, Length(n), dim, Name(norm));

        /// <summary>Inverse of <see cref="rfft"/>: half of the frequencies in, real numbers out.</summary>
        /// <param name="input">The tensor.</param>
        /// <param name="n">Length of the transform: the axis is cut or filled with zeros; even, and twice the half less two, when left out.</param>
        /// <param name="dim">The axis.</param>
        /// <param name="norm">Where the factor of one over the length goes.</param>
        public static Tensor irfft(Tensor input, long n = -1, long dim = -1, FFTNormType norm = FFTNormType.Backward) => Aten.fft_irfft.Call(input, Length(n), dim, Name(norm));

        /// <summary>Transform of a signal that is Hermitian in time, given by half: real frequencies.</summary>
        /// <param name="input">The tensor.</param>
        /// <param name="n">Length of the transform: the axis is cut or filled with zeros; even, and twice the half less two, when left out.</param>
        /// <param name="dim">The axis.</param>
        /// <param name="norm">Where the factor of one over the length goes.</param>
        public static Tensor hfft(Tensor input, long n = -1, long dim = -1, FFTNormType norm = FFTNormType.Backward) => Aten.fft_hfft.Call(input, Length(n), dim, Name(norm));

        /// <summary>Inverse of <see cref="hfft"/>.</summary>
        /// <param name="input">The tensor.</param>
        /// <param name="n">Length of the transform: the axis is cut or filled with zeros; its own length when left out.</param>
        /// <param name="dim">The axis.</param>
        /// <param name="norm">Where the factor of one over the length goes.</param>
        public static Tensor ihfft(Tensor input, long n = -1, long dim = -1, FFTNormType norm = FFTNormType.Backward) => Aten.fft_ihfft.Call(input, Length(n), dim, Name(norm));

        private static long? Length(long n) => n < 0 ? null : n;

        private static string Name(FFTNormType norm) => norm switch { FFTNormType.Forward => "forward", FFTNormType.Ortho => "ortho", _ => "backward" };
    }
}
