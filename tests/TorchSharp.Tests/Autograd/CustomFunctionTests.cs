using System.Runtime.InteropServices;
using System.Text;
using static TorchSharp.torch;
using static TorchSharp.torch.autograd;

namespace TorchSharp.Tests.Autograd;

[Collection(Alone.Name)]
public class CustomFunctionTests
{
    /// <summary>exp, whose backward uses the saved output.</summary>
    private sealed class Exponential : SingleTensorFunction<Exponential>
    {
        public override string Name => nameof(Exponential);

        public override Tensor forward(AutogradContext ctx, params object[] vars)
        {
            var result = Raw.Exp((Tensor)vars[0]);
            ctx.save_for_backward([result]);
            return result;
        }

        public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output) => [Raw.Mul(grad_output, ctx.get_saved_variables()[0])];
    }

    /// <summary>x·w·factor and x + w, where the factor is no tensor.</summary>
    private sealed class ScaledProductAndSum : MultiTensorFunction<ScaledProductAndSum>
    {
        public override string Name => nameof(ScaledProductAndSum);

        public override List<Tensor> forward(AutogradContext ctx, params object[] vars)
        {
            var (x, factor, w) = ((Tensor)vars[0], (double)vars[1], (Tensor)vars[2]);
            ctx.save_for_backward([x, w]);
            ctx.save_data("factor", factor);
            return [Raw.Mul(Raw.Mul(x, w), Raw.Number(factor)), Raw.Add(x, w)];
        }

        public override List<Tensor> backward(AutogradContext ctx, List<Tensor> grad_outputs)
        {
            var saved = ctx.get_saved_variables();
            var scaled = Raw.Mul(grad_outputs[0], Raw.Number((double)ctx.get_data("factor")));
            return [Raw.Add(Raw.Mul(scaled, saved[1]), grad_outputs[1]), null!, Raw.Add(Raw.Mul(scaled, saved[0]), grad_outputs[1])];
        }
    }

    /// <summary>The largest element and where it is: the place has no gradient.</summary>
    private sealed class Largest : MultiTensorFunction<Largest>
    {
        public override string Name => nameof(Largest);

        public override List<Tensor> forward(AutogradContext ctx, params object[] vars)
        {
            var x = (Tensor)vars[0];
            var values = Raw.Values(x);
            var place = Array.IndexOf(values, values.Max());
            var mask = Raw.Vector([.. values.Select((_, i) => i == place ? 1.0 : 0)]);
            ctx.save_for_backward([mask]);
            ctx.mark_non_differentiable([mask]);
            return [Raw.Sum(Raw.Mul(x, mask)), mask, Raw.Of([(long)place])];
        }

        public override List<Tensor> backward(AutogradContext ctx, List<Tensor> grad_outputs)
        {
            Assert.Equal([0, 0, 0], Raw.Values(grad_outputs[1]));
            Assert.Equal(int64, grad_outputs[2].dtype);
            return [Raw.Mul(ctx.get_saved_variables()[0], grad_outputs[0])];
        }
    }

    private sealed class Failing : SingleTensorFunction<Failing>
    {
        public static string Text { get; set; } = "";

        public override string Name => nameof(Failing);

        public override Tensor forward(AutogradContext ctx, params object[] vars) => Raw.Exp((Tensor)vars[0]);

        public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output) => throw new FormatException(Text);
    }

    private sealed class WrongCount : SingleTensorFunction<WrongCount>
    {
        public override string Name => nameof(WrongCount);

        public override Tensor forward(AutogradContext ctx, params object[] vars) => Raw.Add((Tensor)vars[0], (Tensor)vars[1]);

        public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output) => [grad_output];
    }

    private sealed class WrongShape : SingleTensorFunction<WrongShape>
    {
        public override string Name => nameof(WrongShape);

        public override Tensor forward(AutogradContext ctx, params object[] vars) => Raw.Exp((Tensor)vars[0]);

        public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output) => [Raw.Vector(1, 2, 3, 4, 5)];
    }

    private sealed class Identity : SingleTensorFunction<Identity>
    {
        public override string Name => nameof(Identity);

        public override Tensor forward(AutogradContext ctx, params object[] vars) => (Tensor)vars[0];

        public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output) => [Raw.Mul(grad_output, Raw.Number(-1))];
    }

    private sealed class DoubledInPlace : SingleTensorFunction<DoubledInPlace>
    {
        public override string Name => nameof(DoubledInPlace);

        public override Tensor forward(AutogradContext ctx, params object[] vars)
        {
            var x = (Tensor)vars[0];
            Raw.Op("mul_.Scalar(self, other)").InPlace(x, 2.0);
            ctx.mark_dirty([x]);
            return x;
        }

        public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output) => [Raw.Mul(grad_output, Raw.Number(2))];
    }

    private sealed class Unasked : MultiTensorFunction<Unasked>
    {
        public static bool Materialize { get; set; }

        public static bool SawNull { get; private set; }

        public override string Name => nameof(Unasked);

        public override List<Tensor> forward(AutogradContext ctx, params object[] vars)
        {
            ctx.set_materialize_grads(Materialize);
            return [Raw.Exp((Tensor)vars[0]), Raw.Exp((Tensor)vars[0])];
        }

        public override List<Tensor> backward(AutogradContext ctx, List<Tensor> grad_outputs)
        {
            SawNull = grad_outputs[1] is null;
            return [grad_outputs[0]];
        }
    }

    [Fact]
    public void A_custom_function_agrees_with_its_closed_form_up_to_the_third_derivative()
    {
        var x = Raw.Normal(1, 3, 2).requires_grad_();
        var y = Exponential.apply(x);
        Raw.Near(Raw.Exp(x), y, 0);
        var derivative = y;
        for (var order = 1; order <= 3; order++)
        {
            derivative = grad([Raw.Sum(derivative)], [x], create_graph: true)[0];
            Raw.Near(y, derivative, 1e-15);
        }
    }

    [Fact]
    public void A_custom_function_inside_a_longer_graph_passes_the_gradient_on()
    {
        var (x, m) = (Raw.Normal(2, 3, 3), Raw.Normal(3, 3, 3));
        Raw.CheckGradient(t => Raw.Exp(Raw.MatMul(Exponential.apply(Raw.MatMul(t, m)), Raw.Mul(m, Raw.Number(0.1)))), x);
        Raw.CheckGradient(t => ScaledProductAndSum.apply(Raw.Exp(t), 0.5, Raw.Mul(t, m)).Aggregate(Raw.Mul), x);
    }

    [Fact]
    public void Of_several_inputs_only_those_that_need_a_gradient_get_one()
    {
        var (x, w) = (Raw.Vector(1, 2).requires_grad_(), Raw.Vector(3, 5));
        var outputs = ScaledProductAndSum.apply(x, 10.0, w);
        Raw.Sum(outputs[0]).backward();
        Raw.Near([30, 50], x.grad!, 0);
        Assert.Null(w.grad);
    }

    [Fact]
    public void Without_inputs_that_need_a_gradient_nothing_is_recorded()
    {
        Assert.False(Exponential.apply(Raw.Vector(1, 2)).requires_grad);
        using var off = no_grad();
        Assert.False(Exponential.apply(Raw.Vector(1, 2).requires_grad_()).requires_grad);
    }

    [Fact]
    public void Outputs_that_are_marked_or_hold_whole_numbers_have_no_gradient()
    {
        var x = Raw.Vector(1, 5, 2).requires_grad_();
        var outputs = Largest.apply(x);
        Assert.Equal([true, false, false], outputs.Select(o => o.requires_grad));
        outputs[0].backward();
        Raw.Near([0, 1, 0], x.grad!, 0);
    }

    [Fact]
    public void Saved_tensors_outlive_their_disposal_by_the_caller()
    {
        var x = Raw.Vector(1, 2).requires_grad_();
        Tensor sum;
        using (var scope = NewDisposeScope())
        {
            sum = Raw.Sum(ScaledProductAndSum.apply(Raw.Exp(x), 1.0, Exponential.apply(x))[0]).MoveToOuterDisposeScope();
        }
        sum.backward();
        Raw.Near([2 * Math.Exp(2), 2 * Math.Exp(4)], x.grad!, 1e-15);
    }

    [Fact]
    public void A_saved_tensor_that_was_changed_in_place_is_refused()
    {
        var (x, w) = (Raw.Vector(1, 2).requires_grad_(), Raw.Vector(3, 5));
        var product = Raw.Sum(ScaledProductAndSum.apply(x, 1.0, w)[0]);
        w.copy_(Raw.Vector(0, 0));
        Assert.Contains("shape [2] was saved for the backward and has been changed in place", Assert.Throws<ExternalException>(() => product.backward()).Message);
    }

    [Fact]
    public void An_exception_in_a_backward_arrives_at_the_caller_with_its_message_and_the_functions_name()
    {
        var x = Raw.Vector(1).requires_grad_();
        Failing.Text = "the ω-limit was −3";
        var e = Assert.Throws<ExternalException>(() => Raw.Sum(Failing.apply(Raw.Exp(x))).backward());
        Assert.Equal("The backward of Failing threw FormatException: the ω-limit was −3", e.Message);
        // The thread and the graph of others go on as before.
        var y = Raw.Vector(2).requires_grad_();
        Exponential.apply(y).backward();
        Raw.Near([Math.Exp(2)], y.grad!, 1e-15);
    }

    [Fact]
    public void A_message_that_is_too_long_is_cut_between_characters()
    {
        Failing.Text = new string('ω', 5000);
        var message = Assert.Throws<ExternalException>(() => Failing.apply(Raw.Vector(1).requires_grad_()).backward()).Message;
        Assert.InRange(Encoding.UTF8.GetByteCount(message), 1000, 1023);
        Assert.DoesNotContain('\uFFFD', message);
        Assert.EndsWith("ω", message);
    }

    [Fact]
    public void A_wrong_number_or_shape_of_gradients_names_the_function()
    {
        var x = Raw.Vector(1, 2).requires_grad_();
        Assert.Contains("WrongCount threw InvalidOperationException: it returned 1 gradients for 2 inputs", Assert.Throws<ExternalException>(() => Raw.Sum(WrongCount.apply(x, x)).backward()).Message);
        var shape = Assert.Throws<ExternalException>(() => Raw.Sum(WrongShape.apply(x)).backward()).Message;
        Assert.Contains("WrongShape returned an invalid gradient", shape);
        Assert.Contains("got [5] but expected shape compatible with [2]", shape);
    }

    [Fact]
    public void A_second_backward_through_a_custom_function_names_the_remedy_and_works_with_it()
    {
        var x = Raw.Vector(1).requires_grad_();
        var y = Exponential.apply(x);
        y.backward(retain_graph: true);
        y.backward();
        Raw.Near([2 * Math.E], x.grad!, 1e-15);
        var message = Assert.Throws<ExternalException>(() => y.backward()).Message;
        Assert.Contains("Exponential a second time", message);
        Assert.Contains("retain_graph", message);
    }

    [Fact]
    public void An_input_that_is_returned_as_it_is_keeps_its_own_place_in_the_graph()
    {
        var x = Raw.Vector(3).requires_grad_();
        var y = Identity.apply(x);
        Assert.True(x.is_leaf);
        Raw.Mul(y, x).backward();
        Raw.Near([3 - 3], x.grad!, 0);
    }

    [Fact]
    public void An_input_that_is_changed_in_place_is_the_output()
    {
        var x = Raw.Vector(3).requires_grad_();
        var inner = Raw.Mul(x, x);
        var y = DoubledInPlace.apply(inner);
        Assert.Same(inner, y);
        Raw.Near([18], y, 0);
        y.backward();
        Raw.Near([2 * 2 * 3], x.grad!, 0);
        Assert.Contains("DoubledInPlace changed an input in place that is a leaf", Assert.Throws<InvalidOperationException>(() => DoubledInPlace.apply(Raw.Vector(1).requires_grad_())).Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Outputs_that_nobody_used_have_a_gradient_of_zeros_or_none(bool materialize)
    {
        Unasked.Materialize = materialize;
        var x = Raw.Vector(1).requires_grad_();
        Unasked.apply(x)[0].backward();
        Assert.Equal(!materialize, Unasked.SawNull);
        Raw.Near([1], x.grad!, 0);
    }

    [Fact]
    public void A_thousand_passes_leave_no_tensor_alive()
    {
        var (x, w) = (Raw.Normal(1, 8).requires_grad_(), Raw.Normal(2, 8).requires_grad_());
        void Pass(bool isBackward)
        {
            using var scope = NewDisposeScope();
            var y = Exponential.apply(Raw.Sum(ScaledProductAndSum.apply(x, 0.01, Exponential.apply(w))[0]));
            if (!isBackward) return;
            y.backward();
            x.grad = null;
            w.grad = null;
        }
        Pass(true);
        var before = Alone.Count();
        for (var i = 0; i < 1000; i++) Pass(i % 3 != 0);
        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void Backward_passes_of_several_threads_do_not_meet()
    {
        var found = new double[4];
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
        {
            using var scope = NewDisposeScope();
            for (var pass = 0; pass < 100; pass++)
            {
                var x = Raw.Vector(i).requires_grad_();
                Exponential.apply(Exponential.apply(x)).backward();
                found[i] = Raw.Values(x.grad!)[0];
            }
        });
        for (var i = 0; i < 4; i++) Assert.Equal(Math.Exp(i) * Math.Exp(Math.Exp(i)), found[i], 1e-12 * Math.Exp(Math.Exp(i)) * Math.Exp(i));
    }
}
