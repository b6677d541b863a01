namespace RankCollapse.Models.Data;

/// <summary>
/// Two tokens that go round a circle half a turn apart: the input is the pair (point i, point i + half), the target the
/// pair of next points. A layer that is applied again and again must keep the two apart.
/// </summary>
/// <source paper="dong2021" item="circle experiment">As in the authors' code, half is points/2 − 1: not exactly opposite.</source>
public sealed record CircleTask
{
    /// <summary>Points on the circle, even, at least 4; default 1000.</summary>
    public int Points
    {
        get;
        init => field = Require.AtLeast(value, 4, "Use an even number.") % 2 == 0 ? value : throw new ArgumentOutOfRangeException(
            nameof(Points), $"Points was {value}; it must be even, because the pairs are half a circle apart. Use {value + 1}.");
    } = 1000;

    /// <summary>Radius of the circle, at least 0; default 0.3.</summary>
    public double Radius { get; init => field = Require.NotNegative(value, "The paper's code has 0.3."); } = 0.3;

    /// <summary>All pairs in the order of the first token; nothing is random.</summary>
    /// <returns>Points/2 − 1 sequences of two positions, inputs and targets of width 2.</returns>
    public SignalTask Pairs()
    {
        var half = (Points / 2) - 1;
        var inputs = new double[half * 4];
        var targets = new double[half * 4];
        for (var i = 0; i < half; i++)
        {
            Put(inputs.AsSpan(i * 4), i);
            Put(inputs.AsSpan((i * 4) + 2), i + half);
            Put(targets.AsSpan(i * 4), i + 1);
            Put(targets.AsSpan((i * 4) + 2), i + 1 + half);
        }

        return new SignalTask(new SignalTaskShape(2, 2, 2), inputs, targets);
    }

    private void Put(Span<double> place, int point)
    {
        var (sine, cosine) = Math.SinCos(2 * Math.PI * point / Points);
        place[0] = Radius * cosine;
        place[1] = Radius * sine;
    }
}
