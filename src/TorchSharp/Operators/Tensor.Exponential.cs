using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>e to the power of each element.</summary>
        public Tensor exp() => Aten.exp.Call(this);

        /// <summary>The same as <see cref="exp()"/>, in place.</summary>
        public Tensor exp_() => Aten.exp_.InPlace(this);

        /// <summary>2 to the power of each element.</summary>
        public Tensor exp2() => Aten.exp2.Call(this);

        /// <summary>The same as <see cref="exp2()"/>, in place.</summary>
        public Tensor exp2_() => Aten.exp2_.InPlace(this);

        /// <summary>e to the power of each element, less 1, exact near 0.</summary>
        public Tensor expm1() => Aten.expm1.Call(this);

        /// <summary>The same as <see cref="expm1()"/>, in place.</summary>
        public Tensor expm1_() => Aten.expm1_.InPlace(this);

        /// <summary>The natural logarithm.</summary>
        public Tensor log() => Aten.log.Call(this);

        /// <summary>The same as <see cref="log()"/>, in place.</summary>
        public Tensor log_() => Aten.log_.InPlace(this);

        /// <summary>The logarithm to base 2.</summary>
        public Tensor log2() => Aten.log2.Call(this);

        /// <summary>The same as <see cref="log2()"/>, in place.</summary>
        public Tensor log2_() => Aten.log2_.InPlace(this);

        /// <summary>The logarithm to base 10.</summary>
        public Tensor log10() => Aten.log10.Call(this);

        /// <summary>The same as <see cref="log10()"/>, in place.</summary>
        public Tensor log10_() => Aten.log10_.InPlace(this);

        /// <summary>The natural logarithm of 1 plus each element, exact near 0.</summary>
        public Tensor log1p() => Aten.log1p.Call(this);

        /// <summary>The same as <see cref="log1p()"/>, in place.</summary>
        public Tensor log1p_() => Aten.log1p_.InPlace(this);

        /// <summary>The square root.</summary>
        public Tensor sqrt() => Aten.sqrt.Call(this);

        /// <summary>The same as <see cref="sqrt()"/>, in place.</summary>
        public Tensor sqrt_() => Aten.sqrt_.InPlace(this);

        /// <summary>1 divided by the square root.</summary>
        public Tensor rsqrt() => Aten.rsqrt.Call(this);

        /// <summary>The same as <see cref="rsqrt()"/>, in place.</summary>
        public Tensor rsqrt_() => Aten.rsqrt_.InPlace(this);

        /// <summary>The square of each element.</summary>
        public Tensor square() => Aten.square.Call(this);

        /// <summary>Each element to a power.</summary>
        public Tensor pow(Tensor exponent) => Aten.pow_Tensor_Tensor.Call(this, exponent);

        /// <inheritdoc cref="pow(Tensor)"/>
        public Tensor pow(Scalar exponent) => Aten.pow_Tensor_Scalar.Call(this, exponent);

        /// <summary>The same as <see cref="pow(Tensor)"/>, in place.</summary>
        public Tensor pow_(Tensor exponent) => Aten.pow__Tensor.InPlace(this, exponent);

        /// <inheritdoc cref="pow(Tensor)"/>
        public Tensor pow_(Scalar exponent) => Aten.pow__Scalar.InPlace(this, exponent);

        /// <summary>Each element to a power, computed in double precision.</summary>
        public Tensor float_power(Tensor target) => Aten.float_power_Tensor_Tensor.Call(this, target);

        /// <summary>The same as <see cref="float_power(Tensor)"/>, in place.</summary>
        public Tensor float_power_(Tensor target) => Aten.float_power__Tensor.InPlace(this, target);

        /// <summary>The logarithm of the sum of the exponentials of both.</summary>
        public Tensor logaddexp(Tensor other) => Aten.logaddexp.Call(this, other);

        /// <summary>The logarithm to base 2 of the sum of both powers of 2.</summary>
        public Tensor logaddexp2(Tensor other) => Aten.logaddexp2.Call(this, other);

        /// <summary>Each element times the logarithm of another; 0 where the element is 0.</summary>
        public Tensor xlogy(Tensor y) => Aten.xlogy_Tensor.Call(this, y);

        /// <inheritdoc cref="xlogy(Tensor)"/>
        public Tensor xlogy(Scalar y) => Aten.xlogy_Scalar_Other.Call(this, y);

        /// <summary>The same as <see cref="xlogy(Tensor)"/>, in place.</summary>
        public Tensor xlogy_(Tensor y) => Aten.xlogy__Tensor.InPlace(this, y);

        /// <inheritdoc cref="xlogy(Tensor)"/>
        public Tensor xlogy_(Scalar y) => Aten.xlogy__Scalar_Other.InPlace(this, y);

        /// <summary>The logarithm of the odds of a probability.</summary>
        /// <param name="eps">Probabilities are first brought into [eps, 1 - eps].</param>
        public Tensor logit(double? eps = null) => Aten.logit.Call(this, eps);

        /// <summary>The same as <see cref="logit(double?)"/>, in place.</summary>
        public Tensor logit_(double? eps = null) => Aten.logit_.InPlace(this, eps);

        /// <summary>Each element times 2 to the power of another.</summary>
        public Tensor ldexp(Tensor other) => Aten.ldexp_Tensor.Call(this, other);

        /// <summary>The same as <see cref="ldexp(Tensor)"/>, in place.</summary>
        public Tensor ldexp_(Tensor other) => Aten.ldexp_.InPlace(this, other);

        /// <summary>Mantissa, from 1/2 to 1, and exponent to base 2 of each element.</summary>
        public (Tensor mantissa, Tensor exponent) frexp() => Aten.frexp_Tensor.CallPair(this);

        /// <summary>The hypotenuse of a right triangle with both as legs.</summary>
        public Tensor hypot(Tensor other) => Aten.hypot.Call(this, other);
    }
}
