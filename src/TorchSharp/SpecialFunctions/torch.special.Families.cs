using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class special
    {
        /// <summary>Airy function Ai.</summary>
        /// <param name="input">The tensor.</param>
        /// <param name="out">A tensor that takes the result.</param>
        public static Tensor airy_ai(Tensor input, Tensor? @out = null) => Into(@out, Aten.special_airy_ai.Call(input));

        /// <summary>Bessel function of the first kind, order 0.</summary>
        /// <param name="input">The tensor.</param>
        /// <param name="out">A tensor that takes the result.</param>
        public static Tensor bessel_j0(Tensor input, Tensor? @out = null) => Into(@out, Aten.special_bessel_j0.Call(input));

        /// <summary>Bessel function of the first kind, order 1.</summary>
        /// <param name="input">The tensor.</param>
        /// <param name="out">A tensor that takes the result.</param>
        public static Tensor bessel_j1(Tensor input, Tensor? @out = null) => Into(@out, Aten.special_bessel_j1.Call(input));

        /// <summary>Bessel function of the second kind, order 0.</summary>
        /// <param name="input">The tensor.</param>
        /// <param name="out">A tensor that takes the result.</param>
        public static Tensor bessel_y0(Tensor input, Tensor? @out = null) => Into(@out, Aten.special_bessel_y0.Call(input));

        /// <summary>Bessel function of the second kind, order 1.</summary>
        /// <param name="input">The tensor.</param>
        /// <param name="out">A tensor that takes the result.</param>
        public static Tensor bessel_y1(Tensor input, Tensor? @out = null) => Into(@out, Aten.special_bessel_y1.Call(input));

        /// <summary>Modified Bessel function of the first kind, order 0.</summary>
        /// <param name="input">The tensor.</param>
        /// <param name="out">A tensor that takes the result.</param>
        public static Tensor modified_bessel_i0(Tensor input, Tensor? @out = null) => Into(@out, Aten.special_modified_bessel_i0.Call(input));

        /// <summary>Modified Bessel function of the first kind, order 1.</summary>
        /// <param name="input">The tensor.</param>
        /// <param name="out">A tensor that takes the result.</param>
        public static Tensor modified_bessel_i1(Tensor input, Tensor? @out = null) => Into(@out, Aten.special_modified_bessel_i1.Call(input));

        /// <summary>Modified Bessel function of the second kind, order 0.</summary>
        /// <param name="input">The tensor.</param>
        /// <param name="out">A tensor that takes the result.</param>
        public static Tensor modified_bessel_k0(Tensor input, Tensor? @out = null) => Into(@out, Aten.special_modified_bessel_k0.Call(input));

        /// <summary>Modified Bessel function of the second kind, order 1.</summary>
        /// <param name="input">The tensor.</param>
        /// <param name="out">A tensor that takes the result.</param>
        public static Tensor modified_bessel_k1(Tensor input, Tensor? @out = null) => Into(@out, Aten.special_modified_bessel_k1.Call(input));

        /// <summary>exp(x) times the modified Bessel function of the second kind, order 0.</summary>
        /// <param name="input">The tensor.</param>
        /// <param name="out">A tensor that takes the result.</param>
        public static Tensor scaled_modified_bessel_k0(Tensor input, Tensor? @out = null) => Into(@out, Aten.special_scaled_modified_bessel_k0.Call(input));

        /// <summary>exp(x) times the modified Bessel function of the second kind, order 1.</summary>
        /// <param name="input">The tensor.</param>
        /// <param name="out">A tensor that takes the result.</param>
        public static Tensor scaled_modified_bessel_k1(Tensor input, Tensor? @out = null) => Into(@out, Aten.special_scaled_modified_bessel_k1.Call(input));

        /// <summary>Spherical Bessel function of the first kind, order 0.</summary>
        /// <param name="input">The tensor.</param>
        /// <param name="out">A tensor that takes the result.</param>
        public static Tensor spherical_bessel_j0(Tensor input, Tensor? @out = null) => Into(@out, Aten.special_spherical_bessel_j0.Call(input));

        /// <summary>Chebyshev polynomials of the first kind.</summary>
        /// <param name="x">Where.</param>
        /// <param name="n">Their degree.</param>
        /// <param name="out">A tensor that takes the result.</param>
        public static Tensor chebyshev_polynomial_t(Tensor x, Tensor n, Tensor? @out = null) => Into(@out, Aten.special_chebyshev_polynomial_t.Call(x, n));

        /// <summary>Chebyshev polynomials of the second kind.</summary>
        /// <param name="x">Where.</param>
        /// <param name="n">Their degree.</param>
        /// <param name="out">A tensor that takes the result.</param>
        public static Tensor chebyshev_polynomial_u(Tensor x, Tensor n, Tensor? @out = null) => Into(@out, Aten.special_chebyshev_polynomial_u.Call(x, n));

        /// <summary>Hermite polynomials of physics.</summary>
        /// <param name="x">Where.</param>
        /// <param name="n">Their degree.</param>
        /// <param name="out">A tensor that takes the result.</param>
        public static Tensor hermite_polynomial_h(Tensor x, Tensor n, Tensor? @out = null) => Into(@out, Aten.special_hermite_polynomial_h.Call(x, n));

        /// <summary>Hermite polynomials of probability.</summary>
        /// <param name="x">Where.</param>
        /// <param name="n">Their degree.</param>
        /// <param name="out">A tensor that takes the result.</param>
        public static Tensor hermite_polynomial_he(Tensor x, Tensor n, Tensor? @out = null) => Into(@out, Aten.special_hermite_polynomial_he.Call(x, n));

        /// <summary>Laguerre polynomials.</summary>
        /// <param name="x">Where.</param>
        /// <param name="n">Their degree.</param>
        /// <param name="out">A tensor that takes the result.</param>
        public static Tensor laguerre_polynomial_l(Tensor x, Tensor n, Tensor? @out = null) => Into(@out, Aten.special_laguerre_polynomial_l.Call(x, n));

        /// <summary>Legendre polynomials.</summary>
        /// <param name="x">Where.</param>
        /// <param name="n">Their degree.</param>
        /// <param name="out">A tensor that takes the result.</param>
        public static Tensor legendre_polynomial_p(Tensor x, Tensor n, Tensor? @out = null) => Into(@out, Aten.special_legendre_polynomial_p.Call(x, n));
    }
}
