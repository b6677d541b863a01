using RankCollapse.Measures;
using RankCollapse.Randomness;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RankCollapse.Models.Recurrence;

/// <summary>Initial values that the selective layers share.</summary>
internal static class SelectiveInitialisation
{
    /// <summary>Biases whose softplus is drawn evenly in the logarithm from [1e-3, 1e-1]: b = Δ + log(1 − e^(−Δ)).</summary>
    public static Parameter StepBias(int count, RandomStream random)
    {
        var steps = Enumerable.Range(0, count).Select(_ => 1e-3 * Math.Pow(100, random.NextUniform()));
        return new Parameter(tensor(steps.Select(s => s + Math.Log(-Exponentials.MinusOne(-s))).ToArray()).to(float32));
    }

    /// <summary>A weight of a linear map, uniform in ±1/√fan-in, shape [outputs, inputs].</summary>
    public static Parameter Linear(int outputs, int inputs, RandomStream random)
    {
        var bound = 1 / Math.Sqrt(inputs);
        return new Parameter(zeros(outputs, inputs).FillUniform(-bound, bound, random));
    }
}
