using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;

namespace RankCollapse.Theory.Recurrence;

/// <summary>One step's own small network, x ↦ Σ_d c_d·σ(w_d·x + b_d) with σ(z) = z cut to [0, 1].</summary>
/// <param name="Weights">W, shape [units, inputs].</param>
/// <param name="Biases">b, shape [units].</param>
/// <param name="Outputs">c, shape [units].</param>
public sealed record GatedBlock(Matrix<double> Weights, Vector<double> Biases, Vector<double> Outputs)
{
    /// <summary>A network that follows g(a·x) for |a·x| ≤ reach by straight pieces: exact at the joints, off by at most h²/8·max|g″| between them.</summary>
    /// <remarks>One unit is the constant g(−reach), each other one a ramp of length h = 2·reach/(units − 1).</remarks>
    /// <param name="direction">a, shape [inputs], finite.</param>
    /// <param name="function">g.</param>
    /// <param name="reach">Above 0.</param>
    /// <param name="units">At least 2.</param>
    /// <returns>A block of that many units.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    /// <source paper="orvieto2024" item="finite-width guarantee">Derived here, for examples that need no training.</source>
    public static GatedBlock Along(Vector<double> direction, Func<double, double> function, double reach, int units)
    {
        ArgumentNullException.ThrowIfNull(direction);
        ArgumentNullException.ThrowIfNull(function);
        Guard.Positive(reach, nameof(reach), "It is the largest |a·x| that occurs.");
        Guard.AtLeast(units, 2, nameof(units), "One is the constant, one the slope.");
        var ramp = 2 * reach / (units - 1);
        double Joint(int d) => -reach + (ramp * d);
        return new GatedBlock(
            Matrix<double>.Build.Dense(units, direction.Count, (d, i) => d == 0 ? 0 : direction[i] / ramp),
            Vector<double>.Build.Dense(units, d => d == 0 ? 1 : -Joint(d - 1) / ramp),
            Vector<double>.Build.Dense(units, d => d == 0 ? function(-reach) : function(Joint(d)) - function(Joint(d - 1))));
    }
}
