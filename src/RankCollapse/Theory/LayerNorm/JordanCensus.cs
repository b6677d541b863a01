using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace RankCollapse.Theory.LayerNorm;

/// <summary>
/// All equilibria of uniform causal attention with W_V = I + wJ whose first token is e_d, not only those of the construction.
/// The mirror image −X of each is one as well.
/// </summary>
/// <remarks>
/// With γ_i the length of the sum of rows 1 … i times W_V, an equilibrium obeys X_(i+1)(γI − W_V) = γ_i·X_i. For γ ≠ 1 the matrix is
/// invertible and the length of X_(i+1) is 1 for finitely many γ, the zeros above 0 of a polynomial. For γ = 1 a token gains one
/// coordinate, which needs γ_i ≤ w, and the last coordinate has a free sign. So the tree of all equilibria is finite.
/// The rank is the number of coordinates that some token has reached: earlier tokens span all of them.
/// </remarks>
/// <source paper="wu2024" item="theorem 3, which constructs some of them">Derived here.</source>
public static class JordanCensus
{
    /// <summary>Every equilibrium with first token e_d.</summary>
    /// <param name="layer">Tokens, width and shear; at most 6 tokens, for the tree grows like 4^N.</param>
    /// <returns>The equilibria; those of the construction among them.</returns>
    /// <exception cref="ArgumentException">More than 6 tokens.</exception>
    public static IReadOnlyList<JordanEquilibrium> Of(JordanEquilibria layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        if (layer.Tokens > 6)
            throw new ArgumentException($"There were {layer.Tokens} tokens; the census is for at most 6, as it grows like 4 to their power. Use JordanEquilibria for single ones.", nameof(layer));
        IEnumerable<Branch[]> branches = [[new Branch([1], 1)]];
        for (var i = 1; i < layer.Tokens; i++)
            branches = branches.SelectMany(rows => Next(rows[^1], layer).Select(next => rows.Append(next).ToArray())).ToList();
        return [.. branches.Select(rows => Finished(rows, layer))];
    }

    private static JordanEquilibrium Finished(Branch[] rows, JordanEquilibria layer)
    {
        var tokens = Matrix<double>.Build.Dense(layer.Tokens, layer.Width);
        for (var i = 0; i < rows.Length; i++)
            tokens.SetSubMatrix(i, layer.Width - rows[i].Support.Length, Vector<double>.Build.Dense(rows[i].Support).ToRowMatrix());
        var largest = rows.Max(row =>
        {
            double[] padded = [.. new double[layer.Width - row.Support.Length], .. row.Support];
            return JordanMultipliers.OfToken(padded, layer.Shear, row.Scale).Select(m => m.Magnitude).DefaultIfEmpty(0).Max();
        });
        return new JordanEquilibrium
        {
            Tokens = tokens, Rank = rows.Max(row => row.Support.Length), LargestMultiplier = largest,
            IsOfTheConstruction = rows.Zip(rows.Skip(1)).All(pair =>
                pair.Second.Scale == 1 ? pair.Second.Support.Length > pair.First.Support.Length : pair.Second.Support.Length == 1),
        };
    }

    private static IEnumerable<Branch> Next(Branch last, JordanEquilibria layer)
    {
        double[] v = [.. last.Support.Select(x => last.Scale * x)];
        foreach (var n in Shifts(v, layer.Shear))
        {
            var x = new double[v.Length];
            for (var j = 0; j < v.Length; j++) x[j] = (v[j] + (j > 0 ? layer.Shear * x[j - 1] : 0)) / n;
            yield return new Branch(x, 1 + n);
        }

        if (v.Length == layer.Width || last.Scale > layer.Shear) yield break;
        double[] longer = [.. v.Select(entry => -entry / layer.Shear)];
        var height = Math.Sqrt(Math.Max(0, 1 - longer.Sum(entry => entry * entry)));
        yield return new Branch([.. longer, height], 1);
        if (height > 0) yield return new Branch([.. longer, -height], 1);
    }

    /// <summary>The n = γ − 1 above −1 and not 0 at which v(nI − wJ)⁻¹ has length 1, by Newton steps from the companion matrix.</summary>
    private static IEnumerable<double> Shifts(double[] v, double shear)
    {
        var partial = new Polynomial(0.0);
        var length = new Polynomial(0.0);
        var s = v.Length;
        for (var j = 0; j < s; j++)
        {
            partial = (shear * partial) + (v[j] * Monomial(j));
            length += partial * partial * Monomial(2 * (s - 1 - j));
        }

        var condition = Monomial(2 * s) - length;
        var slope = condition.Differentiate();
        foreach (var root in condition.Roots())
        {
            if (Math.Abs(root.Imaginary) > 1e-6 * Math.Max(1, root.Magnitude)) continue;
            var n = root.Real;
            for (var step = 0; step < 4; step++) n -= condition.Evaluate(n) / slope.Evaluate(n);
            // At n = −1 a token cancels to length zero.
            if (n > -1 + 1e-9 && Math.Abs(n) > 1e-12) yield return n;
        }
    }

    private static Polynomial Monomial(int power)
    {
        var coefficients = new double[power + 1];
        coefficients[power] = 1;
        return new Polynomial(coefficients);
    }

    /// <summary>A token's coordinates from its first one that is not zero, and its γ.</summary>
    private sealed record Branch(double[] Support, double Scale);
}

/// <summary>One equilibrium of the census.</summary>
public sealed record JordanEquilibrium
{
    /// <summary>Shape [tokens, width], rows of length 1, first row e_d.</summary>
    public required Matrix<double> Tokens { get; init; }

    /// <summary>Rank, by construction.</summary>
    public required int Rank { get; init; }

    /// <summary>Largest modulus of a multiplier; at least 1 for width above 1, since token 1 is neutral.</summary>
    public required double LargestMultiplier { get; init; }

    /// <summary>Whether it is one of the 2^k equilibria of rank k that the proof of the theorem lists.</summary>
    public required bool IsOfTheConstruction { get; init; }
}
