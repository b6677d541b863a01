using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Tests.Measures;

public class FrequencyEnergyTests
{
    [Fact]
    public void Energies_of_the_reference_matrix()
    {
        // sin(0.7 + 1.1i + 0.8j), 6 × 4; values from an independent script, double precision.
        var x = Matrix<double>.Build.Dense(6, 4, (i, j) => Math.Sin(0.7 + (1.1 * i) + (0.8 * j)));
        var energy = FrequencyEnergy.Of(x);
        Close.To(0.17247532183463282, energy.Low, 1e-12);
        Close.To(3.4577651445064035, energy.High, 1e-12);
        Close.To(0.9987582806359286, energy.HighShare, 1e-12);
    }

    [Fact]
    public void Energies_add_up_and_the_high_one_is_the_residual()
    {
        var x = Inputs.F(7, 3);
        var energy = FrequencyEnergy.Of(x);
        Close.To(Math.Pow(x.FrobeniusNorm(), 2), Math.Pow(energy.Low, 2) + Math.Pow(energy.High, 2), 1e-12);
        Assert.Equal(TokenResidual.Absolute(x), energy.High);
        Close.To(Math.Pow(energy.High / energy.Low, 2), energy.EnergyRatio, 1e-12);
    }

    [Fact]
    public void Errors_say_what_was_given_what_is_allowed_and_what_to_do()
    {
        var meanZero = Matrix<double>.Build.DenseOfArray(new double[,] { { 1 }, { -1 } });
        Assert.Equal(1, FrequencyEnergy.Of(meanZero).HighShare);
        Assert.Equal(
            "The tokens had mean zero, so their low-frequency part is 0; the ratio High / Low needs it above 0. Use HighShare.",
            Assert.Throws<InvalidOperationException>(() => FrequencyEnergy.Of(meanZero).HighToLow).Message);
        Assert.StartsWith(
            "All entries were 0; frequency shares need a token matrix that is not zero. Check the layer before.",
            Assert.Throws<ArgumentException>(() => FrequencyEnergy.Of(0 * meanZero)).Message);
    }
}
