using RankCollapse.Measures;
using RankCollapse.Randomness;
using RankCollapse.Theory.Hopfield;
using static RankCollapse.Tests.Theory.Hopfield.HopfieldInputs;

namespace RankCollapse.Tests.Theory.Hopfield;

public class BoundTests
{
    [Theory, InlineData(0.0), InlineData(0.3), InlineData(0.8)]
    public void Radii_agree_with_the_reference(double retention)
    {
        var given = Outputs("d2_bound").GetProperty(retention == 0 ? "ap0" : FormattableString.Invariant($"ap{retention:0.0}")).Numbers();
        Assert.All(given.Zip(new MemoryBound(1.4, 1.1, new ScoreMemory { Retention = retention }).Radii(0.55, 6)), p => Close.Relatively(p.First, p.Second, 1e-12));
    }

    [Fact]
    public void Radii_are_those_of_the_example_and_below_the_doubly_exponential_law()
    {
        var plain = new MemoryBound(1, 1, new ScoreMemory { Retention = 0 });
        Assert.All(new[] { 0.336, 0.0380, 5.5e-5, 1.7e-13, 4.5e-39 }.Zip(plain.Radii(0.7, 5).Skip(1)), p => Close.Relatively(p.First, p.Second, 0.04));
        Assert.All(new[] { 0.336, 0.101, 0.0157, 1.2e-3, 4.8e-5 }.Zip(new MemoryBound(1, 1, new ScoreMemory { Retention = 0.5 }).Radii(0.7, 5).Skip(1)), p => Close.Relatively(p.First, p.Second, 0.03));
        for (var l = 0; l <= 5; l++) Assert.True(Math.Log(plain.Radii(0.7, l)[l]) <= plain.LogDoublyExponential(0.7, l) + 1e-12);
    }

