namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Schedulers: what changes learning rates in the course of training. Each is stepped after the optimiser, once per epoch or step.</summary>
        public static partial class lr_scheduler
        {
            /// <summary>Changes the learning rates of an optimiser's groups from step to step.</summary>
            public abstract class LRScheduler
            {
                private readonly bool isVerbose;

                private protected LRScheduler(Optimizer optimizer, int last_epoch, bool verbose)
                {
                    Optimizer = optimizer;
                    isVerbose = verbose;
                    Groups = [.. optimizer.ParamGroups];
                    if (last_epoch == -1)
                    {
                        foreach (var group in Groups)
                        {
                            // Of several schedulers the first to be made sees the learning rate as it was set.
                            if (group is not Modules.ParamGroup { IsScheduled: true }) group.InitialLearningRate = group.LearningRate;
                            if (group is Modules.ParamGroup own) own.IsScheduled = true;
                        }
                    }
                    BaseRates = [.. Groups.Select(g => g.InitialLearningRate)];
                    LastEpoch = last_epoch;
                }

                private protected Optimizer Optimizer { get; }

                /// <summary>The optimiser's groups.</summary>
                private protected ILearningRateController[] Groups { get; }

                /// <summary>Learning rates to start from.</summary>
                private protected double[] BaseRates { get; }

                /// <summary>Steps so far; 0 once the scheduler is made.</summary>
                internal int LastEpoch { get; set; }

                /// <summary>Takes the next step.</summary>
                public virtual void step() => step((int?)null);

                /// <summary>Takes the next step, or goes to a given one.</summary>
                /// <param name="epoch">Which; the next when left out.</param>
                public virtual void step(int? epoch) => Advance(epoch);

                private protected virtual void Advance(int? epoch)
                {
                    LastEpoch = epoch ?? LastEpoch + 1;
                    for (var i = 0; i < Groups.Length; i++) Set(i, epoch is null ? Next(i, Groups[i].LearningRate) : At(i));
                }

                /// <summary>Takes the next step, given how training goes, which most schedulers do not look at.</summary>
                /// <param name="current">The loss, or what else is watched.</param>
                /// <param name="epoch">Which step; the next when left out.</param>
                public virtual void step(double current, int? epoch = null) => step(epoch);

                /// <summary>Learning rates of the groups.</summary>
                public IEnumerable<double> get_last_lr() => [.. Groups.Select(g => g.LearningRate)];

                /// <summary>The learning rate of a group at <see cref="LastEpoch"/>, from that of the step before: schedulers can so be combined.</summary>
                private protected abstract double Next(int group, double current);

                /// <summary>The learning rate of a group at <see cref="LastEpoch"/>, whatever came before.</summary>
                private protected abstract double At(int group);

                private protected void Set(int group, double rate)
                {
                    Groups[group].LearningRate = rate;
                    if (isVerbose) Console.WriteLine($"Learning rate of group {group}: {rate:g6}.");
                }
            }

            /// <summary>The schedulers themselves; they are made by the functions of the same names.</summary>
            public static partial class impl;
        }
    }
}
