using TorchSharp.Modules;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Moves parameters, their gradients and buffers; the tensors stay the same objects.</summary>
            /// <param name="device">Where to; null leaves them where they are.</param>
            /// <param name="type">Element type of real and complex tensors; null keeps it.</param>
            /// <param name="nonBlocking">Whether the call may return before the copies are done.</param>
            internal void Move(Device? device, ScalarType? type, bool nonBlocking)
            {
                using var off = WithoutGradients.Open();
                foreach (var parameter in parameters())
                {
                    Move(parameter, device, type, nonBlocking);
                    if (!Gradient.TryGet(parameter, out var gradient)) continue;
                    using (gradient) Move(gradient, device, type, nonBlocking);
                }
                foreach (var buffer in buffers()) Move(buffer, device, type, nonBlocking);
            }

            private static void Move(Tensor tensor, Device? device, ScalarType? type, bool nonBlocking)
            {
                var (from, now) = (tensor.device, tensor.dtype);
                var wanted = type is { } t && (now.IsFloatingPoint() || now.IsComplex()) ? t : now;
                if (wanted == now && (device is null || (device.type == from.type && (device.index < 0 || device.index == from.index)))) return;
                using var moved = Aten.to_device.Call(tensor, device ?? from, wanted, nonBlocking, false);
                Aten.set_data.Do(tensor, moved);
            }
        }
    }
}
