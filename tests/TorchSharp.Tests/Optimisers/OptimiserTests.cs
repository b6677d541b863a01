using TorchSharp.Modules;
using TorchSharp.Tests.Modules;
using static TorchSharp.Tests.Modules.ModuleReference;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Tests.Optimisers;

public class OptimiserTests
{
    private static readonly Dictionary<string, Func<Parameter[], OptimizerHelper>> Makers = new()
    {
        ["SGD"] = p => SGD(p, 0.1),
        ["SGD decayed"] = p => SGD(p, 0.1, weight_decay: 0.1),
        ["SGD momentum"] = p => SGD(p, 0.05, momentum: 0.9, dampening: 0.2, weight_decay: 0.1),
        ["SGD nesterov"] = p => SGD(p, 0.05, momentum: 0.8, nesterov: true, weight_decay: 0.05),
        ["SGD maximize"] = p => SGD(p, 0.01, momentum: 0.5, weight_decay: 0.1, maximize: true),
        ["Adam"] = p => Adam(p, 0.05),
        ["Adam amsgrad"] = p => Adam(p, 0.05, 0.8, 0.9, 1e-4, 0.1, amsgrad: true),
        ["Adam maximize"] = p => Adam(p, 0.01, maximize: true),
        ["AdamW"] = p => AdamW(p, 0.05, weight_decay: 0.2),
        ["AdamW amsgrad"] = p => AdamW(p, 0.05, 0.5, 0.7, amsgrad: true, maximize: true),
        ["two groups"] = p => SGD([new SGD.ParamGroup(p[..1], new SGD.Options()), new SGD.ParamGroup(p[1..], lr: 0.01, momentum: 0.9)], 0.1),
    };

    public static TheoryData<string> Names => [.. ModuleReference.Root.GetProperty("optimisers").EnumerateObject().Select(c => c.Name)];

    private static Parameter[] Start() => [new(Wave([3, 4])), new(Wave([3], 1))];

    private static double Step(OptimizerHelper optimiser, Parameter[] p, int t)
    {
        using var scope = NewDisposeScope();
        optimiser.zero_grad();
        var loss = (matmul(p[0], Wave([4], t)) - p[1]).pow(2).sum();
        loss.backward();
        optimiser.step();
        return loss.item<double>();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Twenty_steps_lead_where_Python_s_lead(string name)
    {
        var expected = ModuleReference.Root.GetProperty("optimisers").GetProperty(name);
        var p = Start();
        using var optimiser = Makers[name](p);
        double[] losses = [.. Enumerable.Range(0, 20).Select(t => Step(optimiser, p, t))];
        AssertClose(expected.GetProperty("losses").Numbers(), losses, $"losses of {name}", 1e-8);
        AssertClose(expected.GetProperty("weights").Numbers(), p[0], $"weights of {name}", 1e-8);
        AssertClose(expected.GetProperty("bias").Numbers(), p[1], $"bias of {name}", 1e-8);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Training_resumed_from_a_stream_goes_on_exactly_as_if_it_had_not_stopped(string name)
    {
        Parameter[] p = Start(), q = Start();
        using var whole = Makers[name](p);
        using var half = Makers[name](q);
        for (var t = 0; t < 10; t++) Step(whole, p, t);
        for (var t = 0; t < 5; t++) Step(half, q, t);
        using var stream = new MemoryStream();
        half.save_state_dict(new BinaryWriter(stream));
        stream.Position = 0;
        using var resumed = Makers[name](q);
        resumed.load_state_dict(new BinaryReader(stream));
        Assert.Equal(stream.Length, stream.Position);
        for (var t = 5; t < 10; t++) Step(resumed, q, t);
        Assert.Equal(p[0].Flat(), q[0].Flat());
        Assert.Equal(p[1].Flat(), q[1].Flat());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_training_step_leaves_no_tensor_behind(string name)
    {
        var p = Start();
        using var optimiser = Makers[name](p);
        Step(optimiser, p, 0);
        using var scope = NewDisposeScope();
        Step(optimiser, p, 1);
        optimiser.step();
        Assert.Equal(0, scope.DisposablesCount);
    }

    [Fact]
    public void A_state_of_other_groups_is_refused_by_what_differs()
    {
        var p = Start();
        using var one = SGD(p, 0.1);
        using var adam = Adam(p, 0.1);
        using var stream = new MemoryStream();
        one.save_state_dict(new BinaryWriter(stream));
        stream.Position = 0;
        var error = Assert.Throws<InvalidDataException>(() => adam.load_state_dict(new BinaryReader(stream)));
        Assert.Equal("The saved state was expected to be of an optimiser of the kind Adam; SGD was found.", error.Message);
        Assert.Contains("in the optimiser already", Assert.Throws<ArgumentException>(() => SGD(new[] { p[0], p[0] }, 0.1)).Message);
    }

    [Fact]
    public void A_closure_is_run_with_gradients_even_where_they_are_off()
    {
        var p = Start();
        using var optimiser = SGD(p, 0.1);
        using var off = no_grad();
        using var loss = optimiser.step(() =>
        {
            var loss = p[1].pow(2).sum();
            loss.backward();
            return loss;
        });
        Assert.True(loss!.requires_grad);
        AssertClose([.. Wave([3], 1).Flat().Select(v => 0.8 * v)], p[1], "p − 0.1 · 2p");
    }

    [Fact]
    public void Gradients_are_clipped_as_Python_clips_them()
    {
        var expected = ModuleReference.Root.GetProperty("clipped");
        var p = Start();
        (p[0] * Wave([3, 4], 2)).sum().backward();
        (p[1] * 3).sum().backward();
        Assert.Equal(expected.GetProperty("norm").GetDouble(), nn.utils.clip_grad_norm_(p, 1.5), 1e-12);
        AssertClose(expected.GetProperty("weights").Numbers(), p[0].grad!, "clipped");
        AssertClose(expected.GetProperty("bias").Numbers(), p[1].grad!, "clipped");
        nn.utils.clip_grad_value_(p, 0.1);
        Assert.All(p[0].grad!.Flat(), g => Assert.InRange(g, -0.1, 0.1));
    }

    [Fact]
    public void Parameters_become_a_vector_and_come_back()
    {
        var p = Start();
        using var vector = nn.utils.parameters_to_vector(p);
        Assert.Equal([.. p[0].Flat(), .. p[1].Flat()], vector.Flat());
        using var doubled = (vector * 2).detach();
        nn.utils.vector_to_parameters(doubled, p);
        Assert.Equal([.. p[0].Flat(), .. p[1].Flat()], doubled.Flat());
        Assert.Contains("15 elements", Assert.Throws<ArgumentException>(() => nn.utils.vector_to_parameters(Wave([4]), p)).Message);
    }
}
