using TorchSharp.Native;

namespace TorchSharp.Modules;

/// <summary>Recording for gradients is off while it is open: what changes parameters in place must not be recorded. Costs no allocation.</summary>
internal readonly ref struct WithoutGradients : IDisposable
{
    private readonly bool wasOn;

    private WithoutGradients(bool wasOn) => this.wasOn = wasOn;

    public static WithoutGradients Open()
    {
        var open = new WithoutGradients(Shim.GradMode() != 0);
        if (open.wasOn) Shim.SetGradMode(0);
        return open;
    }

    public void Dispose()
    {
        if (wasOn) Shim.SetGradMode(1);
    }
}
