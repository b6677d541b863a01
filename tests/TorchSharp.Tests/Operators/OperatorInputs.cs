using TorchSharp.Tests.Reference;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Operators;

/// <summary>The inputs of the cases: a, b, u and p (positive) are matrices of 3 × 4, m of 4 × 3, s is square, v a vector of 4, t a batch, z complex, i and j hold indices.</summary>
internal sealed class OperatorInputs(ReferenceTable table)
{
    private readonly Dictionary<string, Tensor> used = [];

    public Tensor a => Input("a");

    public Tensor b => Input("b");

    public Tensor p => Input("p");

    public Tensor u => Input("u");

    public Tensor v => Input("v");

    public Tensor m => Input("m");

    public Tensor s => Input("s");

    public Tensor t => Input("t");

    public Tensor z => Input("z");

    public Tensor i => Input("i");

    public Tensor j => Input("j");

    /// <summary>Those that a case asked for, by name.</summary>
    public IReadOnlyDictionary<string, Tensor> Used => used;

    private Tensor Input(string name)
    {
        if (used.TryGetValue(name, out var made)) return made;
        made = table.Read("inputs", name);
        if (!made.is_integral()) made.requires_grad = true;
        return used[name] = made;
    }
}
