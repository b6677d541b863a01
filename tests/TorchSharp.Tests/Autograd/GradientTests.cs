using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Autograd;

public class GradientTests
{
    private static Tensor Leaf(params double[] values) => Raw.Vector(values).requires_grad_();

    [Fact]
    public void Derivatives_of_a_cube_up_to_the_third_follow_the_power_rule()
    {
        var x = Leaf(2.5);
        var first = autograd.grad([Raw.Pow(x, 3)], [x], create_graph: true)[0];
        var second = autograd.grad([first], [x], create_graph: true)[0];
        var third = autograd.grad([second], [x])[0];
        Raw.Near([3 * 2.5 * 2.5], first, 1e-15);
        Raw.Near([6 * 2.5], second, 1e-15);
        Raw.Near([6], third, 1e-15);
        Assert.Null(x.grad);
    }

    [Fact]
    public void Hessian_by_double_backward_is_the_matrix_of_a_quadratic_form()
    {
        // f = ½ xᵀAx + Σ exp(x) has the Hessian (A + Aᵀ)/2 + diag(exp x).
        var a = Raw.Normal(1, 4, 4);
        var x = Raw.Normal(2, 4).requires_grad_();
        var f = Raw.Add(Raw.Mul(Raw.MatMul(x, Raw.MatMul(a, x)), Raw.Number(0.5)), Raw.Sum(Raw.Exp(x)));
        var gradient = autograd.grad([f], [x], create_graph: true)[0];
        var (m, at) = (Raw.Values(a), Raw.Values(x));
        for (var i = 0; i < 4; i++)
        {
            var unit = new double[4];
            unit[i] = 1;
            var row = autograd.grad([gradient], [x], [Raw.Vector(unit)], retain_graph: true)[0];
            Raw.Near([.. Enumerable.Range(0, 4).Select(j => (m[4 * i + j] + m[4 * j + i]) / 2 + (i == j ? Math.Exp(at[i]) : 0))], row, 1e-13);
        }
    }

    [Fact]
    public void Gradients_of_several_backward_passes_add_up_until_they_are_cleared()
    {
        var x = Leaf(1, 2, 3);
        for (var pass = 1; pass <= 3; pass++)
        {
            Raw.Sum(Raw.Mul(x, x)).backward();
            Raw.Near([2 * pass, 4 * pass, 6 * pass], x.grad!, 0);
        }
        x.grad = null;
        Assert.Null(x.grad);
        x.grad = Raw.Vector(7, 8, 9);
        Raw.Sum(x).backward();
        Raw.Near([8, 9, 10], x.grad!, 0);
    }

    [Fact]
    public void A_gradient_of_another_shape_or_type_is_refused()
    {
        var x = Leaf(1, 2, 3);
        Assert.Contains("the gradient's shape is [2], the tensor's [3]", Assert.Throws<ArgumentException>(() => x.grad = Raw.Vector(1, 2)).Message);
        Assert.Contains("the gradient holds Float32 elements, the tensor Float64", Assert.Throws<ArgumentException>(() => x.grad = Raw.Zeros(float32, 3)).Message);
    }

    [Fact]
    public void Only_leaves_keep_their_gradient_unless_it_is_asked_for()
    {
        var x = Leaf(3);
        var (dropped, kept) = (Raw.Mul(x, x), Raw.Mul(x, x));
        kept.retain_grad();
        Raw.Sum(Raw.Add(Raw.Mul(dropped, dropped), Raw.Mul(kept, kept))).backward();
        Assert.True(x.is_leaf);
        Assert.False(kept.is_leaf);
        Assert.Null(dropped.grad);
        Raw.Near([18], kept.grad!, 0);
        Raw.Near([4 * 27 * 2], x.grad!, 1e-15);
    }

