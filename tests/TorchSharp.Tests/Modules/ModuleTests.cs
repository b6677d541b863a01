using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.Tests.Modules.ModuleReference;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Tests.Modules;

public class ModuleTests
{
    private abstract class Base : Module<Tensor, Tensor>
    {
        private readonly Linear first = Linear(2, 3);

        protected Base() : base("block")
        {
        }

        protected Tensor First(Tensor x) => first.call(x);
    }

    private sealed class Block : Base
    {
        private readonly Parameter scale = new(ones(3));
        private readonly Sequential tail = Sequential(("up", Linear(3, 4)), ("drop", Dropout(0.5)), ("down", Linear(4, 1, false)));
        private readonly Tensor shift = zeros(3);
        [ComponentName(Name = "norm")] private readonly LayerNorm normalisation = LayerNorm(3);
        private readonly Linear? absent;

        public Block(bool hasMore = false)
        {
            if (hasMore) absent = Linear(1, 1);
            RegisterComponents();
        }

        public BatchNorm1d Batch { get; } = BatchNorm1d(3);

        public override Tensor forward(Tensor input) => absent is not null ? input : tail.call(Batch.call(normalisation.call((First(input) * scale) + shift)));
    }

    [Fact]
    public void Fields_are_registered_under_their_names_base_classes_first_in_the_order_of_declaration()
    {
        using var block = new Block();
        Assert.Equal(["scale", "first.weight", "first.bias", "tail.up.weight", "tail.up.bias", "tail.down.weight", "norm.weight", "norm.bias", "Batch.weight", "Batch.bias"],
            block.named_parameters().Select(p => p.name));
        Assert.Equal(["shift", "Batch.running_mean", "Batch.running_var", "Batch.num_batches_tracked"], block.named_buffers().Select(b => b.name));
        Assert.Equal(["first", "tail", "norm", "Batch"], block.named_children().Select(c => c.name));
        Assert.Equal(["first", "tail", "tail.up", "tail.drop", "tail.down", "norm", "Batch"], block.named_modules().Select(m => m.name));
        Assert.Equal(["scale"], block.named_parameters(recurse: false).Select(p => p.name));
        Assert.Equal(14, block.state_dict().Count);
    }

    [Fact]
    public void A_scope_that_is_open_when_a_module_is_made_does_not_dispose_its_parts()
    {
        Block block;
        using (NewDisposeScope()) block = new Block();
        Assert.All(block.state_dict().Values, t => Assert.False(t.IsInvalid));
        var held = block.state_dict().Values.ToArray();
        block.Dispose();
        Assert.All(held, t => Assert.True(t.IsInvalid));
    }

    [Fact]
    public void A_parameter_takes_its_tensor_over()
    {
        var data = ones(3);
        using var parameter = new Parameter(data);
        Assert.True(data.IsInvalid);
        Assert.True(parameter.requires_grad && parameter.is_leaf);
        using var computed = new Parameter(parameter * 2, requires_grad: false);
        Assert.False(computed.requires_grad);
        Assert.Equal([2, 2, 2], computed.Flat());
    }

    [Fact]
    public void A_shared_part_is_listed_once_and_saved_under_both_names()
    {
        var shared = Linear(2, 2);
        using var pair = Sequential(("a", shared), ("b", shared));
        Assert.Equal(["a.weight", "a.bias"], pair.named_parameters().Select(p => p.name));
        Assert.Equal(["a.weight", "a.bias", "b.weight", "b.bias"], pair.state_dict().Keys);
    }

    [Fact]
    public void Evaluation_reaches_all_parts_and_switches_dropout_off()
    {
        using var block = new Block();
        Assert.True(block.training && block.modules().All(m => m.training));
        block.eval();
        Assert.False(block.training || block.modules().Any(m => m.training));
        using var x = ones(4, 2);
        Assert.Equal(block.call(x).Flat(), block.call(x).Flat());
        block.train();
        Assert.True(block.modules().All(m => m.training));
    }

    [Fact]
    public void Applying_reaches_parts_before_the_whole()
    {
        using var sequence = Sequential(Linear(1, 1), Sequential(Tanh()));
        var names = new List<string>();
        sequence.apply(m => names.Add(m.GetName()));
        Assert.Equal(["Linear", "Tanh", "Sequential", "Sequential"], names);
    }

    [Fact]
    public void Hooks_see_and_replace_what_goes_in_and_out_until_they_are_removed()
    {
        using var double_ = Linear(new Parameter(eye(2) * 2));
        using var x = ones(1, 2);
        var calls = 0;
        double_.register_forward_hook(_ => calls++);
        var before = double_.register_forward_pre_hook((_, input) => input + 1);
        var after = double_.register_forward_hook((_, input, result) => result - input);
        Assert.Equal([2, 2], double_.call(x).Flat());
        Assert.Equal([2, 2], double_.forward(x).Flat());
        before.remove();
        after.remove();
        Assert.Equal([2, 2], double_.call(x).Flat());
        Assert.Equal(2, calls);
    }

