using MathNet.Numerics.LinearAlgebra;
using RankCollapse.Randomness;

namespace RankCollapse.Theory.ShapedAttention;

/// <content>Paths by Euler and Maruyama's method, eight to a vector, on all cores.</content>
public sealed partial class CovarianceSde
{
    /// <summary>Simulates paths by Euler and Maruyama's method: V ← V + b·dt + √dt·(L·G·Kᵀ + K·Gᵀ·Lᵀ). Weak order 1.</summary>
    /// <remarks>
    /// Normals are keyed by seed, step and path, so the result is the same, bit for bit, on any number of threads, and path k does not
    /// depend on how many paths there are. Time is linear in paths; memory is what is recorded. A pivot that is not positive is clipped
    /// at 0 and counted. In the corner of small temperature and large branch strength the method is not converged at steps of 0.01.
    /// </remarks>
    /// <param name="start">V₀, shape [tokens, tokens], positive definite, at most 64 tokens.</param>
    /// <param name="plan">Times, paths, what stops them.</param>
    /// <param name="random">Random numbers; its position does not matter.</param>
    /// <param name="cancellation">Looked at every few hundred paths.</param>
    /// <returns>All paths at the recorded times.</returns>
    /// <exception cref="ArgumentException">V₀ is not positive definite, or has more than 64 tokens.</exception>
    public CovarianceEnsemble Simulate(
        Matrix<double> start, PathPlan plan, RandomStream random, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(random);
        RequireStart(start);
        return Run(new PathJob(this, start, plan, random.Key), cancellation);
    }

    /// <summary>
    /// The same with a step of its own for each path, dt/(1 + γ²/(τ₀²m)·‖V_c‖²): it shrinks like 1/V², in which clock the toy of
    /// <see cref="CubicGrowth"/> is a Brownian motion. For the corner of small temperatures, where equal steps explode too often.
    /// </summary>
    /// <remarks>How fast it converges is observed, not proved. Only the final time is recorded.</remarks>
    /// <param name="start">V₀, shape [tokens, tokens], positive definite, at most 64 tokens.</param>
    /// <param name="plan">Times, paths, what stops them; nothing to record on the way.</param>
    /// <param name="random">Random numbers; its position does not matter.</param>
    /// <param name="cancellation">Looked at every few hundred paths.</param>
    /// <returns>All paths at the final time.</returns>
    /// <exception cref="ArgumentException">V₀ is not positive definite or too large, or times are to be recorded.</exception>
    public CovarianceEnsemble SimulateAdaptively(
        Matrix<double> start, PathPlan plan, RandomStream random, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(random);
        RequireStart(start);
        if (plan.Record.Count > 0)
            throw new ArgumentException($"The plan records {plan.Record.Count} times; with steps of their own paths share only the last. Use Simulate, or an empty Record.", nameof(plan));
        return Run(new PathJob(this, start, plan, random.Key) { Adaptive = true }, cancellation);
    }

    private static void RequireStart(Matrix<double> start)
    {
        _ = TokenCovariance.Factor(start);
        if (start.RowCount > 64)
            throw new ArgumentException($"The covariance had {start.RowCount} tokens; the path kernel keeps at most 64 in a core's cache. Use fewer tokens.", nameof(start));
    }

    private static CovarianceEnsemble Run(PathJob job, CancellationToken cancellation)
    {
        var blocks = (job.Groups + PathJob.GroupsPerBlock - 1) / PathJob.GroupsPerBlock;
        Action<int> run = job.Start.RowCount switch
        {
            2 => EulerKernel<Two>.Run(job, default),
            3 => EulerKernel<Three>.Run(job, default),
            4 => EulerKernel<Four>.Run(job, default),
            8 => EulerKernel<Eight>.Run(job, default),
            _ => EulerKernel<AnySize>.Run(job, new AnySize(job.Start.RowCount)),
        };
        if (job.Plan.Threads == 1)
        {
            for (var block = 0; block < blocks; block++)
            {
                cancellation.ThrowIfCancellationRequested();
                run(block);
            }
        }
        else
        {
            Parallel.For(0, blocks, new ParallelOptions { MaxDegreeOfParallelism = job.Plan.Threads, CancellationToken = cancellation }, run);
        }

        return job.Ensemble();
    }

    /// <summary>The same paths one by one in matrices: the plain form of <see cref="Simulate"/>, with the same normals.</summary>
    /// <param name="start">V₀, shape [tokens, tokens], positive definite.</param>
    /// <param name="plan">Times, paths, ceiling. The floor and threads are not looked at.</param>
    /// <param name="random">Random numbers; its position does not matter.</param>
    /// <returns>V at the end of each path; null where the ceiling was passed.</returns>
    /// <exception cref="ArgumentException">A path left the cone of positive definite matrices: there is no factor then.</exception>
    public IReadOnlyList<Matrix<double>?> SimulateReference(Matrix<double> start, PathPlan plan, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(random);
        var step = plan.TrueStep;
        var ends = new Matrix<double>?[plan.Paths];
        for (var path = 0; path < plan.Paths; path++)
        {
            var v = start;
            for (var k = 0; k < plan.Steps && v is not null; k++)
            {
                v = v + (step * Drift(v)) + (Math.Sqrt(step) * TwoFactorNoise(v, StepNormals(v.RowCount, path, k, random)));
                v = (v + v.Transpose()) / 2;
                if (!v.Enumerate().All(entry => Math.Abs(entry) <= plan.Ceiling)) v = null;
            }

            ends[path] = v;
        }

        return ends;
    }

    /// <summary>The m² normals of one path and step: block p + 2³²·k of the step holds normals 2k and 2k + 1 of path p.</summary>
    internal static Matrix<double> StepNormals(int tokens, int path, int step, RandomStream random)
    {
        var pairs = ((tokens * tokens) + 1) / 2;
        var (bits, normals) = (new ulong[2], new double[2 * pairs]);
        for (var k = 0; k < pairs; k++)
        {
            Philox4x32.FillReference((ulong)path + ((ulong)k << 32), (ulong)step, random.Key, bits);
            NormalPairs.FillReference(bits, normals.AsSpan(2 * k, 2));
        }

        return Matrix<double>.Build.Dense(tokens, tokens, (i, j) => normals[(i * tokens) + j]);
    }
}
