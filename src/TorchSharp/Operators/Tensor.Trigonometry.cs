using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The sine.</summary>
        public Tensor sin() => Aten.sin.Call(this);

        /// <summary>The same as <see cref="sin()"/>, in place.</summary>
        public Tensor sin_() => Aten.sin_.InPlace(this);

        /// <summary>The cosine.</summary>
        public Tensor cos() => Aten.cos.Call(this);

        /// <summary>The same as <see cref="cos()"/>, in place.</summary>
        public Tensor cos_() => Aten.cos_.InPlace(this);

        /// <summary>The tangent.</summary>
        public Tensor tan() => Aten.tan.Call(this);

        /// <summary>The same as <see cref="tan()"/>, in place.</summary>
        public Tensor tan_() => Aten.tan_.InPlace(this);

        /// <summary>The angle with a sine.</summary>
        public Tensor asin() => Aten.asin.Call(this);

        /// <summary>The same as <see cref="asin()"/>, in place.</summary>
        public Tensor asin_() => Aten.asin_.InPlace(this);

        /// <summary>The angle with a sine.</summary>
        public Tensor arcsin() => asin();

        /// <summary>The same as <see cref="arcsin()"/>, in place.</summary>
        public Tensor arcsin_() => asin_();

        /// <summary>The angle with a cosine.</summary>
        public Tensor acos() => Aten.acos.Call(this);

        /// <summary>The same as <see cref="acos()"/>, in place.</summary>
        public Tensor acos_() => Aten.acos_.InPlace(this);

        /// <summary>The angle with a cosine.</summary>
        public Tensor arccos() => acos();

        /// <summary>The same as <see cref="arccos()"/>, in place.</summary>
        public Tensor arccos_() => acos_();

        /// <summary>The angle with a tangent.</summary>
        public Tensor atan() => Aten.atan.Call(this);

        /// <summary>The same as <see cref="atan()"/>, in place.</summary>
        public Tensor atan_() => Aten.atan_.InPlace(this);

        /// <summary>The angle with a tangent.</summary>
        public Tensor arctan() => atan();

        /// <summary>The same as <see cref="arctan()"/>, in place.</summary>
        public Tensor arctan_() => atan_();

        /// <summary>The angle of the point (other, this), in radians.</summary>
        public Tensor atan2(Tensor other) => Aten.atan2.Call(this, other);

        /// <summary>The same as <see cref="atan2(Tensor)"/>, in place.</summary>
        public Tensor atan2_(Tensor other) => Aten.atan2_.InPlace(this, other);

        /// <summary>The angle of the point (other, this), in radians.</summary>
        public Tensor arctan2(Tensor other) => atan2(other);

        /// <summary>The same as <see cref="arctan2(Tensor)"/>, in place.</summary>
        public Tensor arctan2_(Tensor other) => atan2_(other);

        /// <summary>The hyperbolic sine.</summary>
        public Tensor sinh() => Aten.sinh.Call(this);

        /// <summary>The same as <see cref="sinh()"/>, in place.</summary>
        public Tensor sinh_() => Aten.sinh_.InPlace(this);

        /// <summary>The hyperbolic cosine.</summary>
        public Tensor cosh() => Aten.cosh.Call(this);

        /// <summary>The same as <see cref="cosh()"/>, in place.</summary>
        public Tensor cosh_() => Aten.cosh_.InPlace(this);

        /// <summary>The hyperbolic tangent.</summary>
        public Tensor tanh() => Aten.tanh.Call(this);

        /// <summary>The same as <see cref="tanh()"/>, in place.</summary>
        public Tensor tanh_() => Aten.tanh_.InPlace(this);

        /// <summary>The number with a hyperbolic sine.</summary>
        public Tensor asinh() => Aten.asinh.Call(this);

        /// <summary>The same as <see cref="asinh()"/>, in place.</summary>
        public Tensor asinh_() => Aten.asinh_.InPlace(this);

        /// <summary>The number with a hyperbolic sine.</summary>
        public Tensor arcsinh() => asinh();

        /// <summary>The same as <see cref="arcsinh()"/>, in place.</summary>
        public Tensor arcsinh_() => asinh_();

        /// <summary>The number with a hyperbolic cosine.</summary>
        public Tensor acosh() => Aten.acosh.Call(this);

        /// <summary>The same as <see cref="acosh()"/>, in place.</summary>
        public Tensor acosh_() => Aten.acosh_.InPlace(this);

        /// <summary>The number with a hyperbolic cosine.</summary>
        public Tensor arccosh() => acosh();

        /// <summary>The same as <see cref="arccosh()"/>, in place.</summary>
        public Tensor arccosh_() => acosh_();

        /// <summary>The number with a hyperbolic tangent.</summary>
        public Tensor atanh() => Aten.atanh.Call(this);

        /// <summary>The same as <see cref="atanh()"/>, in place.</summary>
        public Tensor atanh_() => Aten.atanh_.InPlace(this);

        /// <summary>The number with a hyperbolic tangent.</summary>
        public Tensor arctanh() => atanh();

        /// <summary>The same as <see cref="arctanh()"/>, in place.</summary>
        public Tensor arctanh_() => atanh_();

        /// <summary>sin(πx) / (πx), and 1 at 0.</summary>
        public Tensor sinc() => Aten.sinc.Call(this);

        /// <summary>The same as <see cref="sinc()"/>, in place.</summary>
        public Tensor sinc_() => Aten.sinc_.InPlace(this);

        /// <summary>Degrees as radians.</summary>
        public Tensor deg2rad() => Aten.deg2rad.Call(this);

        /// <summary>The same as <see cref="deg2rad()"/>, in place.</summary>
        public Tensor deg2rad_() => Aten.deg2rad_.InPlace(this);

        /// <summary>Radians as degrees.</summary>
        public Tensor rad2deg() => Aten.rad2deg.Call(this);

        /// <summary>The same as <see cref="rad2deg()"/>, in place.</summary>
        public Tensor rad2deg_() => Aten.rad2deg_.InPlace(this);
    }
}
