using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Where both are equal.</summary>
        public Tensor eq(Tensor target) => Aten.eq_Tensor.Call(this, target);

        /// <inheritdoc cref="eq(Tensor)"/>
        public Tensor eq(Scalar target) => Aten.eq_Scalar.Call(this, target);

        /// <summary>The same as <see cref="eq(Tensor)"/>, in place.</summary>
        public Tensor eq_(Tensor target) => Aten.eq__Tensor.InPlace(this, target);

        /// <inheritdoc cref="eq(Tensor)"/>
        public Tensor eq_(Scalar target) => Aten.eq__Scalar.InPlace(this, target);

        /// <summary>Where both differ.</summary>
        public Tensor ne(Tensor target) => Aten.ne_Tensor.Call(this, target);

        /// <inheritdoc cref="ne(Tensor)"/>
        public Tensor ne(Scalar target) => Aten.ne_Scalar.Call(this, target);

        /// <summary>The same as <see cref="ne(Tensor)"/>, in place.</summary>
        public Tensor ne_(Tensor target) => Aten.ne__Tensor.InPlace(this, target);

        /// <inheritdoc cref="ne(Tensor)"/>
        public Tensor ne_(Scalar target) => Aten.ne__Scalar.InPlace(this, target);

        /// <summary>Where both differ.</summary>
        public Tensor not_equal(Tensor target) => ne(target);

        /// <summary>The same as <see cref="not_equal(Tensor)"/>, in place.</summary>
        public Tensor not_equal_(Tensor target) => ne_(target);

        /// <summary>Where this is less.</summary>
        public Tensor lt(Tensor target) => Aten.lt_Tensor.Call(this, target);

        /// <inheritdoc cref="lt(Tensor)"/>
        public Tensor lt(Scalar target) => Aten.lt_Scalar.Call(this, target);

        /// <summary>The same as <see cref="lt(Tensor)"/>, in place.</summary>
        public Tensor lt_(Tensor target) => Aten.lt__Tensor.InPlace(this, target);

        /// <inheritdoc cref="lt(Tensor)"/>
        public Tensor lt_(Scalar target) => Aten.lt__Scalar.InPlace(this, target);

        /// <summary>Where this is less.</summary>
        public Tensor less(Tensor target) => lt(target);

        /// <summary>Where this is less or equal.</summary>
        public Tensor le(Tensor target) => Aten.le_Tensor.Call(this, target);

        /// <inheritdoc cref="le(Tensor)"/>
        public Tensor le(Scalar target) => Aten.le_Scalar.Call(this, target);

        /// <summary>The same as <see cref="le(Tensor)"/>, in place.</summary>
        public Tensor le_(Tensor target) => Aten.le__Tensor.InPlace(this, target);

        /// <inheritdoc cref="le(Tensor)"/>
        public Tensor le_(Scalar target) => Aten.le__Scalar.InPlace(this, target);

        /// <summary>Where this is less or equal.</summary>
        public Tensor less_equal(Tensor target) => le(target);

        /// <summary>The same as <see cref="less_equal(Tensor)"/>, in place.</summary>
        public Tensor less_equal_(Tensor target) => le_(target);

        /// <summary>Where this is greater.</summary>
        public Tensor gt(Tensor target) => Aten.gt_Tensor.Call(this, target);

        /// <inheritdoc cref="gt(Tensor)"/>
        public Tensor gt(Scalar target) => Aten.gt_Scalar.Call(this, target);

        /// <summary>The same as <see cref="gt(Tensor)"/>, in place.</summary>
        public Tensor gt_(Tensor target) => Aten.gt__Tensor.InPlace(this, target);

        /// <inheritdoc cref="gt(Tensor)"/>
        public Tensor gt_(Scalar target) => Aten.gt__Scalar.InPlace(this, target);

        /// <summary>Where this is greater.</summary>
        public Tensor greater(Tensor target) => gt(target);

        /// <summary>Where this is greater or equal.</summary>
        public Tensor ge(Tensor target) => Aten.ge_Tensor.Call(this, target);

        /// <inheritdoc cref="ge(Tensor)"/>
        public Tensor ge(Scalar target) => Aten.ge_Scalar.Call(this, target);

        /// <summary>The same as <see cref="ge(Tensor)"/>, in place.</summary>
        public Tensor ge_(Tensor target) => Aten.ge__Tensor.InPlace(this, target);

        /// <inheritdoc cref="ge(Tensor)"/>
        public Tensor ge_(Scalar target) => Aten.ge__Scalar.InPlace(this, target);

        /// <summary>Where this is greater or equal.</summary>
        public Tensor greater_equal(Tensor target) => ge(target);

        /// <summary>Where both differ by no more than atol + rtol * |other|.</summary>
        /// <param name="rtol">Allowed difference in relation to the other value.</param>
        /// <param name="atol">Allowed difference in any case.</param>
        /// <param name="nanEqual">Whether two elements that are not numbers are close.</param>
        /// <param name="other">The other tensor.</param>
        public Tensor isclose(Tensor other, double rtol = 1e-5, double atol = 1e-8, bool nanEqual = false) => Aten.isclose.Call(this, other, rtol, atol, nanEqual);

        /// <summary>Where an element is not a number.</summary>
        public Tensor isnan() => Aten.isnan.Call(this);

        /// <summary>Where an element is infinite.</summary>
        public Tensor isinf() => Aten.isinf.Call(this);

        /// <summary>Where an element is a finite number.</summary>
        public Tensor isfinite() => Aten.isfinite.Call(this);

        /// <summary>Where an element is infinity.</summary>
        public Tensor isposinf() => Aten.isposinf.Call(this);

        /// <summary>Where an element is minus infinity.</summary>
        public Tensor isneginf() => Aten.isneginf.Call(this);

        /// <summary>Where an element has no imaginary part.</summary>
        public Tensor isreal() => Aten.isreal.Call(this);

        /// <summary>Where both are not 0.</summary>
        public Tensor logical_and(Tensor other) => Aten.logical_and.Call(this, other);

        /// <summary>The same as <see cref="logical_and(Tensor)"/>, in place.</summary>
        public Tensor logical_and_(Tensor other) => Aten.logical_and_.InPlace(this, other);

        /// <summary>Where either is not 0.</summary>
        public Tensor logical_or(Tensor other) => Aten.logical_or.Call(this, other);

        /// <summary>The same as <see cref="logical_or(Tensor)"/>, in place.</summary>
        public Tensor logical_or_(Tensor other) => Aten.logical_or_.InPlace(this, other);

        /// <summary>Where one is 0 and the other is not.</summary>
        public Tensor logical_xor(Tensor other) => Aten.logical_xor.Call(this, other);

        /// <summary>The same as <see cref="logical_xor(Tensor)"/>, in place.</summary>
        public Tensor logical_xor_(Tensor other) => Aten.logical_xor_.InPlace(this, other);

        /// <summary>Where an element is 0.</summary>
        public Tensor logical_not() => Aten.logical_not.Call(this);

        /// <summary>The same as <see cref="logical_not()"/>, in place.</summary>
        public Tensor logical_not_() => Aten.logical_not_.InPlace(this);

        /// <summary>The bits that both have.</summary>
        public Tensor bitwise_and(Tensor other) => Aten.bitwise_and_Tensor.Call(this, other);

        /// <summary>The same as <see cref="bitwise_and(Tensor)"/>, in place.</summary>
        public Tensor bitwise_and_(Tensor other) => Aten.bitwise_and__Tensor.InPlace(this, other);

        /// <summary>The bits that either has.</summary>
        public Tensor bitwise_or(Tensor other) => Aten.bitwise_or_Tensor.Call(this, other);

        /// <summary>The same as <see cref="bitwise_or(Tensor)"/>, in place.</summary>
        public Tensor bitwise_or_(Tensor other) => Aten.bitwise_or__Tensor.InPlace(this, other);

        /// <summary>The bits that one has and the other has not.</summary>
        public Tensor bitwise_xor(Tensor other) => Aten.bitwise_xor_Tensor.Call(this, other);

        /// <summary>The same as <see cref="bitwise_xor(Tensor)"/>, in place.</summary>
        public Tensor bitwise_xor_(Tensor other) => Aten.bitwise_xor__Tensor.InPlace(this, other);

        /// <summary>All bits turned over.</summary>
        public Tensor bitwise_not() => Aten.bitwise_not.Call(this);

        /// <summary>The same as <see cref="bitwise_not()"/>, in place.</summary>
        public Tensor bitwise_not_() => Aten.bitwise_not_.InPlace(this);

        /// <summary>The bits moved up by so many places.</summary>
        public Tensor bitwise_left_shift(Tensor other) => Aten.bitwise_left_shift_Tensor.Call(this, other);

        /// <summary>The same as <see cref="bitwise_left_shift(Tensor)"/>, in place.</summary>
        public Tensor bitwise_left_shift_(Tensor other) => Aten.bitwise_left_shift__Tensor.InPlace(this, other);

        /// <summary>The bits moved down by so many places.</summary>
        public Tensor bitwise_right_shift(Tensor other) => Aten.bitwise_right_shift_Tensor.Call(this, other);

        /// <summary>The same as <see cref="bitwise_right_shift(Tensor)"/>, in place.</summary>
        public Tensor bitwise_right_shift_(Tensor other) => Aten.bitwise_right_shift__Tensor.InPlace(this, other);

        /// <summary>Where elements are among those of another tensor.</summary>
        /// <param name="test_elements">The other tensor.</param>
        /// <param name="assumeUnique">Whether both are known to hold nothing twice.</param>
        /// <param name="invert">Whether to ask where they are not among them.</param>
        public Tensor isin(Tensor test_elements, bool assumeUnique = false, bool invert = false) => Aten.isin_Tensor_Tensor.Call(this, test_elements, assumeUnique, invert);

        /// <summary>Where both are equal.</summary>
        /// <param name="target">The other tensor, broadcast.</param>
        public Tensor equal(Tensor target) => eq(target);

        /// <summary>Whether shape and all elements are equal.</summary>
        /// <param name="target">The other tensor.</param>
        public bool Equals(Tensor? target) => target is not null && Aten.equal.CallScalar(this, target).ToBoolean();

        /// <summary>Whether the other object is a tensor of the same shape with equal elements.</summary>
        /// <param name="obj">The other object.</param>
        public override bool Equals(object? obj) => obj is Tensor other && Equals(other);

        /// <summary>A hash of the object, not of its elements: they may change.</summary>
        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

        /// <summary>Whether all elements are close, as in <see cref="isclose(Tensor, double, double, bool)"/>.</summary>
        /// <param name="target">The other tensor.</param>
        /// <param name="rtol">Allowed difference in relation to the other value.</param>
        /// <param name="atol">Allowed difference in any case.</param>
        /// <param name="equal_nan">Whether two elements that are not numbers are close.</param>
        public bool allclose(Tensor target, double rtol = 1e-5, double atol = 1e-8, bool equal_nan = false) =>
            Aten.allclose.CallScalar(this, target, rtol, atol, equal_nan).ToBoolean();
    }
}
