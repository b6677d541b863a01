using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>One step of Adam or AdamW for one parameter.</summary>
internal readonly struct AdamStep
{
    public required double Rate { get; init; }

    public required double Beta1 { get; init; }

    public required double Beta2 { get; init; }

    public required double Epsilon { get; init; }

    public required double Decay { get; init; }

    public required bool IsDecoupled { get; init; }

    public required bool Maximizes { get; init; }

    public required long Step { get; init; }

    /// <summary>Moves the means and the parameter.</summary>
    public void Apply(Tensor parameter, Tensor gradient, Tensor mean, Tensor square, Tensor? largest)
    {
        if (IsDecoupled && Decay != 0) Aten.mul__Scalar.Do(parameter, 1 - Rate * Decay);
        using var changed = Maximizes || (Decay != 0 && !IsDecoupled) ? Changed(parameter, gradient) : null;
        var used = changed ?? gradient;
        Aten.lerp__Scalar.Do(mean, used, 1 - Beta1);
        Aten.mul__Scalar.Do(square, Beta2);
        Aten.addcmul_.Do(square, used, used, 1 - Beta2);
        if (largest is not null) Aten.maximum_out.Do(largest, square, largest);
        // rate/c₁ · m / (√v/√c₂ + ε) with the root of the correction c₂ taken to the numbers: one pass over the tensor less.
        var correction = Math.Sqrt(1 - Math.Pow(Beta2, Step));
        using var root = Aten.sqrt.Call(largest ?? square);
        Aten.add__Scalar.Do(root, Epsilon * correction);
        Aten.addcdiv_.Do(parameter, mean, root, -Rate * correction / (1 - Math.Pow(Beta1, Step)));
    }

    private Tensor Changed(Tensor parameter, Tensor gradient)
    {
        var changed = Maximizes ? Aten.neg.Call(gradient) : Aten.clone.Call(gradient);
        if (!IsDecoupled && Decay != 0) Aten.add__Tensor.Do(changed, parameter, Decay);
        return changed;
    }
}
