namespace RankCollapse.Theory.Differential;

/// <summary>The right side of dy/dt = f(t, y).</summary>
/// <param name="time">t.</param>
/// <param name="state">y, shape [size].</param>
/// <param name="derivative">Filled with dy/dt, shape [size].</param>
public delegate void VectorField(double time, ReadOnlySpan<double> state, Span<double> derivative);

/// <summary>Whether an integration is done, asked after every accepted step.</summary>
/// <param name="time">t.</param>
/// <param name="state">y, shape [size].</param>
/// <returns>True to end there.</returns>
public delegate bool StopCondition(double time, ReadOnlySpan<double> state);
