using System.Runtime.InteropServices;
using System.Text;
using TorchSharp.Native;
using static TorchSharp.torch;
using static TorchSharp.torch.autograd;

namespace TorchSharp;

/// <summary>What is known of an output of a custom function without holding it.</summary>
/// <param name="Shape">Length of each axis.</param>
/// <param name="Type">Element type.</param>
/// <param name="Device">Where it lives.</param>
/// <param name="IsRecorded">Whether gradients flow back from it.</param>
internal sealed record OutputFacts(long[] Shape, ScalarType Type, Device Device, bool IsRecorded)
{
    public static OutputFacts Of(Tensor output, Tensor[] recorded) => new(output.shape, output.dtype, output.device, recorded.Contains(output, ReferenceEqualityComparer.Instance));

    public Tensor Zeros() => Aten.zeros.Call(Shape, Type, Arg.None, Device);
}

/// <summary>The step of the graph that runs the backward of a custom function, called by libtorch from a thread of its choice.</summary>
/// <param name="name">The function's name.</param>
/// <param name="context">What its forward kept.</param>
/// <param name="isTensor">Which of the forward's arguments are tensors: those are the inputs that libtorch knows.</param>
/// <param name="outputs">The outputs.</param>
/// <param name="backward">The function's backward.</param>
internal sealed unsafe class BackwardStep(string name, AutogradContext context, bool[] isTensor, OutputFacts[] outputs, Func<AutogradContext, List<Tensor>, List<Tensor>> backward)
{
    /// <summary>Keeps the step for libtorch, until <see cref="Release"/>.</summary>
    public IntPtr Hold() => GCHandle.ToIntPtr(GCHandle.Alloc(this));

    /// <summary>libtorch has no more use for the step.</summary>
    [UnmanagedCallersOnly]
    public static void Release(IntPtr state)
    {
        var handle = GCHandle.FromIntPtr(state);
        ((BackwardStep)handle.Target!).Free();
        handle.Free();
    }

    /// <summary>libtorch wants gradients. An exception would end the process here: it goes back as text.</summary>
    [UnmanagedCallersOnly]
    public static int Run(IntPtr state, IntPtr* gradients, int given, IntPtr* results, int wanted, byte* message, int capacity)
    {
        var step = (BackwardStep)GCHandle.FromIntPtr(state).Target!;
        try
        {
            using var scope = NewDisposeScope();
            // Ours from here on, whatever happens: the scope disposes them.
            var handed = new Tensor?[given];
            for (var i = 0; i < given; i++) handed[i] = gradients[i] == 0 ? null : new Tensor(gradients[i]);
            var found = step.Compute(handed, wanted);
            for (var i = 0; i < wanted; i++) results[i] = found[i] is { } tensor ? Shim.Retain(tensor.Handle) : 0;
            return 0;
        }
        catch (Exception e)
        {
            Write($"The backward of {step.Name} threw {e.GetType().Name}: {e.Message}", new Span<byte>(message, capacity));
            return 1;
        }
    }

    private string Name => name;

    private Tensor?[] Compute(Tensor?[] handed, int wanted)
    {
        var all = new List<Tensor>(outputs.Length);
        var next = 0;
        foreach (var output in outputs)
        {
            var gradient = output.IsRecorded ? handed[next++] : null;
            all.Add(gradient ?? (context.MaterializeGrads ? output.Zeros() : null!));
        }
        var found = backward(context, all);
        if (found.Count == isTensor.Length) return [.. found.Where((_, i) => isTensor[i])];
        return found.Count == wanted ? [.. found] : throw new InvalidOperationException($"it returned {found.Count} gradients for {isTensor.Length} inputs; it must return one for each, null where there is none.");
    }

    private void Free() => context.Dispose();

    /// <summary>Writes as much of a text as fits, with a zero behind it; a character is never cut in two.</summary>
    /// <param name="text">The text.</param>
    /// <param name="buffer">Where to.</param>
    internal static void Write(string text, Span<byte> buffer)
    {
        var room = buffer[..^1];
        Encoding.UTF8.GetEncoder().Convert(text, room, flush: true, out _, out var written, out _);
        buffer[written] = 0;
    }
}
