namespace TorchSharp.Native;

internal static partial class Aten
{
    public static readonly Op
        cummax = new("cummax(self, dim)"),
        cummin = new("cummin(self, dim)"),
        cumprod = new("cumprod(self, dim, dtype)"),
        cumsum = new("cumsum(self, dim, dtype)"),
        cumulative_trapezoid_dx = new("cumulative_trapezoid.dx(y, dx, dim)"),
        cumulative_trapezoid_x = new("cumulative_trapezoid.x(y, x, dim)"),
        diff = new("diff(self, n, dim, prepend, append)"),
        logcumsumexp = new("logcumsumexp(self, dim)"),
        renorm = new("renorm(self, p, dim, maxnorm)"),
        trapezoid_dx = new("trapezoid.dx(y, dx, dim)"),
        trapezoid_x = new("trapezoid.x(y, x, dim)");
}
