using System.Numerics;
using MathNet.Numerics.IntegralTransforms;
using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.Frequency;

/// <summary>Tokens in frequencies: along the sequence, and over the square grid of an image.</summary>
/// <source paper="lee2025" item="DC as the zero bin; relative log amplitude">The latter is cited there from Park and Kim 2022 and given here as remembered.</source>
public static class TokenSpectrum
{
    /// <summary>|DFT| of one column of tokens along the sequence.</summary>
    /// <param name="column">One number per token, finite.</param>
    /// <returns>One amplitude per bin, the zero frequency first; it is n·|mean|.</returns>
    /// <exception cref="ArgumentException">No numbers, or one that is not finite.</exception>
    public static double[] Amplitudes(ReadOnlySpan<double> column) => [.. Forward(column).Select(Complex.Abs)];

    /// <summary>Keeps the bins of frequency at most <paramref name="cutoff"/>; 0 keeps the mean alone, J·X.</summary>
    /// <param name="x">Tokens, shape [tokens, width], finite.</param>
    /// <param name="cutoff">Largest frequency kept, in periods per sequence; from 0.</param>
    /// <returns>Shape [tokens, width].</returns>
    /// <exception cref="ArgumentException">An entry is not finite, or a negative cutoff.</exception>
    public static Matrix<double> LowPass(Matrix<double> x, int cutoff)
    {
        Guard.Finite(x, nameof(x));
        Guard.AtLeast(cutoff, 0, nameof(cutoff), "0 keeps the mean.");
        var result = x.Clone();
        for (var j = 0; j < x.ColumnCount; j++)
        {
            var bins = Forward(x.Column(j).ToArray());
            for (var k = 0; k < bins.Length; k++)
            {
                if (Math.Min(k, bins.Length - k) > cutoff) bins[k] = Complex.Zero;
            }

            Fourier.Inverse(bins, FourierOptions.Matlab);
            for (var i = 0; i < bins.Length; i++) result.At(i, j, bins[i].Real);
        }

        return result;
    }

    /// <summary>
    /// Relative log amplitude: the map of tokens over the image is transformed in two dimensions; ln(|·| + 1e-6) is averaged over channels; read from the
    /// zero frequency outwards along the diagonal, minus its first entry.
    /// </summary>
    /// <remarks>The class token is left out before. The last entry is the one that plots call 1.0 π: for an even side it is the frequency (1 − 2/side)·π, for the bin
    /// of π itself lies at the other end of the diagonal.</remarks>
    /// <param name="patches">Patch tokens row by row, shape [side², width], finite.</param>
    /// <returns>⌈side/2⌉ entries, for the frequencies 0, 1, 2, … periods per side in both directions; the first is 0.</returns>
    /// <exception cref="ArgumentException">The number of tokens is not a square of at least 4, or an entry is not finite.</exception>
    public static double[] RelativeLogAmplitude(Matrix<double> patches)
    {
        var logs = LogAmplitudes(patches);
        var side = logs.RowCount;
        var last = (side + 1) / 2;
        return [.. Enumerable.Range(0, last).Select(k => logs[k, k] - logs[0, 0])];
    }

    /// <summary>ln(|F| + 1e-6) averaged over channels, the zero frequency at [0, 0].</summary>
    /// <param name="patches">Patch tokens row by row, shape [side², width], finite.</param>
    /// <returns>Shape [side, side].</returns>
    /// <exception cref="ArgumentException">The number of tokens is not a square of at least 4, or an entry is not finite.</exception>
    public static Matrix<double> LogAmplitudes(Matrix<double> patches)
    {
        Guard.Finite(patches, nameof(patches), "[side², width]");
        var side = (int)Math.Round(Math.Sqrt(patches.RowCount));
        if (side * side != patches.RowCount || side < 2)
            throw new ArgumentException($"There were {patches.RowCount} tokens; a square grid of side 2 or more is needed. Leave the class token out.", nameof(patches));
        var logs = Matrix<double>.Build.Dense(side, side);
        for (var channel = 0; channel < patches.ColumnCount; channel++)
        {
            var map = patches.Column(channel).Select(v => new Complex(v, 0)).ToArray();
            Rows(map, side);
            Transpose(map, side);
            Rows(map, side);
            for (var k = 0; k < map.Length; k++)
                logs.At(k % side, k / side, logs.At(k % side, k / side) + (Math.Log(Complex.Abs(map[k]) + 1e-6) / patches.ColumnCount));
        }

        return logs;
    }

    private static void Rows(Complex[] map, int side)
    {
        for (var row = 0; row < side; row++)
        {
            var line = map[(row * side)..((row + 1) * side)];
            Fourier.Forward(line, FourierOptions.Matlab);
            line.CopyTo(map, row * side);
        }
    }

    private static void Transpose(Complex[] map, int side)
    {
        for (var i = 0; i < side; i++)
        {
            for (var j = 0; j < i; j++) (map[(i * side) + j], map[(j * side) + i]) = (map[(j * side) + i], map[(i * side) + j]);
        }
    }

    private static Complex[] Forward(ReadOnlySpan<double> column)
    {
        Guard.Finite(column, nameof(column));
        var bins = column.ToArray().Select(v => new Complex(v, 0)).ToArray();
        Fourier.Forward(bins, FourierOptions.Matlab);
        return bins;
    }
}
