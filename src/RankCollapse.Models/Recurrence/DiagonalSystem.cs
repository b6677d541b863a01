using TorchSharp;
using static TorchSharp.torch;

namespace RankCollapse.Models.Recurrence;

/// <summary>
/// A diagonal linear recurrence of complex modes, x_k = λ·x_(k−1) + v_k with x_0 = 0: what an LRU or an S4D layer does to its driven
/// states. Three ways: <see cref="States"/>, <see cref="StatesByDoubling"/> and <see cref="StatesReference"/>.
/// </summary>
/// <source paper="orvieto2024" item="the diagonal linear recurrence">One kernel for real and complex modes.</source>
public sealed record DiagonalSystem
{
    /// <summary>λ, shape [modes]; modulus at most 1 for a stable system.</summary>
    public required ComplexPair Eigenvalues { get; init; }

    /// <summary>v, shape [batch, tokens, modes].</summary>
    public required ComplexPair Drive { get; init; }

    /// <summary>All states, by the fastest way: vectors of modes on the processor, doubling on a GPU.</summary>
    /// <returns>Shape [batch, tokens, modes]; the caller disposes it. First derivatives only on the processor.</returns>
    /// <exception cref="ArgumentException">Shapes or types that do not fit together.</exception>
    public ComplexPair States()
    {
        Check();
        return Drive.Real.device.type == DeviceType.CPU ? DiagonalScanFunction.Run(this) : StatesByDoubling();
    }

    /// <summary>All states by tensors: x ← x + λ^s·(x, s tokens later) for s = 1, 2, 4, …, as many passes as the length has binary digits.</summary>
    /// <returns>Shape [batch, tokens, modes]; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">Shapes or types that do not fit together.</exception>
    public ComplexPair StatesByDoubling()
    {
        Check();
        using var scope = NewDisposeScope();
        var (states, power, tokens) = (Drive, Eigenvalues, Drive.Real.size(1));
        for (long reach = 1; reach < tokens; reach *= 2)
        {
            var late = Part(states, reach, tokens - reach) + (power * Part(states, 0, tokens - reach));
            states = new ComplexPair(cat([states.Real.narrow(1, 0, reach), late.Real], 1), cat([states.Imaginary.narrow(1, 0, reach), late.Imaginary], 1));
            power *= power;
        }
        var (re, im) = scope.MoveToOuter(states.Real.alias(), states.Imaginary.alias());
        return new ComplexPair(re, im);
    }

    /// <summary>All states token by token, as the recurrence is printed.</summary>
    /// <returns>Shape [batch, tokens, modes]; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">Shapes or types that do not fit together.</exception>
    public ComplexPair StatesReference()
    {
        Check();
        using var scope = NewDisposeScope();
        var state = new ComplexPair(zeros_like(Drive.Real.select(1, 0)), zeros_like(Drive.Real.select(1, 0)));
        var (reals, imaginaries) = (new List<Tensor>(), new List<Tensor>());
        for (long t = 0; t < Drive.Real.size(1); t++)
        {
            state = (Eigenvalues * state) + new ComplexPair(Drive.Real.select(1, t), Drive.Imaginary.select(1, t));
            reals.Add(state.Real);
            imaginaries.Add(state.Imaginary);
        }
        var (re, im) = scope.MoveToOuter(stack(reals, 1), stack(imaginaries, 1));
        return new ComplexPair(re, im);
    }

    private static ComplexPair Part(ComplexPair x, long from, long length) => new(x.Real.narrow(1, from, length), x.Imaginary.narrow(1, from, length));

    private void Check()
    {
        var shape = Shapes.Have(Drive.Real, nameof(Drive), "[batch, tokens, modes]", -1, -1, -1).shape;
        if (shape[1] < 1) throw new ArgumentException("Drive has no tokens; at least one is needed.", nameof(Drive));
        Shapes.Have(Drive.Imaginary, nameof(Drive), "[batch, tokens, modes]", shape);
        Shapes.Have(Eigenvalues.Real, nameof(Eigenvalues), "[modes]", shape[2]);
        Shapes.Have(Eigenvalues.Imaginary, nameof(Eigenvalues), "[modes]", shape[2]);
        Shapes.Alike((nameof(Drive), Drive.Real), (nameof(Drive), Drive.Imaginary), (nameof(Eigenvalues), Eigenvalues.Real), (nameof(Eigenvalues), Eigenvalues.Imaginary));
    }
}
