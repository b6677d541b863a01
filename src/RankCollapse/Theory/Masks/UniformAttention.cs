using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace RankCollapse.Theory.Masks;

/// <summary>
/// The attention matrix A* at consensus, where all scores of a row are equal: every token averages over the tokens that
/// the mask allows. Its second eigenvalue is the exact rate of collapse. Immutable.
/// </summary>
/// <remarks>
/// <para>For value matrices that are orthogonal (or scalar multiples of such, after dividing the scalar out) and generic tokens,
/// mu of one layer over mu of the layer before tends to |λ₂|. The theorem of the paper bounds this from above only.</para>
/// <para>Eigenvalues are taken class by class: a class of one token contributes its diagonal entry exactly, a class with a
/// symmetric mask goes through a symmetric solver, and only what is left goes through a general one. So triangular masks, whose
/// matrix can be defective, never see a dense solver. An irreducible asymmetric class can still be defective; that is not checked.</para>
/// </remarks>
/// <source paper="wu2024" item="theorem 1">Not in the paper; derived here.</source>
public sealed class UniformAttention
{
    private readonly Lazy<Complex[]> eigenvalues;
    private readonly Lazy<int?> jordanBlockSize;

    /// <summary>Averages over the allowed tokens of a mask.</summary>
    /// <param name="mask">Any mask.</param>
    public UniformAttention(AttentionMask mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        Mask = mask;
        eigenvalues = new Lazy<Complex[]>(() => [.. mask.Graph.Classes.SelectMany(EigenvaluesOf).OrderByDescending(Complex.Abs)]);
        jordanBlockSize = new Lazy<int?>(FindJordanBlockSize);
    }

    /// <summary>The mask.</summary>
    public AttentionMask Mask { get; }

    /// <summary>All N eigenvalues of A*, by falling modulus; 1 occurs once for each closed class.</summary>
    public IReadOnlyList<Complex> Eigenvalues => eigenvalues.Value;

    /// <summary>The eigenvalue λ₂ that comes second by modulus, counted with multiplicity; 0 for a single token.</summary>
    public Complex SecondEigenvalue => Mask.Tokens > 1 ? Eigenvalues[1] : Complex.Zero;

    /// <summary>
    /// |λ₂|, the factor per layer at which mu shrinks in the end: 0 means faster than any exponential, 1 means that there is
    /// no consensus (several closed classes, or a period).
    /// </summary>
    public double CollapseRate => Complex.Abs(SecondEigenvalue);

    /// <summary>How many eigenvalues share the modulus of λ₂ within 1e-9, the leading 1 left out; 0 for a single token.</summary>
    public int RateMultiplicity => Eigenvalues.Skip(1).Count(value => Math.Abs(Complex.Abs(value) - CollapseRate) < 1e-9);

    /// <summary>
    /// Size q of the largest Jordan block of λ₂: mu decays like t^(q−1)·|λ₂|^t, which for q above 1 starts with a plateau.
    /// Known exactly for masks that some reordering makes triangular, and 1 for symmetric masks; null where it is not known.
    /// </summary>
    public int? JordanBlockSize => jordanBlockSize.Value;

    /// <summary>The matrix A*.</summary>
    /// <returns>Shape [tokens, tokens], rows sum to 1.</returns>
    public Matrix<double> ToMatrix() =>
        Matrix<double>.Build.Dense(Mask.Tokens, Mask.Tokens, (i, j) => Mask[i, j] ? 1.0 / Mask.Degree(i) : 0);

    /// <summary>One line.</summary>
    /// <returns>The name and the rate.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"{Mask.Name}: rate |λ₂| = {CollapseRate:G6} per layer");

    private Complex[] EigenvaluesOf(IReadOnlyList<int> members)
    {
        if (members.Count == 1) return [Mask[members[0], members[0]] ? 1.0 / Mask.Degree(members[0]) : 0];
        var size = members.Count;
        var symmetric = members.All(i => members.All(j => Mask[i, j] == Mask[j, i]));
        // D^(−1/2) M D^(−1/2) is symmetric and has the eigenvalues of D^(−1) M.
        var block = Matrix<double>.Build.Dense(size, size, (i, j) => !Mask[members[i], members[j]] ? 0
            : symmetric ? 1 / Math.Sqrt((double)Mask.Degree(members[i]) * Mask.Degree(members[j]))
            : 1.0 / Mask.Degree(members[i]));
        Complex[] values = [.. block.Evd(symmetric ? Symmetricity.Symmetric : Symmetricity.Asymmetric).EigenValues];
        if (!Mask.Graph.ClosedClasses.Contains(members)) return values;
        // A closed class is row-stochastic and irreducible: 1 is an eigenvalue, exactly and once.
        var perron = Enumerable.Range(0, size).MinBy(k => Complex.Abs(values[k] - 1));
        values[perron] = 1;
        return values;
    }

    private int? FindJordanBlockSize()
    {
        if (Mask.Tokens == 1 || Mask.IsSymmetric) return 1;
        if (Mask.Graph.Classes.Any(members => members.Count > 1)) return null;
        if (CollapseRate == 0) return JordanBlocks.LargestOfZero(Mask);
        return CollapseRate < 1 ? JordanBlocks.Largest(Mask, (int)Math.Round(1 / CollapseRate)) : 1;
    }
}