    /// <summary>2400 layers: 300 networks of 8 layers.</summary>
    [Fact]
    public void Half_the_largest_distance_never_exceeds_the_radius()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new RandomSource(19).Stream(seed);
            var (n, d, count) = (2 + random.NextInteger(6), 1 + random.NextInteger(5), 1 + random.NextInteger(3));
            HopfieldHead[] heads = [.. Enumerable.Range(0, count).Select(_ => new HopfieldHead(random.NormalMatrix(d, d, 0.5), random.NormalMatrix(d, d, 0.7)))];
            var memory = new ScoreMemory { Retention = random.NextUniform(), Start = (MemoryStart)random.NextInteger(2) };
            var run = new HopfieldStack(heads, memory).Run(random.NormalMatrix(n, d), 8);
            var radii = new MemoryBound(heads, memory).Radii(Math.Exp(run.LogRadii[0]), 8);
            for (var l = 0; l <= 8; l++) Assert.True(run.LogHalfDiameters[l] <= Math.Log(radii[l]) + 1e-10, $"seed {seed}, layer {l}: {run.LogHalfDiameters[l]} above {Math.Log(radii[l])}");
        }
    }

    [Fact]
    public void Attention_rows_differ_by_no_more_than_two_tanh_and_two_tokens_attain_it()
    {
        Close.To(0.759897924510, MemoryBound.RowDistance(0.8), 1e-12);
        var (shared, own) = MemoryBound.SharpRows(0.8);
        Close.To(0.759897924510, shared.Zip(own, (x, y) => Math.Abs(x - y)).Sum(), 1e-12);
        var random = new RandomSource(23).Stream("rows");
        for (var k = 0; k < 5000; k++)
        {
            var (u, d, δ) = (random.NormalMatrix(1, 6, 2), random.NormalMatrix(1, 6), 3 * random.NextUniform());
            d = d.Map(v => δ * Math.Clamp(v, -1, 1));
            var distance = (HopfieldStack.Softmax(u) - HopfieldStack.Softmax(u + d)).Enumerate().Sum(Math.Abs);
            Assert.True(distance <= MemoryBound.RowDistance(δ) + 1e-14, $"case {k}");
        }
    }

    [Theory, InlineData("published_bounds_L3"), InlineData("published_bounds_L5")]
    public void Quoted_bounds_agree_with_the_reference(string name)
    {
        var (inputs, outputs) = (Inputs(name), Outputs(name));
        double In(string key) => inputs.GetProperty(key).GetDouble();
        var (layers, residual, α) = (inputs.GetProperty("L").GetInt32(), In("res"), In("alpha_prime"));
        var bound = new PublishedBound { Cubic = (1 - α) * In("rC=rC1"), Linear = α * In("rC2") };
        var terms = bound.QuotedTerms(residual, layers);
        Assert.All(outputs.GetProperty("terms").Numbers().Zip(terms), p => Close.Relatively(p.First, p.Second, 1e-10));
        Close.Relatively(outputs.GetProperty("mha_max").GetDouble(), bound.Quoted(residual, layers), 1e-12);
        Assert.Equal(outputs.GetProperty("argmax_m").GetInt32(), terms.ToList().IndexOf(terms.Max()));
        Close.Relatively(outputs.GetProperty("attention").GetDouble(), PublishedBound.Attention(In("rC=rC1"), residual, layers), 1e-12);
    }

    [Fact]
    public void Without_memory_only_the_last_term_is_left_and_it_is_the_bound_of_attention()
    {
        var terms = new PublishedBound { Cubic = 0.8, Linear = 0 }.QuotedTerms(0.7, 5);
        Assert.All(terms[..5], t => Assert.Equal(0, t));
        Close.Relatively(PublishedBound.Attention(0.8, 0.7, 5), terms[5], 1e-15);
    }

    [Fact]
    public void The_quoted_order_of_layers_is_that_of_the_recursion_only_for_linear_factors_above_one()
    {
        var example = new PublishedBound { Cubic = 1, Linear = 0.1 };
        Close.To(5.814974e-4, example.Iterated(0.9, 5)[5], 5e-11);
        Close.To(5.814974e-4, example.CubicFirst(0.9, 5), 5e-11);
        Close.To(9.0e-6, example.Quoted(0.9, 5), 1e-15);
        var random = new RandomSource(29).Stream("order");
        for (var k = 0; k < 500; k++)
        {
            var bound = new PublishedBound { Cubic = 3 * random.NextUniform(), Linear = 2 * random.NextUniform() };
            var (residual, layers) = (0.05 + random.NextUniform(), 1 + random.NextInteger(4));
            var closed = bound.Linear <= 1 ? bound.CubicFirst(residual, layers) : bound.Quoted(residual, layers);
            Close.Relatively(closed, bound.Iterated(residual, layers)[layers], 1e-9, $"case {k}: {bound}");
        }
    }

    [Fact]
    public void A_bound_of_the_published_type_with_proved_constants_is_above_the_radii_and_far_above_the_curve()
    {
        var head = new HopfieldHead(Sheet.Head.Score * 0.25, Sheet.Head.Value);
        var tokens = Sheet.Tokens * 0.6;
        var memory = new ScoreMemory { Retention = 0.5 };
        var run = new HopfieldStack(head, memory).Run(tokens, 20);
        var start = Math.Exp(run.LogRadii[0]);
        var published = PublishedBound.For(head, 0.5, start);
        Assert.InRange(published.Linear, 0, 1);
        var (radii, bounds) = (new MemoryBound([head], memory).Radii(start, 20), published.Iterated(start, 20));
        for (var l = 0; l <= 20; l++) Assert.True(run.LogHalfDiameters[l] <= Math.Log(radii[l]) && radii[l] <= bounds[l], $"layer {l}");
        Assert.True(Math.Log(bounds[20]) - run.LogHalfDiameters[20] > 10 * Math.Log(10));
    }

    [Theory, InlineData(0.5), InlineData(0.7), InlineData(0.2)]
    public void Weights_of_the_average_agree_with_the_reference_and_sum_to_one(double retention)
    {
        var given = Outputs(FormattableString.Invariant($"ema_weights_ap{retention:0.0}_first")).GetProperty("weights_layer1_to_6").Numbers();
        var memory = new ScoreMemory { Retention = retention };
        Assert.All(given.Zip(memory.Weights(6)), p => Close.To(p.First, p.Second, 1e-15));
        for (var l = 1; l < 40; l++)
        {
            Close.To(1, memory.Weights(l).Sum(), 1e-13);
            var zero = memory with { Start = MemoryStart.Zero };
            Close.To(1 - Math.Pow(retention, l), zero.Weights(l).Sum(), 1e-13);
            Close.To(zero.Weights(l).Sum(), zero.WeightSum(l), 1e-13);
        }
    }

    [Fact]
    public void The_cost_is_that_of_the_reference()
    {
        var outputs = Outputs("cost");
        var cost = new MemoryCost { Tokens = 197, Width = 384, Heads = 6 };
        Assert.Equal(outputs.GetProperty("QK^T").GetInt64(), cost.ProductMultiplyAdds);
        Assert.Equal(outputs.GetProperty("AV").GetInt64(), cost.ProductMultiplyAdds);
        Assert.Equal(outputs.GetProperty("EMA_extra").GetInt64(), cost.AverageOperations);
        // The file divides operations by multiplications with addition, which are two operations each.
        Close.To(outputs.GetProperty("ratio").GetDouble(), 2 * cost.Share, 1e-15);
        Close.To(1.0 / (2 * 64), cost.Share, 1e-15);
    }

    [Fact]
    public void A_common_offset_raises_the_mean_cosine_without_any_loss()
    {
        var given = Outputs("metrics");
        var x = Sheet.Tokens;
        var y = x + 3;
        Close.To(given.GetProperty("cos_mean_X").GetDouble(), TokenCosineSimilarity.Of(x).Mean, 1e-12);
        Close.To(given.GetProperty("cos_mean_Y").GetDouble(), TokenCosineSimilarity.Of(y).Mean, 1e-12);
        Close.To(given.GetProperty("rel_residual_X").GetDouble(), TokenResidual.Relative(x), 1e-12);
        Close.To(given.GetProperty("rel_residual_Y").GetDouble(), TokenResidual.Relative(y), 1e-12);
        Close.To(given.GetProperty("stable_rank_Y").GetDouble(), Ranks.Stable(y), 1e-12);
        Close.To(given.GetProperty("effective_rank_entropy_Y").GetDouble(), Ranks.Effective(y), 1e-12);
        var all = (TokenCosineSimilarity.Of(y).Mean * 20 + 5) / 25;
        Close.To((y.NormalizeRows(2).ColumnSums() / 5).L2Norm() is var length ? length * length : 0, all, 1e-13);
    }
}
