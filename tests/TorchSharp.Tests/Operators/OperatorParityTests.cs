using TorchSharp.Tests.Reference;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Operators;

public class OperatorParityTests
{
    private static readonly ReferenceTable Table = new("operators.json");

    private static readonly OperatorCases Cases = new();

    public static TheoryData<string> Names => [.. Cases.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Values_and_gradients_are_those_of_PyTorch(string name)
    {
        using var scope = NewDisposeScope();
        var inputs = new OperatorInputs(Table);
        var results = Cases.All[name](inputs);
        var expected = Table.At("cases", name, "results").EnumerateArray().ToArray();
        Assert.Equal(expected.Length, results.Length);
        foreach (var (actual, wanted) in results.Zip(expected)) Assert.Null(ReferenceTable.Difference(actual, wanted));

        var gradients = Table.At("cases", name, "gradients").EnumerateObject().ToArray();
        Assert.Equal(gradients.Length > 0, results[0].requires_grad);
        if (gradients.Length == 0) return;
        var parts = results[0].is_complex() ? view_as_real(results[0].resolve_conj()) : results[0];
        (parts * arange(parts.numel(), dtype: float64).cos().reshape(parts.shape)).sum().backward();
        foreach (var gradient in gradients) Assert.Null(ReferenceTable.Difference(inputs.Used[gradient.Name].grad!, gradient.Value));
    }

    [Fact]
    public void Every_case_of_the_reference_is_compared()
    {
        Assert.Equal(Table.At("cases").EnumerateObject().Select(c => c.Name).Order(), Cases.All.Keys.Order());
        Assert.True(Cases.All.Count >= 300);
        Assert.True(Table.At("cases").EnumerateObject().Count(c => c.Value.GetProperty("gradients").EnumerateObject().Any()) >= 180);
    }
}
