using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The argument of each element, in radians.</summary>
        public Tensor angle() => Aten.angle.Call(this);

        /// <summary>The complex conjugate, as a view.</summary>
        public Tensor conj() => Aten.conj.Call(this);

        /// <summary>The complex conjugate, in new memory.</summary>
        public Tensor conj_physical() => Aten.conj_physical.Call(this);

        /// <summary>The same as <see cref="conj_physical()"/>, in place.</summary>
        public Tensor conj_physical_() => Aten.conj_physical_.InPlace(this);

        /// <summary>The tensor with any pending conjugation carried out.</summary>
        public Tensor resolve_conj() => Aten.resolve_conj.Call(this);

        /// <summary>The tensor with any pending change of sign carried out.</summary>
        public Tensor resolve_neg() => Aten.resolve_neg.Call(this);

        /// <summary>Pairs of real numbers along the last axis as complex numbers in the same memory.</summary>
        public Tensor view_as_complex() => Aten.view_as_complex.Call(this);

        /// <summary>Complex numbers as pairs of real numbers along a new last axis, in the same memory.</summary>
        public Tensor view_as_real() => Aten.view_as_real.Call(this);

        /// <summary>The real parts, as a view; the tensor itself where it is real.</summary>
        public Tensor real => Aten.real.Call(this);

        /// <summary>The imaginary parts, as a view.</summary>
        public Tensor imag => Aten.imag.Call(this);

        /// <summary>Whether a conjugation is pending: it is carried out when the elements are used.</summary>
        public bool is_conj() => Aten.is_conj.CallScalar(this).ToBoolean();
    }
}
