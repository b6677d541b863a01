using Complex = System.Numerics.Complex;

namespace RankCollapse.Theory.Recurrence;

/// <summary>Classical bounds on the inverse of a square Vandermonde matrix whose nodes are rows, V_im = λ_i^m.</summary>
/// <source paper="orvieto2024" item="conditioning of Vandermonde matrices">Gautschi 1962 and Gautschi and Inglese 1988, as remembered and verified numerically.</source>
public static class VandermondeInverseBounds
{
    /// <summary>max_i Π_{j≠i} (1 + |λ_j|)/|λ_i − λ_j| ≥ ‖V⁻¹‖₁ (largest column sum), with equality for nodes on one ray from the origin.</summary>
    /// <param name="bank">Distinct nodes.</param>
    /// <exception cref="ArgumentException">Two nodes are equal.</exception>
    public static double Upper(NodeBank bank) => Product(bank, node => 1 + Complex.Abs(node));

    /// <summary>max_i Π_{j≠i} max(1, |λ_j|)/|λ_i − λ_j| ≤ ‖V⁻¹‖₁.</summary>
    /// <param name="bank">Distinct nodes.</param>
    /// <exception cref="ArgumentException">Two nodes are equal.</exception>
    public static double Lower(NodeBank bank) => Product(bank, node => Math.Max(1, Complex.Abs(node)));

    /// <summary>‖V⁻¹‖₁ itself, from the interpolation formula.</summary>
    /// <param name="bank">Distinct nodes.</param>
    public static double InverseNorm(NodeBank bank)
    {
        ArgumentNullException.ThrowIfNull(bank);
        return new VandermondeEncoding(bank, bank.Modes).Inverse().EnumerateColumns().Max(column => column.Sum(Complex.Abs));
    }

    /// <summary>2^{n−1} &lt; κ_∞ of n non-negative real nodes.</summary>
    /// <param name="nodes">n, at least 2.</param>
    public static double NonNegative(int nodes) => Math.Pow(2, nodes - 1);

    /// <summary>2^{n/2} &lt; κ_∞ of n real nodes that are symmetric about 0.</summary>
    /// <param name="nodes">n, at least 2.</param>
    public static double Symmetric(int nodes) => Math.Pow(2, nodes / 2.0);

    /// <summary>√(2/n)·(1+√2)^{n−2}: below κ₂ of n real nodes wherever they lie, observed in every search, not proved here.</summary>
    /// <param name="nodes">n, at least 2.</param>
    public static double AnyReal(int nodes) => Math.Sqrt(2.0 / nodes) * Math.Pow(1 + Math.Sqrt(2), nodes - 2);

    private static double Product(NodeBank bank, Func<Complex, double> factor)
    {
        ArgumentNullException.ThrowIfNull(bank);
        if (bank.SmallestGap == 0) throw new ArgumentException($"Two nodes of “{bank.Name}” are equal, so V has no inverse. Take distinct nodes.", nameof(bank));
        return Enumerable.Range(0, bank.Modes).Max(i => Enumerable.Range(0, bank.Modes).Where(j => j != i)
            .Aggregate(1.0, (product, j) => product * factor(bank.Nodes[j]) / Complex.Abs(bank.Nodes[i] - bank.Nodes[j])));
    }
}
