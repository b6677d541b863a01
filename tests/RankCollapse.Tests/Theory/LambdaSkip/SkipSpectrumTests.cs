using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Theory.LambdaSkip;

namespace RankCollapse.Tests.Theory.LambdaSkip;

public class SkipSpectrumTests
{
    private static readonly System.Text.Json.JsonElement Reference = ReferenceValues.Of("lambda-skip").GetProperty("spectral");

    [Fact]
    public void Reference_spectrum_threshold_and_rates_are_reproduced()
    {
        var law = new SkipSpectrum(Reference.GetProperty("M").Matrix());
        Assert.All(Reference.GetProperty("nu").Numbers().Zip(law.Eigenvalues.ToArray()), pair => Close.To(pair.First, pair.Second, 1e-9));
        Close.To(Reference.GetProperty("threshold").GetDouble(), law.Threshold, 1e-9);
        foreach (var row in Reference.GetProperty("rates").EnumerateArray())
            Close.To(row.GetProperty("rate").GetDouble(), law.Rate(row.GetProperty("lam").GetDouble()), 1e-9);
    }

    [Fact]
    public void Layers_without_normalisation_multiply_diversity_by_the_rate()
    {
        var m = Reference.GetProperty("M").Matrix();
        var law = new SkipSpectrum(m);
        foreach (var skip in new[] { -3, -0.7, -0.3, 0, 1, 4 })
        {
            var layer = new LambdaSkipLayer(TokenMixing.Fixed(m), skip) { RowLength = null };
            // The mean is multiplied by λ + 1 exactly, so that differences can be followed alone.
            var start = CentredTokens.From(LambdaInputs.Sine(6, 3, 1, 0.4, 1));
            var mean = Vector<double>.Build.DenseOfArray(start.Mean.ToArray());
            var next = CentredTokens.From(layer.Run(start.ToMatrix(), 1).Tokens(1)).Mean.ToArray();
            Close.To(0, (((skip + 1) * mean) - Vector<double>.Build.DenseOfArray(next)).L2Norm(), 1e-14);
            // Rounding leaves a mean of 1e-16, which outgrows the differences once rate^depth has come down to it.
            var rate = law.Rate(skip);
            var deep = rate < 1 ? Math.Min(180, (int)(Math.Log(1e-10) / Math.Log(rate))) : 180;
            var run = layer.Run(start.Centred, deep);
            // At 180 layers the second mode is 5e-4 of the first for λ = −3, where the two are nearest.
            Close.Relatively(rate, run.Residuals[deep] / run.Residuals[deep - 1] / Math.Abs(skip + 1), 1e-3, $"λ = {skip}");
        }
    }

    [Fact]
    public void Diversity_grows_exactly_below_the_threshold_and_never_for_positive_skip()
    {
        var law = new SkipSpectrum(Reference.GetProperty("M").Matrix());
        Assert.True(law.Rate(law.Threshold - 1e-6) > 1 && law.Rate(law.Threshold + 1e-6) < 1);
        for (var skip = 0.0; skip < 100; skip += 0.5) Assert.True(law.Rate(skip) < 1);
        for (var skip = -100.25; skip < law.Threshold; skip += 0.5) Assert.True(law.Rate(skip) > 1, $"λ = {skip}");
    }

    [Fact]
    public void What_is_not_symmetric_or_has_no_rate_is_refused()
    {
        Assert.StartsWith("M had 2 tokens and differed from its transpose by 0.4; it must be symmetric, with at least 2.",
            Assert.Throws<ArgumentException>(() => new SkipSpectrum(Matrix<double>.Build.DenseOfArray(new[,] { { 0.5, 0.5 }, { 0.1, 0.9 } }))).Message,
            StringComparison.Ordinal);
        Assert.StartsWith("skipStrength was -1; it must be finite and not −1, where the mean vanishes.", Assert.Throws<ArgumentOutOfRangeException>(
            () => new SkipSpectrum(Matrix<double>.Build.DenseIdentity(3)).Rate(-1)).Message, StringComparison.Ordinal);
        // The identity has the eigenvalue 1 throughout and keeps everything.
        Close.To(1, new SkipSpectrum(Matrix<double>.Build.DenseIdentity(3)).Rate(2), 1e-12);
    }
}
