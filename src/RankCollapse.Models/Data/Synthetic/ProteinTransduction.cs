using RankCollapse.Theory.Differential;

namespace RankCollapse.Models.Data;

/// <summary>
/// A signalling cascade of five concentrations (S, S_d, R, RS, R_pp): Ṡ = −k₁S − k₂SR + k₃RS, Ṡ_d = k₁S,
/// Ṙ = −k₂SR + k₃RS + V R_pp/(K_m + R_pp), ṘS = k₂SR − (k₃ + k₄)RS, Ṙ_pp = k₄RS − V R_pp/(K_m + R_pp), from (1, 0, 1, 0, 0).
/// R + RS + R_pp stays 1.
/// </summary>
/// <remarks>k = (0.07, 0.6, 0.05, 0.3), V = 0.017, K_m = 0.3: a benchmark's constants, recalled, not checked against a paper.</remarks>
/// <source paper="linear-rnn-universality" item="full run of the ODE experiment">The system that the paper used is not confirmed.</source>
public sealed record ProteinTransduction
{
    /// <summary>Number of concentrations: 5.</summary>
    public const int Width = 5;

    /// <summary>Time between two outputs, in [1e-6, 10]; default 1.</summary>
    public double Spacing { get; init => field = Require.Within(value, (1e-6, 10), "It is a time; the cascade takes about 100."); } = 1;

    /// <summary>Integration steps of order four between two outputs, at least 1; default 50.</summary>
    public int Substeps { get; init => field = Require.AtLeast(value, 1, "50 steps of 0.02 give about ten digits."); } = 50;

    /// <summary>The concentrations from the start onwards.</summary>
    /// <param name="steps">Number of outputs after the start, at least 1.</param>
    /// <returns>Shape [steps + 1, 5]; row i is at time i · Spacing.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No steps.</exception>
    public double[,] Trajectory(int steps)
    {
        Require.AtLeast(steps, 1, "It is the number of outputs after the start.", nameof(steps));
        var rows = new double[steps + 1, Width];
        double[] state = [1, 0, 1, 0, 0];
        for (var step = 0; step <= steps; step++)
        {
            if (step > 0) state = ClassicalRungeKutta.End(Change, state, Spacing / Substeps, Substeps);
            for (var i = 0; i < Width; i++) rows[step, i] = state[i];
        }

        return rows;
    }

    private static void Change(double time, ReadOnlySpan<double> now, Span<double> change)
    {
        var decay = 0.07 * now[0];
        var binding = (0.6 * now[0] * now[2]) - (0.05 * now[3]);
        var activation = 0.3 * now[3];
        var recovery = 0.017 * now[4] / (0.3 + now[4]);
        change[0] = -decay - binding;
        change[1] = decay;
        change[2] = -binding + recovery;
        change[3] = binding - activation;
        change[4] = activation - recovery;
    }
}
