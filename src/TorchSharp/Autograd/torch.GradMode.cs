using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    [ThreadStatic] private static bool inferenceMode;

    /// <summary>Stops recording operations for gradients on this thread until the result is disposed.</summary>
    public static IDisposable no_grad() => new GradMode(false);

    /// <summary>Records operations for gradients on this thread, or stops, until the result is disposed.</summary>
    /// <param name="enabled">Whether to record.</param>
    public static IDisposable enable_grad(bool enabled = true) => new GradMode(enabled);

    /// <summary>Records operations for gradients on this thread from now on, or stops; disposing the result goes back to how it was.</summary>
    /// <param name="mode">Whether to record.</param>
    public static IDisposable set_grad_enabled(bool mode = true) => new GradMode(mode);

    /// <summary>Whether this thread records operations for gradients.</summary>
    public static bool is_grad_enabled() => Shim.GradMode() != 0;

    /// <summary>Stops recording operations for gradients on this thread until the result is disposed.</summary>
    /// <remarks>The same as <see cref="no_grad"/>: libtorch's inference mode saves a little more and forbids later gradients of what was computed in it; this one does neither.</remarks>
    /// <param name="mode">False to record again.</param>
    public static IDisposable inference_mode(bool mode = true) => new GradMode(!mode, mode);

    /// <summary>Whether <see cref="inference_mode"/> is on in this thread.</summary>
    public static bool is_inference_mode_enabled() => inferenceMode;

    /// <summary>A change of mode that can be taken back.</summary>
    private sealed class GradMode : IDisposable
    {
        private readonly bool recorded = is_grad_enabled();
        private readonly bool inferred = inferenceMode;
        private bool isOver;

        public GradMode(bool records, bool? infers = null)
        {
            Shim.SetGradMode(records ? 1 : 0);
            inferenceMode = infers ?? inferenceMode;
        }

        public void Dispose()
        {
            if (isOver) return;
            isOver = true;
            Shim.SetGradMode(recorded ? 1 : 0);
            inferenceMode = inferred;
        }
    }
}