    [Fact]
    public void Weights_go_from_one_module_to_another_by_name()
    {
        using Block a = new(), b = new();
        b.load_state_dict(a.state_dict());
        Assert.All(a.state_dict(), e => Assert.Equal(e.Value.Flat(), b.state_dict()[e.Key].Flat()));
        Assert.True(b.parameters().All(p => p.requires_grad && p.is_leaf));
    }

    [Fact]
    public void Weights_that_do_not_fit_are_refused_with_names_and_shapes_and_nothing_is_loaded()
    {
        using var module = Sequential(("first", Linear(2, 3)), ("second", Linear(3, 1)));
        var before = module.get_parameter("first.bias")!.Flat();
        using var scope = NewDisposeScope();
        Dictionary<string, Tensor> given = new() { ["first.weight"] = zeros(3, 2), ["first.bias"] = zeros(3), ["second.weight"] = zeros(3, 1), ["second.bais"] = zeros(1) };
        var error = Assert.Throws<InvalidOperationException>(() => module.load_state_dict(given));
        Assert.Equal("""
            The values do not fit module Sequential, and none was loaded:
              "second.weight" must have the shape [1, 3], and [3, 1] was found.
              "second.bias", of shape [1], is missing. Nearest: "second.bais", "second.weight", "first.bias".
              "second.bais", of shape [1], is not a parameter or buffer of the module. Nearest: "second.bias", "second.weight", "first.bias".
            """, error.Message);
        Assert.Equal(before, module.get_parameter("first.bias")!.Flat());
        given["second.weight"] = zeros(1, 3);
        var (missing, unexpected) = module.load_state_dict(given, strict: false);
        Assert.Equal(["second.bias"], missing);
        Assert.Equal(["second.bais"], unexpected);
        Assert.Equal([0, 0, 0], module.get_parameter("first.bias")!.Flat());
        module.load_state_dict(given, skip: ["second.bias", "second.bais"]);
    }

    [Fact]
    public void Moving_keeps_the_parameters_the_same_objects_so_that_optimisers_keep_them()
    {
        using var module = Sequential(Linear(2, 2), BatchNorm1d(2));
        using var optimiser = optim.SGD(module.parameters(), 0.1);
        var weight = module.get_parameter("0.weight")!;
        Sequential same = module.@double();
        Assert.Same(module, same);
        Assert.Same(weight, module.get_parameter("0.weight"));
        Assert.Equal(float64, weight.dtype);
        Assert.Equal(int64, module.get_buffer("1.num_batches_tracked")!.dtype);
        var before = weight.Flat();
        using (NewDisposeScope())
        {
            // A sum of squares, since batch normalisation makes a plain sum constant.
            module.call(Wave([4, 2])).pow(2).mul(Wave([4, 2], 1)).sum().backward();
        }
        optimiser.step();
        Assert.Equal(float64, weight.grad!.dtype);
        Assert.NotEqual(before, weight.Flat());
        Assert.Contains("parameters are real or complex", Assert.Throws<ArgumentException>(() => module.to(int32)).Message);
    }

    [Fact]
    public void A_saved_module_comes_back_from_a_stream_and_from_a_file()
    {
        using Block a = new(), b = new(), c = new();
        using var stream = new MemoryStream();
        a.save(stream);
        stream.Position = 0;
        var loaded = new Dictionary<string, bool>();
        Assert.Same(b, b.load(stream, loadedParameters: loaded));
        Assert.Equal(a.state_dict().Keys.Order(), loaded.Where(l => l.Value).Select(l => l.Key).Order());
        var file = Path.GetTempFileName();
        a.save(file, skip: ["scale"]);
        Assert.Contains("\"scale\", of shape [3], is missing", Assert.Throws<InvalidOperationException>(() => c.load(file)).Message);
        c.load(file, skip: ["scale"]);
        File.Delete(file);
        foreach (var (name, tensor) in a.state_dict())
        {
            Assert.Equal(tensor.Flat(), b.state_dict()[name].Flat());
            Assert.Equal(tensor.Flat(), c.state_dict()[name].Flat());
        }
        stream.SetLength(stream.Length - 3);
        stream.Position = 0;
        Assert.Throws<EndOfStreamException>(() => b.load(stream));
    }

    [Fact]
    public void A_name_is_taken_once_and_has_no_dots()
    {
        using var module = new Block();
        Assert.Equal("Module block already has a part named \"scale\".", Assert.Throws<InvalidOperationException>(() => module.register_module("scale", Tanh())).Message);
        Assert.Contains("dots separate", Assert.Throws<ArgumentException>(() => module.register_module("a.b", Tanh())).Message);
        Assert.Contains("without parameters", Assert.Throws<InvalidOperationException>(() => Tanh().register_parameter("p", new Parameter(ones(1)))).Message);
    }

    [Fact]
    public void Gradients_are_forgotten_or_filled_with_zeros()
    {
        using var linear = Linear(2, 1);
        linear.call(ones(1, 2)).sum().backward();
        Assert.NotNull(linear.weight.grad);
        linear.zero_grad(set_to_none: false);
        Assert.Equal([0, 0], linear.weight.grad!.Flat());
        linear.zero_grad();
        Assert.Null(linear.weight.grad);
    }

