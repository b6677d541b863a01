using RankCollapse.Randomness;

namespace RankCollapse.Models.Data;

/// <summary>
/// Points of the plane, uniform in a square and shifted together by a normal vector; the class of a point is 1 when it is a
/// corner of the convex hull of its sample, else 0.
/// </summary>
/// <source paper="dong2021" item="convex hull experiment">Sizes as in the authors' code: 10 points, side 10, deviation 3.3.</source>
public sealed record ConvexHullTask
{
    /// <summary>Points per sample, at least 3; default 10.</summary>
    public int Points { get; init => field = Require.AtLeast(value, 3, "Of fewer points all are corners."); } = 10;

    /// <summary>Side of the square [0, side]², at least 0; default 10.</summary>
    public double Side { get; init => field = Require.NotNegative(value, "It is a length; the paper's code has 10."); } = 10;

    /// <summary>Standard deviation of each coordinate of the common shift, at least 0; default 3.3.</summary>
    public double ShiftDeviation { get; init => field = Require.NotNegative(value, "Use 0 for no shift."); } = 3.3;

    /// <summary>Draws samples; sample i does not depend on how many are drawn.</summary>
    /// <param name="count">Number of samples, at least 1.</param>
    /// <param name="random">Where points and shifts come from; <c>random.AtStep(step)</c> gives a fresh set for every step.</param>
    /// <returns>Vectors of shape [count, points, 2] in two classes.</returns>
    public VectorTask Draw(int count, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Require.AtLeast(count, 1, "It is the number of samples.", nameof(count));
        var points = new double[count * Points * 2];
        var labels = new int[count * Points];
        for (var i = 0; i < count; i++)
        {
            var stream = random.Sample(i);
            var (right, up) = (ShiftDeviation * stream.NextNormal(), ShiftDeviation * stream.NextNormal());
            var sample = points.AsSpan(i * Points * 2, Points * 2);
            for (var p = 0; p < Points; p++)
            {
                sample[2 * p] = (Side * stream.NextUniform()) + right;
                sample[(2 * p) + 1] = (Side * stream.NextUniform()) + up;
            }

            var corners = PlanarHull.Corners(sample);
            for (var p = 0; p < Points; p++) labels[(i * Points) + p] = corners[p] ? 1 : 0;
        }

        return new VectorTask(new VectorTaskShape(Points, 2, 2), points, labels);
    }
}
