namespace TorchSharp;

/// <summary>How a tensor is shown.</summary>
public enum TensorStringStyle
{
    /// <summary>Shape, element type and device.</summary>
    Metadata,

    /// <summary>Shape, element type and device, then the numbers, matrix by matrix.</summary>
    Julia,

    /// <summary>The numbers in nested square brackets.</summary>
    Numpy,

    /// <summary>Shape, element type and device, then the numbers in nested braces.</summary>
    CSharp,

    /// <summary>Whatever <see cref="torch.TensorStringStyle"/> says.</summary>
    Default,
}
