namespace RankCollapse.Models.Data;

/// <summary>
/// MNIST: 60,000 training and 10,000 test images of handwritten digits, 28 × 28 grey pixels. Read from files that the user
/// brings, in the folder of <c>RANKCOLLAPSE_DATA</c> or below it in <c>mnist/</c> or <c>MNIST/raw/</c>, plain or as .gz.
/// </summary>
/// <remarks>
/// Shapes, the number of images of every digit and, for .gz files, their built-in checksum are verified; a checksum of the
/// pixels is not. Fashion-MNIST has files of the same names: its label counts differ, so it is refused by name.
/// </remarks>
/// <source paper="lecun1998" item="MNIST">The files of LeCun, Cortes and Burges.</source>
public static class Mnist
{
    private const string Remedy =
        "Put train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz, t10k-images-idx3-ubyte.gz and t10k-labels-idx1-ubyte.gz of MNIST "
        + "into a folder and run: export RANKCOLLAPSE_DATA=/that/folder";

    /// <summary>The training images.</summary>
    /// <returns>60,000 images of shape [1, 28, 28]; label c is the digit c.</returns>
    /// <exception cref="FileNotFoundException">No files; says what was looked for, where, and what to do.</exception>
    /// <exception cref="InvalidDataException">A file is damaged or is not of this set.</exception>
    public static ImageSet Train() => Train(Folders(DataFiles.UserFolder));

    /// <summary>The test images.</summary>
    /// <returns>10,000 images of shape [1, 28, 28]; label c is the digit c.</returns>
    /// <exception cref="FileNotFoundException">No files; says what was looked for, where, and what to do.</exception>
    /// <exception cref="InvalidDataException">A file is damaged or is not of this set.</exception>
    public static ImageSet Test() => Test(Folders(DataFiles.UserFolder));

    internal static ImageSet Train(IReadOnlyCollection<string> folders) => new IdxImages
    {
        Title = "MNIST",
        Origin = Origin("training images"),
        Prefix = "train",
        Count = 60_000,
        Remedy = Remedy,
        LabelCounts = [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949],
    }.Load(folders);

    internal static ImageSet Test(IReadOnlyCollection<string> folders) => new IdxImages
    {
        Title = "MNIST",
        Origin = Origin("test images"),
        Prefix = "t10k",
        Count = 10_000,
        Remedy = Remedy,
        LabelCounts = [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009],
    }.Load(folders);

    internal static IReadOnlyCollection<string> Folders(string? user) =>
        user is null ? [] : [Path.Combine(user, "mnist"), Path.Combine(user, "MNIST", "raw"), user];

    private static ImageOrigin Origin(string part) => new()
    {
        Name = $"MNIST, {part}",
        Source = "LeCun, Cortes and Burges 1998",
        ClassNames = [.. Enumerable.Range(0, 10).Select(digit => $"{digit}")],
    };
}
