namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Multiplies the learning rate by a factor that goes from one number to another in so many steps.</summary>
                public class LinearLR : LRScheduler
                {
                    private readonly double start;
                    private readonly double end;
                    private readonly int length;

                    /// <summary>Multiplies the learning rate by a factor that goes from one number to another in so many steps.</summary>
                    /// <param name="optimizer">The optimiser.</param>
                    /// <param name="start_factor">The factor at first.</param>
                    /// <param name="end_factor">The factor at last.</param>
                    /// <param name="total_iters">How many.</param>
                    /// <param name="last_epoch">The step to go on from; -1 to begin.</param>
                    /// <param name="verbose">Whether each change is printed.</param>
                    public LinearLR(Optimizer optimizer, double start_factor = 1.0 / 3, double end_factor = 1, int total_iters = 5, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        start = start_factor;
                        end = end_factor;
                        length = total_iters;
                        step();
                    }

                    private protected override double Next(int group, double current) => LastEpoch switch
                    {
                        0 => current * start,
                        var step when step > length => current,
                        var step => current * (1 + (end - start) / (length * start + (step - 1) * (end - start))),
                    };

                    private protected override double At(int group) => BaseRates[group] * (start + (end - start) * Math.Min(length, LastEpoch) / length);
                }
            }
        }
    }
}
