using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class SGD
{
    /// <summary>How a group of parameters is treated.</summary>
    public class Options : OptimizerOptions
    {
        /// <summary>Share of the last step that is repeated.</summary>
        public double? momentum;

        /// <summary>How much less of a gradient enters the momentum.</summary>
        public double? dampening;

        /// <summary>Multiple of the parameters that is added to their gradients.</summary>
        public double? weight_decay;

        /// <summary>Whether the gradient is followed as well as the momentum.</summary>
        public bool? nesterov;

        /// <summary>Whether to step along the gradient.</summary>
        public bool? maximize;

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            base.SaveStateDict(writer);
            foreach (var number in (ReadOnlySpan<double?>)[momentum, dampening, weight_decay]) writer.Write(number ?? 0);
            writer.Write(nesterov == true);
            writer.Write(maximize == true);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            base.LoadStateDict(reader);
            (momentum, dampening, weight_decay) = (reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
            (nesterov, maximize) = (reader.ReadBoolean(), reader.ReadBoolean());
        }

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerOptions source)
        {
            base.LoadStateDict(source);
            if (source is Options o) (momentum, dampening, weight_decay, nesterov, maximize) = (o.momentum, o.dampening, o.weight_decay, o.nesterov, o.maximize);
        }

        internal override void FillFrom(OptimizerOptions defaults)
        {
            base.FillFrom(defaults);
            var o = (Options)defaults;
            (momentum, dampening, weight_decay) = (momentum ?? o.momentum, dampening ?? o.dampening, weight_decay ?? o.weight_decay);
            (nesterov, maximize) = (nesterov ?? o.nesterov, maximize ?? o.maximize);
        }
    }

    /// <summary>Parameters that are treated alike.</summary>
    public class ParamGroup : ParamGroup<Options>, optim.IMomentum
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
        /// <param name="momentum">Share of the last step that is repeated.</param>
        /// <param name="dampening">How much less of a gradient enters the momentum.</param>
        /// <param name="weight_decay">Multiple of the parameters that is added to their gradients.</param>
        /// <param name="nesterov">Whether the gradient is followed as well as the momentum.</param>
        /// <param name="maximize">Whether to step along the gradient.</param>
        public ParamGroup(IEnumerable<Parameter> parameters, double lr = 0.001, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
            : base(parameters, new Options { LearningRate = lr, momentum = momentum, dampening = dampening, weight_decay = weight_decay, nesterov = nesterov, maximize = maximize })
        {
        }

        /// <summary>Share of the last step that is repeated.</summary>
        public double Momentum
        {
            get => Options.momentum ?? 0;
            set => Options.momentum = value;
        }
    }

    /// <summary>What is remembered of a parameter.</summary>
    public sealed class State : OptimizerState, IDisposable
    {
        /// <summary>The running sum of gradients; null before the first step.</summary>
        public Tensor? momentum_buffer;

        /// <summary>Nothing yet.</summary>
        /// <param name="parameter">The parameter.</param>
        public State(Parameter parameter) : base(parameter)
        {
        }

        /// <summary>Frees what is remembered.</summary>
        public void Dispose() => StateTensors.Replace(ref momentum_buffer, null);

        /// <inheritdoc/>
        public override void to(Device device) => StateTensors.MoveTo(ref momentum_buffer, device);

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer) => StateTensors.Write(writer, momentum_buffer);

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader) => StateTensors.Read(reader, ref momentum_buffer, parameter);

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerState source) => StateTensors.CopyInto(ref momentum_buffer, ((State)source).momentum_buffer, parameter);

        /// <inheritdoc/>
        public override bool ApproximatelyEquals(OptimizerState other) => other is State state && StateTensors.AreClose(momentum_buffer, state.momentum_buffer);

        /// <inheritdoc/>
        public override void Initialize(OptimizerOptions options) => StateTensors.Replace(ref momentum_buffer, null);

        internal override void Free() => Dispose();

        /// <summary>Momentum times the sum, plus ±g + decay p. The first step takes the whole gradient, whatever the dampening.</summary>
        internal Tensor Move(Tensor gradient, double momentum, double share, double decay, double sign)
        {
            if (momentum_buffer is null)
            {
                momentum_buffer = StateTensors.Zeros(parameter);
                share = 1;
            }
            else Aten.mul__Scalar.Do(momentum_buffer, momentum);
            Aten.add__Tensor.Do(momentum_buffer, gradient, share * sign);
            if (decay != 0) Aten.add__Tensor.Do(momentum_buffer, parameter, share * decay);
            return momentum_buffer;
        }
    }
}
