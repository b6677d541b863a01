using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Randomness;
using RankCollapse.Theory.BatchNorm;

namespace RankCollapse.Tests.Theory.BatchNorm;

public class OrthogonalityGapTests
{
    private static readonly RandomSource Source = new(50);

    [Fact]
    public void Gaps_have_the_reference_values()
    {
        foreach (var expected in BatchNormReference.StartingWith("orth_gap_"))
        {
            var h = expected.GetProperty("H").Matrix();
            Close.Relatively(expected.GetProperty("V").GetDouble(), OrthogonalityGap.Of(h), 1e-12);
            Close.Relatively(expected.GetProperty("Vhat_normalised").GetDouble(), OrthogonalityGap.Lyapunov(h), 1e-12);
            Close.To(Math.Pow(OrthogonalityGap.Of(h), 2), (1 / expected.GetProperty("r").GetDouble()) - (1.0 / h.ColumnCount), 1e-12);
        }
    }

    [Fact]
    public void Mean_step_has_the_reference_values_and_that_of_drawn_numbers()
    {
        foreach (var expected in BatchNormReference.StartingWith("p_sigma_"))
        {
            var step = new OrthogonalizationStep(expected.GetProperty("lam").Numbers());
            foreach (var (known, found) in expected.GetProperty("p").Numbers().Zip(step.Mean)) Close.To(known, found, 1e-12);
            // The standard error of a mean of numbers in [0, 1] is at most 1/2 over the root of their count.
            foreach (var (drawn, found) in step.MeanReference(40_000, Source.Stream("p")).Zip(step.Mean)) Close.To(drawn, found, 5 * 0.5 / 200);
        }

        // Two samples: σ_i/(σ_1 + σ_2).
        Close.To(0.2 / (0.2 + Math.Sqrt(0.96)), new OrthogonalizationStep([0.96, 0.04]).Mean[1], 1e-13);
        Assert.Equal(1, new OrthogonalizationStep([1, 0]).Mean[0], 1e-12);
    }

    [Fact]
    public void Lemmas_hold_for_random_representations_and_the_sharp_one_is_attained()
    {
        for (var sample = 0; sample < 300; sample++)
        {
            var random = Source.Stream("lemma").Stream(sample);
            var n = 2 + random.NextInteger(6);
            var h = random.NormalMatrix(n + random.NextInteger(5), n);
            var (gap, lyapunov) = (OrthogonalityGap.Of(h), OrthogonalityGap.Lyapunov(h));
            Assert.True(gap <= OrthogonalityGap.FromLyapunovSharp(n, lyapunov) * (1 + 1e-12), $"sample {sample}");
            Assert.True(OrthogonalityGap.FromLyapunovSharp(n, lyapunov) <= OrthogonalityGap.FromLyapunov(n, lyapunov), $"sample {sample}");
            var step = new OrthogonalizationStep(OrthogonalityGap.Shares(h));
            Assert.True(step.Contraction <= step.ContractionBound + 1e-10, $"sample {sample}: {step.Contraction} against {step.ContractionBound}");
        }

        var attained = Matrix<double>.Build.DenseOfDiagonalArray([3, 1, 1, 1]);
        Close.To(OrthogonalityGap.Of(attained), OrthogonalityGap.FromLyapunovSharp(4, OrthogonalityGap.Lyapunov(attained)), 1e-14);
    }

    [Fact]
    public void Alpha_read_as_a_singular_value_breaks_the_step_of_the_proof()
    {
        // Near orthogonality the contraction is n/(n + 2); with σ_n = n^(−1/2) in place of σ_n² the proof would need 1 − ⅔·n^(−1/2).
        double Contraction(int n)
        {
            var shares = Enumerable.Repeat(1.0 / n, n).ToArray();
            (shares[0], shares[^1]) = ((1.0 / n) + 1e-4, (1.0 / n) - 1e-4);
            return new OrthogonalizationStep(shares).Contraction;
        }

        Assert.True(Contraction(16) > 1 - (2.0 / 3 / 4), $"{Contraction(16)}");
        Assert.True(Contraction(16) <= 1 - (2.0 / 3 / 16));
        Close.To(16.0 / 18, Contraction(16), 1e-3);
    }

