namespace TorchSharp.Native;

internal static partial class Aten
{
    public static readonly Op
        bartlett_window_periodic = new("bartlett_window.periodic(window_length, periodic, dtype, layout, device)"),
        blackman_window_periodic = new("blackman_window.periodic(window_length, periodic, dtype, layout, device)"),
        hamming_window_periodic_alpha_beta = new("hamming_window.periodic_alpha_beta(window_length, periodic, alpha, beta, dtype, layout, device)"),
        hann_window_periodic = new("hann_window.periodic(window_length, periodic, dtype, layout, device)"),
        kaiser_window_beta = new("kaiser_window.beta(window_length, periodic, beta, dtype, layout, device)");
}
