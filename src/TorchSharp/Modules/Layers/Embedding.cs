using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A table of vectors, looked up by number.</summary>
public sealed class Embedding : nn.Module<Tensor, Tensor>
{
    private readonly long paddingIndex = -1;
    private readonly double? maxNorm;
    private readonly double normType;
    private readonly bool scaleGradByFreq;
    private readonly bool isSparse;

    internal Embedding(Parameter weight, long? padding_idx, double? max_norm, double norm_type, bool scale_grad_by_freq, bool sparse) : base(nameof(Embedding))
    {
        var rows = weight.size(0);
        if (padding_idx is { } index)
        {
            if (index < -rows || index >= rows) throw new ArgumentException($"padding_idx was {index}; the table has {rows} rows.", nameof(padding_idx));
            paddingIndex = index < 0 ? index + rows : index;
        }
        (this.weight, maxNorm, normType, scaleGradByFreq, isSparse) = (weight, max_norm, norm_type, scale_grad_by_freq, sparse);
    }

    internal static Embedding Drawn(long rows, long width, long? padding_idx, double? max_norm, double norm_type, bool scale_grad_by_freq, bool sparse, Device? device, ScalarType? dtype)
    {
        var weight = NewParameter.Empty([rows, width], device, dtype);
        nn.init.normal_(weight);
        var embedding = new Embedding(weight, padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse);
        if (embedding.paddingIndex < 0) return embedding;
        using var off = WithoutGradients.Open();
        using var row = Aten.select_int.Call(weight, 0, embedding.paddingIndex);
        Aten.zero_.Do(row);
        return embedding;
    }

    /// <summary>[rows, width].</summary>
    public Parameter weight
    {
        get;
        set => Adopt(nameof(weight), field = value);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        if (maxNorm is { } longest)
        {
            using var off = WithoutGradients.Open();
            using var indices = input.contiguous();
            Aten.embedding_renorm_.Do(weight, indices, longest, normType);
        }
        return Aten.embedding.Call(weight, input, paddingIndex, scaleGradByFreq, isSparse);
    }
}