    [Fact]
    public void Lists_and_dictionaries_name_their_parts_by_place_and_by_name()
    {
        using var list = ModuleList(Linear(1, 1), Linear(1, 2));
        list.Insert(1, Linear(1, 3));
        Assert.Equal(["0", "1", "2"], list.named_children().Select(c => c.name));
        Assert.Equal([1, 3, 2], list.Select(m => m.out_features));
        list.RemoveAt(0);
        Assert.Equal(["0.weight", "0.bias", "1.weight", "1.bias"], list.named_parameters().Select(p => p.name));
        using var dictionary = ModuleDict<Module>(("up", Linear(1, 2)), ("down", Linear(2, 1)));
        Assert.Equal(["up.weight", "up.bias", "down.weight", "down.bias"], dictionary.named_parameters().Select(p => p.name));
        Assert.Contains("\"down\"", Assert.Throws<KeyNotFoundException>(() => dictionary["dwn"]).Message);
        Assert.True(dictionary.Remove("up"));
        Assert.Equal(["down"], dictionary.named_children().Select(c => c.name));
        using var parameters = ParameterList(new Parameter(ones(1)), new Parameter(zeros(2)));
        Assert.Equal(["0", "1"], parameters.named_parameters().Select(p => p.name));
    }

    [Fact]
    public void A_forward_and_backward_pass_in_a_scope_leaves_nothing_alive()
    {
        using var block = new Block();
        using var x = Wave([4, 2]).to(float32);
        using var outer = NewDisposeScope();
        for (var i = 0; i < 3; i++)
        {
            using (NewDisposeScope()) block.call(x).sum().backward();
            Assert.Equal(0, outer.DisposablesCount);
        }
    }

    [Fact]
    public void Composed_functions_dispose_what_they_make_on_the_way()
    {
        using var x = Wave([1, 2, 4, 4]).requires_grad_();
        using var mask = ones(4, 4, dtype: @bool);
        Func<Tensor>[] functions =
        [
            () => functional.normalize(x), () => functional.scaled_dot_product_attention(x, x, x, p: 0.5, is_casual: true), () => functional.scaled_dot_product_attention(x, x, x, mask),
            () => functional.interpolate(x, scale_factor: [2]), () => functional.pad(x, (1, 1, 1, 1), PaddingModes.Reflect), () => functional.unfold(x, 2), () => functional.cosine_similarity(x, x),
        ];
        using var scope = NewDisposeScope();
        foreach (var function in functions)
        {
            using var result = function();
            Assert.Equal(1, scope.DisposablesCount);
        }
        using var weight = new Parameter(empty(3, 4));
        init.orthogonal_(weight);
        init.trunc_normal_(weight);
        init.eye_(weight);
        Assert.Equal(1, scope.DisposablesCount);
        Assert.True(weight.is_leaf && weight.requires_grad);
    }

    [Fact]
    public void A_sequence_disposes_what_goes_between_its_modules_and_nothing_else()
    {
        using var sequence = Sequential(Identity(), Linear(2, 2), ReLU(inplace: true), Flatten());
        using var scope = NewDisposeScope();
        var x = ones(1, 2);
        using var y = sequence.call(x);
        Assert.Equal(2, scope.DisposablesCount);
        Assert.False(x.IsInvalid);
        Assert.Equal([1, 1], x.Flat());
    }

    [Fact]
    public void Attention_averages_values_by_how_well_keys_match()
    {
        using var scope = NewDisposeScope();
        var (q, k, v) = (Wave([2, 3, 4]), Wave([2, 5, 4], 1), Wave([2, 5, 2], 2));
        var plain = functional.scaled_dot_product_attention(q, k, v);
        var weights = softmax(matmul(q, k.transpose(1, 2)) / 2, 2);
        AssertClose(matmul(weights, v).Flat(), plain, "attention");
        // Hiding all but the first key leaves its value; adding −∞ to the others does the same.
        var first = zeros(3, 5, dtype: @bool);
        first[TensorIndex.Colon, 0] = tensor(true);
        var expected = v.narrow(1, 0, 1).expand(2, 3, 2);
        AssertClose(expected.Flat(), functional.scaled_dot_product_attention(q, k, v, first), "one key");
        var numbers = zeros(3, 5, dtype: float64).masked_fill(first.logical_not(), double.NegativeInfinity);
        AssertClose(expected.Flat(), functional.scaled_dot_product_attention(q, k, v, numbers), "one key");
        var causal = functional.scaled_dot_product_attention(k, k, v, is_casual: true);
        AssertClose(v.narrow(1, 0, 1).Flat(), causal.narrow(1, 0, 1), "the first query sees the first key");
        AssertClose(functional.scaled_dot_product_attention(k, k, v).narrow(1, 4, 1).Flat(), causal.narrow(1, 4, 1), "the last query sees all");
        Assert.Throws<ArgumentException>(() => functional.scaled_dot_product_attention(q, k, v, first, is_casual: true));
    }
}
