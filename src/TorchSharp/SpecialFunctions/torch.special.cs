using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Functions of mathematical physics and statistics, element by element.</summary>
    public static partial class special
    {
        /// <summary>Entropy of each element: −x ln x.</summary>
        /// <param name="input">The tensor.</param>
        public static Tensor entr(Tensor input) => Aten.special_entr.Call(input);

        /// <summary>Error function.</summary>
        /// <param name="input">The tensor.</param>
        public static Tensor erf(Tensor input) => Aten.special_erf.Call(input);

        /// <summary>One less the error function, precise where that is small.</summary>
        /// <param name="input">The tensor.</param>
        public static Tensor erfc(Tensor input) => Aten.special_erfc.Call(input);

        /// <summary>exp(x²) erfc(x).</summary>
        /// <param name="input">The tensor.</param>
        public static Tensor erfcx(Tensor input) => Aten.special_erfcx.Call(input);

        /// <summary>Inverse of the error function.</summary>
        /// <param name="input">The tensor.</param>
        public static Tensor erfinv(Tensor input) => Aten.special_erfinv.Call(input);

        /// <summary>Logistic function.</summary>
        /// <param name="input">The tensor.</param>
        public static Tensor expit(Tensor input) => Aten.special_expit.Call(input);

        /// <summary>exp(x) − 1, precise near zero.</summary>
        /// <param name="input">The tensor.</param>
        public static Tensor expm1(Tensor input) => Aten.special_expm1.Call(input);

        /// <summary>Powers of two.</summary>
        /// <param name="input">The tensor.</param>
        public static Tensor exp2(Tensor input) => Aten.special_exp2.Call(input);

        /// <summary>Logarithm of the absolute value of the gamma function.</summary>
        /// <param name="input">The tensor.</param>
        public static Tensor gammaln(Tensor input) => Aten.special_gammaln.Call(input);

        /// <summary>Derivative of the logarithm of the gamma function.</summary>
        /// <param name="input">The tensor.</param>
        public static Tensor digamma(Tensor input) => Aten.special_digamma.Call(input);

        /// <summary>Derivative of the logarithm of the gamma function.</summary>
        /// <param name="input">The tensor.</param>
        public static Tensor psi(Tensor input) => Aten.special_psi.Call(input);

        /// <summary>Modified Bessel function of the first kind, order 0.</summary>
        /// <param name="input">The tensor.</param>
        public static Tensor i0(Tensor input) => Aten.special_i0.Call(input);

        /// <summary>exp(−|x|) times the modified Bessel function of order 0.</summary>
        /// <param name="input">The tensor.</param>
        public static Tensor i0e(Tensor input) => Aten.special_i0e.Call(input);

        /// <summary>Modified Bessel function of the first kind, order 1.</summary>
        /// <param name="input">The tensor.</param>
        public static Tensor i1(Tensor input) => Aten.special_i1.Call(input);

        /// <summary>exp(−|x|) times the modified Bessel function of order 1.</summary>
        /// <param name="input">The tensor.</param>
        public static Tensor i1e(Tensor input) => Aten.special_i1e.Call(input);

        /// <summary>ln(x / (1 − x)), the inverse of the logistic function.</summary>
        /// <param name="input">The tensor.</param>
        public static Tensor logit(Tensor input) => Aten.special_logit.Call(input);

        /// <summary>Distribution function of the standard normal law.</summary>
        /// <param name="input">The tensor.</param>
        public static Tensor ndtr(Tensor input) => Aten.special_ndtr.Call(input);

        /// <summary>Quantile of the standard normal law.</summary>
        /// <param name="input">The tensor.</param>
        public static Tensor ndtri(Tensor input) => Aten.special_ndtri.Call(input);

        /// <summary>sin(πx) / (πx), and one at zero.</summary>
        /// <param name="input">The tensor.</param>
        public static Tensor sinc(Tensor input) => Aten.special_sinc.Call(input);

        /// <summary>Lower incomplete gamma function, regularised.</summary>
        /// <param name="input">The shape.</param>
        /// <param name="other">The upper bound.</param>
        public static Tensor gammainc(Tensor input, Tensor other) => Aten.special_gammainc.Call(input, other);

        /// <summary>Upper incomplete gamma function, regularised.</summary>
        /// <param name="input">The shape.</param>
        /// <param name="other">The lower bound.</param>
        public static Tensor gammaincc(Tensor input, Tensor other) => Aten.special_gammaincc.Call(input, other);

        /// <summary>x ln(1 + y), and zero where x is.</summary>
        /// <param name="input">x.</param>
        /// <param name="other">y.</param>
        public static Tensor xlog1py(Tensor input, Tensor other) => Aten.special_xlog1py.Call(input, other);

        /// <summary>Hurwitz zeta function.</summary>
        /// <param name="x">The exponent.</param>
        /// <param name="q">Where the sum starts.</param>
        public static Tensor zeta(Tensor x, Tensor q) => Aten.special_zeta.Call(x, q);

        /// <summary>Derivatives of the logarithm of the gamma function.</summary>
        /// <param name="n">Which, less one: 0 is the digamma function.</param>
        /// <param name="input">The tensor.</param>
        public static Tensor polygamma(long n, Tensor input) => Aten.special_polygamma.Call(n, input);

        /// <summary>Logarithm of the gamma function of several dimensions.</summary>
        /// <param name="input">The tensor.</param>
        /// <param name="p">Dimensions.</param>
        public static Tensor multigammaln(Tensor input, long p) => Aten.special_multigammaln.Call(input, p);

        /// <summary>Exponentials along an axis, divided by their sum.</summary>
        /// <param name="input">The tensor.</param>
        /// <param name="dim">The axis.</param>
        /// <param name="dtype">Element type to convert to first.</param>
        public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => Aten.special_softmax.Call(input, dim, dtype);

        /// <summary>Logarithm of <see cref="softmax"/>, precise where that is small.</summary>
        /// <param name="input">The tensor.</param>
        /// <param name="dim">The axis.</param>
        /// <param name="dtype">Element type to convert to first.</param>
        public static Tensor log_softmax(Tensor input, long dim, ScalarType? dtype = null) => Aten.special_log_softmax.Call(input, dim, dtype);

        /// <summary>Logistic function.</summary>
        /// <param name="input">The tensor.</param>
        public static Tensor sigmoid(Tensor input) => input.sigmoid();

        /// <summary>Logistic function, in place.</summary>
        /// <param name="input">The tensor.</param>
        /// <returns>The same tensor.</returns>
        public static Tensor sigmoid_(Tensor input) => input.sigmoid_();
    }
}
