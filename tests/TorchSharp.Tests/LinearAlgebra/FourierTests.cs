using System.Numerics;
using static TorchSharp.torch;

namespace TorchSharp.Tests.LinearAlgebra;

public class FourierTests
{
    [Fact]
    public void The_transform_is_the_sum_of_its_definition()
    {
        const int N = 7;
        var x = Raw.Normal(1, N);
        var values = Raw.Values(x);
        var expected = new double[2 * N];
        for (var k = 0; k < N; k++)
        {
            var sum = Complex.Zero;
            for (var j = 0; j < N; j++) sum += values[j] * Complex.Exp(new Complex(0, -2 * Math.PI * j * k / N));
            (expected[2 * k], expected[2 * k + 1]) = (sum.Real, sum.Imaginary);
        }
        Raw.Near(expected, fft.fft_(x), 1e-14);
        Raw.Near(expected[..(N + 1)], fft.rfft(x), 1e-14);
    }

    [Fact]
    public void Every_transform_has_its_inverse()
    {
        var (x, z) = (Raw.Normal(1, 4, 6), Raw.Op("view_as_complex(self)").Call(Raw.Normal(2, 4, 6, 2)));
        foreach (var norm in Enum.GetValues<FFTNormType>())
        {
            Raw.Near(z, fft.ifft(fft.fft_(z, norm: norm), norm: norm), 1e-14);
            Raw.Near(x, fft.irfft(fft.rfft(x, norm: norm), norm: norm), 1e-14);
            Raw.Near(x, fft.hfft(fft.ihfft(x, norm: norm), norm: norm), 1e-14);
            Raw.Near(z, fft.ifft2(fft.fft2(z, norm: norm), norm: norm), 1e-14);
            Raw.Near(x, fft.irfftn(fft.rfftn(x, norm: norm), norm: norm), 1e-14);
            Raw.Near(x, fft.hfft2(fft.ihfft2(x, norm: norm), norm: norm), 1e-14);
        }
        Raw.Near(x, fft.ifftshift(fft.fftshift(x)), 0);
        Raw.Near(linalg.norm(z), linalg.norm(fft.fftn(z, norm: FFTNormType.Ortho)), 1e-14);
    }

    [Fact]
    public void Conjugates_that_libtorch_leaves_pending_are_read_as_they_are_and_not_written_by_mistake()
    {
        var z = Raw.Op("view_as_complex(self)").Call(Raw.Normal(2, 3, 2));
        var pending = Raw.Op("conj(self)").Call(z);
        Assert.Equal(z.data<Complex>().Select(Complex.Conjugate), pending.data<Complex>());
        Assert.Equal(Complex.Conjugate(z.data<Complex>()[1]), pending.data<Complex>()[1]);
        Assert.Equal(z.data<Complex>().Select(v => -v.Imaginary), Raw.Op("imag(self)").Call(pending).data<double>());
        Assert.Contains("clone()", Assert.Throws<NotSupportedException>(() => pending.data<Complex>()[1] = 0).Message);
        Assert.Contains("clone()", Assert.Throws<NotSupportedException>(() => pending.bytes.Length).Message);
    }

    [Fact]
    public void Convolution_becomes_a_product()
    {
        var (x, y) = (Raw.Normal(1, 8), Raw.Normal(2, 8));
        var (a, b) = (Raw.Values(x), Raw.Values(y));
        double[] cyclic = [.. Enumerable.Range(0, 8).Select(n => Enumerable.Range(0, 8).Sum(k => a[k] * b[(n - k + 8) % 8]))];
        Raw.Near(cyclic, fft.irfft(Raw.Mul(fft.rfft(x), fft.rfft(y))), 1e-14);
    }

    [Fact]
    public void Gradients_agree_with_differences()
    {
        var filter = fft.rfft(Raw.Normal(5, 6)).detach();
        Raw.CheckGradient(t => fft.irfft(Raw.Mul(fft.rfft(t), filter)), Raw.Normal(4, 2, 6));
        Raw.CheckGradient(t => Raw.Op("abs(self)").Call(fft.fft2(t)), Raw.Normal(6, 3, 3));
    }

    [Fact]
    public void Frequencies_are_of_the_type_that_is_asked_for()
    {
        Raw.Near([0, 0.25, -0.5, -0.25], fft.fftfreq(4, dtype: float64), 0);
        Assert.Equal(float32, fft.rfftfreq(4).dtype);
        Assert.True(fft.fftfreq(4, requires_grad: true).requires_grad);
    }
}
