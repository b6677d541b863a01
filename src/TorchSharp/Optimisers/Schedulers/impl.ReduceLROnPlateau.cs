namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Multiplies the learning rate by a factor when what is watched has made no progress for a while.</summary>
                public class ReduceLROnPlateau : LRScheduler
                {
                    private readonly bool wantsLess;
                    private readonly bool isRelative;
                    private readonly double factor;
                    private readonly double threshold;
                    private readonly double epsilon;
                    private readonly int patience;
                    private readonly int rest;
                    private readonly double[] least;
                    private double best;
                    private int without;
                    private int resting;

                    /// <summary>A scheduler that watches.</summary>
                    /// <param name="optimizer">The optimiser.</param>
                    /// <param name="mode">"min" where less is better, "max" where more is.</param>
                    /// <param name="factor">The factor.</param>
                    /// <param name="patience">How many steps without progress are waited for.</param>
                    /// <param name="threshold">What counts as progress.</param>
                    /// <param name="threshold_mode">"rel" for a share of the best value, "abs" for a difference.</param>
                    /// <param name="cooldown">Steps after a change in which nothing is counted.</param>
                    /// <param name="min_lr">The least learning rate, for all groups or for each.</param>
                    /// <param name="eps">Changes smaller than it are not made.</param>
                    /// <param name="verbose">Whether each change is printed.</param>
                    public ReduceLROnPlateau(Optimizer optimizer, string mode = "min", double factor = 0.1, int patience = 10, double threshold = 1e-4, string threshold_mode = "rel", int cooldown = 0, IList<double>? min_lr = null, double eps = 1e-8, bool verbose = false) : base(optimizer, last_epoch: -1, verbose)
                    {
                        if (factor >= 1) throw new ArgumentException($"The factor was {factor}; it must be below 1.", nameof(factor));
                        if (mode is not ("min" or "max")) throw new ArgumentException($"mode was \"{mode}\"; it is \"min\" or \"max\".", nameof(mode));
                        if (threshold_mode is not ("rel" or "abs")) throw new ArgumentException($"threshold_mode was \"{threshold_mode}\"; it is \"rel\" or \"abs\".", nameof(threshold_mode));
                        (wantsLess, isRelative) = (mode == "min", threshold_mode == "rel");
                        (this.factor, this.threshold, epsilon, this.patience, rest) = (factor, threshold, eps, patience, cooldown);
                        least = min_lr is { Count: > 1 } ? [.. min_lr] : [.. Groups.Select(_ => min_lr is { Count: 1 } ? min_lr[0] : 0)];
                        best = wantsLess ? double.PositiveInfinity : double.NegativeInfinity;
                        LastEpoch = 0;
                    }

                    /// <summary>Refused: this scheduler needs what it watches.</summary>
                    public override void step() => throw new InvalidOperationException("This scheduler watches a number: step(loss).");

                    /// <inheritdoc cref="step()"/>
                    /// <param name="epoch">Of no use.</param>
                    public override void step(int? epoch) => step();

                    /// <summary>Takes the next step.</summary>
                    /// <param name="current">What is watched.</param>
                    /// <param name="epoch">Which step; the next when left out.</param>
                    public override void step(double current, int? epoch = null)
                    {
                        LastEpoch = epoch ?? LastEpoch + 1;
                        (best, without) = IsBetter(current) ? (current, 0) : (best, without + 1);
                        if (resting > 0) (resting, without) = (resting - 1, 0);
                        if (without <= patience) return;
                        for (var i = 0; i < Groups.Length; i++)
                        {
                            var (old, rate) = (Groups[i].LearningRate, Next(i, Groups[i].LearningRate));
                            if (old - rate > epsilon) Set(i, rate);
                        }
                        (resting, without) = (rest, 0);
                    }

                    private protected override double Next(int group, double current) => Math.Max(current * factor, least[group]);

                    private protected override double At(int group) => Groups[group].LearningRate;

                    private bool IsBetter(double current)
                    {
                        // Before the first value the best is infinite, and so is a share of it.
                        if (double.IsInfinity(best)) return wantsLess ? current < best : current > best;
                        return wantsLess
                            ? current < (isRelative ? best * (1 - threshold) : best - threshold)
                            : current > (isRelative ? best * (1 + threshold) : best + threshold);
                    }
                }
            }
        }
    }
}
