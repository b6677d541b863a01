namespace TorchSharp.Native;

/// <summary>Fourier transforms.</summary>
internal static partial class Aten
{
    public static readonly Op
        fft_fft = new("fft_fft(self, n, dim, norm)"),
        fft_fft2 = new("fft_fft2(self, s, dim, norm)"),
        fft_fftfreq = new("fft_fftfreq(n, d, dtype, layout, device)"),
        fft_fftn = new("fft_fftn(self, s, dim, norm)"),
        fft_fftshift = new("fft_fftshift(self, dim)"),
        fft_hfft = new("fft_hfft(self, n, dim, norm)"),
        fft_hfft2 = new("fft_hfft2(self, s, dim, norm)"),
        fft_hfftn = new("fft_hfftn(self, s, dim, norm)"),
        fft_ifft = new("fft_ifft(self, n, dim, norm)"),
        fft_ifft2 = new("fft_ifft2(self, s, dim, norm)"),
        fft_ifftn = new("fft_ifftn(self, s, dim, norm)"),
        fft_ifftshift = new("fft_ifftshift(self, dim)"),
        fft_ihfft = new("fft_ihfft(self, n, dim, norm)"),
        fft_ihfft2 = new("fft_ihfft2(self, s, dim, norm)"),
        fft_ihfftn = new("fft_ihfftn(self, s, dim, norm)"),
        fft_irfft = new("fft_irfft(self, n, dim, norm)"),
        fft_irfft2 = new("fft_irfft2(self, s, dim, norm)"),
        fft_irfftn = new("fft_irfftn(self, s, dim, norm)"),
        fft_rfft = new("fft_rfft(self, n, dim, norm)"),
        fft_rfft2 = new("fft_rfft2(self, s, dim, norm)"),
        fft_rfftfreq = new("fft_rfftfreq(n, d, dtype, layout, device)"),
        fft_rfftn = new("fft_rfftn(self, s, dim, norm)");
}
