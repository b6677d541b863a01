using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RankCollapse.Models.Recurrence;

/// <summary>The selective scan of one sequence on the processor, 16 channels at a time (8 in double precision), forwards and backwards.</summary>
/// <remarks>
/// What costs is the exponential e^(Δ·A) of each token, channel and state, and traffic to memory if all states were kept. A block of
/// channels therefore stays in registers and the first-level cache through <see cref="Chunk"/> tokens; only the states between chunks are
/// kept, and the backward computes those inside a chunk again.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class SelectiveScanKernel<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Tokens between two kept states.</summary>
    public const int Chunk = 64;

    private readonly int tokens;
    private readonly int states;
    private readonly int blocks;

    /// <summary>A kernel for sequences of one size.</summary>
    /// <param name="tokens">L.</param>
    /// <param name="channels">D, a multiple of <see cref="Lanes"/>.</param>
    /// <param name="states">N.</param>
    public SelectiveScanKernel(int tokens, int channels, int states) => (this.tokens, this.states, blocks) = (tokens, states, channels / Lanes);

    /// <summary>Channels in a vector.</summary>
    public static int Lanes => Vector512<T>.Count;

    private int Chunks => (tokens + Chunk - 1) / Chunk;

    /// <summary>Number of vectors that <see cref="Forward"/> keeps for the backward.</summary>
    public int Kept => Chunks * blocks * states;

    /// <summary>y_t = Σ_n C_tn h_tn with h_tn = e^(Δ_t A_n) h_(t−1)n + Δ_t B_tn u_t.</summary>
    /// <param name="x">Input, step sizes, poles, B and C.</param>
    /// <param name="y">Filled; shape [tokens, channels].</param>
    /// <param name="kept">Empty, or filled with the state before each chunk.</param>
    public void Forward(in Inputs x, Span<T> y, Span<Vector512<T>> kept)
    {
        var u = Vectors(x.Input);
        var delta = Vectors(x.StepSizes);
        var output = MemoryMarshal.Cast<T, Vector512<T>>(y);
        var state = new Vector512<T>[states];
        for (var block = 0; block < blocks; block++)
        {
            var poles = x.Poles.Slice(block * states, states);
            Array.Clear(state);
            for (var t = 0; t < tokens; t++)
            {
                if (kept.Length > 0 && t % Chunk == 0) state.CopyTo(Before(kept, t / Chunk, block));
                var at = (t * blocks) + block;
                output[at] = Step(state, poles, delta[at], delta[at] * u[at], x.Write.Slice(t * states, states), x.Read.Slice(t * states, states));
            }
        }
    }

    private static Vector512<T> Step(Span<Vector512<T>> state, ReadOnlySpan<Vector512<T>> poles, Vector512<T> delta, Vector512<T> drive, ReadOnlySpan<T> write, ReadOnlySpan<T> read)
    {
        var sum = Vector512<T>.Zero;
        for (var n = 0; n < state.Length; n++)
        {
            var h = Fused(Exponential.Of(delta * poles[n]), state[n], drive * write[n]);
            state[n] = h;
            sum = Fused(h, Vector512.Create<T>(read[n]), sum);
        }
        return sum;
    }

    /// <summary>Gradients of everything from that of the output.</summary>
    /// <param name="x">What the forward was given.</param>
    /// <param name="gradient">Of the output, shape [tokens, channels].</param>
    /// <param name="kept">What the forward kept.</param>
    /// <param name="g">Filled.</param>
    public void Backward(in Inputs x, ReadOnlySpan<T> gradient, ReadOnlySpan<Vector512<T>> kept, in Gradients g)
    {
        var scratch = new Scratch(states, blocks);
        for (var chunk = Chunks - 1; chunk >= 0; chunk--)
        {
            var (from, length) = (chunk * Chunk, Math.Min(Chunk, tokens - (chunk * Chunk)));
            Array.Clear(scratch.Write);
            Array.Clear(scratch.Read);
            for (var block = 0; block < blocks; block++)
            {
                Recompute(x, kept.Slice(((chunk * blocks) + block) * states, states), scratch, (from, length, block));
                Back(x, gradient, scratch, g, (from, length, block));
            }
            for (var k = 0; k < length * states; k++)
            {
                g.Write[(from * states) + k] = Vector512.Sum(scratch.Write[k]);
                g.Read[(from * states) + k] = Vector512.Sum(scratch.Read[k]);
            }
        }
    }

    private void Recompute(in Inputs x, ReadOnlySpan<Vector512<T>> start, Scratch scratch, (int From, int Length, int Block) at)
    {
        var u = Vectors(x.Input);
        var delta = Vectors(x.StepSizes);
        var poles = x.Poles.Slice(at.Block * states, states);
        start.CopyTo(scratch.States);
        for (var k = 0; k < at.Length; k++)
        {
            var place = ((at.From + k) * blocks) + at.Block;
            var (step, drive) = (delta[place], delta[place] * u[place]);
            var write = x.Write.Slice((at.From + k) * states, states);
            var before = scratch.States.AsSpan(k * states, states);
            var after = scratch.States.AsSpan((k + 1) * states, states);
            var decay = scratch.Decays.AsSpan(k * states, states);
            for (var n = 0; n < before.Length; n++)
            {
                decay[n] = Exponential.Of(step * poles[n]);
                after[n] = Fused(decay[n], before[n], drive * write[n]);
            }
        }
    }

    private void Back(in Inputs x, ReadOnlySpan<T> gradient, Scratch scratch, in Gradients g, (int From, int Length, int Block) at)
    {
        var u = Vectors(x.Input);
        var delta = Vectors(x.StepSizes);
        var dy = Vectors(gradient);
        var du = MemoryMarshal.Cast<T, Vector512<T>>(g.Input);
        var ddelta = MemoryMarshal.Cast<T, Vector512<T>>(g.StepSizes);
        var poles = x.Poles.Slice(at.Block * states, states);
        var dpoles = g.Poles.Slice(at.Block * states, states);
        var adjoint = scratch.Adjoints.AsSpan(at.Block * states, states);
        for (var k = at.Length - 1; k >= 0; k--)
        {
            var (t, place) = (at.From + k, ((at.From + k) * blocks) + at.Block);
            var write = x.Write.Slice(t * states, states);
            var read = x.Read.Slice(t * states, states);
            var before = scratch.States.AsSpan(k * states, states);
            var after = scratch.States.AsSpan((k + 1) * states, states);
            var decay = scratch.Decays.AsSpan(k * states, states);
            var dwrite = scratch.Write.AsSpan(k * states, states);
            var dread = scratch.Read.AsSpan(k * states, states);
            var (step, input, slope) = (delta[place], u[place], dy[place]);
            var drive = step * input;
            var (ofDrive, ofStep) = (Vector512<T>.Zero, Vector512<T>.Zero);
            for (var n = 0; n < adjoint.Length; n++)
            {
                var a = Fused(slope, Vector512.Create<T>(read[n]), adjoint[n]);
                var decayed = a * decay[n];
                var ofExponent = decayed * before[n];
                dread[n] = Fused(slope, after[n], dread[n]);
                dwrite[n] = Fused(a, drive, dwrite[n]);
                ofDrive = Fused(a, Vector512.Create<T>(write[n]), ofDrive);
                ofStep = Fused(ofExponent, poles[n], ofStep);
                dpoles[n] = Fused(ofExponent, step, dpoles[n]);
                adjoint[n] = decayed;
            }
            du[place] = ofDrive * step;
            ddelta[place] = ofStep + (ofDrive * input);
        }
    }

    private Span<Vector512<T>> Before(Span<Vector512<T>> kept, int chunk, int block) => kept.Slice(((chunk * blocks) + block) * states, states);

    /// <summary>a·b + c, rounded once where the processor can.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Fused(Vector512<T> a, Vector512<T> b, Vector512<T> c) => typeof(T) == typeof(float)
        ? Vector512.As<float, T>(Vector512.MultiplyAddEstimate(Vector512.As<T, float>(a), Vector512.As<T, float>(b), Vector512.As<T, float>(c)))
        : Vector512.As<double, T>(Vector512.MultiplyAddEstimate(Vector512.As<T, double>(a), Vector512.As<T, double>(b), Vector512.As<T, double>(c)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ReadOnlySpan<Vector512<T>> Vectors(ReadOnlySpan<T> numbers) => MemoryMarshal.Cast<T, Vector512<T>>(numbers);

    /// <summary>One sequence: input and step sizes [tokens, channels]; poles [channels / lanes, states] in vectors of channels; B and C [tokens, states].</summary>
    public readonly ref struct Inputs
    {
        public required ReadOnlySpan<T> Input { get; init; }

        public required ReadOnlySpan<T> StepSizes { get; init; }

        public required ReadOnlySpan<Vector512<T>> Poles { get; init; }

        public required ReadOnlySpan<T> Write { get; init; }

        public required ReadOnlySpan<T> Read { get; init; }
    }

    /// <summary>Gradients in the shapes of the inputs; those of the poles are added to what is there.</summary>
    public readonly ref struct Gradients
    {
        public required Span<T> Input { get; init; }

        public required Span<T> StepSizes { get; init; }

        public required Span<Vector512<T>> Poles { get; init; }

        public required Span<T> Write { get; init; }

        public required Span<T> Read { get; init; }
    }

    /// <summary>What a chunk needs, allocated once for a sequence.</summary>
    private sealed class Scratch(int states, int blocks)
    {
        public Vector512<T>[] States { get; } = new Vector512<T>[(Chunk + 1) * states];

        public Vector512<T>[] Decays { get; } = new Vector512<T>[Chunk * states];

        public Vector512<T>[] Write { get; } = new Vector512<T>[Chunk * states];

        public Vector512<T>[] Read { get; } = new Vector512<T>[Chunk * states];

        public Vector512<T>[] Adjoints { get; } = new Vector512<T>[blocks * states];
    }
}