    [Fact]
    public void One_layer_deviates_from_its_mean_by_the_exact_amount_and_obeys_theorem_5()
    {
        const int d = 40;
        double[] shares = [0.6, 0.25, 0.15];
        var h = Matrix<double>.Build.Dense(d, 3, (i, j) => i == j ? Math.Sqrt(shares[j]) : 0);
        var step = new OrthogonalizationStep(shares);
        var mean = Matrix<double>.Build.DenseOfDiagonalArray([.. step.Mean]);
        double[] deviations = new double[2000], lyapunov = new double[2000];
        for (var k = 0; k < deviations.Length; k++)
        {
            var next = new BatchNormLayer(double.PositiveInfinity).Next(h, Source.Stream("step").Stream(k).NormalMatrix(d, d));
            var gram = next.TransposeThisAndMultiply(next) / (d * 3.0);
            deviations[k] = Math.Pow((gram - mean).FrobeniusNorm(), 2);
            lyapunov[k] = OrthogonalityGap.Lyapunov(next);
        }

        // The deviation has a spread of the size of its mean: five standard errors are 11 %.
        Close.Relatively(step.SquaredDeviation(d), deviations.Average(), 0.11);
        Assert.True(lyapunov.Average() <= GapTheorem.Step(d, 0.15, (1.0 / 3) - 0.15));
    }

    [Fact]
    public void Theorem_holds_along_chains_and_is_far_from_sharp()
    {
        var run = RepresentationChain.Plain(64).Simulate(ChainStart.Gaussian(64, 4), SamplingPlan.EveryLayer(30, chains: 50), Source.Stream("theorem"));
        var floor = run.Samples.Min(sample => sample.Eigenvalues[3] / 64);
        var theorem = new GapTheorem(4, 64, floor);
        var gap = run.Observe(sample => sample.OrthogonalityGap(4)).AcrossChains;
        Assert.All(Enumerable.Range(1, 30), layer => Assert.True(gap[layer] <= theorem.Expected(layer), $"layer {layer}"));
        Assert.True(theorem.Plateau > theorem.TrivialBound);
        Assert.Equal(9 * 256, theorem.LeastInformativeWidth);
        Assert.True(theorem.ExpectedCoupling(5) >= 2 * 4 * gap[5]);
        // A bound that is too large holds as well, so its values by hand: one layer, and the same factor from layer to layer.
        Close.To((0.9 * 0.1) + 0.125, GapTheorem.Step(64, 0.15, 0.1), 1e-15);
        Close.To(3 * 4 / (floor * 8), theorem.Plateau, 1e-12);
        Close.Relatively(1 - (2 * floor / 3), (theorem.Expected(3) - theorem.Plateau) / (theorem.Expected(2) - theorem.Plateau), 1e-9);
        Close.To(2, theorem.Expected(1) - theorem.Plateau, 1e-12);
        // The sharp law is met within the 10 % of its order 1/d, and five standard errors.
        var squares = run.Observe(sample => Math.Pow(sample.OrthogonalityGap(4), 2)).AcrossChains.Skip(10).Average();
        Close.Relatively(new RankLaw(64, 4).SquaredGapPlain, squares, 0.15);
    }

    [Fact]
    public void Errors_say_what_was_given_what_is_allowed_and_what_to_do()
    {
        Assert.StartsWith(
            "floor was 0.5; it must be in (0, 1/4], as the 4 eigenvalues of HᵀH sum to 1. Use the smallest σ_n² of a run.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new GapTheorem(4, 64, 0.5)).Message);
        Assert.StartsWith(
            "The eigenvalues had the sum 0.9 and the minimum 0.4; they must be at least 0 and sum to 1. Take them from OrthogonalityGap.Shares.",
            Assert.Throws<ArgumentException>(() => new OrthogonalizationStep([0.5, 0.4])).Message);
        Assert.StartsWith(
            "H was zero; the gap is measured in units of its size.", Assert.Throws<ArgumentException>(() => OrthogonalityGap.Of(Matrix<double>.Build.Dense(2, 2))).Message);
    }
}
