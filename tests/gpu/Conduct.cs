using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace GpuChecks;

/// <summary>What a device must do beside computing the same numbers.</summary>
internal static class Conduct
{
    public static IEnumerable<(string Name, bool Holds)> All(Device device)
    {
        yield return ("a generator on the device gives the same numbers for the same seed", Draw(device, 5).equal(Draw(device, 5)).all().item<bool>());
        yield return ("another seed gives other numbers", !Draw(device, 5).equal(Draw(device, 6)).all().item<bool>());
        yield return ("a thousand passes in a scope leave no tensor behind", LeavesNothing(device));
        yield return ("a result is on its device", zeros(3, device: device).exp().device_type == device.type);
        if (device.type != DeviceType.CPU) yield return ("tensors of two devices do not mix, and the error says so", RefusesMixing(device));
    }

    private static Tensor Draw(Device device, ulong seed)
    {
        using var generator = new Generator(seed, device);
        return randn(100, device: device, generator: generator).cpu();
    }

    private static bool LeavesNothing(Device device)
    {
        var layer = nn.Linear(64, 64).to(device);
        var input = randn(32, 64, device: device);
        var before = Tensor.TotalCount;
        for (var i = 0; i < 1000; i++)
        {
            using var scope = NewDisposeScope();
            layer.call(input).relu().sum();
        }
        return Tensor.TotalCount == before;
    }

    private static bool RefusesMixing(Device device)
    {
        try
        {
            zeros(3, device: device).add(zeros(3));
            return false;
        }
        catch (ExternalException e)
        {
            return e.Message.Contains("cuda") && e.Message.Contains("cpu");
        }
    }
}
