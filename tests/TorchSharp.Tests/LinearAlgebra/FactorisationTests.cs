using System.Numerics;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Tests.LinearAlgebra;

public class FactorisationTests
{
    private static Tensor Complex(int seed, params long[] shape) => Raw.Op("view_as_complex(self)").Call(Raw.Normal(seed, [.. shape, 2]));

    private static Tensor Adjoint(Tensor a) => Raw.Conj(Raw.Turn(a));

    private static Tensor Row(Tensor vectors) => Raw.Op("unsqueeze(self, dim)").Call(vectors, -2L);

    private static Tensor Top(Tensor a) => Raw.Op("narrow(self, dim, start, length)").Call(a, 0L, 0L, 3L);

    private static Tensor Unit(long n) => Raw.Op("eye(n, dtype)").Call(n, float64);

    public static TheoryData<bool, long[]> Shapes() => new() { { false, [4, 4] }, { false, [5, 3] }, { false, [2, 3, 5] }, { true, [4, 4] }, { true, [3, 5] } };

    private static Tensor Matrix(bool isComplex, long[] shape) => isComplex ? Complex(7, shape) : Raw.Normal(7, shape);

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Singular_values_and_vectors_rebuild_the_matrix(bool isComplex, long[] shape)
    {
        var a = Matrix(isComplex, shape);
        var (u, s, vh) = linalg.svd(a, fullMatrices: false);
        Raw.Near(a, Raw.MatMul(Raw.Mul(u, Row(s)), vh), 1e-13);
        var k = Math.Min(shape[^1], shape[^2]);
        Raw.Near(Raw.Values(Raw.Add(Unit(k).to(a.dtype), Raw.Zeros(a.dtype, u.shape[..^2].Append(1).Append(1).ToArray()))), Raw.MatMul(Adjoint(u), u), 1e-13);
        var (full, _, _) = linalg.svd(a);
        Assert.Equal([.. shape[..^1], shape[^2]], full.shape);
        var values = Raw.Values(s);
        for (var i = 1; i < k; i++) Assert.True(values[i] <= values[i - 1]);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Q_and_R_rebuild_the_matrix(bool isComplex, long[] shape)
    {
        var a = Matrix(isComplex, shape);
        var (q, r) = linalg.qr(a);
        Raw.Near(a, Raw.MatMul(q, r), 1e-13);
        Raw.Near(r, Raw.Op("triu(self)").Call(r), 0);
        Assert.Equal(shape[^2], linalg.qr(a, linalg.QRMode.Complete).Q.shape[^1]);
        var (none, only) = linalg.qr(a, linalg.QRMode.R);
        Assert.Equal(0, none.numel());
        Raw.Near(r, only, 1e-13);
    }

    [Fact]
    public void Eigenvectors_solve_their_equation()
    {
        var a = Raw.Normal(3, 5, 5);
        var (values, vectors) = linalg.eig(a);
        Raw.Near(Raw.MatMul(a.to(complex128), vectors), Raw.Mul(vectors, Row(values)), 1e-12);
        // The characteristic polynomial's first coefficients: trace and determinant.
        var (trace, product) = (System.Numerics.Complex.Zero, System.Numerics.Complex.One);
        foreach (var value in linalg.eigvals(a).data<Complex>()) (trace, product) = (trace + value, product * value);
        Assert.Equal(Raw.Values(a).Where((_, i) => i % 6 == 0).Sum(), trace.Real, 1e-12);
        Assert.Equal(Raw.Values(det(a))[0], product.Real, 1e-12);

        var hermitian = Complex(4, 4, 4);
        hermitian = Raw.Add(hermitian, Adjoint(hermitian));
        var (real, unitary) = linalg.eigh(hermitian);
        Raw.Near(hermitian, Raw.MatMul(Raw.Mul(unitary, Row(real)), Adjoint(unitary)), 1e-12);
        Raw.Near(real, linalg.eigvalsh(hermitian, 'U'), 1e-12);
    }

    [Fact]
    public void Triangles_rebuild_the_matrix_and_solve_with_it()
    {
        var (a, b) = (Raw.Normal(5, 4, 4), Raw.Normal(6, 4, 2));
        var (p, l, u) = linalg.lu(a);
        Raw.Near(a, Raw.MatMul(p, Raw.MatMul(l, u)), 1e-13);
        var (packed, pivots) = linalg.lu_factor(a);
        Raw.Near(b, Raw.MatMul(a, linalg.lu_solve(packed, pivots!, b)), 1e-12);
        Raw.Near(b, Raw.MatMul(a, lu_solve(b, packed, pivots!)), 1e-12);
        var (p2, l2, u2) = lu_unpack(packed, pivots!);
        Raw.Near(a, Raw.MatMul(p2, Raw.MatMul(l2!, u2!)), 1e-13);

        var spd = Raw.Add(Raw.MatMul(a, Raw.Turn(a)), Unit(4));
        var factor = cholesky(spd);
        Raw.Near(spd, Raw.MatMul(factor, Raw.Turn(factor)), 1e-13);
        Raw.Near(b, Raw.MatMul(spd, cholesky_solve(b, factor)), 1e-12);
        var (ld, exchanged) = linalg.ldl_factor(spd);
        Raw.Near(b, Raw.MatMul(spd, linalg.ldl_solve(ld, exchanged!, b, hermitian: true)), 1e-12);
        Assert.Equal(0, linalg.ldl_factor_ex(spd).Info!.item<int>());
        var (inverse, info) = linalg.inv_ex(spd);
        Raw.Near(Unit(4), Raw.MatMul(spd, inverse), 1e-12);
        Assert.Equal(0, info.item<int>());
        Raw.Near(linalg.solve(a, b), linalg.solve_ex(a, b).result, 0);
    }

    [Fact]
    public void Reflections_of_LAPACK_multiply_to_the_same_Q()
    {
        var a = Raw.Normal(8, 5, 3);
        var (packed, tau) = geqrf(a);
        var q = orgqr(packed, tau);
        Raw.Near(a, Raw.MatMul(q, Raw.Op("triu(self)").Call(Top(packed))), 1e-13);
        var x = Raw.Normal(9, 5, 2);
        Raw.Near(Raw.MatMul(Raw.Turn(q), x), Top(ormqr(packed, tau, x, transpose: true)), 1e-13);
    }

    [Fact]
    public void The_pseudo_inverse_satisfies_the_four_conditions_of_Penrose()
    {
        var a = Raw.MatMul(Raw.Normal(1, 5, 2), Raw.Normal(2, 2, 4));
        var p = linalg.pinv(a);
        Raw.Near(a, Raw.MatMul(a, Raw.MatMul(p, a)), 1e-12);
        Raw.Near(p, Raw.MatMul(p, Raw.MatMul(a, p)), 1e-12);
        Raw.Near(Raw.Turn(Raw.MatMul(a, p)), Raw.MatMul(a, p), 1e-12);
        Raw.Near(Raw.Turn(Raw.MatMul(p, a)), Raw.MatMul(p, a), 1e-12);
        Raw.Near(p, linalg.pinv(a, Raw.Number(1e-10)), 1e-12);
        var regular = Raw.Normal(3, 3, 3);
        Raw.Near(inverse(regular), pinverse(regular), 1e-11);
        Assert.Equal(2, linalg.matrix_rank(a).item<long>());
        Assert.Equal(2, matrix_rank(a).item<long>());
        Assert.Equal(2, linalg.matrix_rank(a, Raw.Number(1e-10)).item<long>());
    }

    [Fact]
    public void Least_squares_residuals_are_orthogonal_to_the_columns()
    {
        var (a, b) = (Raw.Normal(1, 7, 3), Raw.Normal(2, 7, 2));
        var (x, _, rank, _) = linalg.lstsq(a, b, 1e-10);
        var rest = Raw.Sub(b, Raw.MatMul(a, x));
        Raw.Near(new double[6], Raw.MatMul(Raw.Turn(a), rest), 1e-12);
        Assert.Equal(3, rank.item<long>());
    }

    [Fact]
    public void A_result_goes_into_the_tensor_that_is_given_for_it()
    {
        var (x, y) = (Raw.Vector(1, 2, 3), Raw.Vector(4, 5, 6));
        var target = Raw.Number(0);
        Assert.Same(target, linalg.vecdot(x, y, @out: target));
        Raw.Near([32], target, 0);
        Assert.Contains("out has the shape [3], and the result []", Assert.Throws<ArgumentException>(() => linalg.vecdot(x, y, @out: x)).Message);
    }

    [Fact]
    public void A_product_of_several_matrices_is_that_of_two_at_a_time()
    {
        Tensor[] m = [Raw.Normal(1, 2, 6), Raw.Normal(2, 6, 3), Raw.Normal(3, 3, 4)];
        Raw.Near(Raw.MatMul(Raw.MatMul(m[0], m[1]), m[2]), chain_matmul(m), 1e-13);
        Raw.Near(Raw.MatMul(Raw.MatMul(m[0], m[1]), m[2]), linalg.multi_dot(m), 1e-13);
    }

    [Theory]
    [InlineData("svdvals")]
    [InlineData("svd")]
    [InlineData("eigh")]
    [InlineData("qr")]
    [InlineData("logdet")]
    [InlineData("inverse")]
    [InlineData("solve")]
    [InlineData("cholesky")]
    [InlineData("pinv")]
    [InlineData("matrix_exp")]
    [InlineData("nuc")]
    [InlineData("spectral")]
    public void Gradients_agree_with_differences(string what)
    {
        var (a, b) = (Raw.Normal(11, 4, 4), Raw.Normal(12, 4, 2));
        // Symmetric inputs are made from any input, so that the difference quotient may move each element alone.
        static Tensor Positive(Tensor t) => Raw.Add(Raw.MatMul(t, Raw.Turn(t)), Unit(4));
        Func<Tensor, Tensor> function = what switch
        {
            "svdvals" => linalg.svdvals,
            "svd" => t => linalg.svd(t, false) is var (u, s, vh) ? Raw.MatMul(Raw.Mul(u, Row(Raw.Exp(s))), vh) : t,
            "eigh" => t => linalg.eigh(Positive(t)) is var (l, v) ? Raw.MatMul(Raw.Mul(v, Row(Raw.Op("sqrt(self)").Call(l))), Raw.Turn(v)) : t,
            "qr" => t => linalg.qr(t).R,
            "logdet" => t => slogdet(t).logabsdet,
            "inverse" => inverse,
            "solve" => t => linalg.solve(t, b),
            "cholesky" => t => cholesky(Positive(t)),
            "pinv" => t => linalg.pinv(Top(t)),
            "matrix_exp" => matrix_exp,
            "nuc" => t => linalg.matrix_norm(t, "nuc"),
            _ => t => linalg.matrix_norm(t, 2.0),
        };
        Raw.CheckGradient(function, a);
    }

    [Fact]
    public void Empty_and_singular_matrices_have_the_values_of_the_definition_or_say_what_is_wrong()
    {
        Assert.Equal([0], linalg.svdvals(Raw.Zeros(float64, 0, 3)).shape);
        Raw.Near([1], det(Raw.Zeros(float64, 0, 0)), 0);
        Raw.Near([0, 0], linalg.svdvals(Raw.Zeros(float64, 2, 2)), 0);
        Assert.Equal(0, linalg.matrix_rank(Raw.Zeros(float64, 2, 2)).item<long>());
        Raw.Near(Raw.Zeros(float64, 2, 2), linalg.pinv(Raw.Zeros(float64, 2, 2)), 0);
        Raw.Near([double.NegativeInfinity], slogdet(Raw.Zeros(float64, 2, 2)).logabsdet, 0);
        Assert.Contains("singular", Assert.Throws<ExternalException>(() => inverse(Raw.Zeros(float64, 2, 2))).Message);
        Assert.Contains("singular", Assert.Throws<ExternalException>(() => linalg.solve(Raw.Zeros(float64, 2, 2), Raw.Zeros(float64, 2, 1))).Message);
        Assert.Contains("not positive-definite", Assert.Throws<ExternalException>(() => linalg.cholesky(Raw.Of([1.0, 0, 0, -1], 2, 2))).Message);
        Assert.Equal(2, linalg.cholesky_ex(Raw.Of([1.0, 0, 0, -1], 2, 2)).info.item<int>());
        Assert.StartsWith("linalg_svdvals(Double[3]): ", Assert.Throws<ExternalException>(() => linalg.svdvals(Raw.Vector(1, 2, 3))).Message);
        Assert.Contains("square", Assert.Throws<ExternalException>(() => linalg.eigvals(Raw.Zeros(float64, 2, 3))).Message);
    }
}
