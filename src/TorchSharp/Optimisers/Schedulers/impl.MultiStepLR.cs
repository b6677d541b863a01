namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Multiplies the learning rate by a factor at given steps.</summary>
                public class MultiStepLR : LRScheduler
                {
                    private readonly int[] steps;
                    private readonly double gamma;

                    /// <summary>Multiplies the learning rate by a factor at given steps.</summary>
                    /// <param name="optimizer">The optimiser.</param>
                    /// <param name="milestones">The steps.</param>
                    /// <param name="gamma">The factor.</param>
                    /// <param name="last_epoch">The step to go on from; -1 to begin.</param>
                    /// <param name="verbose">Whether each change is printed.</param>
                    public MultiStepLR(Optimizer optimizer, IList<int> milestones, double gamma = 0.1, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        steps = [.. milestones.Order()];
                        this.gamma = gamma;
                        step();
                    }

                    private protected override double Next(int group, double current) => current * Math.Pow(gamma, steps.Count(s => s == LastEpoch));

                    private protected override double At(int group) => BaseRates[group] * Math.Pow(gamma, steps.Count(s => s <= LastEpoch));
                }
            }
        }
    }
}
