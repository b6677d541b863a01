namespace TorchSharp;

/// <summary>Kinds of devices on which tensors live.</summary>
public enum DeviceType
{
    /// <summary>The processor.</summary>
    CPU = 0,

    /// <summary>An NVIDIA GPU.</summary>
    CUDA = 1,

    /// <summary>Nowhere: shapes without values.</summary>
    META = 14,
}
