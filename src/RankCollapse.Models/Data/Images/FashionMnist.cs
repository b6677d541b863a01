using System.Collections.Immutable;

namespace RankCollapse.Models.Data;

/// <summary>
/// Fashion-MNIST: 60,000 training and 10,000 test images of clothes, 28 × 28 grey pixels, ten classes of equal size. Looked
/// for in the folder of <c>RANKCOLLAPSE_DATA</c> (below <c>fashion-mnist/</c> or <c>FashionMNIST/raw/</c>), then where the package
/// <c>dataset-fashion-mnist</c> of Debian and Ubuntu puts it. The content is compared with known checksums on every load.
/// </summary>
/// <source paper="xiao2017" item="Fashion-MNIST">Copyright 2017 Zalando SE, MIT licence.</source>
public static class FashionMnist
{
    private const string PackageFolder = "/usr/share/datasets/fashion-mnist";

    private const string Remedy =
        "Run './workbook run', which installs the package dataset-fashion-mnist, "
        + "or set RANKCOLLAPSE_DATA to a folder that holds fashion-mnist/.";

    /// <summary>The ten classes, by label.</summary>
    public static ImmutableArray<string> ClassNames { get; } =
        ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"];

    /// <summary>The training images; 6,000 of each class.</summary>
    /// <returns>60,000 images of shape [1, 28, 28].</returns>
    /// <exception cref="FileNotFoundException">Not installed; says what was looked for, where, and how to get it.</exception>
    /// <exception cref="InvalidDataException">A file is damaged or is not of this set.</exception>
    public static ImageSet Train() => Train(Folders(DataFiles.UserFolder));

    /// <summary>The test images; 1,000 of each class.</summary>
    /// <returns>10,000 images of shape [1, 28, 28].</returns>
    /// <exception cref="FileNotFoundException">Not installed; says what was looked for, where, and how to get it.</exception>
    /// <exception cref="InvalidDataException">A file is damaged or is not of this set.</exception>
    public static ImageSet Test() => Test(Folders(DataFiles.UserFolder));

    // The checksums are of the unpacked files: packages compress them anew. That these are the published data was
    // established by putting back the name and time that the package's build strips from the gzip headers, which
    // gives exactly the MD5 sums in the authors' list.
    internal static ImageSet Train(IReadOnlyCollection<string> folders) => new IdxImages
    {
        Title = "Fashion-MNIST",
        Origin = Origin("training images"),
        Prefix = "train",
        Count = 60_000,
        Remedy = Remedy,
        ImageChecksum = "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
        LabelChecksum = "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
        LabelCounts = [.. Enumerable.Repeat(6_000, 10)],
    }.Load(folders);

    internal static ImageSet Test(IReadOnlyCollection<string> folders) => new IdxImages
    {
        Title = "Fashion-MNIST",
        Origin = Origin("test images"),
        Prefix = "t10k",
        Count = 10_000,
        Remedy = Remedy,
        ImageChecksum = "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
        LabelChecksum = "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
        LabelCounts = [.. Enumerable.Repeat(1_000, 10)],
    }.Load(folders);

    internal static IReadOnlyCollection<string> Folders(string? user) => user is null
        ? [PackageFolder]
        : [Path.Combine(user, "fashion-mnist"), Path.Combine(user, "FashionMNIST", "raw"), PackageFolder];

    private static ImageOrigin Origin(string part) => new()
    {
        Name = $"Fashion-MNIST, {part}",
        Source = "Zalando SE 2017, MIT licence",
        ClassNames = ClassNames,
    };
}
