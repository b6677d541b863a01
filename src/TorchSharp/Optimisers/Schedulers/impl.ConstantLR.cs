namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Multiplies the learning rate by a factor for so many steps, and not after.</summary>
                public class ConstantLR : LRScheduler
                {
                    private readonly double factor;
                    private readonly int length;

                    /// <summary>Multiplies the learning rate by a factor for so many steps, and not after.</summary>
                    /// <param name="optimizer">The optimiser.</param>
                    /// <param name="factor">The factor.</param>
                    /// <param name="total_iters">How many.</param>
                    /// <param name="last_epoch">The step to go on from; -1 to begin.</param>
                    /// <param name="verbose">Whether each change is printed.</param>
                    public ConstantLR(Optimizer optimizer, double factor = 1.0 / 3, int total_iters = 5, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        this.factor = factor;
                        length = total_iters;
                        step();
                    }

                    private protected override double Next(int group, double current) => LastEpoch == 0 ? current * factor : LastEpoch == length ? current / factor : current;

                    private protected override double At(int group) => BaseRates[group] * (LastEpoch >= length ? 1 : factor);
                }
            }
        }
    }
}
