using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using static TorchSharp.torch;
using static TorchSharp.torch.autograd;

namespace RankCollapse.Models.Recurrence;

/// <summary>The diagonal recurrence on the processor; its backward is the same recurrence with conjugate eigenvalues, from the last token to the first.</summary>
internal sealed class DiagonalScanFunction : MultiTensorFunction<DiagonalScanFunction>
{
    /// <inheritdoc/>
    public override string Name => "DiagonalScan";

    /// <summary>The states of a system, with their place in the graph where a gradient is wanted.</summary>
    public static ComplexPair Run(DiagonalSystem system)
    {
        using var scope = NewDisposeScope();
        Tensor[] all = [system.Eigenvalues.Real, system.Eigenvalues.Imaginary, system.Drive.Real, system.Drive.Imaginary];
        var states = is_grad_enabled() && all.Any(t => t.requires_grad) ? apply([.. all]) : Scan(all, isBackward: false);
        var (re, im) = scope.MoveToOuter(states[0], states[1]);
        return new ComplexPair(re, im);
    }

    /// <inheritdoc/>
    public override List<Tensor> forward(AutogradContext ctx, params object[] vars)
    {
        Tensor[] all = [.. vars.Cast<Tensor>()];
        var states = Scan(all, isBackward: false);
        ctx.save_for_backward([all[0], all[1], states[0], states[1]]);
        return states;
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(AutogradContext ctx, List<Tensor> grad_outputs)
    {
        var saved = ctx.get_saved_variables();
        using var scope = NewDisposeScope();
        var adjoint = Scan([saved[0], saved[1], grad_outputs[0], grad_outputs[1]], isBackward: true);
        // ∂λ collects adjoint · conjugate of the state one token earlier.
        var tokens = saved[2].size(1);
        var (ar, ai) = (adjoint[0].narrow(1, 1, tokens - 1), adjoint[1].narrow(1, 1, tokens - 1));
        var (xr, xi) = (saved[2].narrow(1, 0, tokens - 1), saved[3].narrow(1, 0, tokens - 1));
        Tensor[] g = [((ar * xr) + (ai * xi)).sum([0, 1]), ((ai * xr) - (ar * xi)).sum([0, 1]), adjoint[0], adjoint[1]];
        return [.. g.Select(t => t.MoveToOuterDisposeScope())];
    }

    private static List<Tensor> Scan(Tensor[] all, bool isBackward) =>
        all[0].dtype == ScalarType.Float32 ? Scan<float>(all, isBackward) : Scan<double>(all, isBackward);

    private static List<Tensor> Scan<T>(Tensor[] all, bool isBackward) where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var scope = NewDisposeScope();
        Tensor[] x = [.. all.Select(t => t.detach().contiguous())];
        Tensor[] states = [empty_like(x[2]), empty_like(x[3])];
        var (batch, tokens, modes) = ((int)x[2].size(0), (int)x[2].size(1), (int)x[2].size(2));
        for (var b = 0; b < batch; b++)
        {
            for (var mode = 0; mode < modes; mode += Vector512<T>.Count)
                Modes<T>(x, states, (b * tokens * modes) + mode, (mode, Math.Min(Vector512<T>.Count, modes - mode)), isBackward ? (tokens, -modes) : (tokens, modes));
        }
        return [.. states.Select(t => t.MoveToOuterDisposeScope())];
    }

    /// <summary>The scan of a vector of modes; those that are missing to a full vector are left alone.</summary>
    private static void Modes<T>(Tensor[] x, Tensor[] states, int start, (int From, int Count) modes, (int Tokens, int Step) walk)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var lr = Load(Numbers<T>(x[0]), modes.From, modes.Count);
        var li = Load(Numbers<T>(x[1]), modes.From, modes.Count);
        if (walk.Step < 0) li = -li;
        var vr = Numbers<T>(x[2]);
        var vi = Numbers<T>(x[3]);
        var xr = Numbers<T>(states[0]);
        var xi = Numbers<T>(states[1]);
        var (re, im) = (Vector512<T>.Zero, Vector512<T>.Zero);
        var at = walk.Step < 0 ? start - (walk.Step * (walk.Tokens - 1)) : start;
        for (var t = 0; t < walk.Tokens; t++, at += walk.Step)
        {
            (re, im) = ((lr * re) - (li * im) + Load(vr, at, modes.Count), (lr * im) + (li * re) + Load(vi, at, modes.Count));
            Store(re, xr, at, modes.Count);
            Store(im, xi, at, modes.Count);
        }
    }

    private static Span<T> Numbers<T>(Tensor x) where T : unmanaged => MemoryMarshal.Cast<byte, T>(x.bytes);

    private static Vector512<T> Load<T>(Span<T> from, int at, int count) where T : unmanaged
    {
        if (count == Vector512<T>.Count) return Vector512.Create<T>(from.Slice(at, count));
        Span<T> full = stackalloc T[Vector512<T>.Count];
        full.Clear();
        from.Slice(at, count).CopyTo(full);
        return Vector512.Create<T>(full);
    }

    private static void Store<T>(Vector512<T> value, Span<T> to, int at, int count) where T : unmanaged
    {
        if (count == Vector512<T>.Count)
        {
            value.CopyTo(to[at..]);
            return;
        }
        Span<T> full = stackalloc T[Vector512<T>.Count];
        value.CopyTo(full);
        full[..count].CopyTo(to[at..]);
    }
}
