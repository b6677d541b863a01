using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The error function.</summary>
        public Tensor erf() => Aten.erf.Call(this);

        /// <summary>The same as <see cref="erf()"/>, in place.</summary>
        public Tensor erf_() => Aten.erf_.InPlace(this);

        /// <summary>1 less the error function.</summary>
        public Tensor erfc() => Aten.erfc.Call(this);

        /// <summary>The same as <see cref="erfc()"/>, in place.</summary>
        public Tensor erfc_() => Aten.erfc_.InPlace(this);

        /// <summary>The number with a value of the error function.</summary>
        public Tensor erfinv() => Aten.erfinv.Call(this);

        /// <summary>The same as <see cref="erfinv()"/>, in place.</summary>
        public Tensor erfinv_() => Aten.erfinv_.InPlace(this);

        /// <summary>The logarithm of the modulus of the gamma function.</summary>
        public Tensor lgamma() => Aten.lgamma.Call(this);

        /// <summary>The same as <see cref="lgamma()"/>, in place.</summary>
        public Tensor lgamma_() => Aten.lgamma_.InPlace(this);

        /// <summary>The derivative of the logarithm of the gamma function.</summary>
        public Tensor digamma() => Aten.digamma.Call(this);

        /// <summary>The same as <see cref="digamma()"/>, in place.</summary>
        public Tensor digamma_() => Aten.digamma_.InPlace(this);

        /// <summary>The logarithm of the gamma function of several variables.</summary>
        /// <param name="p">How many variables.</param>
        public Tensor mvlgamma(long p) => Aten.mvlgamma.Call(this, p);

        /// <summary>The same as <see cref="mvlgamma(long)"/>, in place.</summary>
        public Tensor mvlgamma_(long p) => Aten.mvlgamma_.InPlace(this, p);

        /// <summary>The modified Bessel function of order 0.</summary>
        public Tensor i0() => Aten.i0.Call(this);

        /// <summary>The same as <see cref="i0()"/>, in place.</summary>
        public Tensor i0_() => Aten.i0_.InPlace(this);

        /// <summary>The regularised lower incomplete gamma function.</summary>
        public Tensor igamma(Tensor other) => Aten.igamma.Call(this, other);

        /// <summary>The regularised upper incomplete gamma function.</summary>
        public Tensor igammac(Tensor other) => Aten.igammac.Call(this, other);

        /// <summary>A derivative of the digamma function.</summary>
        /// <param name="p">Which; 0 is the function itself.</param>
        public Tensor polygamma(long p) => Aten.polygamma.Call(p, this);
    }
}
