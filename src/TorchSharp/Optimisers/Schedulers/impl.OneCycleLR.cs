namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>One rise of the learning rate to its highest value and one fall far below the first, with momentum the other way round.</summary>
                public class OneCycleLR : LRScheduler
                {
                    private readonly double[] highest;
                    private readonly (double End, double FromRate, double ToRate, double FromMomentum, double ToMomentum)[] phases;
                    private readonly int length;
                    private readonly AnnealStrategy strategy;
                    private readonly bool cyclesMomentum;

                    /// <summary>One rise and one fall.</summary>
                    /// <param name="optimizer">The optimiser.</param>
                    /// <param name="max_lr">The highest learning rate.</param>
                    /// <param name="total_steps">Steps in all; -1 to take the next two.</param>
                    /// <param name="epochs">Epochs in all.</param>
                    /// <param name="steps_per_epoch">Steps of an epoch.</param>
                    /// <param name="pct_start">Share of the steps in which the learning rate grows.</param>
                    /// <param name="anneal_strategy">Along a cosine or a line.</param>
                    /// <param name="cycle_momentum">Whether momentum falls while the learning rate grows.</param>
                    /// <param name="base_momentum">The lowest momentum.</param>
                    /// <param name="max_momentum">The highest momentum.</param>
                    /// <param name="div_factor">Highest over first learning rate.</param>
                    /// <param name="final_div_factor">First over last learning rate.</param>
                    /// <param name="three_phase">Whether the learning rate falls to the first one before it falls to the last.</param>
                    /// <param name="last_epoch">The step to go on from; -1 to begin.</param>
                    /// <param name="verbose">Whether each change is printed.</param>
                    /// <exception cref="ArgumentException">The number of steps is not given, or there is no momentum to be changed.</exception>
                    public OneCycleLR(Optimizer optimizer, double max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3, AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true, double base_momentum = 0.85, double max_momentum = 0.95, double div_factor = 25, double final_div_factor = 10000, bool three_phase = false, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        length = total_steps > 0 ? total_steps : epochs > 0 && steps_per_epoch > 0
                            ? epochs * steps_per_epoch
                            : throw new ArgumentException("One cycle needs its number of steps: total_steps, or epochs and steps_per_epoch.", nameof(total_steps));
                        if (cycle_momentum && Groups.Any(g => g is not (IMomentum or IBetas))) throw new ArgumentException("The optimiser has no momentum to be changed; set cycle_momentum to false.", nameof(cycle_momentum));
                        (strategy, cyclesMomentum) = (anneal_strategy, cycle_momentum);
                        highest = [.. Groups.Select(_ => max_lr)];
                        // Learning rates as shares of the highest.
                        var (first, last, rise) = (1 / div_factor, 1 / (div_factor * final_div_factor), pct_start * length - 1);
                        phases = three_phase
                            ? [(rise, first, 1, max_momentum, base_momentum), (2 * pct_start * length - 2, 1, first, base_momentum, max_momentum), (length - 1, first, last, max_momentum, max_momentum)]
                            : [(rise, first, 1, max_momentum, base_momentum), (length - 1, 1, last, base_momentum, max_momentum)];
                        if (last_epoch == -1)
                        {
                            for (var i = 0; i < Groups.Length; i++) BaseRates[i] = Groups[i].InitialLearningRate = highest[i] * first;
                        }
                        step();
                    }

                    /// <summary>How the learning rate goes from one value to another.</summary>
                    public enum AnnealStrategy
                    {
                        /// <summary>Along half a wave of a cosine.</summary>
                        Cos = 0,

                        /// <summary>Along a line.</summary>
                        Linear = 1,
                    }

                    private protected override double Next(int group, double current) => At(group);

                    private protected override double At(int group)
                    {
                        if (LastEpoch >= length + 1) throw new InvalidOperationException($"The cycle has {length} steps; step {LastEpoch} was asked for.");
                        double start = 0;
                        var place = 0;
                        for (; place < phases.Length - 1 && LastEpoch > phases[place].End; place++) start = phases[place].End;
                        var phase = phases[place];
                        var share = (LastEpoch - start) / (phase.End - start);
                        if (cyclesMomentum) SetMomentum(Groups[group], Between(phase.FromMomentum, phase.ToMomentum, share));
                        return highest[group] * Between(phase.FromRate, phase.ToRate, share);
                    }

                    private static void SetMomentum(ILearningRateController group, double momentum)
                    {
                        if (group is IBetas betas) betas.Betas = (momentum, betas.Betas.Item2);
                        else ((IMomentum)group).Momentum = momentum;
                    }

                    private double Between(double from, double to, double share) =>
                        strategy == AnnealStrategy.Linear ? from + (to - from) * share : to + (from - to) / 2 * (1 + Math.Cos(Math.PI * share));
                }
            }
        }
    }
}
