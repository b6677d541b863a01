using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Theory.Masks;

namespace RankCollapse.Theory.ShapedAttention;

/// <summary>
/// Which pieces an attention matrix is made of: identity, softmax, centring, the square root of the width in the temperature, a mask,
/// heads. The shaped one has all three pieces. Immutable.
/// </summary>
/// <source paper="noci2023" item="shaped attention">A = I + softmax(Y/τ) − 1·1ᵀ/m, τ = τ₀·√(n·n_k); the paper takes pieces out one by one.</source>
public sealed record AttentionVariant
{
    private readonly double temperature = 1;
    private readonly int heads = 1;

    /// <summary>All pieces.</summary>
    public static AttentionVariant Shaped { get; } = new();

    /// <summary>Plain softmax attention at the customary temperature √n_k: none of the pieces.</summary>
    public static AttentionVariant Softmax { get; } = new() { Identity = false, Centred = false, WidthInTemperature = false };

    /// <summary>Whether the identity is added.</summary>
    public bool Identity { get; init; } = true;

    /// <summary>Whether the uniform matrix, over allowed keys, is subtracted.</summary>
    public bool Centred { get; init; } = true;

    /// <summary>Whether the temperature has the factor √n: τ₀·√(n·n_k) instead of τ₀·√n_k.</summary>
    public bool WidthInTemperature { get; init; } = true;

    /// <summary>τ₀, above 0; positive infinity makes the softmax uniform.</summary>
    public double Temperature
    {
        get => temperature;
        init => temperature = value > 0 ? value : throw new ArgumentOutOfRangeException(
            nameof(Temperature), FormattableString.Invariant($"Temperature was {value}; it must be above 0. Use double.PositiveInfinity to switch scores off."));
    }

    /// <summary>H, at least 1: heads with scores of their own, each writing to n/H of the value columns.</summary>
    public int Heads
    {
        get => heads;
        init => heads = Guard.AtLeast(value, 1, nameof(Heads), "Use 1 for a single head.");
    }

    /// <summary>Who may attend to whom; null for all to all.</summary>
    public AttentionMask? Mask { get; init; }

    /// <summary>What scores Y are multiplied by: 1/τ.</summary>
    /// <param name="width">n, at least 1.</param>
    /// <param name="keys">n_k, at least 1.</param>
    /// <returns>At least 0.</returns>
    public double Amplitude(int width, int keys) => 1 / (Temperature * Math.Sqrt(WidthInTemperature ? (double)width * keys : keys));

    /// <summary>The attention matrix of one head.</summary>
    /// <param name="scores">Y, shape [tokens, tokens], finite.</param>
    /// <param name="amplitude">1/τ, at least 0.</param>
    /// <returns>Shape [tokens, tokens].</returns>
    /// <exception cref="ArgumentException">A mask of another number of tokens.</exception>
    public Matrix<double> Matrix(Matrix<double> scores, double amplitude)
    {
        Guard.Square(scores, nameof(scores));
        var m = scores.RowCount;
        if (Mask is not null && Mask.Tokens != m)
            throw new ArgumentException($"The scores had {m} tokens; the mask “{Mask.Name}” has {Mask.Tokens}. Build both for one sequence length.", nameof(scores));
        var entries = new double[m * m];
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < m; j++) entries[(i * m) + j] = scores.At(i, j);
        }

        Apply(entries, m, amplitude);
        return Matrix<double>.Build.DenseOfRowMajor(m, m, entries);
    }

    /// <summary>Scores to attention in place, row by row.</summary>
    internal void Apply(Span<double> matrix, int tokens, double amplitude)
    {
        for (var i = 0; i < tokens; i++)
        {
            var row = matrix.Slice(i * tokens, tokens);
            var (top, sum, allowed) = (double.NegativeInfinity, 0.0, 0);
            for (var j = 0; j < tokens; j++)
            {
                if (Mask is null || Mask[i, j]) (top, allowed) = (Math.Max(top, amplitude * row[j]), allowed + 1);
            }

            for (var j = 0; j < tokens; j++)
            {
                row[j] = Mask is null || Mask[i, j] ? Math.Exp((amplitude * row[j]) - top) : 0;
                sum += row[j];
            }

            for (var j = 0; j < tokens; j++)
            {
                var open = Mask is null || Mask[i, j];
                row[j] = (row[j] / sum) + (Identity && i == j ? 1 : 0) - (Centred && open ? 1.0 / allowed : 0);
            }
        }
    }
}
