using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Randomness;

namespace RankCollapse.Theory.ShapedAttention;

/// <content>Many networks at once, each on a stream of its own.</content>
public sealed partial class ShapedChain
{
    // Scores are products of four entries of the factor: beyond this they overflow.
    private const double Ceiling = 1e290;

    /// <summary>Draws networks and follows their covariance through the layers.</summary>
    /// <remarks>
    /// The factor of V is updated by orthogonalisation, never squared, so 1 − ρ is resolved to 1e-16. A network whose V passes 1e290
    /// counts as exploded; one whose V underflows keeps 0, and has no correlation.
    /// </remarks>
    /// <param name="start">V₀, shape [tokens, tokens], positive definite; with several heads its features are spread evenly over them.</param>
    /// <param name="plan">Layers and samples.</param>
    /// <param name="random">Random numbers; sample k uses stream k.</param>
    /// <param name="cancellation">Looked at once per network.</param>
    /// <returns>All networks at the recorded layers, times being layers/width.</returns>
    /// <exception cref="ArgumentException">V₀ is not positive definite, or the width is too small for so many tokens and heads.</exception>
    public CovarianceEnsemble Simulate(
        Matrix<double> start, DepthPlan plan, RandomStream random, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(random);
        var factor = TokenCovariance.Factor(start);
        var tokens = start.RowCount;
        RequireWidth(tokens);
        var recorded = plan.RecordedLayers();
        double[][][] entries = [.. recorded.Select(_ =>
            Enumerable.Range(0, tokens * (tokens + 1) / 2).Select(_ => new double[plan.Samples]).ToArray())];
        var (stopped, exploded) = (new double[plan.Samples], new bool[plan.Samples]);
        Array.Fill(stopped, double.PositiveInfinity);
        void Follow(int sample)
        {
            var state = new ChainState(this, factor, random.Stream(sample));
            var (record, alive) = (0, true);
            for (var layer = 0; layer <= plan.Layers; layer++)
            {
                if (layer > 0 && alive)
                {
                    state.Advance();
                    if (!(state.Largest <= Ceiling))
                    {
                        alive = false;
                        (stopped[sample], exploded[sample]) = (layer / (double)Width, true);
                    }
                }

                if (recorded[record] != layer) continue;
                for (var i = 0; i < tokens; i++)
                {
                    for (var j = i; j < tokens; j++) entries[record][CovarianceEnsemble.Pair(tokens, i, j)][sample] = state.Entry(i, j);
                }

                record++;
            }
        }

        Parallel.For(0, plan.Samples, new ParallelOptions { MaxDegreeOfParallelism = plan.Threads, CancellationToken = cancellation }, Follow);
        return new CovarianceEnsemble(tokens, [.. recorded.Select(layer => layer / (double)Width)], entries, stopped, exploded, 0);
    }

    /// <summary>The draws of one attention layer, as <see cref="Simulate"/> makes them.</summary>
    /// <param name="tokens">m, at least 1 and at most half the width.</param>
    /// <param name="random">Random numbers; moves on.</param>
    /// <returns>Four matrices.</returns>
    /// <exception cref="ArgumentException">The width is too small for so many tokens.</exception>
    public ChainDraws Draw(int tokens, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        RequireWidth(Guard.AtLeast(tokens, 1, nameof(tokens), "Give the sequence length."));
        var (key, query, inside, outside) = (new double[tokens * Math.Min(tokens, Keys)], new double[Math.Min(tokens, Keys) * tokens], new double[tokens * tokens], new double[tokens * tokens]);
        ChainState.DrawScores(key, query, tokens, Keys, random);
        random.FillNormal(inside);
        ChainState.Bartlett(outside, tokens, tokens, Width - tokens, random);
        Matrix<double> Shaped(int rows, int columns, double[] entries) => Matrix<double>.Build.DenseOfRowMajor(rows, columns, entries);
        return new ChainDraws(
            Shaped(tokens, Math.Min(tokens, Keys), key), Shaped(Math.Min(tokens, Keys), tokens, query),
            Shaped(tokens, tokens, inside), Shaped(tokens, tokens, outside));
    }

    private void RequireWidth(int tokens)
    {
        var heads = Variant?.Heads ?? 1;
        if (Width % heads != 0 || Width / heads < 2 * tokens)
        {
            throw new ArgumentException(
                $"The width was {Width} for {tokens} tokens and {heads} heads; it must be a multiple of the heads, and at least {2 * tokens} per head, "
                + "or value weights outside of the span of the tokens do not exist. Use a wider network or fewer tokens.", nameof(tokens));
        }

        if (heads > 1 && Activation is not null)
            throw new ArgumentException($"The chain had {heads} heads and an MLP; several heads are followed without one. Use one head, or no MLP.", nameof(tokens));
    }
}
