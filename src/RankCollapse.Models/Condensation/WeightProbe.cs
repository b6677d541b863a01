using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Measures;
using RankCollapse.Theory.Condensation;
using static TorchSharp.torch;

namespace RankCollapse.Models.Condensation;

/// <summary>Records weight matrices of a training: singular values, effective rank, cosines of rows, and how much they move. Rows are inputs.</summary>
/// <remarks>Singular values come from one batched decomposition for all matrices of a shape, cosines from one product; <see cref="MeasureReference"/> is the plain form.</remarks>
public sealed class WeightProbe
{
    private readonly IReadOnlyList<(string Name, Func<Tensor> Weights)> matrices;
    private readonly int changeOver;
    private readonly List<(int Step, double Loss, MatrixState[] States)> records = [];

    /// <summary>A probe.</summary>
    /// <param name="matrices">Names, and how to read each matrix, shape [inputs, outputs].</param>
    /// <param name="changeOver">Records between the two matrices of a change, at least 1.</param>
    public WeightProbe(IReadOnlyList<(string Name, Func<Tensor> Weights)> matrices, int changeOver)
    {
        ArgumentNullException.ThrowIfNull(matrices);
        ArgumentOutOfRangeException.ThrowIfLessThan(matrices.Count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(changeOver, 1);
        (this.matrices, this.changeOver) = (matrices, changeOver);
    }

    /// <summary>One matrix at one step.</summary>
    /// <param name="Weights">A copy in double precision.</param>
    /// <param name="SingularValues">In falling order.</param>
    /// <param name="RowCosine">Mean absolute cosine of two rows; NaN if a row is zero.</param>
    public sealed record MatrixState(Matrix<double> Weights, double[] SingularValues, double RowCosine)
    {
        /// <summary>exp of the entropy of the singular values.</summary>
        public double EffectiveRank => Ranks.Effective(SingularValues);
    }

    /// <summary>The matrices as they are, by their place in the list given to the constructor.</summary>
    /// <returns>One state for each.</returns>
    public MatrixState[] Measure()
    {
        using var free = no_grad();
        using var scope = NewDisposeScope();
        var states = new MatrixState[matrices.Count];
        var copies = matrices.Select((m, k) => (Index: k, Tensor: m.Weights().detach().to(float64))).ToList();
        foreach (var alike in copies.GroupBy(c => (c.Tensor.size(0), c.Tensor.size(1))))
        {
            var (rows, all) = (alike.Key.Item1, stack(alike.Select(c => c.Tensor)));
            // The transposed matrix has the same singular values; on the side with fewer rows the decomposition is cheapest.
            var singular = linalg.svdvals(all).cpu();
            var unit = all / all.square().sum(-1, keepdim: true).sqrt();
            var cosines = ((unit.matmul(unit.transpose(1, 2)).abs().sum([1, 2]) - rows) / (double)(rows * Math.Max(1, rows - 1))).cpu();
            foreach (var (c, place) in alike.Select((c, place) => (c, place)))
            {
                using var row = singular[place];
                states[c.Index] = new MatrixState(c.Tensor.ToMatrix(), row.data<double>().ToArray(), cosines[place].item<double>());
            }
        }

        return states;
    }

    /// <summary>The same with a decomposition and a loop over pairs for each matrix.</summary>
    /// <returns>One state for each.</returns>
    public MatrixState[] MeasureReference() => [.. matrices.Select(m =>
    {
        using var scope = NewDisposeScope();
        var weights = m.Weights().ToMatrix();
        return new MatrixState(weights, Ranks.SingularValues(weights), CondensationMetrics.MeanRowCosine(weights));
    })];

    /// <summary>Records the matrices.</summary>
    /// <param name="step">The step, rising from record to record.</param>
    /// <param name="loss">The loss there.</param>
    public void Record(int step, double loss) => records.Add((step, loss, Measure()));

    /// <summary>The recorded states of a matrix.</summary>
    /// <param name="matrix">Its name.</param>
    /// <returns>One for each record.</returns>
    public IReadOnlyList<MatrixState> States(string matrix)
    {
        var index = matrices.Select((m, k) => (m.Name, k)).First(m => m.Name == matrix).k;
        return [.. records.Select(r => r.States[index])];
    }

    /// <summary>All records as curves.</summary>
    /// <returns>Steps, losses, and a curve for each matrix.</returns>
    public ProbeLog ToLog() => new([.. records.Select(r => r.Step)], [.. records.Select(r => r.Loss)], [.. matrices.Select((m, k) => new MatrixCurve(
        m.Name,
        [.. records.Select(r => r.States[k].EffectiveRank)],
        [.. records.Select(r => r.States[k].RowCosine)],
        [.. records.Select((r, at) => at < changeOver ? double.NaN : CondensationMetrics.RelativeChange(records[at - changeOver].States[k].Weights, r.States[k].Weights))]))]);
}
