namespace RankCollapse.Models.Condensation;

/// <summary>How one weight matrix changed in a training, at each recorded step.</summary>
/// <param name="Matrix">Its name, such as query.</param>
/// <param name="EffectiveRank">exp of the entropy of its singular values.</param>
/// <param name="RowCosine">Mean absolute cosine of two rows; 1 for a matrix of rank one.</param>
/// <param name="Change">‖now − before‖/‖before‖ over a fixed number of steps; NaN where the training is not that old.</param>
public sealed record MatrixCurve(string Matrix, double[] EffectiveRank, double[] RowCosine, double[] Change);

/// <summary>What a <see cref="WeightProbe"/> saw of a training.</summary>
/// <param name="Steps">The recorded steps, counted before each step's change of the weights.</param>
/// <param name="Losses">Loss at these steps, in nats.</param>
/// <param name="Matrices">One curve for each matrix.</param>
public sealed record ProbeLog(int[] Steps, double[] Losses, MatrixCurve[] Matrices)
{
    /// <summary>The curve of a matrix.</summary>
    /// <param name="matrix">Its name.</param>
    /// <exception cref="KeyNotFoundException">No such matrix was recorded.</exception>
    public MatrixCurve this[string matrix] => Matrices.FirstOrDefault(m => m.Matrix == matrix)
        ?? throw new KeyNotFoundException($"No matrix '{matrix}' was recorded. Recorded: {string.Join(", ", Matrices.Select(m => m.Matrix))}.");

    /// <summary>Where a step stands in the arrays.</summary>
    /// <param name="step">A recorded step.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step was not recorded.</exception>
    public int At(int step) => Array.IndexOf(Steps, step) is >= 0 and var index ? index : throw new ArgumentOutOfRangeException(
        nameof(step), $"Step {step} was not recorded; the recorded ones are {Steps[0]} to {Steps[^1]}, every {(Steps.Length > 1 ? Steps[1] - Steps[0] : 1)}. Use one of them.");
}
