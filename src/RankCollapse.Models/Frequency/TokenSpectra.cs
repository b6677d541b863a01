using RankCollapse.Theory.Frequency;
using static TorchSharp.torch;

namespace RankCollapse.Models.Frequency;

/// <summary>How much high frequency the tokens of a batch have at one depth.</summary>
/// <param name="HighShare">‖HC‖/‖X‖ of the tokens that are there, without the class token, mean over images; in [0, 1].</param>
/// <param name="HighShareOnGrid">The same with the tokens laid back on the image.</param>
/// <param name="RelativeLogAmplitude">Of the tokens laid back on the image, mean over images and channels; frequencies 0, 1, 2, … outwards along the diagonal, minus the first.</param>
public sealed record TokenSpectra(double HighShare, double HighShareOnGrid, IReadOnlyList<double> RelativeLogAmplitude)
{
    /// <summary>Measures a batch; one image alone gives what <see cref="TokenSpectrum.RelativeLogAmplitude"/> gives.</summary>
    /// <remarks>How the paper measures a reduced set is not said: here each dropped patch shows the token that stands for it.</remarks>
    /// <param name="state">Tokens whose dropped patches have a stand-in.</param>
    /// <returns>Three measures.</returns>
    /// <exception cref="InvalidOperationException">Dropped patches have none.</exception>
    public static TokenSpectra Of(TokenState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        using var free = no_grad();
        using var scope = NewDisposeScope();
        var grid = state.OnGrid().to(float64);
        var there = state.Tokens.narrow(1, 1, state.Tokens.size(1) - 1).to(float64);
        var present = state.Sizes.narrow(1, 1, there.size(1)).gt(0).to(float64).unsqueeze(-1);
        var amplitude = fft.fft2(grid.view(grid.size(0), state.Side, state.Side, grid.size(2)), dim: [1, 2]).abs();
        var logs = (amplitude + 1e-6).log().mean([0, 3]);
        double[] diagonal = [.. Enumerable.Range(0, (state.Side + 1) / 2).Select(k => logs[k, k].item<double>())];
        return new TokenSpectra(Share(there, present), Share(grid, ones_like(grid.narrow(2, 0, 1))), [.. diagonal.Select(value => value - diagonal[0])]);
    }

    private static double Share(Tensor tokens, Tensor present)
    {
        var rows = tokens * present;
        var centred = (tokens - rows.sum(1, keepdim: true) / present.sum(1, keepdim: true)) * present;
        return ((centred * centred).sum(1, 2) / (rows * rows).sum(1, 2)).sqrt().mean().item<double>();
    }
}
