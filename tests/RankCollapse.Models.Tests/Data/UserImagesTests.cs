using RankCollapse.Models.Data;

namespace RankCollapse.Models.Tests.Data;

/// <summary>MNIST and CIFAR-10 from files that a user brings; here files of the right structure with invented pixels.</summary>
public sealed class UserImagesTests : IDisposable
{
    private static readonly int[] MnistTestCounts = [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Mnist_is_read_from_any_of_the_users_folders()
    {
        Directory.CreateDirectory(Path.Combine(folder.Root, "mnist"));
        WriteMnistTest("MNIST/raw/", MnistTestCounts);
        var set = Mnist.Test(Mnist.Folders(folder.Root));
        Assert.Equal((10_000, "7"), (set.Count, set.Origin.ClassNames[7]));
        Assert.Equal(MnistTestCounts, set.ClassCounts());
        Assert.Equal(200, set.Image(9_999)[783]);
    }

    [Fact]
    public void The_users_folder_is_the_one_that_the_environment_names()
    {
        WriteMnistTest("mnist/", MnistTestCounts);
        var before = Environment.GetEnvironmentVariable("RANKCOLLAPSE_DATA");
        Environment.SetEnvironmentVariable("RANKCOLLAPSE_DATA", folder.Root);
        try
        {
            Assert.Equal(200, Mnist.Test().Image(9_999)[783]);
        }
        finally
        {
            Environment.SetEnvironmentVariable("RANKCOLLAPSE_DATA", before);
        }
    }

    [Fact]
    public void Mnist_without_a_folder_names_the_variable_and_the_command()
    {
        var error = Assert.Throws<FileNotFoundException>(() => Mnist.Train(Mnist.Folders(null)));
        Assert.StartsWith("MNIST was not found: the environment variable RANKCOLLAPSE_DATA is not set. Put train-images-idx3-ubyte.gz,", error.Message);
        Assert.EndsWith("into a folder and run: export RANKCOLLAPSE_DATA=/that/folder", error.Message);
    }

    [Fact]
    public void Mnist_that_is_missing_names_all_places()
    {
        var error = Assert.Throws<FileNotFoundException>(() => Mnist.Train(Mnist.Folders("/nowhere")));
        Assert.StartsWith(
            "MNIST was not found: looked for train-images-idx3-ubyte.gz or train-images-idx3-ubyte in /nowhere/mnist, /nowhere/MNIST/raw, /nowhere. ",
            error.Message);
    }

    [Fact]
    public void Fashion_labels_under_the_names_of_mnist_are_refused()
    {
        WriteMnistTest("", [.. Enumerable.Repeat(1_000, 10)]);
        var error = Assert.Throws<InvalidDataException>(() => Mnist.Test(Mnist.Folders(folder.Root)));
        Assert.Contains(
            "t10k-labels-idx1-ubyte is not of MNIST: its labels appear 1000 1000 1000 1000 1000 1000 1000 1000 1000 1000 times; "
            + "expected 980 1135 1032 1010 982 892 958 1028 974 1009. Another set has files of the same names.", error.Message);
    }

    [Fact]
    public void A_label_out_of_range_is_named()
    {
        var counts = (int[])MnistTestCounts.Clone();
        WriteMnistTest("", [.. counts[..9], 1_008, 1]);
        var error = Assert.Throws<InvalidDataException>(() => Mnist.Test(Mnist.Folders(folder.Root)));
        Assert.Contains("t10k-labels-idx1-ubyte: label 9999 is 10; expected 0 to 9. Put ", error.Message);
    }

    [Fact]
    public void Cifar_records_are_a_label_then_red_green_and_blue()
    {
        WriteCifar("cifar-10-batches-bin/test_batch.bin", i => i % 10);
        var set = Cifar10.Test(Cifar10.Folders(folder.Root));
        Assert.Equal((10_000, new ImageShape(3, 32, 32)), (set.Count, set.Shape));
        Assert.Equal([0, 1, 2, 3], set.Labels[..4].ToArray());
        Assert.Equal(("truck", 7), (set.Origin.ClassNames[9], set.Labels[17]));
        Assert.Equal((10, 20, 30), (set.Image(5)[0], set.Image(5)[1024], set.Image(5)[3071]));
        Assert.Equal(18, set.Grey().Image(5)[0]); // 0.299 · 10 + 0.587 · 20 + 0.114 · 30 = 18.15
    }

    [Fact]
    public void Cifar_training_images_come_from_five_files()
    {
        for (var file = 1; file <= 5; file++)
        {
            var turn = file;
            WriteCifar($"data_batch_{file}.bin", i => (i + turn) % 10);
        }

        var set = Cifar10.Train(Cifar10.Folders(folder.Root));
        Assert.Equal(Enumerable.Repeat(5_000, 10), set.ClassCounts());
        Assert.Equal([1, 2, 3, 4, 5], new[] { 0, 10_000, 20_000, 30_000, 40_000 }.Select(i => set.Labels[i]));
    }

    [Fact]
    public void Missing_cifar_names_the_file_the_places_and_the_command()
    {
        var error = Assert.Throws<FileNotFoundException>(() => Cifar10.Train(Cifar10.Folders("/nowhere")));
        Assert.Equal(
            "CIFAR-10 was not found: looked for data_batch_1.bin in /nowhere/cifar-10-batches-bin, /nowhere. Set RANKCOLLAPSE_DATA to a folder with "
            + "cifar-10-binary.tar.gz and run: tar -xzf \"$RANKCOLLAPSE_DATA/cifar-10-binary.tar.gz\" -C \"$RANKCOLLAPSE_DATA\"", error.Message);
    }

    [Fact]
    public void A_truncated_cifar_file_says_both_lengths()
    {
        var path = folder.Write("test_batch.bin", new byte[3073]);
        var error = Assert.Throws<InvalidDataException>(() => Cifar10.Test(Cifar10.Folders(folder.Root)));
        Assert.Equal(
            $"{path} is not a whole file of CIFAR-10: it has 3073 bytes; expected 30730000, which is 10000 records of 3073. "
            + "Unpack the archive again, in its binary version.", error.Message);
    }

    [Fact]
    public void A_cifar_label_out_of_range_is_named()
    {
        WriteCifar("test_batch.bin", i => i == 42 ? 77 : i % 10);
        var error = Assert.Throws<InvalidDataException>(() => Cifar10.Test(Cifar10.Folders(folder.Root)));
        Assert.EndsWith("test_batch.bin: label 42 is 77; expected 0 to 9. Unpack the archive again.", error.Message);
    }

    [Fact]
    public void Cifar_classes_of_unequal_size_are_refused()
    {
        WriteCifar("test_batch.bin", _ => 3);
        var error = Assert.Throws<InvalidDataException>(() => Cifar10.Test(Cifar10.Folders(folder.Root)));
        Assert.Equal(
            "test_batch.bin are not the test images of CIFAR-10: the labels appear 0 0 0 10000 0 0 0 0 0 0 times; expected 1000 times each. "
            + "Unpack the archive again.", error.Message);
    }

    private void WriteMnistTest(string below, int[] counts)
    {
        var pixels = new byte[10_000 * 784];
        pixels[^1] = 200;
        folder.Write(below + "t10k-images-idx3-ubyte.gz", Content.Compressed(Content.Idx(0x08, [10_000, 28, 28], pixels)));
        folder.Write(below + "t10k-labels-idx1-ubyte", Content.Idx(0x08, [10_000], Content.Labels(counts)));
    }

    private void WriteCifar(string name, Func<int, int> label)
    {
        var file = new byte[10_000 * 3073];
        for (var i = 0; i < 10_000; i++)
        {
            file[i * 3073] = (byte)label(i);
            file.AsSpan((i * 3073) + 1, 1024).Fill(10);
            file.AsSpan((i * 3073) + 1025, 1024).Fill(20);
            file.AsSpan((i * 3073) + 2049, 1024).Fill(30);
        }

        folder.Write(name, file);
    }
}
