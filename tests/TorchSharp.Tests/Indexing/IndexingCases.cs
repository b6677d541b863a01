using static TorchSharp.torch;

namespace TorchSharp.Tests.Indexing;

/// <summary>The expressions of <c>Reference/operators.py</c>, under the same names.</summary>
internal sealed class IndexingCases
{
    public readonly Tensor t = arange(60, dtype: float64).reshape(3, 4, 5);
    private readonly Tensor i = tensor(new long[] { 2, 0 });
    private readonly Tensor k = tensor(new long[] { -1, 3 });
    private readonly Tensor r = tensor(new long[,] { { 0, 1 }, { 2, 2 } });
    private readonly Tensor q = tensor(new[,] { { true, false, true, false }, { false, false, false, false }, { true, true, true, true } });
    private readonly Tensor w = tensor(new[] { true, false, true, true });
    private readonly Tensor w5 = tensor(new[] { false, true, false, false, true });
    private readonly Tensor o = tensor(new long[] { 0, 0, 1 });

    public IReadOnlyDictionary<string, TensorIndex[]> All => new Dictionary<string, TensorIndex[]>
    {
        ["t[1]"] = [1],
        ["t[-1]"] = [-1],
        ["t[1, 2]"] = [1, 2],
        ["t[1, 2, 3]"] = [1, 2, 3],
        ["t[-1, -2, -3]"] = [-1, -2, -3],
        ["t[:]"] = [TensorIndex.Colon],
        ["t[..., 0]"] = [TensorIndex.Ellipsis, 0],
        ["t[0, ...]"] = [0, TensorIndex.Ellipsis],
        ["t[..., 1, 2]"] = [TensorIndex.Ellipsis, 1, 2],
        ["t[:, 1]"] = [TensorIndex.Colon, 1],
        ["t[1:]"] = [1..],
        ["t[:2]"] = [(..2)],
        ["t[1:3, 2]"] = [1..3, 2],
        ["t[:, ::2]"] = [TensorIndex.Colon, TensorIndex.Slice(step: 2)],
        ["t[:, 1:4:2, -1]"] = [TensorIndex.Colon, TensorIndex.Slice(1, 4, 2), -1],
        ["t[:, :, -2:]"] = [TensorIndex.Colon, TensorIndex.Colon, ^2..],
        ["t[:, :, :-1]"] = [TensorIndex.Colon, TensorIndex.Colon, (..^1)],
        ["t[-2:-1]"] = [TensorIndex.Slice(-2, -1)],
        ["t[5:9]"] = [5..9],
        ["t[None]"] = [TensorIndex.None],
        ["t[:, None]"] = [TensorIndex.Colon, TensorIndex.None],
        ["t[..., None]"] = [TensorIndex.Ellipsis, TensorIndex.None],
        ["t[1, None, :, None, 0]"] = [1, TensorIndex.None, TensorIndex.Colon, TensorIndex.None, 0],
        ["t[True]"] = [TensorIndex.Bool(true)],
        ["t[False]"] = [TensorIndex.Bool(false)],
        ["t[i]"] = [Of(i)],
        ["t[i, k]"] = [Of(i), Of(k)],
        ["t[:, i]"] = [TensorIndex.Colon, Of(i)],
        ["t[i, :, k]"] = [Of(i), TensorIndex.Colon, Of(k)],
        ["t[..., k]"] = [TensorIndex.Ellipsis, Of(k)],
        ["t[i, 1]"] = [Of(i), 1],
        ["t[1, i]"] = [1, Of(i)],
        ["t[i, None, k]"] = [Of(i), TensorIndex.None, Of(k)],
        ["t[i, 1:3]"] = [Of(i), 1..3],
        ["t[i[:, None], k]"] = [Of(i.unsqueeze(1)), Of(k)],
        ["t[r]"] = [Of(r)],
        ["t[t > 25]"] = [Of(t > 25)],
        ["t[q]"] = [Of(q)],
        ["t[:, w]"] = [TensorIndex.Colon, Of(w)],
        ["t[..., w5]"] = [TensorIndex.Ellipsis, Of(w5)],
        ["t[o, o]"] = [Of(o), Of(o)],
        ["t[torch.tensor(2), 1:]"] = [Of(tensor(2L)), 1..],
        ["t[i, ..., 0]"] = [Of(i), TensorIndex.Ellipsis, 0],
    };

    private static TensorIndex Of(Tensor tensor) => TensorIndex.Tensor(tensor);
}
