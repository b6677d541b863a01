using TorchSharp.Modules;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Initial values. Each function fills a tensor in place, unrecorded, and returns it.</summary>
        public static partial class init
        {
            /// <summary>Fills a tensor with a number.</summary>
            /// <param name="tensor">The tensor.</param>
            /// <param name="val">The number.</param>
            public static Tensor constant_(Tensor tensor, Scalar val)
            {
                using var off = WithoutGradients.Open();
                return Aten.fill__Scalar.InPlace(tensor, val);
            }

            /// <summary>Fills a tensor with ones.</summary>
            /// <param name="tensor">The tensor.</param>
            public static Tensor ones_(Tensor tensor) => constant_(tensor, 1);

            /// <summary>Fills a tensor with zeros.</summary>
            /// <param name="tensor">The tensor.</param>
            public static Tensor zeros_(Tensor tensor) => constant_(tensor, 0);

            /// <summary>Turns a matrix into the identity, as far as it is square.</summary>
            /// <param name="tensor">The matrix.</param>
            /// <exception cref="ArgumentException">Not a matrix.</exception>
            public static Tensor eye_(Tensor tensor)
            {
                if (tensor.ndim != 2) throw new ArgumentException($"Only a matrix can become an identity; this tensor has the shape [{string.Join(", ", tensor.shape)}].", nameof(tensor));
                using var off = WithoutGradients.Open();
                using var identity = Aten.eye_m.Call(tensor.size(0), tensor.size(1), tensor.dtype, Arg.None, tensor.device);
                return tensor.copy_(identity);
            }
        }
    }
}
