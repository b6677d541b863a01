using static TorchSharp.torch;

namespace TorchSharp.Tests.LinearAlgebra;

public class SpecialFunctionTests
{
    private static readonly double[] Points = [-1.7, -0.4, 0.3, 0.9, 2.2];

    [Fact]
    public void Values_that_are_known_in_closed_form()
    {
        Raw.Near([0, Math.Log(2), Math.Log(24), Math.Log(Math.PI) / 2], special.gammaln(Raw.Vector(1, 3, 5, 0.5)), 1e-14);
        Raw.Near([-0.57721566490153286, 1 - 0.57721566490153286], special.digamma(Raw.Vector(1, 2)), 1e-14);
        // libtorch cuts the series of this one short: ten digits are right.
        Raw.Near([Math.PI * Math.PI / 6], special.polygamma(1, Raw.Vector(1)), 1e-9);
        Raw.Near([Math.PI * Math.PI / 6], special.zeta(Raw.Vector(2), Raw.Vector(1)), 1e-14);
        Raw.Near([0.5, 0.97724986805182079], special.ndtr(Raw.Vector(0, 2)), 1e-14);
        Raw.Near([1 - Math.Exp(-2)], special.gammainc(Raw.Vector(1), Raw.Vector(2)), 1e-14);
        Raw.Near([4 * 0.3 * 0.3 * 0.3 - 3 * 0.3], special.chebyshev_polynomial_t(Raw.Vector(0.3), Raw.Vector(3)), 1e-14);
        Raw.Near([Math.Sin(1.5) / 1.5], special.spherical_bessel_j0(Raw.Vector(1.5)), 1e-14);
    }

    [Fact]
    public void Functions_and_their_inverses_or_complements_agree()
    {
        var x = Raw.Vector(Points);
        Raw.Near(x, special.erfinv(special.erf(x)), 1e-12);
        Raw.Near(x, special.logit(special.expit(x)), 1e-14);
        Raw.Near(x, special.ndtri(special.ndtr(x)), 1e-13);
        Raw.Near([1, 1, 1, 1, 1], Raw.Add(special.erf(x), special.erfc(x)), 1e-15);
        Raw.Near(special.i0(x), Raw.Mul(special.i0e(x), Raw.Exp(Raw.Op("abs(self)").Call(x))), 1e-14);
        Raw.Near(special.sigmoid(x), special.expit(x), 0);
        Assert.Same(x, special.sigmoid_(x));
        Raw.Near(special.expit(Raw.Vector(Points)), x, 0);
        var target = Raw.Vector(0, 0, 0, 0, 0);
        Assert.Same(target, special.bessel_j0(Raw.Vector(Points), target));
        Raw.Near(special.bessel_j0(Raw.Vector(Points)), target, 0);
    }

    [Theory]
    [InlineData("erf")]
    [InlineData("erfc")]
    [InlineData("erfcx")]
    [InlineData("expit")]
    [InlineData("expm1")]
    [InlineData("exp2")]
    [InlineData("i0")]
    [InlineData("i0e")]
    [InlineData("i1")]
    [InlineData("i1e")]
    [InlineData("ndtr")]
    [InlineData("sinc")]
    public void Gradients_agree_with_differences(string name) =>
        Raw.CheckGradient(t => (Tensor)typeof(special).GetMethod(name)!.Invoke(null, [t])!, Raw.Vector(Points));

    [Theory]
    [InlineData("entr")]
    [InlineData("gammaln")]
    [InlineData("digamma")]
    [InlineData("erfinv")]
    [InlineData("logit")]
    [InlineData("ndtri")]
    public void Gradients_agree_with_differences_where_the_function_is_defined(string name) =>
        Raw.CheckGradient(t => (Tensor)typeof(special).GetMethod(name)!.Invoke(null, [t])!, Raw.Vector(0.15, 0.4, 0.77));
}
