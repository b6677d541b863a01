namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Lets the learning rate follow half a wave of a cosine down to a least one, and up again after it.</summary>
                public class CosineAnnealingLR : LRScheduler
                {
                    private readonly double half;
                    private readonly double least;

                    /// <summary>Lets the learning rate follow half a wave of a cosine down to a least one, and up again after it.</summary>
                    /// <param name="optimizer">The optimiser.</param>
                    /// <param name="T_max">Steps of half a wave.</param>
                    /// <param name="eta_min">The least learning rate.</param>
                    /// <param name="last_epoch">The step to go on from; -1 to begin.</param>
                    /// <param name="verbose">Whether each change is printed.</param>
                    public CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        half = T_max;
                        least = eta_min;
                        step();
                    }

                    private protected override double Next(int group, double current) => LastEpoch switch
                    {
                        0 => current,
                        // At the lowest point the ratio of two neighbours is no number.
                        var step when (step - 1 - half) % (2 * half) == 0 => current + (BaseRates[group] - least) * (1 - Math.Cos(Math.PI / half)) / 2,
                        var step => (1 + Math.Cos(Math.PI * step / half)) / (1 + Math.Cos(Math.PI * (step - 1) / half)) * (current - least) + least,
                    };

                    private protected override double At(int group) => least + (BaseRates[group] - least) * (1 + Math.Cos(Math.PI * LastEpoch / half)) / 2;
                }
            }
        }
    }
}
