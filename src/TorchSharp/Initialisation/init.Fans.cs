namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class init
        {
            /// <summary>Which number of connections the spread of initial weights follows.</summary>
            public enum FanInOut
            {
                /// <summary>Those into a unit: keeps the variance of the forward pass.</summary>
                FanIn = 0,

                /// <summary>Those out of a unit: keeps the variance of the backward pass.</summary>
                FanOut = 1,
            }

            /// <summary>What follows the weights, which decides their gain.</summary>
            public enum NonlinearityType
            {
                /// <summary>Nothing.</summary>
                Linear = 0,

                /// <summary>A convolution along one axis.</summary>
                Conv1D = 1,

                /// <summary>A convolution along two axes.</summary>
                Conv2D = 2,

                /// <summary>A convolution along three axes.</summary>
                Conv3D = 3,

                /// <summary>A transposed convolution along one axis.</summary>
                ConvTranspose1D = 4,

                /// <summary>A transposed convolution along two axes.</summary>
                ConvTranspose2D = 5,

                /// <summary>A transposed convolution along three axes.</summary>
                ConvTranspose3D = 6,

                /// <summary>1 / (1 + e⁻ˣ).</summary>
                Sigmoid = 7,

                /// <summary>The hyperbolic tangent.</summary>
                Tanh = 8,

                /// <summary>max(0, x).</summary>
                ReLU = 9,

                /// <summary>x where positive, else a multiple of x.</summary>
                LeakyReLU = 10,
            }

            /// <summary>Factor of the weights' standard deviation that makes up for what a function does to the variance.</summary>
            /// <param name="nonlinearity">The function.</param>
            /// <param name="param">The multiple of a leaky one.</param>
            public static double calculate_gain(NonlinearityType nonlinearity, double param = 0) => nonlinearity switch
            {
                NonlinearityType.Tanh => 5.0 / 3,
                NonlinearityType.ReLU => Math.Sqrt(2),
                NonlinearityType.LeakyReLU => Math.Sqrt(2 / (1 + param * param)),
                _ => 1,
            };

            /// <summary>Connections into and out of each unit of a weight, [out, in, …].</summary>
            /// <param name="tensor">The weight.</param>
            /// <exception cref="ArgumentException">Fewer than two axes.</exception>
            public static (long fanIn, long fanOut) CalculateFanInAndFanOut(Tensor tensor)
            {
                var shape = tensor.shape;
                if (shape.Length < 2) throw new ArgumentException($"Connections can be counted for at least two axes; this tensor has the shape [{string.Join(", ", shape)}].", nameof(tensor));
                var field = shape[2..].Aggregate(1L, (a, b) => a * b);
                return (shape[1] * field, shape[0] * field);
            }

            /// <summary>Draws weights evenly, with a variance of gain² / connections.</summary>
            /// <param name="tensor">The weight, [out, in, …].</param>
            /// <param name="a">The multiple of a leaky function.</param>
            /// <param name="mode">Which connections count.</param>
            /// <param name="nonlinearity">What follows the weights.</param>
            public static Tensor kaiming_uniform_(Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn, NonlinearityType nonlinearity = NonlinearityType.LeakyReLU)
            {
                var bound = Math.Sqrt(3) * KaimingSpread(tensor, a, mode, nonlinearity);
                return uniform_(tensor, -bound, bound);
            }

            /// <summary>Draws weights normally, with a variance of gain² / connections.</summary>
            /// <inheritdoc cref="kaiming_uniform_"/>
            public static Tensor kaiming_normal_(Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn, NonlinearityType nonlinearity = NonlinearityType.LeakyReLU) =>
                normal_(tensor, 0, KaimingSpread(tensor, a, mode, nonlinearity));

            /// <summary>Draws weights evenly, with a variance of 2 gain² / (connections in + connections out).</summary>
            /// <param name="tensor">The weight, [out, in, …].</param>
            /// <param name="gain">A factor.</param>
            public static Tensor xavier_uniform_(Tensor tensor, double gain = 1)
            {
                var bound = Math.Sqrt(3) * XavierSpread(tensor, gain);
                return uniform_(tensor, -bound, bound);
            }

            /// <inheritdoc cref="xavier_uniform_"/>
            public static Tensor glorot_uniform_(Tensor tensor, double gain = 1) => xavier_uniform_(tensor, gain);

            /// <summary>Draws weights normally, with a variance of 2 gain² / (connections in + connections out).</summary>
            /// <inheritdoc cref="xavier_uniform_"/>
            public static Tensor xavier_normal_(Tensor tensor, double gain = 1) => normal_(tensor, 0, XavierSpread(tensor, gain));

            /// <inheritdoc cref="xavier_normal_"/>
            public static Tensor glorot_normal_(Tensor tensor, double gain = 1) => xavier_normal_(tensor, gain);

            private static double KaimingSpread(Tensor tensor, double a, FanInOut mode, NonlinearityType nonlinearity)
            {
                var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
                return calculate_gain(nonlinearity, a) / Math.Sqrt(mode == FanInOut.FanIn ? fanIn : fanOut);
            }

            private static double XavierSpread(Tensor tensor, double gain)
            {
                var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
                return gain * Math.Sqrt(2.0 / (fanIn + fanOut));
            }
        }
    }
}
