using TorchSharp.Modules;
using static TorchSharp.Tests.Modules.ModuleReference;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Tests.Modules;

[Collection(Alone.Name)]
public class ParityTests
{
    private delegate (Module? Module, Tensor Result) Run(Tensor[] inputs);

    private static readonly Dictionary<string, (long[][] Shapes, Run Run)> Cases = new()
    {
        ["Linear"] = ([[2, 3]], One(() => Linear(3, 4, dtype: float64))),
        ["Linear without bias"] = ([[2, 3]], One(() => Linear(3, 4, false, dtype: float64))),
        ["Embedding"] = ([], Looked(() => Embedding(4, 3, dtype: float64))),
        ["Embedding with padding"] = ([], Looked(() => Embedding(4, 3, padding_idx: -1, dtype: float64))),
        ["LayerNorm"] = ([[2, 3, 4]], One(() => LayerNorm([3, 4], dtype: float64))),
        ["BatchNorm1d"] = ([[4, 3]], One(() => BatchNorm1d(3, dtype: float64))),
        ["BatchNorm1d of signals"] = ([[4, 3, 2]], One(() => BatchNorm1d(3, momentum: 0.3, dtype: float64))),
        ["BatchNorm1d without statistics"] = ([[4, 3]], One(() => BatchNorm1d(3, affine: false, track_running_stats: false, dtype: float64))),
        ["BatchNorm1d evaluated"] = ([[4, 3]], Evaluated(() => BatchNorm1d(3, dtype: float64))),
        ["BatchNorm2d"] = ([[2, 3, 2, 2]], One(() => BatchNorm2d(3, dtype: float64))),
        ["BatchNorm2d evaluated"] = ([[2, 3, 2, 2]], Evaluated(() => BatchNorm2d(3, dtype: float64))),
        ["GroupNorm"] = ([[2, 4, 3]], One(() => GroupNorm(2, 4, dtype: float64))),
        ["Conv1d"] = ([[2, 2, 7]], One(() => Conv1d(2, 4, 3, stride: 2, padding: 1, dilation: 2, groups: 2, dtype: float64))),
        ["Conv1d same"] = ([[2, 2, 7]], One(() => Conv1d(2, 3, 4, Padding.Same, dtype: float64))),
        ["Conv1d circular"] = ([[2, 2, 7]], One(() => Conv1d(2, 3, 3, padding: 2, padding_mode: PaddingModes.Circular, dtype: float64))),
        ["Conv2d"] = ([[2, 2, 5, 6]], One(() => Conv2d(2, 3, 3, stride: 2, padding: 1, dtype: float64))),
        ["Conv2d of two lengths"] = ([[2, 2, 5, 6]], One(() => Conv2d(2, 3, (3, 2), stride: (1, 2), padding: (0, 1), bias: false, dtype: float64))),
        ["Conv2d reflected"] = ([[2, 2, 5, 6]], One(() => Conv2d(2, 3, (3, 2), Padding.Same, padding_mode: PaddingModes.Reflect, dtype: float64))),
        ["MaxPool2d"] = ([[1, 2, 5, 6]], One(() => MaxPool2d(2, stride: 1, padding: 1))),
        ["AvgPool2d"] = ([[1, 2, 5, 6]], One(() => AvgPool2d((2, 3), padding: (1, 0), count_include_pad: false))),
        ["AdaptiveAvgPool2d"] = ([[1, 2, 5, 6]], One(() => AdaptiveAvgPool2d((2, 3)))),
        ["Flatten"] = ([[2, 3, 2]], One(() => Flatten())),
        ["Identity"] = ([[2, 3]], One(Identity)),
        ["Dropout"] = ([[40]], One(() => Dropout(0.4))),
        ["Sequential"] = ([[2, 3]], One(() => Sequential(Linear(3, 5, dtype: float64), Tanh(), Linear(5, 2, dtype: float64)))),
        ["ReLU"] = ([[12]], One(() => ReLU())),
        ["LeakyReLU"] = ([[12]], One(() => LeakyReLU(0.2))),
        ["ELU"] = ([[12]], One(() => ELU(0.7))),
        ["GELU"] = ([[12]], One(() => GELU())),
        ["GELU by tanh"] = ([[12]], One(() => GELU(TorchSharp.Modules.GELU.Approximate.tanh))),
        ["SiLU"] = ([[12]], One(() => SiLU())),
        ["Tanh"] = ([[12]], One(() => Tanh())),
        ["Sigmoid"] = ([[12]], One(() => Sigmoid())),
        ["Softplus"] = ([[12]], One(() => Softplus(2, 1))),
        ["Hardtanh"] = ([[12]], One(() => Hardtanh(-0.5, 0.25))),
        ["Softmax"] = ([[3, 4]], One(() => Softmax(0))),
        ["LogSoftmax"] = ([[3, 4]], One(() => LogSoftmax(-1))),
        ["MSELoss"] = ([[2, 3], [2, 3]], Two(() => MSELoss())),
        ["L1Loss"] = ([[2, 3], [2, 3]], Two(() => L1Loss(Reduction.Sum))),
        ["SmoothL1Loss"] = ([[2, 3], [2, 3]], Two(() => SmoothL1Loss(beta: 0.5))),
        ["HuberLoss"] = ([[2, 3], [2, 3]], Two(() => HuberLoss(0.5))),
        ["CrossEntropyLoss"] = ([[3, 4]], Against(() => CrossEntropyLoss(), Classes)),
        ["CrossEntropyLoss with weights"] = ([[3, 4]], Against(() => new CrossEntropyLoss(Wave([4]) + 2, 0, label_smoothing: 0.1), Classes)),
        ["NLLLoss"] = ([[3, 4]], Against(() => NLLLoss(reduction: Reduction.None), Classes)),
        ["BCEWithLogitsLoss"] = ([[2, 3]], Against(() => BCEWithLogitsLoss(pos_weights: Wave([3]) + 2), Yes)),
        ["KLDivLoss"] = ([[2, 3], [2, 3]], Two(() => KLDivLoss())),
        ["CosineSimilarity"] = ([[2, 3], [2, 3]], Function(x => F.cosine_similarity(x[0], x[1], 1))),
        ["binary_cross_entropy"] = ([[2, 3]], Function(x => F.binary_cross_entropy(F.sigmoid(x[0]), Yes()))),
        ["normalize"] = ([[2, 3]], Function(x => F.normalize(x[0], 3, 0))),
        ["pad constant"] = ([[2, 3]], Function(x => F.pad(x[0], (1, 2, 0, 1), value: 0.5))),
        ["pad reflect"] = ([[1, 2, 4]], Function(x => F.pad(x[0], (2, 1), PaddingModes.Reflect))),
        ["pad replicate"] = ([[1, 2, 4]], Function(x => F.pad(x[0], (2, 1), PaddingModes.Replicate))),
        ["pad circular"] = ([[1, 2, 4]], Function(x => F.pad(x[0], [2L, 1L], PaddingModes.Circular))),
        ["interpolate nearest"] = ([[1, 2, 3, 4]], Function(x => F.interpolate(x[0], scale_factor: [1.7]))),
        ["interpolate linear"] = ([[1, 2, 5]], Function(x => F.interpolate(x[0], [8], mode: InterpolationMode.Linear, align_corners: true))),
        ["interpolate bilinear"] = ([[1, 2, 3, 4]], Function(x => F.interpolate(x[0], [5, 7], mode: InterpolationMode.Bilinear))),
        ["interpolate bilinear smoothed"] = ([[1, 2, 6, 7]], Function(x => F.interpolate(x[0], [3, 4], mode: InterpolationMode.Bilinear, antialias: true))),
        ["interpolate bicubic"] = ([[1, 2, 3, 4]], Function(x => F.interpolate(x[0], scale_factor: [2.0, 1.5], mode: InterpolationMode.Bicubic, recompute_scale_factor: true))),
        ["interpolate area"] = ([[1, 2, 6, 4]], Function(x => F.interpolate(x[0], [3, 3], mode: InterpolationMode.Area))),
        ["unfold"] = ([[1, 2, 4, 5]], Function(x => F.unfold(x[0], (2, 3), padding: (1, 0), stride: (1, 2)))),
        ["one_hot"] = ([], Function(_ => F.one_hot(Indices(), 5).to(float64))),
    };

