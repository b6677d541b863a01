using RankCollapse.Models.Data;
using RankCollapse.Randomness;

namespace RankCollapse.Models.Tests.Data;

public sealed class VectorTaskTests
{
    private static RandomStream Stream(string name = "data") => new RandomSource(8).Stream(name);

    [Fact]
    public void Two_blobs_are_told_apart_with_exactly_the_smallest_possible_share_of_errors()
    {
        const int count = 40_000;
        var task = new GaussianBlobs { Classes = 2, Dimension = 5, Separation = 2 }.Draw(count, Stream());
        var errors = 0;
        for (var i = 0; i < count; i++) errors += (task.Sample(i)[1] > task.Sample(i)[0] ? 1 : 0) == task.Labels[i] ? 0 : 1;
        // Φ(−1) = 0.158655; six standard errors.
        Assert.InRange(errors / (double)count, 0.158655 - (6 * 0.00183), 0.158655 + (6 * 0.00183));
    }

    [Fact]
    public void Blobs_have_unit_deviation_about_centres_at_the_separation_given()
    {
        const int count = 30_000;
        var task = new GaussianBlobs { Classes = 3, Dimension = 4, Separation = 6 }.Draw(count, Stream());
        Assert.Equal([0, 1, 2, 0, 1, 2], task.Labels[..6].ToArray());
        var centres = new double[3, 4];
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < 4; j++) centres[task.Labels[i], j] += task.Sample(i)[j] / (count / 3);
        }

        var variance = 0.0;
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < 4; j++) variance += Math.Pow(task.Sample(i)[j] - centres[task.Labels[i], j], 2) / (4 * count);
        }

        // Variance of 120000 normals: standard error sqrt(2/120000) = 0.0041. A centre's coordinate: 0.01, a distance: 0.014.
        Assert.InRange(variance, 1 - 0.0246, 1 + 0.0246);
        for (var a = 0; a < 3; a++)
        {
            var b = (a + 1) % 3;
            Assert.InRange(Math.Sqrt(Enumerable.Range(0, 4).Sum(j => Math.Pow(centres[a, j] - centres[b, j], 2))), 6 - 0.085, 6 + 0.085);
        }
    }

    [Fact]
    public void Blobs_in_too_few_dimensions_are_refused() => Assert.StartsWith(
        "Dimension was 2 and Classes was 3; equally distant centres on the axes need at least as many dimensions as classes. Use Dimension = 3",
        Assert.Throws<ArgumentException>(() => new GaussianBlobs { Classes = 3, Dimension = 2, Separation = 1 }.Draw(1, Stream())).Message);

    [Fact]
    public void Sine_prototypes_without_noise_are_their_formula_and_noise_stays_in_the_unit_interval()
    {
        var clean = new SinePrototypes { Noise = 0 }.Draw(20, Stream());
        Assert.Equal(0.5 + (0.5 * Math.Sin((0.37 * 4 * 6) + 3)), clean.Sample(13)[5], 15);
        var noisy = new SinePrototypes().Draw(200, Stream()).Vectors.ToArray();
        Assert.True(noisy.All(x => x is >= 0 and <= 1));
        Assert.Contains(0, noisy);
        Assert.Contains(1, noisy);
    }

    [Fact]
    public void Hull_labels_of_ten_given_points_are_the_reference_values()
    {
        var points = new double[20];
        for (var k = 0; k < 10; k++)
        {
            points[2 * k] = 10 * Math.Abs(Math.Sin((3.1 * k) + 1));
            points[(2 * k) + 1] = 10 * Math.Abs(Math.Cos(1.7 * k));
        }

        bool[] expected = [true, true, false, false, false, false, false, false, true, true];
        Assert.Equal(expected, PlanarHull.Corners(points));
        Assert.Equal(expected, PlanarHull.CornersReference(points));
    }

    [Fact]
    public void Hull_labels_agree_with_the_definition()
    {
        var task = new ConvexHullTask().Draw(300, Stream());
        Assert.Equal(new VectorTaskShape(10, 2, 2), task.Shape);
        for (var i = 0; i < task.Count; i++)
            Assert.Equal(PlanarHull.CornersReference(task.Sample(i)), task.LabelsOf(i).ToArray().Select(label => label == 1));
    }

    [Fact]
    public void Points_inside_an_edge_are_no_corners()
    {
        double[] square = [0, 0, 1, 0, 2, 0, 2, 2, 0, 2, 0, 1, 1, 1];
        bool[] corners = [true, false, true, true, true, false, false];
        Assert.Equal(corners, PlanarHull.Corners(square));
        Assert.Equal(corners, PlanarHull.CornersReference(square));
        Assert.Equal([true, false, true], PlanarHull.Corners([0, 0, 1, 1, 2, 2]));
        Assert.Equal([true], PlanarHull.Corners([5, 5]));
    }

    [Fact]
    public void Points_that_are_none_are_refused()
    {
        Assert.StartsWith("There were 3 coordinates; points of the plane need two each", Assert.Throws<ArgumentException>(() => PlanarHull.Corners([1, 2, 3])).Message);
        Assert.StartsWith("Coordinate [1, 0] was NaN; every coordinate must be finite.", Assert.Throws<ArgumentException>(() => PlanarHull.Corners([1, 2, double.NaN, 0])).Message);
    }

    [Fact]
    public void Hull_samples_are_a_square_shifted_by_a_normal_vector()
    {
        const int count = 20_000;
        var task = new ConvexHullTask().Draw(count, Stream());
        var (mean, square) = (0.0, 0.0);
        for (var i = 0; i < count; i++)
        {
            mean += task.Sample(i)[0] / count;
            square += task.Sample(i)[0] * task.Sample(i)[0] / count;
        }

        // One coordinate is 10 U + 3.3 Z: mean 5, variance 100/12 + 10.89 = 19.22; standard errors 0.031 and about 0.18.
        Assert.InRange(mean, 5 - 0.186, 5 + 0.186);
        Assert.InRange(square - (mean * mean), 19.22 - 1.1, 19.22 + 1.1);
    }

    [Fact]
    public void Of_four_points_in_a_square_one_is_inside_with_the_probability_that_sylvester_asked_for()
    {
        const int count = 40_000;
        var labels = new ConvexHullTask { Points = 4 }.Draw(count, Stream()).Labels.ToArray();
        // 11/36 for the square; standard error sqrt(p (1 − p) / 40000) = 0.0023, six of them.
        Assert.InRange(labels.Count(label => label == 0) / (double)count, (11.0 / 36) - 0.0138, (11.0 / 36) + 0.0138);
    }

    [Fact]
    public void Samples_are_copied_in_single_precision()
    {
        var task = new ConvexHullTask { Points = 3 }.Draw(4, Stream());
        var (vectors, labels) = (new float[12], new long[6]);
        task.CopyVectors([2, 0], vectors);
        task.CopyLabels([2, 0], labels);
        Assert.Equal((float)task.Sample(0)[5], vectors[11]);
        Assert.Equal([1L, 1, 1, 1, 1, 1], labels);
        Assert.StartsWith("The output of CopyVectors had 11 entries; it fills [2] rows of 6 numbers, so 12 are needed.",
            Assert.Throws<ArgumentException>(() => task.CopyVectors([2, 0], vectors.AsSpan(1))).Message);
        Assert.StartsWith("The output of CopyLabels had 5 entries; it fills [2, 3] labels, so 6 are needed.",
            Assert.Throws<ArgumentException>(() => task.CopyLabels([2, 0], labels.AsSpan(1))).Message);
    }

    [Fact]
    public void A_stream_gives_one_set_its_steps_give_fresh_ones_and_a_longer_set_begins_with_the_shorter()
    {
        foreach (var draw in new Func<int, RandomStream, VectorTask>[]
        {
            new GaussianBlobs { Classes = 2, Dimension = 3, Separation = 1 }.Draw, new SinePrototypes().Draw, new ConvexHullTask().Draw,
        })
        {
            var task = draw(20, Stream());
            Assert.Equal(task.Vectors.ToArray(), draw(50, Stream()).Vectors[..task.Vectors.Length].ToArray());
            Assert.NotEqual(task.Vectors.ToArray(), draw(20, Stream().AtStep(1)).Vectors.ToArray());
        }
    }
}
