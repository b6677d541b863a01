namespace TorchSharp;

/// <summary>How Euclidean distances are computed.</summary>
public enum compute_mode
{
    /// <summary>By way of a matrix product from 26 rows on.</summary>
    use_mm_for_euclid_dist_if_necessary,

    /// <summary>By way of a matrix product.</summary>
    use_mm_for_euclid_dist,

    /// <summary>From the differences.</summary>
    donot_use_mm_for_euclid_dist,
}
