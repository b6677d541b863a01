namespace TorchSharp;

public static partial class torch
{
    /// <summary>What a division does with its result.</summary>
    public enum RoundingMode
    {
        /// <summary>It leaves it as it is.</summary>
        None,

        /// <summary>It cuts it off towards 0.</summary>
        trunc,

        /// <summary>It rounds it down.</summary>
        floor,
    }
}
