using RankCollapse.Randomness;

namespace RankCollapse.Theory.BatchNorm;

/// <summary>A state that one layer after another moves.</summary>
internal interface IChainState
{
    /// <summary>False from the first zero row or infinity on.</summary>
    bool IsAlive { get; }

    /// <summary>Moves by the layer of this number.</summary>
    void Advance(int layer, int threads);

    /// <summary>What the state shows.</summary>
    Spectrum Observe();
}

/// <summary>Several chains by one plan: one thread per chain while there are enough of them, else threads within a layer.</summary>
internal static class ChainSimulation
{
    /// <summary>Below this width a layer is too short to be shared by threads.</summary>
    private const int SharedFrom = 128;

    public static ChainRun Run(
        SamplingPlan plan, RandomStream random, int threads, Func<RandomStream, IChainState> begin, CancellationToken cancellation, IProgress<double>? progress)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(random);
        var samples = new Spectrum?[plan.Chains][];
        var total = Math.Max(1.0, (double)plan.Chains * plan.Layers);
        var (done, gate) = (0L, new Lock());
        var apart = plan.Chains >= threads;

        void One(int index)
        {
            var state = begin(random.Stream(index));
            var found = samples[index] = new Spectrum?[plan.Samples];
            for (var layer = 0; state.IsAlive; layer++)
            {
                cancellation.ThrowIfCancellationRequested();
                if (layer >= plan.BurnIn && (layer - plan.BurnIn) % plan.Every == 0) found[(layer - plan.BurnIn) / plan.Every] = state.Observe();
                if (layer == plan.Layers) break;
                state.Advance(layer, apart ? 1 : threads);
                if (progress is null) continue;
                lock (gate) progress.Report(++done / total);
            }
        }

        if (apart && threads > 1)
            Parallel.For(0, plan.Chains, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, One);
        else
            for (var index = 0; index < plan.Chains; index++) One(index);
        return new ChainRun(plan, samples);
    }

    /// <summary>Threads that may share a layer of this width.</summary>
    public static int Sharing(int width, int threads) => width >= SharedFrom ? threads : 1;
}
