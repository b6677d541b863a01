using MathNet.Numerics.LinearAlgebra;
using Complex = System.Numerics.Complex;

namespace RankCollapse.Theory.Recurrence;

public sealed partial class VandermondeEncoding
{
    /// <summary>det V = Π_{i&lt;j} (λ_j − λ_i), without the input weights.</summary>
    /// <returns>0 exactly when two nodes are equal.</returns>
    /// <exception cref="InvalidOperationException">N and L differ.</exception>
    public Complex Determinant
    {
        get
        {
            RequireSquare();
            var product = Complex.One;
            for (var j = 0; j < Length; j++)
                for (var i = 0; i < j; i++) product *= Bank.Nodes[j] - Bank.Nodes[i];
            return product;
        }
    }

    /// <summary>det V by elimination.</summary>
    public Complex DeterminantReference()
    {
        RequireSquare();
        return new VandermondeEncoding(Bank, Length).Matrix.Determinant();
    }

    /// <summary>
    /// V⁻¹ by Lagrange interpolation: entry [m, i] is the coefficient of z^m in ℓ_i(z) = Π_{j≠i} (z − λ_j)/(λ_i − λ_j). It undoes b = 1.
    /// </summary>
    /// <returns>Complex, shape [length, modes].</returns>
    /// <exception cref="InvalidOperationException">N and L differ, or two nodes are equal.</exception>
    public Matrix<Complex> Inverse()
    {
        RequireSquare();
        if (Bank.SmallestGap == 0)
            throw new InvalidOperationException($"Two nodes of “{Bank.Name}” are equal, so V is singular. Take distinct nodes, or use Decode, which finds the sequence of least norm.");
        var inverse = Matrix<Complex>.Build.Dense(Length, Length);
        for (var i = 0; i < Length; i++)
        {
            var coefficients = new Complex[Length];
            coefficients[0] = 1;
            var degree = 0;
            foreach (var j in Enumerable.Range(0, Length).Where(j => j != i))
            {
                var gap = Bank.Nodes[i] - Bank.Nodes[j];
                degree++;
                for (var m = degree; m >= 0; m--) coefficients[m] = ((m > 0 ? coefficients[m - 1] : 0) - (Bank.Nodes[j] * coefficients[m])) / gap;
            }

            for (var m = 0; m < Length; m++) inverse.At(m, i, coefficients[m]);
        }

        return inverse;
    }

    private void RequireSquare()
    {
        if (Bank.Modes != Length)
            throw new InvalidOperationException($"There were {Bank.Modes} nodes and {Length} tokens; determinant and inverse need as many of both. Use Decode for other sizes.");
    }
}
