using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Optimisers: what turns gradients into better parameters.</summary>
    public static partial class optim
    {
        /// <summary>What has a learning rate, for schedulers to set.</summary>
        public interface ILearningRateController
        {
            /// <summary>The learning rate of the next step.</summary>
            double LearningRate { get; set; }

            /// <summary>The learning rate from which schedulers start.</summary>
            double InitialLearningRate { get; set; }
        }

        /// <summary>What has a momentum, for schedulers to set.</summary>
        public interface IMomentum
        {
            /// <summary>Share of the last step that is repeated.</summary>
            double Momentum { get; set; }
        }

        /// <summary>What has two decay rates of running means, for schedulers to set.</summary>
        public interface IBetas
        {
            /// <summary>Decay rates of the means of gradients and of their squares.</summary>
            (double, double) Betas { get; set; }
        }

        /// <summary>Turns gradients into better parameters, one step at a time.</summary>
        public abstract partial class Optimizer : IDisposable
        {
            /// <summary>Groups of parameters with a learning rate each.</summary>
            public virtual IEnumerable<ILearningRateController> ParamGroups => Groups;

            /// <summary>The groups themselves.</summary>
            private protected List<ParamGroup> Groups { get; } = [];

            /// <summary>Frees what the optimiser remembers; the parameters live on.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Frees what the optimiser remembers.</summary>
            /// <param name="disposing">Whether a program asked for it.</param>
            protected virtual void Dispose(bool disposing)
            {
            }

            /// <summary>Forgets the gradients of all parameters.</summary>
            public virtual void zero_grad()
            {
                foreach (var parameter in parameters()) Gradient.Clear(parameter, setToNone: true);
            }

            /// <summary>Adds parameters, with options of their own; those that are not set are the optimiser's.</summary>
            /// <param name="param_group">The parameters.</param>
            public virtual void add_param_group(ParamGroup param_group) => Groups.Add(param_group);

            /// <summary>Changes all parameters that have gradients.</summary>
            /// <param name="closure">Computes the loss and its gradients first.</param>
            /// <returns>What the closure returned; null without one.</returns>
            public virtual Tensor? step(Func<Tensor>? closure = null) => TakeStep(closure);

            private protected virtual Tensor? TakeStep(Func<Tensor>? closure) => throw new NotSupportedException($"{GetType().Name} does not say what a step is.");

            /// <summary>The parameters of all groups.</summary>
            public virtual IEnumerable<Parameter> parameters() => Groups.SelectMany(g => g.Parameters);

            /// <summary>What an optimiser remembers, for another one to go on from. The tensors are the optimiser's own.</summary>
            public class StateDictionary
            {
                internal StateDictionary()
                {
                }

                /// <summary>Options of each group.</summary>
                public List<OptimizerOptions> Options { get; private set; } = [];

                /// <summary>What is remembered of each parameter.</summary>
                public List<OptimizerState> State { get; private set; } = [];

                /// <summary>For each group, the places of its parameters' states; -1 where there is none yet.</summary>
                public List<List<int>> StateIndexRef { get; private set; } = [];
            }
        }
    }
}
