namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Schedulers one after another, each from its own first step.</summary>
                public class SequentialLR : LRScheduler
                {
                    private readonly LRScheduler[] parts;
                    private readonly int[] starts;

                    /// <summary>Schedulers one after another, each from its own first step.</summary>
                    /// <param name="optimizer">The optimiser of all of them.</param>
                    /// <param name="schedulers">The schedulers.</param>
                    /// <param name="milestones">The steps at which the second, third and so on begin.</param>
                    /// <param name="last_epoch">The step to go on from; -1 to begin.</param>
                    /// <exception cref="ArgumentException">Not one step less than schedulers.</exception>
                    public SequentialLR(Optimizer optimizer, IEnumerable<LRScheduler> schedulers, IEnumerable<int> milestones, int last_epoch = -1) : base(optimizer, last_epoch, verbose: false)
                    {
                        (parts, starts) = ([.. schedulers], [.. milestones]);
                        if (starts.Length != parts.Length - 1) throw new ArgumentException($"{parts.Length} schedulers need {parts.Length - 1} milestones; {starts.Length} were given.", nameof(milestones));
                        // Each scheduler took its first step when it was made; here only the first one's counts.
                        for (var i = 0; i < Groups.Length; i++) Groups[i].LearningRate = BaseRates[i];
                        foreach (var part in parts) part.LastEpoch--;
                        LastEpoch++;
                        parts[0].step();
                    }

                    private protected override void Advance(int? epoch)
                    {
                        LastEpoch = epoch ?? LastEpoch + 1;
                        var place = starts.Count(s => s <= LastEpoch);
                        if (place > 0 && starts[place - 1] == LastEpoch) parts[place].step(0);
                        else parts[place].step();
                    }

                    private protected override double Next(int group, double current) => current;

                    private protected override double At(int group) => Groups[group].LearningRate;
                }
            }
        }
    }
}
