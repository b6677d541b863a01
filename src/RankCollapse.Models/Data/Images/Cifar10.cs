using System.Collections.Immutable;

namespace RankCollapse.Models.Data;

/// <summary>
/// CIFAR-10: 50,000 training and 10,000 test photographs, 32 × 32 pixels in red, green and blue, ten classes of equal size.
/// Read from the binary version that the user brings, in the folder of <c>RANKCOLLAPSE_DATA</c> or below it in
/// <c>cifar-10-batches-bin/</c>: records of one label byte and 3,072 pixel bytes, 10,000 to a file.
/// </summary>
/// <remarks>Lengths, the range of the labels and the size of every class are verified; a checksum of the pixels is not.</remarks>
/// <source paper="krizhevsky2009" item="CIFAR-10, binary version">The layout of the authors' page.</source>
public static class Cifar10
{
    private const int RecordsPerFile = 10_000;

    private const string Remedy =
        "Set RANKCOLLAPSE_DATA to a folder with cifar-10-binary.tar.gz and run: "
        + "tar -xzf \"$RANKCOLLAPSE_DATA/cifar-10-binary.tar.gz\" -C \"$RANKCOLLAPSE_DATA\"";

    private static readonly ImageShape Shape = new(3, 32, 32);

    /// <summary>The ten classes, by label.</summary>
    public static ImmutableArray<string> ClassNames { get; } =
        ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

    /// <summary>The training images; 5,000 of each class.</summary>
    /// <returns>50,000 images of shape [3, 32, 32].</returns>
    /// <exception cref="FileNotFoundException">No files; says what was looked for, where, and what to do.</exception>
    /// <exception cref="InvalidDataException">A file is truncated or is not of this set.</exception>
    public static ImageSet Train() => Train(Folders(DataFiles.UserFolder));

    /// <summary>The test images; 1,000 of each class.</summary>
    /// <returns>10,000 images of shape [3, 32, 32].</returns>
    /// <exception cref="FileNotFoundException">No files; says what was looked for, where, and what to do.</exception>
    /// <exception cref="InvalidDataException">A file is truncated or is not of this set.</exception>
    public static ImageSet Test() => Test(Folders(DataFiles.UserFolder));

    internal static ImageSet Train(IReadOnlyCollection<string> folders) =>
        Load("training images", [.. Enumerable.Range(1, 5).Select(i => $"data_batch_{i}.bin")], folders);

    internal static ImageSet Test(IReadOnlyCollection<string> folders) => Load("test images", ["test_batch.bin"], folders);

    internal static IReadOnlyCollection<string> Folders(string? user) =>
        user is null ? [] : [Path.Combine(user, "cifar-10-batches-bin"), user];

    private static ImageSet Load(string part, string[] files, IReadOnlyCollection<string> folders)
    {
        var count = files.Length * RecordsPerFile;
        var pixels = new byte[count * Shape.Size];
        var labels = new int[count];
        for (var i = 0; i < files.Length; i++)
        {
            var path = DataFiles.Find(files[i], folders) ?? throw DataFiles.Missing("CIFAR-10", files[i], folders, Remedy);
            var first = i * RecordsPerFile;
            Unpack(DataFiles.Read(path), path, pixels.AsSpan(first * Shape.Size), labels.AsSpan(first, RecordsPerFile));
        }

        var origin = new ImageOrigin { Name = $"CIFAR-10, {part}", Source = "Krizhevsky 2009", ClassNames = ClassNames };
        var set = ImageSet.Owning(origin, Shape, pixels, labels);
        var counts = set.ClassCounts();
        if (counts.Any(size => size != count / 10))
        {
            throw new InvalidDataException(
                $"{string.Join(", ", files)} are not the {part} of CIFAR-10: the labels appear {string.Join(" ", counts)} times; "
                + $"expected {count / 10} times each. Unpack the archive again.");
        }

        return set;
    }

    private static void Unpack(byte[] file, string path, Span<byte> pixels, Span<int> labels)
    {
        var record = 1 + Shape.Size;
        if (file.Length != RecordsPerFile * record)
        {
            throw new InvalidDataException(
                $"{path} is not a whole file of CIFAR-10: it has {file.Length} bytes; expected {RecordsPerFile * record}, which is "
                + $"{RecordsPerFile} records of {record}. Unpack the archive again, in its binary version.");
        }

        for (var i = 0; i < RecordsPerFile; i++)
        {
            labels[i] = file[i * record];
            if (labels[i] >= ClassNames.Length)
            {
                throw new InvalidDataException(
                    $"{path}: label {i} is {labels[i]}; expected 0 to {ClassNames.Length - 1}. Unpack the archive again.");
            }

            file.AsSpan((i * record) + 1, Shape.Size).CopyTo(pixels[(i * Shape.Size)..]);
        }
    }
}
