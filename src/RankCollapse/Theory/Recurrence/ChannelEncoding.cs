using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using Complex = System.Numerics.Complex;

namespace RankCollapse.Theory.Recurrence;

/// <summary>
/// Several input channels into one state: x_L = [B, ΛB, …, Λ^{L−1}B]·(u_L; u_{L−1}; …; u_1). N ≥ H·L modes are needed and suffice for generic B; with a B
/// of rank one the channels merge and the rank is at most L however many modes there are. Immutable.
/// </summary>
/// <source paper="orvieto2024" item="lossless encoding, several channels">Derived here.</source>
public sealed class ChannelEncoding
{
    /// <summary>The encoding of a bank and an input matrix.</summary>
    /// <param name="bank">The eigenvalues, N of them.</param>
    /// <param name="inputs">B, real, shape [modes, channels], finite.</param>
    /// <param name="length">L, at least 1.</param>
    /// <exception cref="ArgumentException">B has another number of rows than there are modes.</exception>
    public ChannelEncoding(NodeBank bank, Matrix<double> inputs, int length)
    {
        ArgumentNullException.ThrowIfNull(bank);
        Guard.Finite(inputs, nameof(inputs), "[modes, channels]");
        if (inputs.RowCount != bank.Modes)
            throw new ArgumentException($"B had {inputs.RowCount} rows for {bank.Modes} modes; give one row for each mode.", nameof(inputs));
        Guard.AtLeast(length, 1, nameof(length), "It is the number of tokens.");
        var channels = inputs.ColumnCount;
        Matrix = Matrix<Complex>.Build.Dense(bank.Modes, channels * length);
        for (var i = 0; i < bank.Modes; i++)
        {
            var power = Complex.One;
            for (var m = 0; m < length; m++, power *= bank.Nodes[i])
                for (var h = 0; h < channels; h++) Matrix.At(i, (m * channels) + h, power * inputs.At(i, h));
        }
    }

    /// <summary>[B, ΛB, …], complex, shape [modes, length·channels], the newest token's channels first.</summary>
    public Matrix<Complex> Matrix { get; }

    /// <summary>Singular values, falling.</summary>
    public double[] SingularValues => [.. Matrix.Svd(computeVectors: false).S.Select(value => value.Real).OrderDescending()];

    /// <summary>Directions of complex inputs that are stored, by a threshold of 1e-10 of the largest singular value.</summary>
    public int Rank => SingularValues is var values && values[0] > 0 ? values.Count(value => value > 1e-10 * values[0]) : 0;

    /// <summary>A safe choice: a group of L modes of its own for each channel, B_ih = 1 when mode i belongs to channel h.</summary>
    /// <param name="channels">H, at least 1.</param>
    /// <param name="length">L, at least 1.</param>
    /// <returns>B, shape [channels·length, channels].</returns>
    public static Matrix<double> DisjointGroups(int channels, int length)
    {
        Guard.AtLeast(channels, 1, nameof(channels), "It is the width of a token.");
        Guard.AtLeast(length, 1, nameof(length), "It is the number of tokens.");
        return Matrix<double>.Build.Dense(channels * length, channels, (i, h) => i / length == h ? 1 : 0);
    }
}
