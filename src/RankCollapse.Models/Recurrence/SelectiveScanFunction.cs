using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.InteropServices;
using static TorchSharp.torch;
using static TorchSharp.torch.autograd;

namespace RankCollapse.Models.Recurrence;

/// <summary>The selective scan on the processor with a backward of its own; sequences of a batch on as many threads as tensors have.</summary>
internal sealed class SelectiveScanFunction : SingleTensorFunction<SelectiveScanFunction>
{
    /// <inheritdoc/>
    public override string Name => "SelectiveScan";

    /// <summary>The output of a system, with its place in the graph where a gradient is wanted.</summary>
    public static Tensor Run(SelectiveSystem system)
    {
        using var scope = NewDisposeScope();
        var lanes = system.Input.dtype == ScalarType.Float32 ? Vector512<float>.Count : Vector512<double>.Count;
        var (channels, missing) = (system.Input.size(2), (lanes - system.Input.size(2) % lanes) % lanes);
        // Channels that are missing to a full vector are filled with zeros: they add nothing to a gradient.
        Tensor Fill(Tensor x) => missing == 0 ? x : nn.functional.pad(x, [0, missing]);
        var poles = missing == 0 ? system.Poles : nn.functional.pad(system.Poles, [0, 0, 0, missing]);
        Tensor[] all = [Fill(system.Input), Fill(system.StepSizes), poles, system.Write, system.Read];
        var isWanted = is_grad_enabled() && all.Any(t => t.requires_grad);
        var output = isWanted ? apply([.. all]) : Forward(all, out _, keeps: false);
        return (missing == 0 ? output : output.narrow(2, 0, channels)).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public override Tensor forward(AutogradContext ctx, params object[] vars)
    {
        Tensor[] all = [.. vars.Cast<Tensor>()];
        var output = Forward(all, out var kept, keeps: true);
        ctx.save_for_backward([.. all]);
        ctx.save_data("kept", kept);
        return output;
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output)
    {
        Tensor[] saved = [.. ctx.get_saved_variables()];
        return saved[0].dtype == ScalarType.Float32
            ? Backward<float>(saved, grad_output, (Vector512<float>[])ctx.get_data("kept"))
            : Backward<double>(saved, grad_output, (Vector512<double>[])ctx.get_data("kept"));
    }

    private static Tensor Forward(Tensor[] all, out Array kept, bool keeps) =>
        all[0].dtype == ScalarType.Float32 ? Forward<float>(all, out kept, keeps) : Forward<double>(all, out kept, keeps);

    private static Tensor Forward<T>(Tensor[] all, out Array kept, bool keeps) where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var scope = NewDisposeScope();
        var (x, sizes) = (Memory(all), new Sizes(all));
        var kernel = new SelectiveScanKernel<T>(sizes.Tokens, sizes.Channels, sizes.States);
        var states = new Vector512<T>[keeps ? sizes.Batch * kernel.Kept : 0];
        var output = all[0].new_empty(sizes.Batch, sizes.Tokens, sizes.Channels);
        var poles = Vectors<T>(x[2]);
        Each(sizes.Batch, b => kernel.Forward(Inputs(x, poles, b), Part<T>(output, b), keeps ? states.AsSpan(b * kernel.Kept, kernel.Kept) : default));
        kept = states;
        return output.MoveToOuterDisposeScope();
    }

    private static List<Tensor> Backward<T>(Tensor[] all, Tensor gradient, Vector512<T>[] kept) where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var scope = NewDisposeScope();
        var (x, sizes, slope) = (Memory(all), new Sizes(all), gradient.contiguous());
        var kernel = new SelectiveScanKernel<T>(sizes.Tokens, sizes.Channels, sizes.States);
        Tensor[] g = [.. x.Select(t => empty_like(t))];
        var poles = Vectors<T>(x[2]);
        // Each sequence adds up on its own, and the sums are added in their order: the same digits on any number of threads.
        var ofPoles = new Vector512<T>[sizes.Batch][];
        Each(sizes.Batch, b =>
        {
            ofPoles[b] = new Vector512<T>[poles.Length];
            var gradients = new SelectiveScanKernel<T>.Gradients
            {
                Input = Part<T>(g[0], b), StepSizes = Part<T>(g[1], b), Poles = ofPoles[b], Write = Part<T>(g[3], b), Read = Part<T>(g[4], b),
            };
            kernel.Backward(Inputs(x, poles, b), Part<T>(slope, b), kept.AsSpan(b * kernel.Kept, kernel.Kept), gradients);
        });
        Scatter(ofPoles, g[2], sizes.States);
        return [.. g.Select(t => t.MoveToOuterDisposeScope())];
    }

    private static void Each(int sequences, Action<int> work)
    {
        var threads = Math.Min(sequences, get_num_threads());
        if (threads > 1) Parallel.For(0, sequences, new ParallelOptions { MaxDegreeOfParallelism = threads }, work);
        else for (var b = 0; b < sequences; b++) work(b);
    }

    private static Tensor[] Memory(Tensor[] all) => [.. all.Select(t => t.detach().contiguous())];

    private static SelectiveScanKernel<T>.Inputs Inputs<T>(Tensor[] x, Vector512<T>[] poles, int b) where T : unmanaged, IFloatingPointIeee754<T> => new()
    {
        Input = Part<T>(x[0], b), StepSizes = Part<T>(x[1], b), Poles = poles, Write = Part<T>(x[3], b), Read = Part<T>(x[4], b),
    };

    private static Span<T> Part<T>(Tensor tensor, int b) where T : unmanaged
    {
        var all = MemoryMarshal.Cast<byte, T>(tensor.bytes);
        var length = all.Length / (int)tensor.size(0);
        return all.Slice(b * length, length);
    }

    /// <summary>Poles [channels, states] as vectors of channels, shape [channels / lanes, states].</summary>
    private static Vector512<T>[] Vectors<T>(Tensor poles) where T : unmanaged
    {
        var states = (int)poles.size(1);
        var numbers = MemoryMarshal.Cast<byte, T>(poles.bytes);
        var vectors = new Vector512<T>[numbers.Length / Vector512<T>.Count];
        var lanes = MemoryMarshal.Cast<Vector512<T>, T>(vectors.AsSpan());
        for (var k = 0; k < numbers.Length; k++) lanes[Lane<T>(k, states)] = numbers[k];
        return vectors;
    }

    private static void Scatter<T>(Vector512<T>[][] vectors, Tensor poles, int states) where T : unmanaged
    {
        var sum = new Vector512<T>[vectors[0].Length];
        foreach (var one in vectors)
        {
            for (var k = 0; k < sum.Length; k++) sum[k] += one[k];
        }
        var lanes = MemoryMarshal.Cast<Vector512<T>, T>(sum.AsSpan());
        var numbers = MemoryMarshal.Cast<byte, T>(poles.bytes);
        for (var k = 0; k < numbers.Length; k++) numbers[k] = lanes[Lane<T>(k, states)];
    }

    private static int Lane<T>(int k, int states)
    {
        var (channel, state) = (k / states, k % states);
        return ((((channel / Vector512<T>.Count) * states) + state) * Vector512<T>.Count) + (channel % Vector512<T>.Count);
    }

    private readonly record struct Sizes(int Batch, int Tokens, int Channels, int States)
    {
        public Sizes(Tensor[] all) : this((int)all[0].size(0), (int)all[0].size(1), (int)all[0].size(2), (int)all[2].size(1))
        {
        }
    }
}
