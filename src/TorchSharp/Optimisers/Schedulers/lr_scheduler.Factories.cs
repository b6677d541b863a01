namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Multiplies the learning rate by a factor every so many steps.</summary>
            /// <param name="optimizer">The optimiser.</param>
            /// <param name="step_size">How many.</param>
            /// <param name="gamma">The factor.</param>
            /// <param name="last_epoch">The step to go on from; -1 to begin.</param>
            /// <param name="verbose">Whether each change is printed.</param>
            public static LRScheduler StepLR(Optimizer optimizer, int step_size, double gamma = 0.1, int last_epoch = -1, bool verbose = false) =>
                new impl.StepLR(optimizer, step_size, gamma, last_epoch, verbose);

            /// <summary>Multiplies the learning rate by a factor at given steps.</summary>
            /// <param name="optimizer">The optimiser.</param>
            /// <param name="milestones">The steps.</param>
            /// <param name="gamma">The factor.</param>
            /// <param name="last_epoch">The step to go on from; -1 to begin.</param>
            /// <param name="verbose">Whether each change is printed.</param>
            public static LRScheduler MultiStepLR(Optimizer optimizer, IList<int> milestones, double gamma = 0.1, int last_epoch = -1, bool verbose = false) =>
                new impl.MultiStepLR(optimizer, milestones, gamma, last_epoch, verbose);

            /// <summary>Multiplies the learning rate by a factor at every step.</summary>
            /// <param name="optimizer">The optimiser.</param>
            /// <param name="gamma">The factor.</param>
            /// <param name="last_epoch">The step to go on from; -1 to begin.</param>
            /// <param name="verbose">Whether each change is printed.</param>
            public static LRScheduler ExponentialLR(Optimizer optimizer, double gamma = 0.1, int last_epoch = -1, bool verbose = false) =>
                new impl.ExponentialLR(optimizer, gamma, last_epoch, verbose);

            /// <summary>Multiplies the learning rate by a factor for so many steps, and not after.</summary>
            /// <param name="optimizer">The optimiser.</param>
            /// <param name="factor">The factor.</param>
            /// <param name="total_iters">How many.</param>
            /// <param name="last_epoch">The step to go on from; -1 to begin.</param>
            /// <param name="verbose">Whether each change is printed.</param>
            public static LRScheduler ConstantLR(Optimizer optimizer, double factor = 1.0 / 3, int total_iters = 5, int last_epoch = -1, bool verbose = false) =>
                new impl.ConstantLR(optimizer, factor, total_iters, last_epoch, verbose);

            /// <summary>Multiplies the learning rate by a factor that goes from one number to another in so many steps.</summary>
            /// <param name="optimizer">The optimiser.</param>
            /// <param name="start_factor">The factor at first.</param>
            /// <param name="end_factor">The factor at last.</param>
            /// <param name="total_iters">How many.</param>
            /// <param name="last_epoch">The step to go on from; -1 to begin.</param>
            /// <param name="verbose">Whether each change is printed.</param>
            public static LRScheduler LinearLR(Optimizer optimizer, double start_factor = 1.0 / 3, double end_factor = 1, int total_iters = 5, int last_epoch = -1, bool verbose = false) =>
                new impl.LinearLR(optimizer, start_factor, end_factor, total_iters, last_epoch, verbose);

            /// <summary>Lets the learning rate follow half a wave of a cosine down to a least one, and up again after it.</summary>
            /// <param name="optimizer">The optimiser.</param>
            /// <param name="T_max">Steps of half a wave.</param>
            /// <param name="eta_min">The least learning rate.</param>
            /// <param name="last_epoch">The step to go on from; -1 to begin.</param>
            /// <param name="verbose">Whether each change is printed.</param>
            public static LRScheduler CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false) =>
                new impl.CosineAnnealingLR(optimizer, T_max, eta_min, last_epoch, verbose);

            /// <summary>Multiplies the first learning rate by a function of the step.</summary>
            /// <param name="optimizer">The optimiser.</param>
            /// <param name="lr_lambda">The function.</param>
            /// <param name="last_epoch">The step to go on from; -1 to begin.</param>
            /// <param name="verbose">Whether each change is printed.</param>
            public static LRScheduler LambdaLR(Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1, bool verbose = false) =>
                new impl.LambdaLR(optimizer, lr_lambda, last_epoch, verbose);

            /// <summary>Schedulers one after another, each from its own first step.</summary>
            /// <param name="optimizer">The optimiser of all of them.</param>
            /// <param name="schedulers">The schedulers.</param>
            /// <param name="milestones">The steps at which the second, third and so on begin.</param>
            /// <param name="last_epoch">The step to go on from; -1 to begin.</param>
            public static LRScheduler SequentialLR(Optimizer optimizer, IEnumerable<LRScheduler> schedulers, IEnumerable<int> milestones, int last_epoch = -1) =>
                new impl.SequentialLR(optimizer, schedulers, milestones, last_epoch);

            /// <summary>One rise of the learning rate to its highest value and one fall far below the first, with momentum the other way round.</summary>
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
            public static LRScheduler OneCycleLR(Optimizer optimizer, double max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3, impl.OneCycleLR.AnnealStrategy anneal_strategy = impl.OneCycleLR.AnnealStrategy.Cos, bool cycle_momentum = true, double base_momentum = 0.85, double max_momentum = 0.95, double div_factor = 25, double final_div_factor = 10000, bool three_phase = false, int last_epoch = -1, bool verbose = false) =>
                new impl.OneCycleLR(optimizer, max_lr, total_steps, epochs, steps_per_epoch, pct_start, anneal_strategy, cycle_momentum, base_momentum, max_momentum, div_factor, final_div_factor, three_phase, last_epoch, verbose);

            /// <summary>Multiplies the learning rate by a factor when what is watched has made no progress for a while.</summary>
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
            public static LRScheduler ReduceLROnPlateau(Optimizer optimizer, string mode = "min", double factor = 0.1, int patience = 10, double threshold = 1e-4, string threshold_mode = "rel", int cooldown = 0, IList<double>? min_lr = null, double eps = 1e-8, bool verbose = false) =>
                new impl.ReduceLROnPlateau(optimizer, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr, eps, verbose);
        }
    }
}
