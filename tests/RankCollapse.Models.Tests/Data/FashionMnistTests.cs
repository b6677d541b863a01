using RankCollapse.Models.Data;

namespace RankCollapse.Models.Tests.Data;

/// <summary>The real data, loaded once.</summary>
public sealed class FashionMnistData
{
    public ImageSet Train { get; } = FashionMnist.Train();

    public ImageSet Test { get; } = FashionMnist.Test();
}

public sealed class FashionMnistTests(FashionMnistData data) : IClassFixture<FashionMnistData>
{
    [Fact]
    public void There_are_6000_training_and_1000_test_images_of_each_class()
    {
        Assert.Equal((60_000, 10_000), (data.Train.Count, data.Test.Count));
        Assert.Equal(new ImageShape(1, 28, 28), data.Train.Shape);
        Assert.Equal(Enumerable.Repeat(6_000, 10), data.Train.ClassCounts());
        Assert.Equal(Enumerable.Repeat(1_000, 10), data.Test.ClassCounts());
    }

    [Fact]
    public void The_first_labels_are_the_published_ones()
    {
        Assert.Equal([9, 0, 0, 3, 0, 2, 7, 2, 5, 5], data.Train.Labels[..10].ToArray());
        Assert.Equal([9, 2, 1, 1, 6, 1, 4, 6, 5, 7], data.Test.Labels[..10].ToArray());
        Assert.Equal("Ankle boot", data.Train.Origin.ClassNames[9]);
    }

    [Fact]
    public void Mean_and_deviation_of_the_training_pixels_are_the_well_known_ones()
    {
        Assert.Equal(0.2860, data.Train.Statistics.Means[0], 4);
        Assert.Equal(0.3530, data.Train.Statistics.Deviations[0], 4);
    }

    [Fact]
    public void Normalised_training_pixels_have_mean_0_and_deviation_1()
    {
        var indices = Enumerable.Range(0, 60_000).ToArray();
        var (sum, squares) = (0.0, 0.0);
        var batch = new float[6_000 * 784];
        for (var from = 0; from < indices.Length; from += 6_000)
        {
            data.Train.CopyNormalised(indices.AsSpan(from, 6_000), data.Train.Statistics, batch);
            foreach (var pixel in batch)
            {
                sum += pixel;
                squares += (double)pixel * pixel;
            }
        }

        Assert.Equal(0, sum / (60_000 * 784), 6);
        Assert.Equal(1, squares / (60_000 * 784), 6);
    }

    [Fact]
    public void A_missing_set_says_what_was_looked_for_where_and_what_to_run()
    {
        var error = Assert.Throws<FileNotFoundException>(() => FashionMnist.Train(["/nowhere/fashion-mnist", "/neither"]));
        Assert.Equal(
            "Fashion-MNIST was not found: looked for train-images-idx3-ubyte.gz or train-images-idx3-ubyte in /nowhere/fashion-mnist, /neither. "
            + "Run './workbook run', which installs the package dataset-fashion-mnist, or set RANKCOLLAPSE_DATA to a folder that holds fashion-mnist/.",
            error.Message);
    }

    [Fact]
    public void The_users_folder_comes_before_that_of_the_package() => Assert.Equal(
        ["/mine/fashion-mnist", "/mine/FashionMNIST/raw", "/usr/share/datasets/fashion-mnist"], FashionMnist.Folders("/mine"));

    [Fact]
    public void Other_pixels_of_the_right_shape_fail_the_checksum()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("t10k-images-idx3-ubyte", Content.Idx(0x08, [10_000, 28, 28], new byte[10_000 * 784]));
        var error = Assert.Throws<InvalidDataException>(() => FashionMnist.Test([folder.Root]));
        Assert.StartsWith($"{path}: the SHA-256 of the unpacked content was ", error.Message);
        Assert.Contains("expected 5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b. Run './workbook run'", error.Message);
    }

    [Fact]
    public void A_file_of_another_shape_says_both_shapes()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("train-images-idx3-ubyte.gz", Content.Compressed(Content.Idx(0x08, [2, 3], [1, 2, 3, 4, 5, 6])));
        var error = Assert.Throws<InvalidDataException>(() => FashionMnist.Train([folder.Root]));
        Assert.StartsWith(
            $"{path} is not of Fashion-MNIST: it holds shape [2, 3] of UnsignedByte; expected [60000, 28, 28] of UnsignedByte.", error.Message);
    }
}
