using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Normalisation of channels with statistics that may be kept from batch to batch.</summary>
public abstract class NormBase : nn.Module<Tensor, Tensor>
{
    private protected NormBase(long num_features, double eps, double? momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name) : base(name)
    {
        (this.num_features, this.eps, this.momentum, this.affine, this.track_running_stats) = (num_features, eps, momentum, affine, track_running_stats);
        if (affine)
        {
            weight = NewParameter.Ones([num_features], device, dtype);
            bias = NewParameter.Zeros([num_features], device, dtype);
        }
        if (!track_running_stats) return;
        long[] size = [num_features], scalar = [];
        var (type, place) = (dtype ?? get_default_dtype(), device ?? CPU);
        running_mean = Aten.zeros.Call(size, type, Arg.None, place);
        running_var = Aten.ones.Call(size, type, Arg.None, place);
        num_batches_tracked = Aten.zeros.Call(scalar, ScalarType.Int64, Arg.None, place);
    }

    /// <summary>[channels]; null where there is none.</summary>
    public Parameter? weight
    {
        get;
        set => Adopt(nameof(weight), field = value);
    }

    /// <summary>[channels]; null where there is none.</summary>
    public Parameter? bias
    {
        get;
        set => Adopt(nameof(bias), field = value);
    }

    /// <summary>[channels]; null where none is kept.</summary>
    public Tensor? running_mean
    {
        get;
        set => AdoptBuffer(nameof(running_mean), field = value);
    }

    /// <summary>[channels], unbiased; null where none is kept.</summary>
    public Tensor? running_var
    {
        get;
        set => AdoptBuffer(nameof(running_var), field = value);
    }

    /// <summary>How many batches the statistics have seen.</summary>
    public Tensor? num_batches_tracked
    {
        get;
        set => AdoptBuffer(nameof(num_batches_tracked), field = value);
    }

    /// <summary>Number of channels.</summary>
    public long num_features { get; set; }

    /// <summary>Added to the variance.</summary>
    public double eps { get; set; }

    /// <summary>How far the kept statistics move towards those of a batch; null for the mean over all batches.</summary>
    public double? momentum { get; set; }

    /// <summary>Whether there are weight and bias.</summary>
    public bool affine { get; set; }

    /// <summary>Whether statistics are kept.</summary>
    public bool track_running_stats { get; set; }

    /// <summary>Forgets the statistics.</summary>
    public void reset_running_stats()
    {
        if (running_mean is not null) nn.init.zeros_(running_mean);
        if (running_var is not null) nn.init.ones_(running_var);
        if (num_batches_tracked is not null) nn.init.zeros_(num_batches_tracked);
    }

    /// <summary>Forgets the statistics and sets weights to one and biases to zero.</summary>
    public void reset_parameters()
    {
        reset_running_stats();
        if (weight is not null) nn.init.ones_(weight);
        if (bias is not null) nn.init.zeros_(bias);
    }
}
