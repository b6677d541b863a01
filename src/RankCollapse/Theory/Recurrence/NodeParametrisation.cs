namespace RankCollapse.Theory.Recurrence;

/// <summary>Which two real numbers stand for an eigenvalue while it is learned.</summary>
/// <source paper="orvieto2024" item="exponential parametrisation">From the LRU paper, arXiv 2303.06349.</source>
public enum NodeParametrisation
{
    /// <summary>λ = e^{−ν + iθ}, by ν and θ.</summary>
    Exponential,

    /// <summary>λ = r·e^{iθ}, by r and θ.</summary>
    Polar,

    /// <summary>λ = x + iy, by x and y.</summary>
    Cartesian,
}
