using System.Globalization;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The processor.</summary>
    public static readonly Device CPU = new(DeviceType.CPU);

    /// <summary>Nowhere: shapes without values.</summary>
    public static readonly Device META = new(DeviceType.META);

    /// <summary>The current GPU.</summary>
    public static Device CUDA => new(DeviceType.CUDA);

    /// <summary>A device by its name, such as <c>cpu</c> or <c>cuda:0</c>.</summary>
    /// <param name="description">The name.</param>
    public static Device device(string description) => new(description);

    /// <summary>A device by kind and index.</summary>
    /// <param name="deviceType">The kind's name, such as <c>cuda</c>.</param>
    /// <param name="index">Which one; -1 for the current one.</param>
    public static Device device(string deviceType, int index = -1) => new(deviceType, index);

    /// <summary>A device by kind and index.</summary>
    /// <param name="deviceType">The kind.</param>
    /// <param name="index">Which one; -1 for the current one.</param>
    public static Device device(DeviceType deviceType, int index = -1) => new(deviceType, index);

    /// <summary>The GPU of an index.</summary>
    /// <param name="index">From 0.</param>
    public static Device device(int index) => new(index);

    /// <summary>Where a tensor lives and is computed with.</summary>
    public class Device
    {
        /// <summary>A device by its name.</summary>
        /// <param name="description"><c>cpu</c>, <c>cuda</c>, <c>cuda:1</c> or <c>meta</c>.</param>
        /// <exception cref="ArgumentException">No such kind, or the index is not a number.</exception>
        public Device(string description)
        {
            var parts = description.Split(':');
            type = Kind(parts[0]);
            index = -1;
            if (parts.Length == 1) return;
            if (parts.Length > 2 || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                throw new ArgumentException($"'{description}' names no device. Write cpu, cuda, cuda:0 or meta.", nameof(description));
            index = number;
        }

        /// <summary>A device by kind and index.</summary>
        /// <param name="deviceType">The kind's name.</param>
        /// <param name="index">Which one; -1 for the current one.</param>
        public Device(string deviceType, int index = -1) => (type, this.index) = (Kind(deviceType), index);

        /// <summary>A device by kind and index.</summary>
        /// <param name="deviceType">The kind.</param>
        /// <param name="index">Which one; -1 for the current one.</param>
        public Device(DeviceType deviceType, int index = -1) => (type, this.index) = (deviceType, index);

        /// <summary>The GPU of an index.</summary>
        /// <param name="index">From 0.</param>
        public Device(int index) => (type, this.index) = (DeviceType.CUDA, index);

        /// <summary>The kind.</summary>
        public DeviceType type { get; private set; }

        /// <summary>Which one of its kind; -1 where there is but one, or for the current one.</summary>
        public int index { get; private set; }

        private static DeviceType Kind(string name) => name.ToLowerInvariant() switch
        {
            "cpu" => DeviceType.CPU, "cuda" => DeviceType.CUDA, "meta" => DeviceType.META,
            _ => throw new ArgumentException($"'{name}' names no kind of device. Write cpu, cuda, cuda:0 or meta.", nameof(name)),
        };

        /// <summary>A name is a device wherever one is wanted.</summary>
        /// <param name="description">The name.</param>
        public static implicit operator Device(string description) => new(description);

        /// <inheritdoc/>
        public override string ToString() => type.ToString().ToLowerInvariant() + (index < 0 ? "" : ":" + index.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>NVIDIA GPUs.</summary>
    public static class cuda
    {
        /// <summary>Whether there is a GPU that this libtorch can use.</summary>
        public static bool is_available() => Shim.CudaCount() > 0;

        /// <summary>How many there are.</summary>
        public static int device_count() => Shim.CudaCount();

        /// <summary>Waits until a GPU has done what it was given.</summary>
        /// <param name="device">Which one; the current one when left out.</param>
        public static void synchronize(Device? device = null) => Shim.Check(Shim.CudaSynchronize(device?.index ?? -1));
    }
}
