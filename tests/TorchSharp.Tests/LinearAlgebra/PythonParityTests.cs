using System.Globalization;
using System.Text.Json;
using static TorchSharp.torch;

namespace TorchSharp.Tests.LinearAlgebra;

/// <summary>Values from <c>Reference/linear_algebra.py</c>: the same library through Python, so that what differs is a mistake of this side.</summary>
public class PythonParityTests
{
    private static readonly JsonElement[] Cases =
        [.. JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Reference", "linear-algebra.json"))).RootElement.GetProperty("cases").EnumerateArray()];

    private static readonly Dictionary<string, Func<Tensor[], Tensor>> Functions = Build();

    private static Dictionary<string, Func<Tensor[], Tensor>> Build()
    {
        Dictionary<string, Func<Tensor[], Tensor>> all = new()
        {
            ["svdvals"] = t => linalg.svdvals(t[0]),
            ["pinv"] = t => linalg.pinv(t[0]),
            ["pinv rtol 0.3"] = t => linalg.pinv(t[0], rtol: 0.3),
            ["matrix_rank"] = t => linalg.matrix_rank(t[0]),
            ["matrix_rank atol 1"] = t => linalg.matrix_rank(t[0], atol: 1.0),
            ["matrix_norm fro"] = t => linalg.matrix_norm(t[0]),
            ["matrix_norm nuc"] = t => linalg.matrix_norm(t[0], "nuc"),
            ["vector_norm last kept"] = t => linalg.vector_norm(t[0], 2, [-1], true),
            ["norm"] = t => linalg.norm(t[0]),
            ["norm axis"] = t => linalg.norm(t[0], [-1]),
            ["cond"] = t => linalg.cond(t[0]),
            ["cond 1"] = t => linalg.cond(t[0], 1),
            ["cond nuc"] = t => linalg.cond(t[0], "nuc"),
            ["det"] = t => det(t[0]),
            ["slogdet"] = t => slogdet(t[0]).logabsdet,
            ["slogdet sign"] = t => linalg.slogdet(t[0]).res,
            ["inv"] = t => inverse(t[0]),
            ["matrix_exp"] = t => matrix_exp(t[0]),
            ["matrix_power 3"] = t => matrix_power(t[0], 3),
            ["matrix_power -2"] = t => t[0].matrix_power(-2),
            ["diagonal"] = t => linalg.diagonal(t[0], 1),
            ["eigvalsh"] = t => linalg.eigvalsh(t[0]),
            ["eigvalsh U"] = t => linalg.eigvalsh(t[0], 'U'),
            ["cholesky"] = t => linalg.cholesky(t[0]),
            ["cholesky upper"] = t => cholesky(t[0], true),
            ["cholesky_inverse"] = t => cholesky_inverse(cholesky(t[0])),
            ["logdet"] = t => logdet(t[0]),
            ["solve"] = t => linalg.solve(t[0], t[1]),
            ["solve right"] = t => linalg.solve(t[0], t[1], left: false),
            ["solve_triangular"] = t => linalg.solve_triangular(t[0], t[1], upper: true),
            ["solve_triangular unit"] = t => linalg.solve_triangular(t[0], t[1], upper: false, unitriangular: true),
            ["lstsq"] = t => linalg.lstsq(t[0], t[1]).Solution,
            ["cross"] = t => linalg.cross(t[0], t[1]),
            ["vander"] = t => linalg.vander(t[0]),
            ["vander 2"] = t => linalg.vander(t[0], 2),
            ["vecdot"] = t => linalg.vecdot(t[0], t[1]),
            ["multi_dot"] = t => linalg.multi_dot(t),
            ["tensorinv"] = t => linalg.tensorinv(t[0], 1),
            ["tensorsolve"] = t => linalg.tensorsolve(t[0], t[1], [0]),
            ["fft.fft n5 dim0"] = t => fft.fft_(t[0], 5, 0),
            ["fft.irfft n7"] = t => fft.irfft(t[0], 7),
            ["fft.fft2"] = t => fft.fft2(t[0]), ["fft.ifft2"] = t => fft.ifft2(t[0]), ["fft.rfft2"] = t => fft.rfft2(t[0]),
            ["fft.irfft2"] = t => fft.irfft2(t[0]), ["fft.hfft2"] = t => fft.hfft2(t[0]), ["fft.ihfft2"] = t => fft.ihfft2(t[0]),
            ["fft.fftn"] = t => fft.fftn(t[0]), ["fft.ifftn"] = t => fft.ifftn(t[0]), ["fft.rfftn"] = t => fft.rfftn(t[0]),
            ["fft.irfftn"] = t => fft.irfftn(t[0]), ["fft.hfftn"] = t => fft.hfftn(t[0]), ["fft.ihfftn"] = t => fft.ihfftn(t[0]),
            ["fft.fftn s dim"] = t => fft.fftn(t[0], [3, 6], [0, 2], FFTNormType.Ortho),
            ["fft.fftshift"] = t => fft.fftshift(t[0]),
            ["fft.ifftshift dim"] = t => fft.ifftshift(t[0], [2]),
            ["fft.fftfreq"] = _ => fft.fftfreq(7, 0.5, float64),
            ["fft.rfftfreq"] = _ => fft.rfftfreq(8, 0.25, float64),
            ["special.polygamma 2"] = t => special.polygamma(2, t[0]),
            ["special.multigammaln 3"] = t => special.multigammaln(t[0], 3),
            ["special.softmax"] = t => special.softmax(t[0], 0),
            ["special.log_softmax"] = t => special.log_softmax(t[0], 1),
            ["special.gammainc"] = t => special.gammainc(t[0], t[1]),
            ["special.gammaincc"] = t => special.gammaincc(t[0], t[1]),
            ["special.xlog1py"] = t => special.xlog1py(t[0], t[1]),
            ["special.zeta"] = t => special.zeta(t[0], t[1]),
        };
        foreach (var order in new[] { 0, 1, -1, 2, -2, 3, double.PositiveInfinity, double.NegativeInfinity })
        {
            var text = double.IsInfinity(order) ? order > 0 ? "inf" : "-inf" : order.ToString(CultureInfo.InvariantCulture);
            all["matrix_norm " + text] = t => linalg.matrix_norm(t[0], order);
            all["vector_norm " + text] = t => linalg.vector_norm(t[0], order);
        }
        foreach (var (norm, type) in new[] { ("backward", FFTNormType.Backward), ("forward", FFTNormType.Forward), ("ortho", FFTNormType.Ortho) })
        {
            all["fft.fft " + norm] = t => fft.fft_(t[0], norm: type);
            all["fft.ifft " + norm] = t => fft.ifft(t[0], norm: type);
            all["fft.hfft " + norm] = t => fft.hfft(t[0], norm: type);
            all["fft.ihfft " + norm] = t => fft.ihfft(t[0], norm: type);
            all["fft.rfft " + norm] = t => fft.rfft(t[0], norm: type);
            all["fft.irfft " + norm] = t => fft.irfft(t[0], norm: type);
        }
        // The other special functions take their tensors and perhaps one to write to: found by name, as Python does.
        foreach (var method in typeof(special).GetMethods().Where(m => m.IsStatic && m.GetParameters().All(p => p.ParameterType == typeof(Tensor))))
            all.TryAdd("special." + method.Name, t => (Tensor)method.Invoke(null, [.. t, .. Enumerable.Repeat<object?>(null, method.GetParameters().Length - t.Length)])!);
        return all;
    }

    private static double Number(JsonElement value) => value.ValueKind == JsonValueKind.Number
        ? value.GetDouble()
        : value.GetString() switch { "inf" => double.PositiveInfinity, "-inf" => double.NegativeInfinity, _ => double.NaN };

    private static Tensor Read(JsonElement tensor)
    {
        double[] values = [.. tensor.GetProperty("values").EnumerateArray().Select(Number)];
        long[] shape = [.. tensor.GetProperty("shape").EnumerateArray().Select(v => v.GetInt64())];
        return tensor.GetProperty("complex").GetBoolean() ? Raw.Op("view_as_complex(self)").Call(Raw.Of(values, [.. shape, 2])) : Raw.Of(values, shape);
    }

    public static TheoryData<int, string> Named()
    {
        var data = new TheoryData<int, string>();
        for (var i = 0; i < Cases.Length; i++) data.Add(i, Cases[i].GetProperty("name").GetString()!);
        return data;
    }

    [Theory]
    [MemberData(nameof(Named))]
    public void Value_agrees_with_Python(int number, string name)
    {
        using var scope = NewDisposeScope();
        var expected = Read(Cases[number].GetProperty("result"));
        var found = Functions[name]([.. Cases[number].GetProperty("inputs").EnumerateArray().Select(Read)]);
        Assert.Equal(expected.is_complex(), found.is_complex());
        // Rounding may differ with the processor that the reference ran on; the least well-conditioned inverse here loses two or three digits.
        Raw.Near(expected, found, 1e-11);
    }
}
