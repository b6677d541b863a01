using TorchSharp.Tests.Reference;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Indexing;

public class IndexingParityTests
{
    private static readonly ReferenceTable Table = new("indexing.json");

    public static TheoryData<string> Names => [.. new IndexingCases().All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_taken_and_what_is_written_are_as_in_Python(string name)
    {
        using var scope = NewDisposeScope();
        var cases = new IndexingCases();
        var indices = cases.All[name];
        var taken = cases.t[indices];
        Assert.Null(ReferenceTable.Difference(taken, Table.At(name, "taken")));

        var written = cases.t.clone();
        written[indices] = -arange(1, taken.numel() + 1, dtype: float64).reshape(taken.shape);
        Assert.Null(ReferenceTable.Difference(written, Table.At(name, "written")));

        var filled = cases.t.clone();
        filled[indices] = 7;
        Assert.Null(ReferenceTable.Difference(filled, Table.At(name, "filled")));
    }

    [Fact]
    public void Every_expression_of_the_reference_is_compared()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(Table.At().EnumerateObject().Select(c => c.Name).Order(), new IndexingCases().All.Keys.Order());
    }
}
