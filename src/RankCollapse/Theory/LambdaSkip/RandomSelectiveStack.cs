using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Randomness;

namespace RankCollapse.Theory.LambdaSkip;

/// <summary>
/// A random selective state space model as in Mamba-2, C_V = I: head h has M_ij = exp(−a₀ Σ_(j&lt;l≤i) Δ_l) (C_i·B_j) Δ_j, with
/// Δ = softplus(Y·W_Δ + b) and B, C = SiLU(Y·W_B), SiLU(Y·W_C). Immutable.
/// </summary>
/// <source paper="joseph2025" item="depth profile (figure 1) and gating by LayerNorm (figure 3)">As reported in reviews of the paper, which used a
/// pretrained Mamba-2.</source>
public sealed record RandomSelectiveStack : RandomStack
{
    /// <summary>n, states of a head; at least 1.</summary>
    public int States { get; init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(States), $"States was {value}; it must be at least 1."); } = 16;

    /// <summary>Whether mixed tokens are multiplied by SiLU(Y·W_Z).</summary>
    public bool Gates { get; init; }

    /// <summary>Whether B and C pass through SiLU; without it the entries of M have random signs.</summary>
    public bool Activates { get; init; } = true;

    private protected override Func<Matrix<double>, Matrix<double>> Draw(SplitMix64 random)
    {
        var write = random.UniformMatrix(Width, States, Deviation);
        var read = random.UniformMatrix(Width, States, Deviation);
        var step = random.UniformMatrix(Width, Heads, 0.1 * Deviation);
        double[] steps = [.. Enumerable.Range(0, Heads).Select(_ => 1e-3 * Math.Pow(100, random.NextUniform()))];
        double[] decays = [.. Enumerable.Range(0, Heads).Select(_ => 1 + (15 * random.NextUniform()))];
        double[] biases = [.. steps.Select(s => Math.Log(Exponentials.MinusOne(s)))];
        var gate = random.UniformMatrix(Width, Width, Deviation);
        return tokens =>
        {
            var similarity = Activated(tokens * read).TransposeAndMultiply(Activated(tokens * write));
            var delta = (tokens * step).MapIndexed((_, h, z) => Softplus(z + biases[h]));
            var mixed = Matrix<double>.Build.Dense(tokens.RowCount, Width);
            for (var head = 0; head < Heads; head++)
                mixed.SetSubMatrix(0, head * Width / Heads, Mixing(similarity, delta.Column(head), decays[head]) * Columns(tokens, head));
            return Gates ? mixed.PointwiseMultiply((tokens * gate).Map(Silu, Zeros.Include)) : mixed;
        };
    }

    /// <summary>M of a head; sums of steps are cumulative, one exponential for each pair.</summary>
    private static Matrix<double> Mixing(Matrix<double> similarity, Vector<double> delta, double decay)
    {
        var mixing = Matrix<double>.Build.Dense(delta.Count, delta.Count);
        for (var j = 0; j < delta.Count; j++)
        {
            var since = 0.0;
            for (var i = j; i < delta.Count; i++)
            {
                if (i > j) since += delta[i];
                mixing.At(i, j, Math.Exp(-decay * since) * similarity.At(i, j) * delta[j]);
            }
        }

        return mixing;
    }

    private Matrix<double> Activated(Matrix<double> z) => Activates ? z.Map(Silu, Zeros.Include) : z;

    private static double Silu(double z) => z / (1 + Math.Exp(-z));

    private static double Softplus(double z) => z > 30 ? z : SpecialFunctions.Log1p(Math.Exp(z));
}