    public static TheoryData<string> Names => [.. ModuleReference.Root.GetProperty("cases").EnumerateObject().Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Values_parameters_and_gradients_are_those_of_Python(string name)
    {
        using var scope = NewDisposeScope();
        var expected = ModuleReference.Root.GetProperty("cases").GetProperty(name);
        var (shapes, run) = Cases[name];
        Tensor[] inputs = [.. shapes.Select((s, i) => Wave(s, 0.5 * i).requires_grad_())];
        manual_seed(0);
        var (module, y) = run(inputs);
        Assert.Equal([.. expected.GetProperty("shape").EnumerateArray().Select(v => v.GetInt64())], y.shape);
        AssertClose(expected.GetProperty("values").Numbers(), y, $"values of {name}");
        if (expected.TryGetProperty("input gradients", out var gradients))
        {
            (y * Wave(y.shape, 1)).sum().backward();
            for (var i = 0; i < inputs.Length; i++) AssertClose(gradients[i].Numbers(), inputs[i].grad!, $"gradient of input {i} of {name}");
        }
        var parameters = expected.GetProperty("parameters").EnumerateObject().ToArray();
        Assert.Equal(parameters.Select(p => p.Name).Order(), (module?.named_parameters() ?? []).Select(p => p.name).Order());
        foreach (var parameter in parameters)
        {
            var own = module!.get_parameter(parameter.Name)!;
            AssertClose(parameter.Value.Numbers(), own, $"{parameter.Name} of {name}");
            AssertClose(expected.GetProperty("gradients").GetProperty(parameter.Name).Numbers(), own.grad!, $"gradient of {parameter.Name} of {name}");
        }
        foreach (var buffer in expected.GetProperty("buffers").EnumerateObject().Where(b => b.Name is not ("weight" or "pos_weight")))
            AssertClose(buffer.Value.Numbers(), module!.get_buffer(buffer.Name)!, $"{buffer.Name} of {name}");
        module?.Dispose();
    }

    [Fact]
    public void Every_case_is_compared() => Assert.Equal(Cases.Keys.Order(), ModuleReference.Root.GetProperty("cases").EnumerateObject().Select(c => c.Name).Order());

    [Fact]
    public void Initial_values_are_those_of_Python()
    {
        var fills = new Dictionary<string, Action<Tensor>>
        {
            ["uniform_"] = t => init.uniform_(t, -1, 2), ["normal_"] = t => init.normal_(t, 1, 2), ["constant_"] = t => init.constant_(t, 0.3),
            ["eye_"] = t => init.eye_(t), ["orthogonal_"] = t => init.orthogonal_(t, 1.5), ["xavier_uniform_"] = t => init.xavier_uniform_(t, 2),
            ["xavier_normal_"] = t => init.xavier_normal_(t), ["kaiming_uniform_"] = t => init.kaiming_uniform_(t, nonlinearity: init.NonlinearityType.ReLU),
            ["kaiming_normal_"] = t => init.kaiming_normal_(t, 0.1, init.FanInOut.FanOut), ["trunc_normal_"] = t => init.trunc_normal_(t, 0.2, 1.5, -1, 2),
        };
        var expected = ModuleReference.Root.GetProperty("initial").EnumerateObject().Where(e => e.Name != "single precision").ToArray();
        Assert.Equal(2 * fills.Count, expected.Length);
        foreach (var (name, values) in expected.Select(e => (e.Name, e.Value.Numbers())))
        {
            using var tensor = empty(name.EndsWith("wide", StringComparison.Ordinal) ? [3, 5] : [5, 2], float64);
            manual_seed(0);
            fills[name.Split(' ')[0]](tensor);
            AssertClose(values, tensor, name);
        }
        manual_seed(0);
        using var linear = Linear(3, 4);
        AssertClose(ModuleReference.Root.GetProperty("initial").GetProperty("single precision").Numbers(), linear.weight, "weight in single precision", 0);
    }

    private static Tensor Classes() => tensor(new long[] { 1, 0, 3 });

    private static Tensor Indices() => tensor(new long[] { 1, 0, 3, 3 }, [2, 2]);

    private static Tensor Yes() => tensor(new double[] { 1, 0, 1, 1, 0, 0 }, [2, 3]);

    private static Run One(Func<Module<Tensor, Tensor>> make) => inputs => make() is var m ? (m, m.call(inputs[0])) : default;

    private static Run Looked(Func<Embedding> make) => _ => make() is var m ? (m, m.call(Indices())) : default;

    private static Run Two(Func<Loss<Tensor, Tensor, Tensor>> make) => inputs => make() is var m ? (m, m.call(inputs[0], inputs[1])) : default;

    private static Run Against(Func<Loss<Tensor, Tensor, Tensor>> make, Func<Tensor> target) => inputs => make() is var m ? (m, m.call(inputs[0], target())) : default;

    private static Run Function(Func<Tensor[], Tensor> function) => inputs => (null, function(inputs));

    private static Run Evaluated(Func<Module<Tensor, Tensor>> make) => inputs =>
    {
        var m = make();
        m.call(Wave([5, .. inputs[0].shape[1..]], 2));
        m.eval();
        return (m, m.call(inputs[0]));
    };
}
