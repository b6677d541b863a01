using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Theory.ShapedAttention;
using static TorchSharp.torch;

namespace RankCollapse.Models.ShapedAttention;

/// <summary>Euler–Maruyama paths of the covariance SDE of shaped attention, all at once on tensors: for a GPU.</summary>
/// <remarks>
/// The same step as <see cref="CovarianceSde.Simulate"/> on the processor, with the noise L·G·Kᵀ + K·Gᵀ·Lᵀ, but other random numbers: the two agree
/// in law, not number by number. On a processor the other one is many times faster.
/// </remarks>
public sealed class TensorPaths
{
    private readonly CovarianceSde sde;

    /// <summary>Paths of an equation.</summary>
    /// <param name="sde">Shaped attention without an MLP.</param>
    /// <exception cref="ArgumentException">The equation has an MLP.</exception>
    public TensorPaths(CovarianceSde sde)
    {
        if (sde.Activation is not null) throw new ArgumentException($"The {sde.Name} has an MLP; paths on tensors are of attention alone. Use CovarianceSde.Simulate.", nameof(sde));
        this.sde = sde;
    }

    /// <summary>Simulates paths in double precision.</summary>
    /// <param name="start">V₀, shape [tokens, tokens], positive definite.</param>
    /// <param name="plan">Time, step, number of paths and ceiling; its threads and recorded times are not used.</param>
    /// <param name="generator">Where random numbers come from; it says on which device the paths are.</param>
    /// <param name="cancellation">Looked at once a step.</param>
    /// <returns>The covariances at the final time; a stopped path stays where it was.</returns>
    public CovarianceSample Simulate(Matrix<double> start, PathPlan plan, Generator generator, CancellationToken cancellation = default)
    {
        using var free = no_grad();
        using var all = NewDisposeScope();
        var (m, step) = (start.RowCount, plan.TrueStep);
        var v = start.ToTensor(ScalarType.Float64, generator.device).unsqueeze(0).expand(plan.Paths, m, m).clone();
        var isAlive = ones(plan.Paths, 1, 1, dtype: @bool, device: generator.device);
        for (var k = 0; k < plan.Steps; k++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var (next, isDefinite) = Step(v, step, generator);
            var fine = isDefinite & next.isfinite().all(2, true).all(1, true) & (next.abs().amax([1, 2], keepdim: true) <= plan.Ceiling);
            var alive = isAlive & fine;
            var moved = where(alive, next, v);
            v.Dispose();
            isAlive.Dispose();
            (v, isAlive) = scope.MoveToOuter(moved, alive);
        }
        return new CovarianceSample(v, plan.Paths - (int)isAlive.sum().item<long>());
    }

    private (Tensor Next, Tensor IsDefinite) Step(Tensor v, double step, Generator generator)
    {
        var m = v.size(-1);
        var means = v.mean([-1], keepdim: true);
        var centred = v - means - means.transpose(-2, -1) + means.mean([-2], keepdim: true);
        var (own, spread) = (v.diagonal(0, -2, -1), centred.diagonal(0, -2, -1));
        var pull = v.matmul((spread - spread.mean([-1], keepdim: true)).unsqueeze(-1)).squeeze(-1);
        var crossed = own.unsqueeze(-1) * pull.unsqueeze(-2);
        var stretch = centred.square().sum([-2, -1], keepdim: true) / m;
        var drift = sde.AttentionDrift / m * (stretch * v + 0.5 * (crossed + crossed.transpose(-2, -1)));

        var amplitude = sde.AttentionNoise / m;
        var mixture = sde.LinearVariance / 2 * v + amplitude * amplitude * v.matmul(centred).matmul(v);
        var (factor, firstInfo) = linalg.cholesky_ex(v);
        var (other, secondInfo) = linalg.cholesky_ex(0.5 * (mixture + mixture.transpose(-2, -1)));
        var normals = randn(v.shape, dtype: float64, device: v.device, generator: generator);
        var mixed = factor.matmul(normals).matmul(other.transpose(-2, -1));
        var next = v + drift * step + Math.Sqrt(step) * (mixed + mixed.transpose(-2, -1));
        return (next, ((firstInfo == 0) & (secondInfo == 0)).view(-1, 1, 1));
    }
}
