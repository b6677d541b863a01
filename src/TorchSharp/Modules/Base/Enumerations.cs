namespace TorchSharp;

/// <summary>What stands around a tensor that is padded.</summary>
public enum PaddingModes
{
    /// <summary>Zeros.</summary>
    Zeros = 0,

    /// <summary>The inside, mirrored at the outermost element.</summary>
    Reflect = 1,

    /// <summary>The outermost element.</summary>
    Replicate = 2,

    /// <summary>The other end.</summary>
    Circular = 3,

    /// <summary>A constant.</summary>
    Constant = 4,
}

/// <summary>How many zeros a convolution pads with.</summary>
public enum Padding
{
    /// <summary>None.</summary>
    Valid = 0,

    /// <summary>As many as keep the length.</summary>
    Same = 1,
}

public static partial class torch
{
    /// <summary>How values between samples are found.</summary>
    public enum InterpolationMode
    {
        /// <summary>The nearest sample, by the rule of older programs.</summary>
        Nearest = 0,

        /// <summary>On the line through two samples.</summary>
        Linear = 1,

        /// <summary>On lines along both axes.</summary>
        Bilinear = 2,

        /// <summary>On cubics along both axes.</summary>
        Bicubic = 3,

        /// <summary>On lines along three axes.</summary>
        Trilinear = 4,

        /// <summary>Means over areas.</summary>
        Area = 5,

        /// <summary>The sample that is really nearest.</summary>
        NearestExact = 6,
    }

    public static partial class nn
    {
        /// <summary>What becomes of the losses of single elements.</summary>
        public enum Reduction : long
        {
            /// <summary>They are returned.</summary>
            None = 0,

            /// <summary>Their mean is.</summary>
            Mean = 1,

            /// <summary>Their sum is.</summary>
            Sum = 2,
        }

        /// <summary>Modules' computations as functions on tensors.</summary>
        public static partial class functional;
    }
}
