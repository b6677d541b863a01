namespace RankCollapse.Theory.ShapedAttention;

/// <summary>An activation that approaches the identity as the width grows, by what it does to the covariance of a wide MLP.</summary>
/// <source paper="noci2023" item="shaped activations">The MLP results are those of Li, Nica, Roy, arXiv 2206.02768.</source>
public abstract record ShapedActivation
{
    private protected ShapedActivation()
    {
    }

    /// <summary>The drift of V_ij per unit of time of an MLP without skip path.</summary>
    /// <param name="first">V_ii, above 0.</param>
    /// <param name="second">V_jj, above 0.</param>
    /// <param name="shared">V_ij.</param>
    /// <returns>In units of V per unit of time.</returns>
    public abstract double Drift(double first, double second, double shared);
}
