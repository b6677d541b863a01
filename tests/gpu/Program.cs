using System.Globalization;
using GpuChecks;
using TorchSharp;
using static TorchSharp.torch;

// Each case is computed on the processor and on the device from the same numbers; outputs and gradients must agree.
var device = new Device(args.Length > 0 ? args[0] : "cuda");
if (device.type == DeviceType.CUDA && !cuda.is_available())
{
    Console.Error.WriteLine("This libtorch finds no GPU. Point LIBTORCH to a libtorch or PyTorch with CUDA.");
    return 2;
}
Console.WriteLine($"libtorch {__version__}, {cuda.device_count()} GPUs, comparing with {device}");
var (passed, failed) = (0, 0);
foreach (var (name, compute) in Cases.All)
{
    // Double precision differs by the order of summation only; single precision by its 24 bits, over some hundred terms.
    foreach (var (type, tolerance) in ((ScalarType, double)[])[(float64, 1e-9), (float32, 2e-3)])
    {
        using var scope = NewDisposeScope();
        string verdict;
        try
        {
            var difference = compute(CPU, type).Zip(compute(device, type), RelativeDifference).Max();
            verdict = difference <= tolerance ? "passed" : "FAILED";
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{verdict} {name}, {type}: relative difference {difference:0.0e+0}, at most {tolerance:0.0e+0}"));
        }
        catch (Exception e)
        {
            verdict = "FAILED";
            Console.WriteLine($"{verdict} {name}, {type}: {e.Message}");
        }
        if (verdict == "passed") passed++;
        else failed++;
    }
}
foreach (var (name, holds) in Conduct.All(device))
{
    Console.WriteLine($"{(holds ? "passed" : "FAILED")} {name}");
    if (holds) passed++;
    else failed++;
}
Console.WriteLine($"{passed} passed, {failed} failed");
return failed == 0 ? 0 : 1;

// The largest difference against the largest number: small entries of a large result carry its rounding.
static double RelativeDifference(Tensor expected, Tensor found)
{
    if (!expected.shape.SequenceEqual(found.shape)) throw new InvalidOperationException($"shapes [{string.Join(", ", expected.shape)}] and [{string.Join(", ", found.shape)}]");
    var (a, b) = (Real(expected), Real(found));
    var difference = (a - b).abs().max().item<double>() / Math.Max(a.abs().max().item<double>(), 1e-30);
    return double.IsNaN(difference) ? double.PositiveInfinity : difference;
}

static Tensor Real(Tensor t)
{
    var here = t.detach().cpu();
    return (here.is_complex() ? here.view_as_real() : here).to(float64);
}