    [Fact]
    public void Gradients_are_computed_only_for_the_inputs_that_are_named()
    {
        var (x, y) = (Leaf(2), Leaf(5));
        Raw.Mul(x, y).backward(inputs: [x]);
        Raw.Near([5], x.grad!, 0);
        Assert.Null(y.grad);
    }

    [Fact]
    public void A_tensor_that_is_not_a_number_takes_a_gradient_from_outside()
    {
        var x = Leaf(1, 2, 3);
        var y = Raw.Mul(x, x);
        Assert.Contains("backward() of a tensor of shape [3] needs a gradient of that shape", Assert.Throws<InvalidOperationException>(() => y.backward()).Message);
        Assert.Contains("2 gradients for 1 tensors", Assert.Throws<ArgumentException>(() => y.backward([x, x])).Message);
        autograd.backward(y, Raw.Vector(1, 10, 100));
        Raw.Near([2, 40, 600], x.grad!, 0);
    }

    [Fact]
    public void A_second_backward_names_the_remedy_and_works_with_it()
    {
        var x = Leaf(2);
        var once = Raw.Exp(x);
        once.backward();
        Assert.Contains("retain_graph=True", Assert.Throws<ExternalException>(() => once.backward()).Message);
        var twice = Raw.Exp(x);
        twice.backward(retain_graph: true);
        twice.backward();
        Raw.Near([3 * Math.Exp(2)], x.grad!, 1e-15);
    }

    [Fact]
    public void A_number_that_depends_on_nothing_has_no_backward()
    {
        Assert.Contains("does not require grad", Assert.Throws<ExternalException>(() => Raw.Number(1).backward()).Message);
        var (x, unused) = (Leaf(1), Leaf(1));
        Assert.Throws<ExternalException>(() => autograd.grad([Raw.Exp(x)], [unused]));
        Assert.Null(autograd.grad([Raw.Exp(x)], [unused], allow_unused: true)[0]);
    }

    [Fact]
    public void Whole_numbers_take_no_gradient_and_results_cannot_be_switched_off()
    {
        Assert.Contains("floating point", Assert.Throws<ExternalException>(() => Raw.Zeros(int64, 2).requires_grad_()).Message);
        var y = Raw.Exp(Leaf(1));
        Assert.Contains("detach()", Assert.Throws<InvalidOperationException>(() => y.requires_grad = false).Message);
        Assert.True(y.requires_grad);
        Assert.Same(y, y.detach_());
        Assert.False(y.requires_grad);
        Assert.True(y.is_leaf);
        Assert.Same(y, y.with_requires_grad());
        Assert.True(y.requires_grad);
    }

    [Fact]
    public void Gradient_mode_nests_and_comes_back_after_an_exception()
    {
        var x = Leaf(1);
        Assert.True(is_grad_enabled());
        using (no_grad())
        {
            Assert.False(Raw.Exp(x).requires_grad);
            using (enable_grad()) Assert.True(Raw.Exp(x).requires_grad);
            Assert.False(is_grad_enabled());
            Assert.Throws<InvalidOperationException>(() =>
            {
                using var on = set_grad_enabled(true);
                _ = is_grad_enabled() ? throw new InvalidOperationException() : 0;
            });
            Assert.False(is_grad_enabled());
        }
        Assert.True(Raw.Exp(x).requires_grad);
    }

    [Fact]
    public void Gradient_mode_belongs_to_a_thread()
    {
        using var off = no_grad();
        var other = false;
        var thread = new Thread(() => other = is_grad_enabled());
        thread.Start();
        thread.Join();
        Assert.True(other);
        Assert.False(is_grad_enabled());
    }

    [Fact]
    public void Inference_mode_records_nothing()
    {
        var x = Leaf(1);
        using (inference_mode())
        {
            Assert.True(is_inference_mode_enabled());
            Assert.False(Raw.Exp(x).requires_grad);
        }
        Assert.False(is_inference_mode_enabled());
        Assert.True(is_grad_enabled());
    }
}
