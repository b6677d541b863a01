using RankCollapse.Models.Recurrence;
using RankCollapse.Randomness;
using static TorchSharp.torch;

namespace RankCollapse.Models.Tests.Recurrence;

[Collection(Alone.Name)]
public class ScalarDecaySystemTests
{
    private static ScalarDecaySystem Draw(int batch, int heads, int tokens, int states)
    {
        var random = new RandomSource(6).Stream("ssd");
        Tensor Normal(string name, params long[] shape) => zeros(shape, dtype: float64).FillNormal(1, random.Stream(name));
        return new ScalarDecaySystem
        {
            Input = Normal("x", batch, heads, tokens, 3), DecayLogs = -Normal("a", batch, heads, tokens).softplus(),
            Write = Normal("write", batch, heads, tokens, states), Read = Normal("read", batch, heads, tokens, states),
        };
    }

    private static double Distance(Tensor a, Tensor b) => (a - b).abs().max().item<double>();

    [Theory]
    [InlineData(1, 1, 1, 1)]
    [InlineData(2, 3, 7, 2)]
    [InlineData(1, 2, 130, 5)]
    public void Loop_chunks_and_matrix_give_one_output(int batch, int heads, int tokens, int states)
    {
        using var scope = NewDisposeScope();
        var system = Draw(batch, heads, tokens, states);
        var reference = system.ScanReference();
        Assert.True(Distance(reference, system.MixingMatrix().matmul(system.Input)) < 1e-11, "matrix");
        foreach (var chunk in (int[])[1, 4, 13, 64, 500]) Assert.True(Distance(reference, system.Scan(chunk)) < 1e-11, $"chunks of {chunk}");
    }

    [Fact]
    public void Gradients_through_chunks_are_those_of_the_loop()
    {
        using var scope = NewDisposeScope();
        Tensor[] Gradients(Func<ScalarDecaySystem, Tensor> scan)
        {
            var system = Draw(2, 2, 21, 3);
            Tensor[] parts = [system.Input, system.DecayLogs, system.Write, system.Read];
            foreach (var part in parts) part.requires_grad_();
            scan(system).sin().sum().backward();
            return [.. parts.Select(p => p.grad!)];
        }
        Assert.All(Gradients(s => s.ScanReference()).Zip(Gradients(s => s.Scan(8))), pair => Assert.True(Distance(pair.First, pair.Second) < 1e-11));
    }

    [Fact]
    public void The_published_values_come_out()
    {
        using var scope = NewDisposeScope();
        Tensor Of(int rows, int columns, Func<int, int, double> f) =>
            tensor([.. from i in Enumerable.Range(0, rows) from j in Enumerable.Range(0, columns) select f(i, j)], [1, 1, rows, columns], dtype: float64);
        var system = new ScalarDecaySystem
        {
            Input = Of(6, 2, (t, p) => Math.Sin(1 + (2 * t) + p)), DecayLogs = Of(6, 1, (t, _) => -Math.Log(1 + Math.Exp(Math.Cos(t)))).squeeze(-1),
            Write = Of(6, 3, (t, m) => Math.Cos(1 + (3 * t) + m)), Read = Of(6, 3, (t, m) => Math.Sin(2 + (3 * t) + m)),
        };
        var expected = ReferenceFile.Of("linear-rnn-universality").GetProperty("H_ssd");
        Assert.True(Distance(expected.GetProperty("M").ToTensor(), system.MixingMatrix()[0, 0]) < 1e-12);
        Assert.True(Distance(expected.GetProperty("Y").ToTensor(), system.Scan(4)[0, 0]) < 1e-12);
    }

    [Fact]
    public void Blocks_below_the_diagonal_have_at_most_the_rank_of_the_state()
    {
        using var scope = NewDisposeScope();
        var below = Draw(1, 1, 24, 3).MixingMatrix()[0, 0, 12.., ..12];
        var values = linalg.svdvals(below).data<double>().ToArray();
        Assert.True(values[2] > 1e-6 * values[0]);
        Assert.True(values[3] < 1e-13 * values[0], $"fourth singular value {values[3]}");
    }

    [Fact]
    public void Wrong_shapes_say_what_is_wanted()
    {
        using var scope = NewDisposeScope();
        var system = Draw(2, 2, 5, 3);
        Assert.Contains("DecayLogs has the shape [2, 5]; it must be [batch, heads, tokens], here [2, 2, 5]",
            Assert.Throws<ArgumentException>(() => (system with { DecayLogs = ones(2, 5, dtype: float64) }).Scan()).Message);
        Assert.Contains("chunk was -1", Assert.Throws<ArgumentOutOfRangeException>(() => system.Scan(-1)).Message);
    }
}
