using RankCollapse.Models.Recurrence;
using RankCollapse.Randomness;
using RankCollapse.Theory.Recurrence;
using TorchSharp;
using static TorchSharp.torch;
using Complex = System.Numerics.Complex;

namespace RankCollapse.Models.Tests.Recurrence;

[Collection(Alone.Name)]
public class LinearRecurrenceTests
{
    private static readonly System.Text.Json.JsonElement Oracle = ReferenceFile.Of("linear-rnn-universality");

    private static Tensor Tokens(params long[] shape) => zeros(shape, dtype: float64).FillNormal(1, new RandomSource(3).Stream("tokens"));

    private static double Distance(Tensor a, Tensor b) => (a - b).abs().max().to(float64).item<double>();

    private static LinearRecurrentUnit Unit(int width = 3, int modes = 5) => new LinearRecurrentUnit(
        new LinearRecurrentUnitDesign { Width = width, Modes = modes, Ring = new RingInitialisation { Inner = 0.5, Outer = 0.99 } }, new RandomSource(4).Stream("lru")).to(float64);

    private static DiagonalStateSpace Space(DiagonalPoles poles, Discretisation rule) => new DiagonalStateSpace(
        new DiagonalStateSpaceDesign { Width = 3, States = 8, Poles = poles, Discretisation = rule }, new RandomSource(5).Stream("s4d")).to(float64);

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 37, 5)]
    [InlineData(3, 64, 8)]
    [InlineData(1, 100, 19)]
    public void States_by_loop_by_doubling_and_by_vectors_agree_with_their_gradients(int batch, int tokens, int modes)
    {
        using var scope = NewDisposeScope();
        Tensor[] Run(Func<DiagonalSystem, ComplexPair> scan)
        {
            var random = new RandomSource(9).Stream("diagonal");
            Tensor[] parts = [.. new long[][] { [modes], [modes], [batch, tokens, modes], [batch, tokens, modes] }.Select((s, k) => (zeros(s, dtype: float64).FillNormal(0.4, random.Stream(k))).requires_grad_())];
            var states = scan(new DiagonalSystem { Eigenvalues = new ComplexPair(parts[0], parts[1]), Drive = new ComplexPair(parts[2], parts[3]) });
            (states.Real.sin().sum() + (states.Imaginary.square() * 0.3).sum()).backward();
            // One token has no past, so that eigenvalues need not be in the graph at all.
            return [states.Real.detach(), states.Imaginary.detach(), .. parts.Select(p => p.grad ?? zeros_like(p))];
        }
        var expected = Run(s => s.StatesReference());
        foreach (var found in (Tensor[][])[Run(s => s.States()), Run(s => s.StatesByDoubling())])
            Assert.All(expected.Zip(found), pair => Assert.True(Distance(pair.First, pair.Second) < 1e-11 * (1 + pair.First.abs().max().item<double>())));
    }

    [Fact]
    public void A_recurrent_unit_is_its_loop_and_its_matrix()
    {
        using var scope = NewDisposeScope();
        var unit = Unit();
        var input = Tokens(2, 17, 3);
        var output = unit.call(input);
        // [out, in, i, j] · [batch, j, in], summed over in.
        var byMatrix = einsum("hgij,bjg->bih", unit.MixingMatrix(17), input);
        Assert.True(Distance(unit.ForwardReference(input), output) < 1e-12, "loop");
        Assert.True(Distance(byMatrix, output) < 1e-12, "matrix");
    }

    [Fact]
    public void The_published_layer_comes_out()
    {
        using var scope = NewDisposeScope();
        var given = Oracle.GetProperty("F_lru_layer");
        var ring = new RingInitialisation { Inner = 0.5, Outer = 0.95 };
        var eigenvalues = given.GetProperty("u1").Numbers().Zip(given.GetProperty("u2").Numbers(), ring.Eigenvalue).Select(e => Complex.Exp(new Complex(-e.Decay, e.Phase))).ToArray();
        var expected = given.GetProperty("lambda");
        for (var k = 0; k < 4; k++)
        {
            Assert.Equal(expected.GetProperty("re").Numbers()[k], eigenvalues[k].Real, 1e-12);
            Assert.Equal(expected.GetProperty("im").Numbers()[k], eigenvalues[k].Imaginary, 1e-12);
        }
        var unit = new LinearRecurrentUnit(new LinearRecurrentUnitDesign { Width = 2, Modes = 4, Ring = ring }, new RandomSource(1).Stream("any")).to(float64);
        Tensor Of(int rows, int columns, Func<int, int, double> f) =>
            tensor([.. from i in Enumerable.Range(0, rows) from j in Enumerable.Range(0, columns) select f(i, j)], [rows, columns], dtype: float64);
        using (no_grad())
        {
            var parts = unit.named_parameters().ToDictionary(p => p.name, p => p.parameter);
            parts["decayLog"].copy_(tensor(eigenvalues.Select(e => Math.Log(-Math.Log(e.Magnitude))).ToArray()));
            parts["phaseLog"].copy_(tensor(given.GetProperty("u2").Numbers().Select(u => Math.Log(2 * Math.PI * u)).ToArray()));
            parts["gammaLog"].copy_(tensor(eigenvalues.Select(e => 0.5 * Math.Log(1 - (e.Magnitude * e.Magnitude))).ToArray()));
            parts["inputReal"].copy_(Of(4, 2, (n, h) => Math.Sin(1 + (2 * n) + h) / 2));
            parts["inputImaginary"].copy_(Of(4, 2, (n, h) => Math.Cos(2 + (2 * n) + h) / 2));
            parts["outputReal"].copy_(Of(2, 4, (h, n) => Math.Cos(1 + (4 * h) + n) / 2));
            parts["outputImaginary"].copy_(Of(2, 4, (h, n) => Math.Sin(3 + (4 * h) + n) / 2));
            parts["feedThrough"].copy_(tensor([0.5, -1.0]));
        }
        var output = unit.call(Of(5, 2, (k, h) => Math.Sin(1 + (2 * k) + h)).unsqueeze(0));
        Assert.True(Distance(given.GetProperty("Y").ToTensor(), output[0]) < 1e-12);
    }

    [Fact]
    public void The_ring_is_even_in_area_and_its_edges_are_finite()
    {
        var ring = new RingInitialisation { Inner = 0.6, Outer = 0.8 };
        var squares = ring.Draw(20_000, new RandomSource(2).Stream("ring")).Select(e => (Math.Exp(-2 * e.Decay) - 0.36) / 0.28).Order().ToArray();
        // Kolmogorov–Smirnov distance of 20000 even numbers exceeds 0.02 with probability 2e-7.
        Assert.True(squares.Select((s, k) => Math.Abs(s - ((k + 0.5) / squares.Length))).Max() < 0.02);
        foreach (var (decay, phase) in new[] { new RingInitialisation().Eigenvalue(0, 0), new RingInitialisation().Eigenvalue(1, 1) })
            Assert.True(double.IsFinite(Math.Log(decay)) && double.IsFinite(Math.Log(phase)));
    }

    [Fact]
    public void Gamma_makes_white_noise_states_as_large_as_the_drive_near_the_unit_circle_too()
    {
        using var scope = NewDisposeScope();
        var design = new LinearRecurrentUnitDesign { Width = 1, Modes = 64, Ring = new RingInitialisation { Inner = 0.9, Outer = 0.99 } };
        double Size(bool normalises)
        {
            var unit = new LinearRecurrentUnit(design with { Normalises = normalises }, new RandomSource(4).Stream("lru")).to(float64);
            var states = unit.States(Tokens(16, 600, 1));
            var late = (states.Real.square() + states.Imaginary.square())[.., 500..].mean();
            var parts = unit.named_parameters().ToDictionary(p => p.name, p => p.parameter);
            return (late / (parts["inputReal"].square() + parts["inputImaginary"].square()).mean()).item<double>();
        }
        // (1/(r₁² − r₀²))·log((1 − r₀²)/(1 − r₁²)) = 13.26 on average over the ring without γ; 64 modes draw from it.
        Assert.InRange(Size(true), 0.8, 1.2);
        Assert.InRange(Size(false), 8, 20);
    }

    [Theory]
    [CombinatorialPoles]
    public void A_state_space_layer_is_its_loop_and_its_matrix(DiagonalPoles poles, Discretisation rule)
    {
        using var scope = NewDisposeScope();
        var layer = Space(poles, rule);
        var input = Tokens(2, 23, 3);
        var output = layer.call(input);
        var byMatrix = layer.MixingMatrix(23).matmul(input.transpose(1, 2).unsqueeze(-1)).squeeze(-1).transpose(1, 2);
        Assert.True(Distance(layer.ForwardReference(input), output) < 1e-11, "loop");
        Assert.True(Distance(byMatrix, output) < 1e-11, "matrix");
    }

    private sealed class CombinatorialPolesAttribute : Xunit.v3.DataAttribute
    {
        public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(System.Reflection.MethodInfo testMethod, Xunit.Sdk.DisposalTracker disposalTracker) =>
            new([.. from poles in Enum.GetValues<DiagonalPoles>() from rule in Enum.GetValues<Discretisation>() select new TheoryDataRow(poles, rule)]);

        public override bool SupportsDiscoveryEnumeration() => true;
    }

    [Fact]
    public void Zero_order_hold_is_exact_for_held_inputs_and_the_other_rules_are_of_their_order()
    {
        using var scope = NewDisposeScope();
        var pole = new Complex(-0.5, 3);
        // ẋ = ax + 1 from 0 to time 1: (e^a − 1)/a.
        var exact = (Complex.Exp(pole) - 1) / pole;
        double Error(Discretisation rule, int steps)
        {
            var delta = tensor(1.0 / steps);
            var (decay, input) = rule.Discretise(new ComplexPair(delta * pole.Real, delta * pole.Imaginary), delta);
            var (a, b) = (Complex.Exp(decay.ToArray()[0]), input.ToArray()[0]);
            var x = Complex.Zero;
            for (var k = 0; k < steps; k++) x = (a * x) + b;
            return (x - exact).Magnitude;
        }
        Assert.True(Error(Discretisation.ZeroOrderHold, 10) < 1e-14);
        Assert.InRange(Math.Log2(Error(Discretisation.Bilinear, 64) / Error(Discretisation.Bilinear, 128)), 1.9, 2.1);
        Assert.InRange(Math.Log2(Error(Discretisation.EulerInput, 64) / Error(Discretisation.EulerInput, 128)), 0.9, 1.1);
        // Small steps keep their digits: e^z − 1 is not a difference.
        var tiny = new ComplexPair(tensor(-1e-12), tensor(2e-12)).ExponentialLessOne().ToArray()[0];
        Assert.True((tiny - new Complex(-1e-12, 2e-12)).Magnitude < 1e-23);
    }

    [Fact]
    public void The_five_spectra_are_as_published()
    {
        Assert.Equal(new Complex(-0.5, 2 * Math.PI), DiagonalPoles.Linear.Values(8)[2]);
        Assert.Equal(8 / Math.PI * ((8 / 5.0) - 1), DiagonalPoles.Inverse.Values(8)[2].Imaginary, 1e-14);
        Assert.Equal(25 / Math.PI, DiagonalPoles.Quadratic.Values(8)[2].Imaginary, 1e-14);
        Assert.Equal(new Complex(-3, 0), DiagonalPoles.Real.Values(8)[2]);
        var (a, b, p) = DiagonalPolesExtensions.HiPPOLegS(4);
        var expected = Oracle.GetProperty("G_legs");
        Assert.Equal(expected.GetProperty("B_N4").Numbers(), b.ToArray());
        for (var n = 0; n < 4; n++)
        {
            Assert.Equal(expected.GetProperty("P_N4").Numbers()[n], p[n], 1e-14);
            for (var k = 0; k < 4; k++) Assert.Equal(expected.GetProperty("A_N4")[n].Numbers()[k], a[n, k], 1e-14);
        }
        // Two routes: squares of the skew part, and the eigenvalues of A + PPᵀ themselves.
        var (a16, _, p16) = DiagonalPolesExtensions.HiPPOLegS(16);
        var found = (a16 + p16.OuterProduct(p16)).Evd().EigenValues.Where(e => e.Imaginary > 0).OrderBy(e => e.Imaginary).ToArray();
        foreach (var (one, other) in DiagonalPoles.LegS.Values(16).Zip(found)) Assert.True((one - other).Magnitude < 1e-8, $"{one} and {other}");
    }

    [Fact]
    public void Refusals_say_what_is_wanted()
    {
        using var scope = NewDisposeScope();
        Assert.Contains("has the shape [5, 3]; it must be [batch, tokens, 3]. Add a batch axis", Assert.Throws<ArgumentException>(() => Unit().call(Tokens(5, 3))).Message);
        Assert.Contains("Width was 0", Assert.Throws<ArgumentOutOfRangeException>(() => new LinearRecurrentUnitDesign { Width = 0, Modes = 1 }).Message);
        Assert.Contains("Outer was 1.5; it must be in [0, 1]", Assert.Throws<ArgumentOutOfRangeException>(() => new RingInitialisation { Outer = 1.5 }).Message);
        Assert.Contains("Inner was 0.9 and Outer 0.5", Assert.Throws<ArgumentException>(() => new RingInitialisation { Inner = 0.9, Outer = 0.5 }.Draw(1, new RandomSource(1).Stream("r"))).Message);
        Assert.Contains("states was 7; it must be even", Assert.Throws<ArgumentOutOfRangeException>(() => DiagonalPoles.Linear.Values(7)).Message);
        Assert.Contains("Steps was (0, 1)", Assert.Throws<ArgumentOutOfRangeException>(() => new DiagonalStateSpaceDesign { Width = 1, Steps = (0, 1) }).Message);
    }
}
