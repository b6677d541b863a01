namespace TorchSharp;

/// <summary>Which way of a Fourier transform divides by the number of elements.</summary>
public enum FFTNormType
{
    /// <summary>The inverse transform.</summary>
    Backward = 0,

    /// <summary>The transform itself.</summary>
    Forward = 1,

    /// <summary>Both, by its root: the transform is unitary.</summary>
    Ortho = 2,
}
