using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class Adam
{
    /// <summary>How a group of parameters is treated.</summary>
    public class Options : OptimizerOptions
    {
        /// <summary>Decay rate of the mean of gradients.</summary>
        public double? beta1;

        /// <summary>Decay rate of the mean of their squares.</summary>
        public double? beta2;

        /// <summary>Multiple of the parameters that is added to their gradients.</summary>
        public double? weight_decay;

        /// <summary>Added to the root of the mean square.</summary>
        public double? eps;

        /// <summary>Whether to divide by the largest mean square so far.</summary>
        public bool? amsgrad;

        /// <summary>Whether to step along the gradient.</summary>
        public bool? maximize;

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            base.SaveStateDict(writer);
            foreach (var number in (ReadOnlySpan<double?>)[beta1, beta2, weight_decay, eps]) writer.Write(number ?? 0);
            writer.Write(amsgrad == true);
            writer.Write(maximize == true);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            base.LoadStateDict(reader);
            (beta1, beta2, weight_decay, eps) = (reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
            (amsgrad, maximize) = (reader.ReadBoolean(), reader.ReadBoolean());
        }

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerOptions source)
        {
            base.LoadStateDict(source);
            if (source is Options o) (beta1, beta2, weight_decay, eps, amsgrad, maximize) = (o.beta1, o.beta2, o.weight_decay, o.eps, o.amsgrad, o.maximize);
        }

        internal override void FillFrom(OptimizerOptions defaults)
        {
            base.FillFrom(defaults);
            var o = (Options)defaults;
            (beta1, beta2, weight_decay) = (beta1 ?? o.beta1, beta2 ?? o.beta2, weight_decay ?? o.weight_decay);
            (eps, amsgrad, maximize) = (eps ?? o.eps, amsgrad ?? o.amsgrad, maximize ?? o.maximize);
        }
    }

    /// <summary>Parameters that are treated alike.</summary>
    public class ParamGroup : ParamGroup<Options>, optim.IBetas
    {
        /// <summary>No parameters yet.</summary>
        public ParamGroup() => base.Options = new Options();

        /// <summary>A group.</summary>
        /// <param name="parameters">The parameters.</param>
        /// <param name="options">How they are treated; what is null is as the optimiser says.</param>
        public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options)
        {
        }

        /// <summary>A group.</summary>
        /// <param name="parameters">The parameters.</param>
        /// <param name="lr">The learning rate.</param>
        /// <param name="beta1">Decay rate of the mean of gradients.</param>
        /// <param name="beta2">Decay rate of the mean of their squares.</param>
        /// <param name="eps">Added to the root of the mean square.</param>
        /// <param name="weight_decay">Multiple of the parameters that is added to their gradients.</param>
        /// <param name="amsgrad">Whether to divide by the largest mean square so far.</param>
        /// <param name="maximize">Whether to step along the gradient instead.</param>
        public ParamGroup(IEnumerable<Parameter> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
            : base(parameters, new Options { LearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay, amsgrad = amsgrad, maximize = maximize })
        {
        }

        /// <summary>Decay rates of the means of gradients and of their squares.</summary>
        public (double, double) Betas
        {
            get => (Options.beta1 ?? 0, Options.beta2 ?? 0);
            set => (Options.beta1, Options.beta2) = value;
        }
    }

    /// <summary>What is remembered of a parameter.</summary>
    public sealed class State : OptimizerState, IDisposable
    {
        /// <summary>Steps so far.</summary>
        public long step;

        /// <summary>Running mean of the gradients.</summary>
        public Tensor? exp_avg;

        /// <summary>Running mean of their squares.</summary>
        public Tensor? exp_avg_sq;

        /// <summary>The largest mean square so far; null where it does not matter.</summary>
        public Tensor? max_exp_avg_sq;

        /// <summary>Nothing yet.</summary>
        /// <param name="parameter">The parameter.</param>
        public State(Parameter parameter) : base(parameter)
        {
        }

        /// <summary>Frees what is remembered.</summary>
        public void Dispose()
        {
            StateTensors.Replace(ref exp_avg, null);
            StateTensors.Replace(ref exp_avg_sq, null);
            StateTensors.Replace(ref max_exp_avg_sq, null);
        }

        /// <inheritdoc/>
        public override void to(Device device)
        {
            StateTensors.MoveTo(ref exp_avg, device);
            StateTensors.MoveTo(ref exp_avg_sq, device);
            StateTensors.MoveTo(ref max_exp_avg_sq, device);
        }

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            writer.Write(step);
            StateTensors.Write(writer, exp_avg);
            StateTensors.Write(writer, exp_avg_sq);
            StateTensors.Write(writer, max_exp_avg_sq);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            step = reader.ReadInt64();
            StateTensors.Read(reader, ref exp_avg, parameter);
            StateTensors.Read(reader, ref exp_avg_sq, parameter);
            StateTensors.Read(reader, ref max_exp_avg_sq, parameter);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerState source)
        {
            var state = (State)source;
            step = state.step;
            StateTensors.CopyInto(ref exp_avg, state.exp_avg, parameter);
            StateTensors.CopyInto(ref exp_avg_sq, state.exp_avg_sq, parameter);
            StateTensors.CopyInto(ref max_exp_avg_sq, state.max_exp_avg_sq, parameter);
        }

        /// <inheritdoc/>
        public override bool ApproximatelyEquals(OptimizerState other) => other is State state && step == state.step
            && StateTensors.AreClose(exp_avg, state.exp_avg) && StateTensors.AreClose(exp_avg_sq, state.exp_avg_sq) && StateTensors.AreClose(max_exp_avg_sq, state.max_exp_avg_sq);

        /// <inheritdoc/>
        public override void Initialize(OptimizerOptions options)
        {
            step = 0;
            StateTensors.Replace(ref exp_avg, StateTensors.Zeros(parameter));
            StateTensors.Replace(ref exp_avg_sq, StateTensors.Zeros(parameter));
            StateTensors.Replace(ref max_exp_avg_sq, ((Options)options).amsgrad == true ? StateTensors.Zeros(parameter) : null);
        }

        internal override void Free() => Dispose();
    }
}
