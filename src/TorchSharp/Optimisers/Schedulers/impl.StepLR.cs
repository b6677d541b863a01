namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Multiplies the learning rate by a factor every so many steps.</summary>
                public class StepLR : LRScheduler
                {
                    private readonly int period;
                    private readonly double gamma;

                    /// <summary>Multiplies the learning rate by a factor every so many steps.</summary>
                    /// <param name="optimizer">The optimiser.</param>
                    /// <param name="step_size">How many.</param>
                    /// <param name="gamma">The factor.</param>
                    /// <param name="last_epoch">The step to go on from; -1 to begin.</param>
                    /// <param name="verbose">Whether each change is printed.</param>
                    public StepLR(Optimizer optimizer, int step_size, double gamma = 0.1, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        period = step_size;
                        this.gamma = gamma;
                        step();
                    }

                    private protected override double Next(int group, double current) => LastEpoch == 0 || LastEpoch % period != 0 ? current : current * gamma;

                    private protected override double At(int group) => BaseRates[group] * Math.Pow(gamma, LastEpoch / period);
                }
            }
        }
    }
}
