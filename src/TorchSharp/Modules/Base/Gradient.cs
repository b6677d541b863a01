using System.Diagnostics.CodeAnalysis;
using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Gradients of parameters, without a wrapper where none is needed.</summary>
internal static class Gradient
{
    /// <summary>Whether a parameter has a gradient; if so, a wrapper of it, for the caller to dispose.</summary>
    public static bool TryGet(Tensor parameter, [NotNullWhen(true)] out Tensor? gradient)
    {
        gradient = Shim.Grad(parameter.Handle) is not 0 and var handle ? new Tensor(handle) : null;
        return gradient is not null;
    }

    /// <summary>Forgets a gradient, or fills it with zeros.</summary>
    public static void Clear(Tensor parameter, bool setToNone)
    {
        if (!TryGet(parameter, out var gradient)) return;
        using (gradient)
        {
            if (setToNone) Shim.Check(Shim.SetGrad(parameter.Handle, 0));
            else
            {
                using var off = WithoutGradients.Open();
                // A gradient that is itself part of a graph cannot be changed in place: libtorch detaches it as Python does.
                if (!gradient.is_leaf) Aten.detach_.Do(gradient);
                Aten.zero_.Do(gradient);
            }
        }
    }
}
