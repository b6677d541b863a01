using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The sum of both, the second one times a factor where one is given.</summary>
        /// <param name="target">The second summand, broadcast.</param>
        public Tensor add(Tensor target) => Aten.add_Tensor.Call(this, target);

        /// <inheritdoc cref="add(Tensor)"/>
        public Tensor add(Tensor target, Scalar alpha) => Aten.add_Tensor.Call(this, target, alpha);

        /// <inheritdoc cref="add(Tensor)"/>
        public Tensor add(Scalar scalar) => Aten.add_Scalar.Call(this, scalar);

        /// <inheritdoc cref="add(Tensor)"/>
        public Tensor add(Scalar scalar, Scalar alpha) => Aten.add_Scalar.Call(this, scalar, alpha);

        /// <summary>The same as <see cref="add(Tensor)"/>, in place.</summary>
        public Tensor add_(Tensor target) => Aten.add__Tensor.InPlace(this, target);

        /// <inheritdoc cref="add(Tensor)"/>
        public Tensor add_(Tensor target, Scalar alpha) => Aten.add__Tensor.InPlace(this, target, alpha);

        /// <inheritdoc cref="add(Tensor)"/>
        public Tensor add_(Scalar scalar) => Aten.add__Scalar.InPlace(this, scalar);

        /// <inheritdoc cref="add(Tensor)"/>
        public Tensor add_(Scalar scalar, Scalar alpha) => Aten.add__Scalar.InPlace(this, scalar, alpha);

        /// <summary>The difference of both.</summary>
        public Tensor sub(Tensor target) => Aten.sub_Tensor.Call(this, target);

        /// <inheritdoc cref="sub(Tensor)"/>
        public Tensor sub(Scalar target) => Aten.sub_Scalar.Call(this, target);

        /// <summary>The same as <see cref="sub(Tensor)"/>, in place.</summary>
        public Tensor sub_(Tensor target) => Aten.sub__Tensor.InPlace(this, target);

        /// <inheritdoc cref="sub(Tensor)"/>
        public Tensor sub_(Scalar target) => Aten.sub__Scalar.InPlace(this, target);

        /// <summary>The difference of both.</summary>
        public Tensor subtract(Scalar target) => sub(target);

        /// <inheritdoc cref="subtract(Scalar)"/>
        public Tensor subtract(Tensor target) => sub(target);

        /// <summary>The same as <see cref="subtract(Scalar)"/>, in place.</summary>
        public Tensor subtract_(Scalar target) => sub_(target);

        /// <inheritdoc cref="subtract(Scalar)"/>
        public Tensor subtract_(Tensor target) => sub_(target);

        /// <summary>The product, element by element.</summary>
        public Tensor mul(Tensor target) => Aten.mul_Tensor.Call(this, target);

        /// <inheritdoc cref="mul(Tensor)"/>
        public Tensor mul(Scalar target) => Aten.mul_Scalar.Call(this, target);

        /// <summary>The same as <see cref="mul(Tensor)"/>, in place.</summary>
        public Tensor mul_(Tensor target) => Aten.mul__Tensor.InPlace(this, target);

        /// <inheritdoc cref="mul(Tensor)"/>
        public Tensor mul_(Scalar target) => Aten.mul__Scalar.InPlace(this, target);

        /// <summary>The product, element by element.</summary>
        public Tensor multiply(Tensor target) => mul(target);

        /// <inheritdoc cref="multiply(Tensor)"/>
        public Tensor multiply(Scalar target) => mul(target);

        /// <summary>The quotient as a real number, element by element.</summary>
        public Tensor true_divide(Tensor other) => Aten.true_divide_Tensor.Call(this, other);

        /// <inheritdoc cref="true_divide(Tensor)"/>
        public Tensor true_divide(Scalar other) => Aten.true_divide_Scalar.Call(this, other);

        /// <summary>The same as <see cref="true_divide(Tensor)"/>, in place.</summary>
        public Tensor true_divide_(Tensor other) => Aten.true_divide__Tensor.InPlace(this, other);

        /// <inheritdoc cref="true_divide(Tensor)"/>
        public Tensor true_divide_(Scalar other) => Aten.true_divide__Scalar.InPlace(this, other);

        /// <summary>The quotient rounded down, element by element.</summary>
        public Tensor floor_divide(Tensor other) => Aten.floor_divide.Call(this, other);

        /// <inheritdoc cref="floor_divide(Tensor)"/>
        public Tensor floor_divide(Scalar other) => Aten.floor_divide_Scalar.Call(this, other);

        /// <summary>The same as <see cref="floor_divide(Tensor)"/>, in place.</summary>
        public Tensor floor_divide_(Tensor other) => Aten.floor_divide__Tensor.InPlace(this, other);

        /// <inheritdoc cref="floor_divide(Tensor)"/>
        public Tensor floor_divide_(Scalar other) => Aten.floor_divide__Scalar.InPlace(this, other);

        /// <summary>What a division leaves, with the sign of the dividend.</summary>
        public Tensor fmod(Tensor target) => Aten.fmod_Tensor.Call(this, target);

        /// <inheritdoc cref="fmod(Tensor)"/>
        public Tensor fmod(Scalar scalar) => Aten.fmod_Scalar.Call(this, scalar);

        /// <summary>The same as <see cref="fmod(Tensor)"/>, in place.</summary>
        public Tensor fmod_(Tensor target) => Aten.fmod__Tensor.InPlace(this, target);

        /// <inheritdoc cref="fmod(Tensor)"/>
        public Tensor fmod_(Scalar scalar) => Aten.fmod__Scalar.InPlace(this, scalar);

        /// <summary>What a division leaves, with the sign of the divisor.</summary>
        public Tensor remainder(Tensor target) => Aten.remainder_Tensor.Call(this, target);

        /// <inheritdoc cref="remainder(Tensor)"/>
        public Tensor remainder(Scalar scalar) => Aten.remainder_Scalar.Call(this, scalar);

        /// <summary>The same as <see cref="remainder(Tensor)"/>, in place.</summary>
        public Tensor remainder_(Tensor target) => Aten.remainder__Tensor.InPlace(this, target);

        /// <inheritdoc cref="remainder(Tensor)"/>
        public Tensor remainder_(Scalar scalar) => Aten.remainder__Scalar.InPlace(this, scalar);

        /// <summary>The opposite of each element.</summary>
        public Tensor neg() => Aten.neg.Call(this);

        /// <summary>The same as <see cref="neg()"/>, in place.</summary>
        public Tensor neg_() => Aten.neg_.InPlace(this);

        /// <summary>The opposite of each element.</summary>
        public Tensor negative() => neg();

        /// <summary>The tensor as it is.</summary>
        public Tensor positive() => Aten.positive.Call(this);

        /// <summary>The modulus of each element.</summary>
        public Tensor abs() => Aten.abs.Call(this);

        /// <summary>The same as <see cref="abs()"/>, in place.</summary>
        public Tensor abs_() => Aten.abs_.InPlace(this);

        /// <summary>The modulus of each element.</summary>
        public Tensor absolute() => abs();

        /// <summary>The same as <see cref="absolute()"/>, in place.</summary>
        public Tensor absolute_() => abs_();

        /// <summary>-1, 0 or 1 as each element is negative, zero or positive.</summary>
        public Tensor sign() => Aten.sign.Call(this);

        /// <summary>The same as <see cref="sign()"/>, in place.</summary>
        public Tensor sign_() => Aten.sign_.InPlace(this);

        /// <summary>As the sign; for complex elements the number of modulus 1 in the same direction.</summary>
        public Tensor sgn() => Aten.sgn.Call(this);

        /// <summary>The same as <see cref="sgn()"/>, in place.</summary>
        public Tensor sgn_() => Aten.sgn_.InPlace(this);

        /// <summary>Whether each element carries a minus sign, -0 included.</summary>
        public Tensor signbit() => Aten.signbit.Call(this);

        /// <summary>The modulus of each element with the sign of another.</summary>
        public Tensor copysign(Tensor other) => Aten.copysign_Tensor.Call(this, other);

        /// <summary>The same as <see cref="copysign(Tensor)"/>, in place.</summary>
        public Tensor copysign_(Tensor other) => Aten.copysign__Tensor.InPlace(this, other);

        /// <summary>1 divided by each element.</summary>
        public Tensor reciprocal() => Aten.reciprocal.Call(this);

        /// <summary>The same as <see cref="reciprocal()"/>, in place.</summary>
        public Tensor reciprocal_() => Aten.reciprocal_.InPlace(this);

        /// <summary>The tensor plus the product of two others times a factor.</summary>
        /// <param name="tensor1">One factor.</param>
        /// <param name="tensor2">Another factor.</param>
        /// <param name="value">A number that the product is multiplied by.</param>
        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.addcmul.Call(this, tensor1, tensor2, value);

        /// <summary>The same as <see cref="addcmul(Tensor, Tensor, Scalar)"/>, in place.</summary>
        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.addcmul_.InPlace(this, tensor1, tensor2, value);

        /// <summary>The tensor plus the quotient of two others times a factor.</summary>
        /// <param name="tensor1">The dividend.</param>
        /// <param name="tensor2">The divisor.</param>
        /// <param name="value">A number that the quotient is multiplied by.</param>
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.addcdiv.Call(this, tensor1, tensor2, value);

        /// <inheritdoc cref="addcdiv(Tensor, Tensor, Scalar)"/>
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2) => Aten.addcdiv.Call(this, tensor1, tensor2);

        /// <summary>The same as <see cref="addcdiv(Tensor, Tensor, Scalar)"/>, in place.</summary>
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.addcdiv_.InPlace(this, tensor1, tensor2, value);

        /// <inheritdoc cref="addcdiv(Tensor, Tensor, Scalar)"/>
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2) => Aten.addcdiv_.InPlace(this, tensor1, tensor2);

        /// <summary>A point between two tensors: the tensor itself where the weight is 0, the end where it is 1.</summary>
        /// <param name="end">The end.</param>
        /// <param name="weight">The weight.</param>
        public Tensor lerp(Tensor end, Tensor weight) => Aten.lerp_Tensor.Call(this, end, weight);

        /// <summary>The same as <see cref="lerp(Tensor, Tensor)"/>, in place.</summary>
        public Tensor lerp_(Tensor end, Tensor weight) => Aten.lerp__Tensor.InPlace(this, end, weight);

        /// <summary>The greatest common divisor of whole numbers.</summary>
        public Tensor gcd(Tensor other) => Aten.gcd.Call(this, other);

        /// <summary>The same as <see cref="gcd(Tensor)"/>, in place.</summary>
        public Tensor gcd_(Tensor other) => Aten.gcd_.InPlace(this, other);

        /// <summary>The least common multiple of whole numbers.</summary>
        public Tensor lcm(Tensor other) => Aten.lcm.Call(this, other);

        /// <summary>The same as <see cref="lcm(Tensor)"/>, in place.</summary>
        public Tensor lcm_(Tensor other) => Aten.lcm_.InPlace(this, other);

        /// <summary>The quotient of both, element by element. Whole numbers give real ones, unless the quotient is rounded.</summary>
        /// <param name="target">The divisor, broadcast.</param>
        /// <param name="rounding_mode">Whether and how to round.</param>
        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            rounding_mode == RoundingMode.None ? Aten.div_Tensor.Call(this, target) : Aten.div_Tensor_mode.Call(this, target, rounding_mode.ToString());

        /// <inheritdoc cref="div(Tensor, RoundingMode)"/>
        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            rounding_mode == RoundingMode.None ? Aten.div_Scalar.Call(this, target) : Aten.div_Scalar_mode.Call(this, target, rounding_mode.ToString());

        /// <inheritdoc cref="div(Tensor, RoundingMode)"/>
        public Tensor divide(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

        /// <inheritdoc cref="div(Tensor, RoundingMode)"/>
        public Tensor divide(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

        /// <summary>The same as <see cref="div(Tensor, RoundingMode)"/>, in place.</summary>
        /// <param name="target">The divisor, broadcast.</param>
        /// <param name="rounding_mode">Whether and how to round.</param>
        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            rounding_mode == RoundingMode.None ? Aten.div__Tensor.InPlace(this, target) : Aten.div__Tensor_mode.InPlace(this, target, rounding_mode.ToString());

        /// <inheritdoc cref="div_(Tensor, RoundingMode)"/>
        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            rounding_mode == RoundingMode.None ? Aten.div__Scalar.InPlace(this, target) : Aten.div__Scalar_mode.InPlace(this, target, rounding_mode.ToString());

        /// <inheritdoc cref="div_(Tensor, RoundingMode)"/>
        public Tensor divide_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div_(target, rounding_mode);

        /// <inheritdoc cref="div_(Tensor, RoundingMode)"/>
        public Tensor divide_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div_(target, rounding_mode);
    }
}
