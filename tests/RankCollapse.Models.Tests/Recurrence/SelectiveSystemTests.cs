using RankCollapse.Models.Recurrence;
using RankCollapse.Randomness;
using static TorchSharp.torch;

namespace RankCollapse.Models.Tests.Recurrence;

[Collection(Alone.Name)]
public class SelectiveSystemTests
{
    private static readonly string[] Names = ["u", "Δ", "A", "B", "C"];

    /// <summary>Random systems: step sizes and poles as a trained block may have them.</summary>
    private static SelectiveSystem Draw(int batch, int tokens, int channels, int states, ScalarType type = ScalarType.Float64)
    {
        var random = new RandomSource(5).Stream("system");
        Tensor Normal(string name, params long[] shape) => zeros(shape, dtype: type).FillNormal(1, random.Stream(name));
        return new SelectiveSystem
        {
            Input = Normal("u", batch, tokens, channels), StepSizes = (Normal("delta", batch, tokens, channels) - 1).softplus(),
            Poles = -(Normal("poles", channels, states) * 0.7 + 1).exp(), Write = Normal("write", batch, tokens, states), Read = Normal("read", batch, tokens, states),
        };
    }

    private static Tensor[] Parts(SelectiveSystem s) => [s.Input, s.StepSizes, s.Poles, s.Write, s.Read];

    private static double Distance(Tensor a, Tensor b) => (a - b).abs().max().to(float64).item<double>();

    [Theory]
    [InlineData(1, 1, 1, 1)]
    [InlineData(2, 7, 3, 2)]
    [InlineData(1, 64, 8, 16)]
    [InlineData(3, 130, 13, 5)]
    public void Loop_chunks_vectors_and_matrix_give_one_output(int batch, int tokens, int channels, int states)
    {
        using var scope = NewDisposeScope();
        var system = Draw(batch, tokens, channels, states);
        var reference = system.ScanReference();
        var byMatrix = system.MixingMatrix().matmul(system.Input.transpose(1, 2).unsqueeze(-1)).squeeze(-1).transpose(1, 2);
        Assert.True(Distance(reference, system.Scan()) < 1e-12, "vectors");
        Assert.True(Distance(reference, byMatrix) < 1e-12, "matrix");
        foreach (var chunk in (int[])[1, 5, 32, 200]) Assert.True(Distance(reference, system.ScanChunked(chunk)) < 1e-12, $"chunks of {chunk}");
    }

    [Theory]
    [InlineData(2, 7, 3, 2)]
    [InlineData(1, 130, 9, 4)]
    [InlineData(3, 64, 8, 16)]
    public void The_backward_of_vectors_is_the_gradient_of_the_loop(int batch, int tokens, int channels, int states)
    {
        using var scope = NewDisposeScope();
        Tensor[] Gradients(Func<SelectiveSystem, Tensor> scan)
        {
            var system = Draw(batch, tokens, channels, states);
            foreach (var part in Parts(system)) part.requires_grad_();
            var y = scan(system);
            (y * zeros(y.shape, dtype: float64).FillNormal(1, new RandomSource(8).Stream("slope"))).sum().backward();
            return [.. Parts(system).Select(p => p.grad!)];
        }
        var expected = Gradients(s => s.ScanReference());
        foreach (var (name, scan) in new (string, Func<SelectiveSystem, Tensor>)[] { ("vectors", s => s.Scan()), ("chunks", s => s.ScanChunked(16)) })
        {
            var found = Gradients(scan);
            for (var k = 0; k < found.Length; k++) Assert.True(Distance(expected[k], found[k]) < 1e-11 * (1 + expected[k].abs().max().item<double>()), $"{name}: {Names[k]}");
        }
    }

    [Fact]
    public void Single_precision_agrees_with_double_to_its_own_rounding()
    {
        using var scope = NewDisposeScope();
        var wide = Draw(2, 200, 16, 16);
        var narrow = new SelectiveSystem
        {
            Input = wide.Input.to(float32), StepSizes = wide.StepSizes.to(float32), Poles = wide.Poles.to(float32), Write = wide.Write.to(float32), Read = wide.Read.to(float32),
        };
        var reference = wide.ScanReference();
        // A sum of 16 products of states that are sums themselves: some tens of roundings of 6e-8 of the largest output.
        Assert.True(Distance(reference, narrow.Scan().to(float64)) < 5e-6 * reference.abs().max().item<double>());
    }

