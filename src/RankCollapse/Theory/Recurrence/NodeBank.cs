using System.Collections.Immutable;
using Complex = System.Numerics.Complex;

namespace RankCollapse.Theory.Recurrence;

/// <summary>The eigenvalues λ_1, …, λ_N of a diagonal linear recurrence, the nodes of its Vandermonde matrix. Immutable.</summary>
/// <source paper="orvieto2024" item="diagonal linear recurrence">Nodes may lie outside the unit circle; the theorems that need |λ| ≤ 1 say so.</source>
public sealed partial class NodeBank
{
    /// <summary>A bank of given nodes.</summary>
    /// <param name="name">What a figure or table calls it; not empty.</param>
    /// <param name="nodes">λ, at least one, finite; equal nodes are allowed and cost rank.</param>
    /// <exception cref="ArgumentException">No node, no name, or a node that is not finite.</exception>
    public NodeBank(string name, IEnumerable<Complex> nodes)
    {
        if (string.IsNullOrWhiteSpace(name)) throw new ArgumentException("The bank had no name; give the words that a figure should show, e.g. \"ring\".", nameof(name));
        (Name, Nodes) = (name, [.. nodes]);
        if (Nodes.IsEmpty) throw new ArgumentException($"The bank “{name}” had no nodes; at least 1 is needed.", nameof(nodes));
        for (var i = 0; i < Nodes.Length; i++)
        {
            if (!Complex.IsFinite(Nodes[i]))
                throw new ArgumentException($"Node {i} of the bank “{name}” was {Nodes[i]}; every node must be finite. A pole with a positive real part overflows at large steps.", nameof(nodes));
        }
    }

    /// <summary>What figures and tables call it.</summary>
    public string Name { get; }

    /// <summary>λ, shape [modes].</summary>
    public ImmutableArray<Complex> Nodes { get; }

    /// <summary>N, the number of complex numbers in the state.</summary>
    public int Modes => Nodes.Length;

    /// <summary>True when every imaginary part is exactly 0: then the state has N real numbers, otherwise up to 2N.</summary>
    public bool IsReal => Nodes.All(node => node.Imaginary == 0);

    /// <summary>Numbers in a state that are not always zero: N for real nodes, 2N less the number of real nodes otherwise.</summary>
    public int RealNumbers => Nodes.Sum(node => node.Imaginary == 0 ? 1 : 2);

    /// <summary>Smallest distance of two nodes; 0 when two are equal, +∞ for a single node.</summary>
    public double SmallestGap
    {
        get
        {
            var gap = double.PositiveInfinity;
            for (var i = 0; i < Modes; i++)
                for (var j = 0; j < i; j++) gap = Math.Min(gap, Complex.Abs(Nodes[i] - Nodes[j]));
            return gap;
        }
    }

    /// <summary>Largest modulus.</summary>
    public double SpectralRadius => Nodes.Max(Complex.Abs);

    /// <summary>{λ} ∪ {λ̄}: each node that is not real with its conjugate. [Re V; Im V] has the singular values of its V, over √2.</summary>
    /// <returns>A bank of twice the modes less the number of real nodes.</returns>
    /// <source paper="orvieto2024" item="lossless encoding, real inputs">Derived here; exact when no node is real, otherwise the real ones would have to count half.</source>
    public NodeBank ConjugateClosed() =>
        new(Name + " and conjugates", Nodes.Concat(Nodes.Where(node => node.Imaginary != 0).Select(Complex.Conjugate)));

    /// <summary>The first nodes of this bank.</summary>
    /// <param name="modes">How many, from 1 to N.</param>
    public NodeBank First(int modes)
    {
        if (modes >= 1 && modes <= Modes) return new NodeBank(Name, Nodes.Take(modes));
        throw new ArgumentOutOfRangeException(nameof(modes), $"modes was {modes}; it must be in [1, {Modes}], the size of the bank.");
    }

    /// <summary>The same nodes under another name.</summary>
    /// <param name="name">Not empty.</param>
    public NodeBank Named(string name) => new(name, Nodes);

    /// <summary>One line.</summary>
    public override string ToString() => FormattableString.Invariant($"{Name}: {Modes} nodes, spectral radius {SpectralRadius:G4}");
}
