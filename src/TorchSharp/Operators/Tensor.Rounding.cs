using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The least whole number that is not smaller.</summary>
        public Tensor ceil() => Aten.ceil.Call(this);

        /// <summary>The same as <see cref="ceil()"/>, in place.</summary>
        public Tensor ceil_() => Aten.ceil_.InPlace(this);

        /// <summary>The greatest whole number that is not larger.</summary>
        public Tensor floor() => Aten.floor.Call(this);

        /// <summary>The same as <see cref="floor()"/>, in place.</summary>
        public Tensor floor_() => Aten.floor_.InPlace(this);

        /// <summary>The whole number next to it on the side of 0.</summary>
        public Tensor trunc() => Aten.trunc.Call(this);

        /// <summary>The same as <see cref="trunc()"/>, in place.</summary>
        public Tensor trunc_() => Aten.trunc_.InPlace(this);

        /// <summary>The whole number next to it on the side of 0.</summary>
        public Tensor fix() => trunc();

        /// <summary>The same as <see cref="fix()"/>, in place.</summary>
        public Tensor fix_() => trunc_();

        /// <summary>What follows the decimal point.</summary>
        public Tensor frac() => Aten.frac.Call(this);

        /// <summary>The same as <see cref="frac()"/>, in place.</summary>
        public Tensor frac_() => Aten.frac_.InPlace(this);

        /// <summary>Each element, or the bound that it exceeds.</summary>
        /// <param name="min">The least value; none when left out.</param>
        /// <param name="max">The greatest value; none when left out.</param>
        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Aten.clamp.Call(this, min, max);

        /// <inheritdoc cref="clamp(Scalar, Scalar)"/>
        public Tensor clamp(Tensor? min = null, Tensor? max = null) => Aten.clamp_Tensor.Call(this, min, max);

        /// <summary>The same as <see cref="clamp(Scalar, Scalar)"/>, in place.</summary>
        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => Aten.clamp_.InPlace(this, min, max);

        /// <inheritdoc cref="clamp(Scalar, Scalar)"/>
        public Tensor clamp_(Tensor? min = null, Tensor? max = null) => Aten.clamp__Tensor.InPlace(this, min, max);

        /// <summary>Each element, or the bound that it exceeds.</summary>
        /// <param name="min">The least value; none when left out.</param>
        /// <param name="max">The greatest value; none when left out.</param>
        public Tensor clip(Scalar? min = null, Scalar? max = null) => clamp(min, max);

        /// <summary>Each element, or a bound where it is greater.</summary>
        public Tensor clamp_max(Scalar max) => Aten.clamp_max.Call(this, max);

        /// <summary>The same as <see cref="clamp_max(Scalar)"/>, in place.</summary>
        public Tensor clamp_max_(Scalar max) => Aten.clamp_max_.InPlace(this, max);

        /// <summary>Each element, or a bound where it is less.</summary>
        public Tensor clamp_min(Scalar min) => Aten.clamp_min.Call(this, min);

        /// <summary>The same as <see cref="clamp_min(Scalar)"/>, in place.</summary>
        public Tensor clamp_min_(Scalar min) => Aten.clamp_min_.InPlace(this, min);

        /// <summary>The greater of both, element by element; not a number where either is not.</summary>
        public Tensor maximum(Tensor other) => Aten.maximum.Call(this, other);

        /// <summary>The lesser of both, element by element; not a number where either is not.</summary>
        public Tensor minimum(Tensor other) => Aten.minimum.Call(this, other);

        /// <summary>The greater of both, element by element, passing over what is not a number.</summary>
        public Tensor fmax(Tensor other) => Aten.fmax.Call(this, other);

        /// <summary>The lesser of both, element by element, passing over what is not a number.</summary>
        public Tensor fmin(Tensor other) => Aten.fmin.Call(this, other);

        /// <summary>Each element where it is above a threshold, and a value elsewhere.</summary>
        public Tensor threshold(Scalar threshold, Scalar value) => Aten.threshold.Call(this, threshold, value);

        /// <summary>The same as <see cref="threshold(Scalar, Scalar)"/>, in place.</summary>
        public Tensor threshold_(Scalar threshold, Scalar value) => Aten.threshold_.InPlace(this, threshold, value);

        /// <summary>0, a given value or 1 as each element is negative, zero or positive.</summary>
        public Tensor heaviside(Tensor other) => Aten.heaviside.Call(this, other);

        /// <summary>The same as <see cref="heaviside(Tensor)"/>, in place.</summary>
        public Tensor heaviside_(Tensor other) => Aten.heaviside_.InPlace(this, other);

        /// <summary>Each element, with numbers in place of what is not finite.</summary>
        /// <param name="nan">In place of what is not a number.</param>
        /// <param name="posinf">In place of infinity; the greatest number when left out.</param>
        /// <param name="neginf">In place of minus infinity; the least number when left out.</param>
        public Tensor nan_to_num(double nan = 0, double? posinf = null, double? neginf = null) => Aten.nan_to_num.Call(this, nan, posinf, neginf);

        /// <summary>The same as <see cref="nan_to_num(double, double?, double?)"/>, in place.</summary>
        public Tensor nan_to_num_(double nan = 0, double? posinf = null, double? neginf = null) => Aten.nan_to_num_.InPlace(this, nan, posinf, neginf);

        /// <summary>The next number that can be represented, towards another.</summary>
        public Tensor nextafter(Tensor other) => Aten.nextafter.Call(this, other);

        /// <summary>The same as <see cref="nextafter(Tensor)"/>, in place.</summary>
        public Tensor nextafter_(Tensor other) => Aten.nextafter_.InPlace(this, other);

        /// <summary>The nearest number with so many decimals; halves go to the even one.</summary>
        /// <param name="decimals">How many digits to keep behind the point.</param>
        public Tensor round(long decimals = 0) => decimals == 0 ? Aten.round.Call(this) : Aten.round_decimals.Call(this, decimals);

        /// <summary>The same as <see cref="round(long)"/>, in place.</summary>
        /// <param name="decimals">How many digits to keep behind the point.</param>
        public Tensor round_(long decimals = 0) => decimals == 0 ? Aten.round_.InPlace(this) : Aten.round__decimals.InPlace(this, decimals);
    }
}