    [Fact]
    public void As_many_threads_as_one_likes_give_the_same_digits()
    {
        using var scope = NewDisposeScope();
        var before = get_num_threads();
        Tensor[] Run(int threads)
        {
            set_num_threads(threads);
            var system = Draw(5, 70, 8, 4, float32);
            foreach (var part in Parts(system)) part.requires_grad_();
            var y = system.Scan();
            y.square().sum().backward();
            return [y.detach(), .. Parts(system).Select(p => p.grad!)];
        }
        try
        {
            Assert.All(Run(1).Zip(Run(2)), pair => Assert.True(pair.First.equal(pair.Second).all().item<bool>()));
        }
        finally
        {
            set_num_threads(before);
        }
    }

    [Fact]
    public void A_token_does_not_reach_into_the_past()
    {
        using var scope = NewDisposeScope();
        var system = Draw(1, 20, 4, 3);
        var later = system.Input.clone();
        later[0, 12] += 1;
        var (y, changed) = (system.Scan(), (system with { Input = later }).Scan());
        Assert.True(y[.., ..12].equal(changed[.., ..12]).all().item<bool>());
        Assert.True(Distance(y[.., 12..], changed[.., 12..]) > 1e-3);
    }

    [Fact]
    public void A_number_that_is_none_stays_none()
    {
        using var scope = NewDisposeScope();
        var system = Draw(1, 6, 8, 2, float32);
        var steps = system.StepSizes.clone();
        steps[0, 3, 1] = float.NaN;
        var y = (system with { StepSizes = steps }).Scan();
        Assert.True(y[0, 4, 1].isnan().item<bool>());
        Assert.False(y[0, 4, 2].isnan().item<bool>());
    }

    [Fact]
    public void The_published_values_come_out()
    {
        using var scope = NewDisposeScope();
        Tensor Of(int rows, int columns, Func<int, int, double> f) =>
            tensor([.. from i in Enumerable.Range(0, rows) from j in Enumerable.Range(0, columns) select f(i, j)], [rows, columns], dtype: float64);
        var u = Of(4, 2, (k, c) => Math.Sin(1 + (2 * k) + c));
        var system = new SelectiveSystem
        {
            Input = u.unsqueeze(0), StepSizes = Of(4, 2, (k, c) => Math.Cos((2 * k) + c)).softplus().unsqueeze(0), Poles = Of(2, 3, (_, m) => -(m + 1)),
            Write = Of(4, 3, (k, m) => Math.Cos(1 + (3 * k) + m)).unsqueeze(0), Read = Of(4, 3, (k, m) => Math.Sin(2 + (3 * k) + m)).unsqueeze(0),
        };
        var expected = ReferenceFile.Of("linear-rnn-universality").GetProperty("H_s6").GetProperty("Y").ToTensor();
        var skip = tensor([1.0, 0.5], [2L], dtype: float64);
        Assert.True(Distance(expected, (system.Scan() + (skip * u)).squeeze(0)) < 1e-12);
    }

    [Fact]
    public void Wrong_shapes_and_types_say_what_is_wanted()
    {
        using var scope = NewDisposeScope();
        var system = Draw(2, 5, 4, 3);
        Assert.Contains("StepSizes has the shape [2, 4, 4]; it must be [batch, tokens, channels], here [2, 5, 4]",
            Assert.Throws<ArgumentException>(() => (system with { StepSizes = ones(2, 4, 4, dtype: float64) }).Scan()).Message);
        Assert.Contains("Poles has the shape [3, 3]", Assert.Throws<ArgumentException>(() => (system with { Poles = ones(3, 3, dtype: float64) }).ScanChunked()).Message);
        Assert.Contains("Read is Float32 on cpu, and Input is Float64 on cpu; they must be alike", Assert.Throws<ArgumentException>(() => (system with { Read = system.Read.to(float32) }).Scan()).Message);
        Assert.Contains("chunk was 0", Assert.Throws<ArgumentOutOfRangeException>(() => system.ScanChunked(0)).Message);
    }
}
