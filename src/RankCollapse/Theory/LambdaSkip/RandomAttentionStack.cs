using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Randomness;
using RankCollapse.Theory.Masks;

namespace RankCollapse.Theory.LambdaSkip;

/// <summary>What a random attention layer mixes.</summary>
public enum RandomValues
{
    /// <summary>C_V = I: the tokens themselves.</summary>
    Identity,

    /// <summary>C_V = −I.</summary>
    Negated,

    /// <summary>C_V random, of standard deviation 1/√width.</summary>
    Random,
}

/// <summary>Random complete softmax attention: in each layer W_Q, W_K, W_V of standard deviation 1/√width are drawn, always all three. Immutable.</summary>
/// <source paper="joseph2025" item="last-layer mu against λ (figure 2)">As reported in reviews of the paper, which used ALBERT. No output map, no MLP.</source>
public sealed record RandomAttentionStack : RandomStack
{
    /// <summary>A stack of 48 layers.</summary>
    public RandomAttentionStack() => Layers = 48;

    /// <summary>C_V.</summary>
    public RandomValues Values { get; init; }

    private protected override Func<Matrix<double>, Matrix<double>> Draw(SplitMix64 random)
    {
        var query = random.UniformMatrix(Width, Width, Deviation);
        var key = random.UniformMatrix(Width, Width, Deviation);
        var value = random.UniformMatrix(Width, Width, Deviation);
        return tokens =>
        {
            var (queries, keys) = (tokens * query, tokens * key);
            var values = Values switch { RandomValues.Identity => tokens, RandomValues.Negated => -tokens, _ => tokens * value };
            var mixed = Matrix<double>.Build.Dense(tokens.RowCount, Width);
            for (var head = 0; head < Heads; head++)
            {
                var scores = Columns(queries, head).TransposeAndMultiply(Columns(keys, head)) / Math.Sqrt((double)Width / Heads);
                mixed.SetSubMatrix(0, head * Width / Heads, RowSoftmax.InPlace(scores) * Columns(values, head));
            }

            return mixed;
        };
    }
}
