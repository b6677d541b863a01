using static TorchSharp.torch;

namespace TorchSharp.Tests.Lifetime;

[Collection(Alone.Name)]
public class DisposeScopeTests
{
    [Fact]
    public void A_scope_disposes_what_was_made_in_it_and_nothing_else()
    {
        var before = Raw.Vector(1);
        Tensor inside;
        using (var scope = NewDisposeScope())
        {
            inside = Raw.Exp(before);
            Assert.Equal(1, scope.DisposablesCount);
            Assert.True(scope.Contains(inside));
            Assert.Same(scope, CurrentDisposeScope);
        }
        Assert.True(inside.IsInvalid);
        Assert.False(before.IsInvalid);
        Assert.Null(CurrentDisposeScope);
        before.Dispose();
    }

    [Fact]
    public void Scopes_nest_and_tensors_move_outwards_one_scope_at_a_time()
    {
        Tensor a, b;
        using (var outer = NewDisposeScope())
        {
            using (var inner = NewDisposeScope())
            {
                (a, b) = inner.MoveToOuter(Raw.Vector(1), Raw.Vector(2));
                Assert.Equal(0, inner.DisposablesCount);
                Assert.Equal(2, outer.DisposablesCount);
            }
            Assert.False(a.IsInvalid);
            Assert.Same(a, a.MoveToOuterDisposeScope());
            Assert.Equal([b], outer.DisposablesView);
        }
        Assert.False(a.IsInvalid);
        Assert.True(b.IsInvalid);
        a.Dispose();
    }

    [Fact]
    public void Any_number_of_tensors_moves_and_is_detached_at_once()
    {
        // More than three go through the form that takes any number; it once called itself without end.
        Tensor[] made;
        using (var outer = NewDisposeScope())
        {
            using (var inner = NewDisposeScope())
            {
                made = [Raw.Vector(1), Raw.Vector(2), Raw.Vector(3), Raw.Vector(4)];
                inner.MoveToOuter(made[0], made[1], made[2], made[3]);
            }
            Assert.Equal(4, outer.DisposablesCount);
            outer.Detach(made[0], made[1], made[2], made[3]);
        }
        Assert.DoesNotContain(made, tensor => tensor.IsInvalid);
        foreach (var tensor in made) tensor.Dispose();
    }

    [Fact]
    public void A_detached_tensor_outlives_all_scopes_and_an_attached_one_does_not()
    {
        Tensor free, caught = Raw.Vector(2);
        using (var outer = NewDisposeScope())
        {
            using var inner = NewDisposeScope();
            free = Raw.Vector(1).DetachFromDisposeScope();
            inner.Attach(caught);
        }
        Raw.Near([1], free, 0);
        Assert.True(caught.IsInvalid);
        free.Dispose();
    }

    [Fact]
    public void Everything_but_some_is_disposed_and_the_scope_goes_on()
    {
        using var scope = NewDisposeScope();
        var (a, b, c) = (Raw.Vector(1), Raw.Vector(2), Raw.Vector(3));
        scope.DisposeEverythingBut(a, c);
        Assert.Equal([false, true, false], new[] { a, b, c }.Select(t => t.IsInvalid));
        Assert.Same(c, scope.DisposeEverythingBut(c));
        Assert.True(a.IsInvalid);
        Assert.Equal(1, scope.DisposablesCount);
        scope.DisposeEverything();
        Assert.True(c.IsInvalid);
    }

    [Fact]
    public void A_wrapped_computation_leaves_only_its_result()
    {
        var before = Alone.Count();
        Tensor? seen = null;
        using var result = WrappedTensorDisposeScope(() => Raw.Exp(seen = Raw.Vector(0, 1)));
        Assert.True(seen!.IsInvalid);
        Raw.Near([1, Math.E], result, 1e-15);
        Assert.Equal(before + 1, Tensor.TotalCount);
    }

    [Fact]
    public void A_scope_holds_only_tensors_of_the_thread_that_opened_it()
    {
        using var scope = NewDisposeScope();
        Tensor? elsewhere = null;
        var thread = new Thread(() =>
        {
            Assert.Null(CurrentDisposeScope);
            elsewhere = Raw.Vector(1);
        });
        thread.Start();
        thread.Join();
        Assert.Equal(0, scope.DisposablesCount);
        scope.Dispose();
        Raw.Near([1], elsewhere!, 0);
        elsewhere!.Dispose();
    }

    [Fact]
    public void An_outer_scope_that_ends_first_closes_those_inside()
    {
        var outer = NewDisposeScope();
        var inner = NewDisposeScope();
        var tensor = Raw.Vector(1);
        outer.Dispose();
        Assert.Null(CurrentDisposeScope);
        inner.Dispose();
        Assert.Null(CurrentDisposeScope);
        tensor.Dispose();
    }

    [Fact]
    public void A_disposed_tensor_says_so_and_names_the_remedy()
    {
        var tensor = Raw.Vector(1);
        tensor.Dispose();
        tensor.Dispose();
        foreach (var use in new Action[] { () => Raw.Exp(tensor), () => _ = tensor.shape, () => tensor.backward(), () => Raw.Op("cat(tensors)").Call(new[] { tensor }) })
        {
            var message = Assert.Throws<ObjectDisposedException>(use).Message;
            Assert.Contains("The tensor was disposed and is used again", message);
            Assert.Contains("MoveToOuterDisposeScope()", message);
        }
    }
}
